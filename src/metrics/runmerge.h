/*-------------------------------------------------------------------------
 *
 * runmerge.h
 *		Merges sorted runs of scores, in memory or in a file, into one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_RUNMERGE_H
#define LOGISTIC_RUNMERGE_H

#include "pg/spill_file.h"

/* Greater than all keys, which are those of doubles other than NaN. */
#define LOGISTIC_NO_KEY		PG_UINT64_MAX

/* Entries in order: a key each, and a payload if the width is 2. */
typedef struct LogisticRun
{
	int64		n;				/* entries */
	int			width;			/* of an entry, 1 or 2 words */
	int			level;			/* merges that it has gone through */
	uint64	   *memory;			/* the entries, or NULL: ... */
	int64		offset;			/* ... they are in the file from here on */
} LogisticRun;

/* A run that is being read. */
typedef struct LogisticRunSource
{
	const uint64 *at;			/* the current entry */
	const uint64 *end;			/* of what has been read */
	int			width;
	uint64	   *chunk;			/* room to read into, kept between runs */
	int64		offset;			/* in the file, of what is left */
	int64		left;			/* words not yet read */
} LogisticRunSource;

/* A merge; lives in the context with all that it points to. */
typedef struct LogisticRunMerge
{
	MemoryContext context;
	const LogisticSpillFile *space; /* that has the file, or NULL */
	int			capacity;		/* sources there is room for */
	int			n_sources;
	LogisticRunSource *sources;
	uint64	   *keys;			/* [n_sources], current; LOGISTIC_NO_KEY: none */
	int		   *losers;			/* [n_sources], by node of the tournament */
	int			winner;			/* source of the least key */
} LogisticRunMerge;

/* Starts to merge the runs, from their first entries on. */
extern void logistic_runmerge_start(LogisticRunMerge *merge,
									const LogisticRun *runs, int n_runs);

/* Reads on behind the last entry that a source has in memory. */
extern void logistic_runmerge_refill(LogisticRunMerge *merge,
									 LogisticRunSource *source);

/* The current key; LOGISTIC_NO_KEY at the end. */
static inline uint64
logistic_runmerge_key(const LogisticRunMerge *merge)
{
	return merge->n_sources > 0 ? merge->keys[merge->winner] : LOGISTIC_NO_KEY;
}

/* The current payload; "usual" if entries have none. */
static inline uint64
logistic_runmerge_payload(const LogisticRunMerge *merge, uint64 usual)
{
	const LogisticRunSource *source = &merge->sources[merge->winner];

	return source->width == 2 ? source->at[1] : usual;
}

/* Does source a come before source b?  Equal keys keep the runs' order. */
static inline bool
logistic_runmerge_before(const LogisticRunMerge *merge, int a, int b)
{
	return merge->keys[a] < merge->keys[b] ||
		(merge->keys[a] == merge->keys[b] && a < b);
}

/* Goes to the next entry. */
static inline void
logistic_runmerge_advance(LogisticRunMerge *merge)
{
	int			winner = merge->winner;
	LogisticRunSource *source = &merge->sources[winner];
	int			node;

	source->at += source->width;
	if (unlikely(source->at == source->end))
		logistic_runmerge_refill(merge, source);
	merge->keys[winner] = source->at < source->end ? source->at[0] :
		LOGISTIC_NO_KEY;

	/* replay the matches from its leaf up to the root */
	for (node = (winner + merge->n_sources) / 2; node > 0; node /= 2)
	{
		int			loser = merge->losers[node];

		if (logistic_runmerge_before(merge, loser, winner))
		{
			merge->losers[node] = winner;
			winner = loser;
		}
	}
	merge->winner = winner;
}

#endif							/* LOGISTIC_RUNMERGE_H */
