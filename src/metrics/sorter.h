/*-------------------------------------------------------------------------
 *
 * sorter.h
 *		Sorts the scores of a metric aggregate, from the highest to the lowest.
 *
 * An entry is the key of a score (core/numeric/radix_sort.h), alone or with a payload of
 * 64 bits: a weight, or another score.  The payload appears with the first
 * entry that has one.
 *
 * Entries are collected in a buffer.  When it is full it is sorted and
 * becomes a run, which stays in memory or, beyond the budget of the call
 * site, is written to a temporary file.  Reading merges the runs.  A run is
 * never longer than can be sorted in a few milliseconds, so that a query can
 * be cancelled; when there are many, they are merged to one in the file.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SORTER_H
#define LOGISTIC_SORTER_H

#include "metrics/runmerge.h"

/* Lives in the context with all that it points to. */
typedef struct LogisticSorter
{
	MemoryContext context;
	LogisticSpillFile *space;	/* the call site's; NULL: no file */
	int			width;			/* of entries now: 1, or 2 with payload */
	uint64		usual;			/* the payload of entries without one */
	int64		n;				/* entries altogether */
	/* the buffer */
	uint64	   *entries;		/* [capacity * width] */
	Size		capacity;		/* entries */
	Size		n_buffered;
	bool		is_sorted;		/* the buffer is */
	/* the runs, those of the file first */
	LogisticRun *runs;
	int			runs_capacity;	/* one more than there are, at least */
	int			n_runs;
	Size		memory;			/* bytes counted in the site's budget */
	bool		has_file;		/* it is a writer of the space */
	LogisticRunMerge merge;		/* for reading */
} LogisticSorter;

extern void logistic_sorter_init(LogisticSorter *sorter,
								 MemoryContext context,
								 LogisticSpillFile *space, uint64 usual);

/* Gives memory and file back to the space; the sorter is gone. */
extern void logistic_sorter_release(LogisticSorter *sorter);

/* Makes room for one more entry, of the given width. */
extern void logistic_sorter_make_room(LogisticSorter *sorter, int width);

/* Goes back to the first entry in order; may be called any time. */
extern void logistic_sorter_rewind(LogisticSorter *sorter);

static inline void
logistic_sorter_add(LogisticSorter *sorter, uint64 key, uint64 payload)
{
	uint64	   *entry;

	if (unlikely(sorter->n_buffered == sorter->capacity ||
				 (sorter->width == 1 && payload != sorter->usual)))
		logistic_sorter_make_room(sorter,
								  payload != sorter->usual ? 2 : sorter->width);
	entry = sorter->entries + sorter->n_buffered * sorter->width;
	entry[0] = key;
	if (sorter->width == 2)
		entry[1] = payload;
	sorter->n_buffered++;
	sorter->n++;
	sorter->is_sorted = false;
}

/* The next entry in order; false at the end. */
static inline bool
logistic_sorter_peek(const LogisticSorter *sorter, uint64 *key,
					 uint64 *payload)
{
	*key = logistic_runmerge_key(&sorter->merge);
	if (*key == LOGISTIC_NO_KEY)
		return false;
	*payload = logistic_runmerge_payload(&sorter->merge, sorter->usual);
	return true;
}

static inline void
logistic_sorter_advance(LogisticSorter *sorter)
{
	logistic_runmerge_advance(&sorter->merge);
}

#endif							/* LOGISTIC_SORTER_H */
