/*-------------------------------------------------------------------------
 *
 * ranking.h
 *		Ranking metrics: AUC, average precision, Kolmogorov-Smirnov.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_RANKING_H
#define LG_RANKING_H

#include <stdbool.h>
#include <stdint.h>

#include "core/numeric/doubledouble.h"

/* All rows of one score; index 0 is the negative class, 1 the positive. */
typedef struct LgThresholdStep
{
	double		score;
	int64_t		n_rows[2];
	double		weight[2];		/* sums over these rows */
} LgThresholdStep;

/* How the core sees the rows: steps from the highest score to the lowest. */
typedef struct LgThresholdSteps
{
	int64_t		n_rows[2];		/* of all steps */
	LgDd		weight[2];
	void	   *host;			/* whatever the functions below need */
	void		(*rewind) (void *host);
	bool		(*next) (void *host,
						 LgThresholdStep *step); /* false at the end */
} LgThresholdSteps;

/* The answer; NaN where a class is missing. */
typedef struct LgRanking
{
	double		roc_auc;
	double		average_precision;
	double		ks_statistic;
} LgRanking;

/* Have both classes weight? */
static inline bool
lg_steps_has_both(const LgThresholdSteps *steps)
{
	return steps->weight[0].hi > 0.0 && steps->weight[1].hi > 0.0;
}

extern void lg_ranking(const LgThresholdSteps *steps, LgRanking *ranking);

#endif							/* LG_RANKING_H */
