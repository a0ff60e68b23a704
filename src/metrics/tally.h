/*-------------------------------------------------------------------------
 *
 * tally.h
 *		The small state of metrics that are sums over rows.
 *
 * Rows fall into bins of the score, one to many, and each bin keeps sums by
 * label.  To SQL the state is internal or, where an engine is to push the
 * aggregate down, a bytea; both are the same object (pg/merge_state.h).
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_TALLY_H
#define LOGISTIC_TALLY_H

#include "core/metrics/score_sums.h"
#include "metrics/metric.h"
#include "pg/merge_state.h"

/* How scores fall into bins, and what is summed. */
typedef enum LogisticTallyKind
{
	LOGISTIC_TALLY_LOSS,		/* one bin: log loss, Brier score */
	LOGISTIC_TALLY_THRESHOLD,	/* two bins: below, and from the threshold on */
	LOGISTIC_TALLY_BINS			/* bins of equal width in [0, 1] */
} LogisticTallyKind;

#define LOGISTIC_BINS_DEFAULT	10
#define LOGISTIC_BINS_LIMIT		10000

/* Lives in the aggregate context with all that it points to. */
typedef struct LogisticTally
{
	LogisticMetricHead head;
	LogisticTallyKind kind;
	LogisticMetricSite *site;	/* of a caller that forgets it from row to row;
								 * else NULL */
	double		threshold;		/* positive from this score on */
	int			n_bins;			/* 0 before the first row */
	LgScoreSums *sums;			/* [2 * bin + label code] */
} LogisticTally;

extern LogisticTally *logistic_tally_make(LogisticTallyKind kind,
										  MemoryContext context);

/* Takes a row in. */
extern void logistic_tally_add(LogisticTally *tally,
							   const LogisticMetricRow *row,
							   MemoryContext context);

/* Adds the rows of another state of the same call. */
extern void logistic_tally_merge(LogisticTally *tally,
								 const LogisticTally *from,
								 MemoryContext context);

/* Reads and writes the state. */
extern const LogisticMergeKind logistic_tally_merge_kind;

/*
 * The state in a datum, whose bytes are checked as they may be forged; the
 * second raises an error unless the tally is of the kind.
 */
extern LogisticMergeState *logistic_tally_state(Datum datum,
												MemoryContext context);
extern void logistic_tally_require(const LogisticTally *tally,
								   LogisticTallyKind kind);

/*
 * The state of a final function's call, with the code of the positive label;
 * NULL without rows, or if it is not known which label is positive.
 */
extern const LogisticTally *logistic_tally_final(FunctionCallInfo fcinfo,
												 LogisticTallyKind kind,
												 int *positive);

#endif							/* LOGISTIC_TALLY_H */
