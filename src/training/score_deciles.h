/*-------------------------------------------------------------------------
 *
 * score_deciles.h
 *		The deciles of the scores of rows, as percentile_disc() has them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_DECILES_H
#define LOGISTIC_SCORE_DECILES_H

#include "utils/array.h"

typedef struct LogisticScoreDeciles
{
	uint64	   *keys;			/* [capacity], of the scores; see radix_sort.h */
	int64		n;
	int64		capacity;
} LogisticScoreDeciles;

/* None yet, and room for so many, in the current memory context. */
extern void logistic_score_deciles_init(LogisticScoreDeciles *deciles,
										int64 capacity);

/* Adds a score, which may be infinite. */
extern void logistic_score_deciles_add(LogisticScoreDeciles *deciles,
									   double score);

/*
 * The tenth, twentieth, ... ninetieth percentile as a float8[]; NULL if there
 * are no scores.  Frees the room.
 */
extern ArrayType *logistic_score_deciles_finish(LogisticScoreDeciles *deciles);

#endif							/* LOGISTIC_SCORE_DECILES_H */
