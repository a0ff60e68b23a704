/*-------------------------------------------------------------------------
 *
 * score_cache.h
 *		Cache of scoring plans at a call site, keyed by the bytes of the model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_CACHE_H
#define LOGISTIC_SCORE_CACHE_H

#include "access/detoast.h"

#include "pg/compat.h"
#include "score/score_plan.h"

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

/* Does an entry belong to a model as it comes in an argument? */
static inline bool
logistic_score_entry_matches(const LogisticScoreEntry *entry,
							 const struct varlena *value)
{
	/* the common case first, with a size that the compiler knows */
	if (VARATT_IS_EXTERNAL_ONDISK(value))
		return entry->size == TOAST_POINTER_SIZE &&
			memcmp(entry->key, value, TOAST_POINTER_SIZE) == 0;
	if (entry->size != VARSIZE_ANY(value))
		return false;
	if (VARATT_IS_EXTENDED(value))
		return memcmp(entry->key, value, entry->size) == 0;

	/*
	 * The content hash has 64 bits, and the size agrees: to look at all the
	 * bytes again would cost more than the score.
	 */
	return !VARATT_IS_EXTENDED(entry->key) &&
		((const LogisticModel *) value)->hash ==
		((const LogisticModel *) entry->key)->hash;
}

/* The plan for a model where it is not that of the latest entry. */
extern LogisticScorePlan *logistic_score_cache_find_earlier(LogisticScoreCache *cache,
															const struct varlena *value);

/* The plan for a model as it comes in an argument; NULL if there is none. */
static inline LogisticScorePlan *
logistic_score_cache_find(LogisticScoreCache *cache,
						  const struct varlena *value)
{
	if (likely(cache->latest != NULL &&
			   logistic_score_entry_matches(cache->latest, value)))
		return cache->latest->plan;
	return logistic_score_cache_find_earlier(cache, value);
}

/*
 * Keeps a plan, which lives in the cache's context.  Call
 * logistic_score_cache_make_room() before making it.
 */
extern void logistic_score_cache_keep(LogisticScoreCache *cache,
									  const struct varlena *value,
									  LogisticScorePlan *plan);

/* Forgets every plan if they fill the memory that they may have. */
extern void logistic_score_cache_make_room(LogisticScoreCache *cache);

#endif							/* LOGISTIC_SCORE_CACHE_H */
