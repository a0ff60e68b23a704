/*-------------------------------------------------------------------------
 *
 * key_filter.c
 *		Which copies of a training's rows may be several: a filter of keys.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "port/pg_bitutils.h"

#include "pg/large_memory.h"
#include "training/key_filter.h"

/* Places for each key, at least; twice as many at most. */
#define PLACES_PER_KEY	8

/* So many that there is no part of a word. */
#define LEAST_PLACES	64

void
logistic_key_filter_init(LogisticKeyFilter *filter, uint64 n_keys)
{
	uint64		n_places = LEAST_PLACES;

	while (n_places / PLACES_PER_KEY < n_keys)
		n_places *= 2;
	filter->come = logistic_large_alloc_zero(CurrentMemoryContext,
											 n_places / 8);
	filter->repeated = logistic_large_alloc_zero(CurrentMemoryContext,
												 n_places / 8);
	filter->mask = n_places - 1;
}

uint64
logistic_key_filter_n_repeated(const LogisticKeyFilter *filter)
{
	uint64		n = 0;
	uint64		i;

	for (i = 0; i <= filter->mask / 64; i++)
		n += pg_popcount64(filter->repeated[i]);
	return n;
}

void
logistic_key_filter_free(LogisticKeyFilter *filter)
{
	pfree(filter->come);
	pfree(filter->repeated);
}
