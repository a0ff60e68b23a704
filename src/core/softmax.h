/*-------------------------------------------------------------------------
 *
 * softmax.h
 *		More than two classes: the likelihood, and its rows as pairs.
 *
 * A model of K classes has K - 1 equations, each with a coefficient for
 * every column; class 0 is the baseline.  The solver sees one long vector of
 * coefficients, whose terms know their equation.  Where it looks at rows
 * itself, in proofs of separation, a row comes as K - 1 pairs of its class y
 * with another one a: rows z_y - z_a of a logistic regression in which each
 * is a success.  A direction separates the classes exactly when it separates
 * the pairs (Albert & Anderson 1984, Biometrika 71, 1-10), so the proofs for
 * two classes are proofs for K.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_SOFTMAX_H
#define LG_SOFTMAX_H

#include "objective.h"

#define LG_CLASSES_LIMIT	100

/* The classes, and the scratch of the passes; arrays are the caller's. */
typedef struct LgSoftmax
{
	int			n_classes;		/* 3 ... LG_CLASSES_LIMIT */
	const uint8_t *class_of;	/* [256], by label code; 0: the baseline */
	LgDesign	base;			/* the columns of one equation */
	LgTerm	   *terms;			/* [n_base] */
	int		   *columns;		/* [n_base] */
	LgDense		dense;			/* of the base */
	bool	   *is_open;		/* [class][row], see below */
	double	   *share;			/* [class][row], probability */
	double	   *rest;			/* [class][row], 1 - share, all digits */
	double	   *weighted;		/* [class][row], also scores */
	LgDd	   *gradients;		/* [equation][n_base] */
	LgDd	   *blocks;			/* [pair of equations], each packed over the
								 * base columns */
	LgDd	   *share_dd;		/* [class], of one row */
	LgDd	   *rest_dd;		/* [class] */
	LgDd	   *score_dd;		/* [class] */
} LgSoftmax;

extern void lg_softmax_start(LgSoftmax *softmax, const LgDesign *design);
extern bool lg_softmax_next(const LgDesign *design, LgSoftmax *softmax,
							bool with_low);
extern void lg_softmax_evaluate(const LgDesign *design, const LgDd *beta,
								LgCurvature *curvature);
extern void lg_softmax_evaluate_dd(const LgDesign *design, const LgDd *beta,
								   LgCurvature *curvature);
extern void lg_softmax_null(const LgDesign *design, LgDd *log_lik);

/* The column of the base that term "term" of the design is. */
static inline int
lg_softmax_column(const LgSoftmax *softmax, int term)
{
	return term / (softmax->n_classes - 1);
}

/* z of a row of the base, all digits. */
static inline LgDd
lg_softmax_value(const LgSoftmax *softmax, int column, int row)
{
	size_t		place = (size_t) column * LG_BLOCK_STRIDE + row;
	LgDd		value = {softmax->dense.z[place], softmax->dense.z_low[place]};

	return value;
}

#endif							/* LG_SOFTMAX_H */
