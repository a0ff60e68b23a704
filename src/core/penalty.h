/*-------------------------------------------------------------------------
 *
 * penalty.h
 *		What a fit pays for large coefficients: ridge and lasso.
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
 *-------------------------------------------------------------------------
 */
#ifndef LG_PENALTY_H
#define LG_PENALTY_H

#include "objective.h"

typedef struct LgPenalty
{
	double		l1;				/* >= 0 */
	double		l2;				/* >= 0 */
	bool		is_standardised;	/* s_j is the deviation, not 1 */
	double	   *scale;			/* [n_terms]: s_j b_j = scale * scaled
								 * coefficient; 0 for the intercept */
	double	   *slope;			/* [n_terms]: of l1 |s_j b_j| by the scaled
								 * coefficient, given its sign; 0: not paid */
	LgDd		paid;			/* the penalty where it was last added */
} LgPenalty;

extern void lg_penalty_start(LgPenalty *penalty, const LgDesign *design);
extern double lg_penalty_ridge(const LgPenalty *penalty,
							   const LgDesign *design, int column);
extern void lg_penalty_add(LgPenalty *penalty, const LgDesign *design,
						   const LgDd *beta, LgCurvature *curvature);
extern void lg_penalty_add_information(const LgPenalty *penalty,
									   const LgDesign *design,
									   LgCurvature *curvature);

/* Whether there is one: the fit is finite, and no columns are aliased. */
static inline bool
lg_penalty_is_given(const LgPenalty *penalty)
{
	return penalty != NULL && (penalty->l1 > 0.0 || penalty->l2 > 0.0);
}

#endif							/* LG_PENALTY_H */
