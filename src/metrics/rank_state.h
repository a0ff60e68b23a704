/*-------------------------------------------------------------------------
 *
 * rank_state.h
 *		The state of metrics that need the rows in the order of their scores.
 *
 * Each label has a sorter of its own; a metric sees both as one descending
 * sequence of steps, all rows of one score at a time (core/metrics/ranking.h).
 *
 * Calls with the same arguments share one state, so that several metrics of
 * a query sort once.  Final functions sort, which changes nothing that can
 * be seen, and otherwise read: they may run many times, as in windows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_RANK_STATE_H
#define LOGISTIC_RANK_STATE_H

#include "core/metrics/ranking.h"
#include "metrics/metric.h"
#include "metrics/sorter.h"

/* Lives in the aggregate context with all that it points to. */
typedef struct LogisticRank
{
	LogisticMetricHead head;
	LgDd		weight[2];		/* sums by label code */
	int64		n_more[2];		/* the same: equal rows beyond the entries of the
								 * sorters, which have their frequency */
	bool		is_weighted;	/* some row has a weight other than 1 */
	LogisticSorter sorters[2];	/* by label code */
	bool		has_ranking;	/* "ranking" is that of the rows so far */
	LgRanking	ranking;
	/* reading */
	int			positive;		/* the label code that is positive */
} LogisticRank;

/* How calibration_curve cuts its bins; a list that ends with NULL. */
extern const char *const logistic_bin_strategies[];

#define LOGISTIC_STRATEGY_QUANTILE	1	/* place in that list */

/*
 * The state of a new group; its sorters share the call site's space.  Without
 * a call it stays in memory, "space" being NULL.
 */
extern LogisticRank *logistic_rank_make(FunctionCallInfo fcinfo,
										MemoryContext context,
										LogisticSpillFile *space);
extern void logistic_rank_free(LogisticRank *rank);
extern void logistic_rank_add(LogisticRank *rank,
							  const LogisticMetricRow *row);

/* The state as steps, when the given label code is the positive one. */
extern void logistic_rank_steps(LogisticRank *rank, int positive,
								LgThresholdSteps *steps);

/*
 * The state of a final function's call as steps; NULL without a row, or if it
 * is not known which label is positive.
 */
extern LogisticRank *logistic_rank_final(FunctionCallInfo fcinfo,
										 LgThresholdSteps *steps);

/* Complains about weights where the metric has none. */
extern void logistic_rank_check_unweighted(const LogisticRank *rank,
										   const char *metric);

#endif							/* LOGISTIC_RANK_STATE_H */
