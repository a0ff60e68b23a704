/*-------------------------------------------------------------------------
 *
 * estimates.h
 *		From the maximum of a likelihood to what a regression answers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_ESTIMATES_H
#define LG_ESTIMATES_H

#include "core/regression/regression.h"
#include "core/solver/lasso.h"
#include "core/solver/maximize.h"

/* All that a fit needs beside its question and answer. */
typedef struct LgFit
{
	LgRegression *regression;
	LgMaximum	maximum;
	LgPenalty	penalty;
	LgSandwich	sandwich;
	LgProfile	profile;
	LgLasso		lasso;
	LgTruncated truncated;
	int		   *sign;			/* [n_terms], where a term runs off to */
	LgMoments  *moments;		/* [n_terms] */
} LgFit;

/* Pivots below this cost leverages in doubles more than 12 digits. */
#define LG_PIVOT_FOR_LEVERAGES	1e-4

extern void lg_answer_clear(LgRegression *regression);
extern void lg_estimates_finish(LgFit *fit);
extern void lg_estimates_limits(LgFit *fit);
extern void lg_covariance_find(LgFit *fit);
extern void lg_estimates_one_class(LgFit *fit);
extern double lg_estimates_correct(LgRegression *regression);
extern void lg_profile_tests_start(LgFit *fit);
extern void lg_profile_tests_run(LgFit *fit, double correction);

#endif							/* LG_ESTIMATES_H */
