/*-------------------------------------------------------------------------
 *
 * sorter.c
 *		Scores in order, from the highest to the lowest.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "core/radix.h"
#include "sorter.h"

#define FIRST_CAPACITY	16		/* entries: a query may have many groups */

void
logistic_sorter_init(LogisticSorter *sorter, MemoryContext context,
					 uint64 usual)
{
	memset(sorter, 0, sizeof(*sorter));
	sorter->context = context;
	sorter->width = 1;
	sorter->usual = usual;
}

/* Gives every entry a payload. */
static void
widen(LogisticSorter *sorter)
{
	uint64	   *wide;
	Size		i;

	wide = MemoryContextAllocHuge(sorter->context, 2 *
								  Max(sorter->capacity, FIRST_CAPACITY) *
								  sizeof(uint64));
	for (i = 0; i < sorter->n; i++)
	{
		wide[2 * i] = sorter->entries[i];
		wide[2 * i + 1] = sorter->usual;
	}
	if (sorter->entries != NULL)
		pfree(sorter->entries);
	sorter->capacity = Max(sorter->capacity, FIRST_CAPACITY);
	sorter->entries = wide;
	sorter->width = 2;
}

/* Makes room for one more entry at least. */
static void
grow(LogisticSorter *sorter)
{
	CHECK_FOR_INTERRUPTS();
	if (sorter->entries == NULL)
	{
		sorter->capacity = FIRST_CAPACITY;
		sorter->entries = MemoryContextAlloc(sorter->context,
											 sorter->capacity *
											 sorter->width * sizeof(uint64));
		return;
	}
	sorter->capacity *= 2;
	sorter->entries = repalloc_huge(sorter->entries, sorter->capacity *
									sorter->width * sizeof(uint64));
}

void
logistic_sorter_add(LogisticSorter *sorter, uint64 key, uint64 payload)
{
	uint64	   *entry;

	if (sorter->width == 1 && payload != sorter->usual)
		widen(sorter);
	if (sorter->n == sorter->capacity)
		grow(sorter);
	entry = sorter->entries + sorter->n * sorter->width;
	entry[0] = key;
	if (sorter->width == 2)
		entry[1] = payload;
	sorter->n++;
}

void
logistic_sorter_rewind(LogisticSorter *sorter)
{
	sorter->reading = 0;
	if (sorter->n_sorted < sorter->n)
	{
		uint64	   *scratch;

		scratch = MemoryContextAllocHuge(CurrentMemoryContext,
										 Max(sorter->n, 1) * sorter->width *
										 sizeof(uint64));
		lg_radix_sort(sorter->entries, scratch, sorter->n, sorter->width);
		pfree(scratch);
		sorter->n_sorted = sorter->n;
	}
}
