/*-------------------------------------------------------------------------
 *
 * softmax.h
 *		More than two classes: the likelihood, and its rows as pairs.
 *
 * A model of K classes has K - 1 equations, each with a coefficient for
 * every column; class 0 is the baseline.  The solver sees one long vector of
 * coefficients, whose terms know their equation.  A lasso, which chooses among
 * the coefficients of all classes, lets the baseline have an equation 0 too,
 * and tells the differences in the end.  Where the solver looks at rows
 * itself, in proofs of separation, a row comes as K - 1 pairs of its class y
 * with another one a: rows z_y - z_a of a logistic regression in which each
 * is a success.  A direction separates the classes exactly when it separates
 * the pairs (Albert & Anderson 1984, Biometrika 71, 1-10), so the proofs for
 * two classes are proofs for K.  Sandwich errors and Jeffreys' prior see a row
 * as the deviations of its classes, see class_deviations.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_SOFTMAX_H
#define LG_SOFTMAX_H

#include "core/data/classes.h"
#include "core/likelihood/curvature.h"

/* The classes, and the scratch of the passes; arrays are the caller's. */
typedef struct LgSoftmax
{
	LgClasses	classes;
	int			n_equations;	/* n_classes - 1, or n_classes: the baseline's,
								 * too */
	LgDesign	base;			/* the columns of one equation */
	LgTerm	   *terms;			/* [n_base] */
	int		   *columns;		/* [n_base], those in use */
	int		   *places;			/* [n_base], of the columns in use */
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
	double	   *products;		/* [LG_BLOCK_ROWS][class], of deviations */
	double	   *square;			/* [2][class][class] */
} LgSoftmax;

extern void lg_softmax_start(LgSoftmax *softmax, const LgDesign *design);
extern bool lg_softmax_next(const LgDesign *design, LgSoftmax *softmax,
							bool with_low);
extern double lg_softmax_probabilities(const LgDesign *design, const LgDd *beta,
									   LgCurvature *curvature);
extern LgDd lg_softmax_probabilities_dd(const LgDesign *design,
										const LgDd *beta,
										int row, LgCurvature *curvature);
extern bool lg_softmax_next_deviations(const LgDesign *design,
									   const LgDd *beta, bool wants_all,
									   LgDense *dense, double *residual,
									   double *curvature);
extern void lg_softmax_evaluate(const LgDesign *design, const LgDd *beta,
								LgCurvature *curvature);
extern void lg_softmax_evaluate_dd(const LgDesign *design, const LgDd *beta,
								   LgCurvature *curvature);
extern void lg_softmax_contrast(const LgDesign *design, LgDd *values);
extern void lg_softmax_null(const LgDesign *design, LgDd *log_lik);

/* The column of the base that term "term" of the design is. */
static inline int
lg_softmax_column(const LgSoftmax *softmax, int term)
{
	return term / softmax->n_equations;
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
