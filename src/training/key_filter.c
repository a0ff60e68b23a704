/*-------------------------------------------------------------------------
 *
 * key_filter.c
 *		Which copies of a training's rows may be several: a filter of keys.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "training/key_filter.h"

/* Places for each key, at least; twice as many at most. */
#define PLACES_PER_KEY	8

/* So many that there is no part of a word. */
#define LEAST_PLACES	64

static uint64 *
make_bits(uint64 n)
{
	return palloc_extended(n / 8, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

void
logistic_key_filter_init(LogisticKeyFilter *filter, uint64 n_keys)
{
	uint64		n_places = LEAST_PLACES;

	while (n_places / PLACES_PER_KEY < n_keys)
		n_places *= 2;
	filter->come = make_bits(n_places);
	filter->repeated = make_bits(n_places);
	filter->mask = n_places - 1;
}

void
logistic_key_filter_free(LogisticKeyFilter *filter)
{
	pfree(filter->come);
	pfree(filter->repeated);
}
