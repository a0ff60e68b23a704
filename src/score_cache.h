/*-------------------------------------------------------------------------
 *
 * score_cache.h
 *		The plans that a call site keeps, found by the models they are of.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_CACHE_H
#define LOGISTIC_SCORE_CACHE_H

#include "score_plan.h"

/* A plan, and the bytes of the model that it was made from. */
typedef struct LogisticScoreEntry
{
	LogisticScorePlan *plan;
	struct varlena *key;		/* the value as it came; of a plain one, which
								 * carries the hash of its content, only the
								 * header */
	Size		size;			/* of the value, in bytes */
} LogisticScoreEntry;

struct logistic_plans_hash;

typedef struct LogisticScoreCache
{
	MemoryContext context;		/* holds all that follows, and the plans */
	struct logistic_plans_hash *entries;	/* all of them */
	LogisticScoreEntry *latest; /* the one used last, looked at first */
} LogisticScoreCache;

/* Sets an empty cache up, in a context of its own below "parent". */
extern void logistic_score_cache_init(LogisticScoreCache *cache,
									  MemoryContext parent);

/* Forgets every plan. */
extern void logistic_score_cache_reset(LogisticScoreCache *cache);

/* The plan for a model as it comes in an argument; NULL if there is none. */
extern LogisticScorePlan *logistic_score_cache_find(LogisticScoreCache *cache,
													const struct varlena *value);

/*
 * Keeps a plan, which lives in the cache's context.  Call
 * logistic_score_cache_make_room() before making it.
 */
extern void logistic_score_cache_keep(LogisticScoreCache *cache,
									  const struct varlena *value,
									  LogisticScorePlan *plan);

/* Forgets every plan if they fill work_mem. */
extern void logistic_score_cache_make_room(LogisticScoreCache *cache);

#endif							/* LOGISTIC_SCORE_CACHE_H */
