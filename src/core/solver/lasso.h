/*-------------------------------------------------------------------------
 *
 * lasso.h
 *		L1-penalized maximum likelihood (lasso, elastic net).
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_LASSO_H
#define LG_LASSO_H

#include "core/solver/newton.h"

/* The search; arrays belong to the caller. */
typedef struct LgLasso
{
	LgDesign   *design;
	LgNewton   *newton;			/* at the end: at the maximum, on the support */
	const int  *columns;		/* [n_columns], all that may take part */
	int			n_columns;
	int		   *support;		/* [n_columns], terms that are not zero */
	LgDd	   *beta;			/* [n_columns], the point */
	double	   *price;			/* [n_columns] scratch: see below */
	double	   *last;			/* [n_columns], the last point accepted, */
	double	   *step;			/* [n_columns], from there */
	double	   *proposed;		/* [n_columns], to the model's maximum */
	double	   *residual;		/* [n_columns] scratch of the descent */
	double	   *square;			/* [n_columns * n_columns] scratch */
	double	   *active_square;	/* the same, */
	double	   *active_residual;	/* and [n_columns], of what is not zero */
	double	   *active_step;	/* [n_columns] scratch */
	double		objective;		/* at the last point accepted, */
	double		slope;			/* and its slope there, along the step */
	double		fraction;		/* of the step that is tried, */
	int			n_trials;		/* after so many */
	int			n_steps;		/* passes over the rows, those on the support
								 * included */
	bool		is_warm;		/* beta is a start, near the maximum */
	bool		is_evaluated;	/* and the curvature is that there, on all
								 * columns, with the penalty's ridge */
} LgLasso;

/* The penalty per unit of a coefficient's absolute value, l1 f. */
static inline double
lg_lasso_price(const LgLasso *lasso, int j)
{
	const LgPenalty *penalty = lasso->newton->penalty;

	return penalty->l1 * penalty->scale[lasso->columns[j]];
}

extern LgStatus lg_lasso_find(LgLasso *lasso, int max_iterations);

#endif							/* LG_LASSO_H */
