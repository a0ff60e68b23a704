/*-------------------------------------------------------------------------
 *
 * estimates.h
 *		From the maximum of a likelihood to what a regression answers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_ANSWER_H
#define LG_ANSWER_H

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
extern void lg_answer_estimates(LgFit *fit);
extern void lg_answer_limits(LgFit *fit);
extern void lg_answer_covariance(LgFit *fit);
extern void lg_answer_one_class(LgFit *fit);
extern double lg_answer_correct(LgRegression *regression);
extern void lg_answer_start_scoring(LgFit *fit);
extern void lg_answer_profile(LgFit *fit, double correction);

#endif							/* LG_ANSWER_H */
