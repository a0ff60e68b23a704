/*-------------------------------------------------------------------------
 *
 * copies.c
 *		Numbers the copies of equal rows of a training, and gives each a place.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "storage/shmem.h"

#include "pg/large_memory.h"
#include "training/copies.h"

#define COPIES_SIZE		1024	/* of the table at first */

/* The entry of a hash, or the free one where it belongs. */
static LogisticCopy *
find(const LogisticCopies *table, uint64 hash)
{
	uint64		i = hash & (table->size - 1);

	while (table->entries[i].n > 0 && table->entries[i].hash != hash)
		i = (i + 1) & (table->size - 1);
	return &table->entries[i];
}

/* Gives a table another size. */
static void
resize(LogisticCopies *table, uint64 size, MemoryContext context)
{
	LogisticCopies old = *table;
	uint64		i;

	table->entries = logistic_large_alloc_zero(context,
											   mul_size(size,
														sizeof(LogisticCopy)));
	table->size = size;
	if (old.entries == NULL)
		return;
	for (i = 0; i < old.size; i++)
		if (old.entries[i].n > 0)
			*find(table, old.entries[i].hash) = old.entries[i];
	pfree(old.entries);
}

void
logistic_copies_reserve(LogisticCopies *copies, uint64 n, MemoryContext context)
{
	uint64		size = COPIES_SIZE;

	while (size / 4 * 3 < n)
		size *= 2;
	resize(copies, size, context);
}

uint64
logistic_copies_number(LogisticCopies *copies, uint64 hash, uint64 n,
					   MemoryContext context)
{
	LogisticCopy *copy;

	if (copies->entries == NULL)
		resize(copies, COPIES_SIZE, context);
	copy = find(copies, hash);
	if (copy->n == 0)
	{
		/* at most three quarters are used */
		if (copies->n_used >= copies->size / 4 * 3)
		{
			resize(copies, copies->size * 2, context);
			copy = find(copies, hash);
		}
		copy->hash = hash;
		copies->n_used++;
	}
	copy->n += n;
	return copy->n - n;
}
