/*-------------------------------------------------------------------------
 *
 * sorter.h
 *		Scores in order, from the highest to the lowest.
 *
 * An entry is the key of a score (core/radix.h), alone or with a payload of
 * 64 bits: a weight, or another score.  The payload appears with the first
 * entry that has one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SORTER_H
#define LOGISTIC_SORTER_H

/* Lives in the context with all that it points to. */
typedef struct LogisticSorter
{
	MemoryContext context;
	int			width;			/* 1: keys, 2: keys with payload */
	uint64		usual;			/* the payload of entries without one */
	Size		n;				/* entries */
	Size		n_sorted;		/* of these, in order: the first ones */
	Size		capacity;		/* entries there is room for */
	uint64	   *entries;		/* [capacity * width] */
	/* reading */
	Size		reading;		/* the next entry to hand out */
} LogisticSorter;

extern void logistic_sorter_init(LogisticSorter *sorter,
								 MemoryContext context, uint64 usual);
extern void logistic_sorter_add(LogisticSorter *sorter, uint64 key,
								uint64 payload);

/* Goes back to the first entry in order; may be called any time. */
extern void logistic_sorter_rewind(LogisticSorter *sorter);

/* The next entry in order; false at the end. */
static inline bool
logistic_sorter_peek(const LogisticSorter *sorter, uint64 *key,
					 uint64 *payload)
{
	const uint64 *entry;

	if (sorter->reading >= sorter->n)
		return false;
	entry = sorter->entries + sorter->reading * sorter->width;
	*key = entry[0];
	*payload = sorter->width == 2 ? entry[1] : sorter->usual;
	return true;
}

static inline void
logistic_sorter_advance(LogisticSorter *sorter)
{
	sorter->reading++;
}

#endif							/* LOGISTIC_SORTER_H */
