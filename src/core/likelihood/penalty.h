/*-------------------------------------------------------------------------
 *
 * penalty.h
 *		Ridge and lasso penalties.
 *
 * A penalised fit minimises
 *
 *		-log-likelihood + l1 sum |s_j b_j| + l2/2 sum (s_j b_j)^2
 *
 * over the terms but the intercept, b on the user's scale; s_j is the
 * weighted population deviation of the column, or 1 where columns are not to
 * be standardised.  The sums are over rows, not means: scikit-learn's C is
 * 1/l2, glmnet's lambda is (l1 + l2) / sum of weights.
 *
 * With K > 2 classes the penalty has no baseline, so that renaming classes
 * changes no probability.  Each class has its own coefficients b_jk, and the
 * penalty is
 *
 *		l1 sum |s_j b_jk| + l2 sum (s_j b_jk)^2
 *
 * summed over classes.  Only differences between classes matter: b_jk - b_j0
 * is reported.  Of two classes, b_j1 = -b_j0 is half of the difference, and
 * the sum is the one above.  A ridge alone is a function of differences:
 *
 *		l2 s_j^2 (sum_k d_jk^2 - (sum_k d_jk)^2 / K),	d_jk = b_jk - b_j0
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PENALTY_H
#define LG_PENALTY_H

#include "core/likelihood/objective.h"

typedef struct LgPenalty
{
	double		l1;				/* >= 0 */
	double		l2;				/* >= 0 */
	bool		is_standardised;	/* s_j is the deviation, not 1 */
	double		factor;			/* of the ridge: 1, or 2 of more than two classes */
	double		coupling;		/* between the classes of a column, 1/K; 0 where
								 * each has coefficients of its own */
	double	   *scale;			/* [n_terms]: s_j b_j = scale * scaled
								 * coefficient; 0 for the intercept */
	double	   *slope;			/* [n_terms]: of l1 |s_j b_j| by the scaled
								 * coefficient, given its sign; 0: not paid */
	LgDd		paid;			/* the penalty where it was last added */
} LgPenalty;

extern void lg_penalty_start(LgPenalty *penalty, const LgDesign *design);
extern int	lg_penalty_first(const LgPenalty *penalty, const LgDesign *design,
							 int column);
extern double lg_penalty_ridge(const LgPenalty *penalty,
							   const LgDesign *design, int i, int j);
extern void lg_penalty_pay(LgPenalty *penalty, const LgDesign *design,
						   const LgDd *beta);
extern void lg_penalty_add(LgPenalty *penalty, const LgDesign *design,
						   const LgDd *beta, LgCurvature *curvature);
extern void lg_penalty_add_information(const LgPenalty *penalty,
									   const LgDesign *design,
									   LgCurvature *curvature);

/*
 * Is there a penalty?  Then the maximum is finite, and no columns are aliased.
 */
static inline bool
lg_penalty_is_given(const LgPenalty *penalty)
{
	return penalty != NULL && (penalty->l1 > 0.0 || penalty->l2 > 0.0);
}

#endif							/* LG_PENALTY_H */
