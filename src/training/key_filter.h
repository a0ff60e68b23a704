/*-------------------------------------------------------------------------
 *
 * key_filter.h
 *		Which copies of a training's rows may be several: a filter of keys.
 *
 * Two bits for each of many places, onto which the keys, hashes all of them,
 * are spread: has a key of this place come, and has another one come after it?
 * Of keys that are all different about one in ten shares its place.  So most of
 * them need not enter a table, which is much larger and much slower.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_KEY_FILTER_H
#define LOGISTIC_KEY_FILTER_H

typedef struct LogisticKeyFilter
{
	uint64	   *come;			/* bits: a key of the place has come ... */
	uint64	   *repeated;		/* ... and then another one, or the same */
	uint64		mask;			/* number of places - 1; a power of two - 1 */
} LogisticKeyFilter;

/* An empty filter for so many keys, in the current memory context. */
extern void logistic_key_filter_init(LogisticKeyFilter *filter, uint64 n_keys);

/* Frees it. */
extern void logistic_key_filter_free(LogisticKeyFilter *filter);

/* How many places have had more than one key. */
extern uint64 logistic_key_filter_n_repeated(const LogisticKeyFilter *filter);

/* Adds a key. */
static inline void
logistic_key_filter_add(LogisticKeyFilter *filter, uint64 key)
{
	uint64		place = key & filter->mask;
	uint64		bit = UINT64CONST(1) << (place % 64);

	filter->repeated[place / 64] |= filter->come[place / 64] & bit;
	filter->come[place / 64] |= bit;
}

/* May a key have been added more than once?  False is certain. */
static inline bool
logistic_key_filter_repeated(const LogisticKeyFilter *filter, uint64 key)
{
	uint64		place = key & filter->mask;

	return (filter->repeated[place / 64] >> (place % 64) & 1) != 0;
}

#endif							/* LOGISTIC_KEY_FILTER_H */
