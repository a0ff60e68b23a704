/*-------------------------------------------------------------------------
 *
 * sorter.c
 *		Sorts the scores of a metric aggregate, from the highest to the lowest.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "core/numeric/radix_sort.h"
#include "metrics/sorter.h"

#define FIRST_CAPACITY	16		/* entries: a query may have many groups */

/* Entries of a run at most: about ten milliseconds of sorting. */
#define RUN_LIMIT		((Size) 1 << 19)

/* Bytes of a buffer that it pays to write out, however small the budget. */
#define WORTH_WRITING	((Size) 1 << 16)

/* This many runs of one level are merged into one of the next. */
#define FAN_IN			64

/* Bytes that are written at a time when runs are merged. */
#define WRITE_SIZE		((Size) 1 << 18)

void
logistic_sorter_init(LogisticSorter *sorter, MemoryContext context,
					 LogisticSpillFile *space, uint64 usual)
{
	memset(sorter, 0, sizeof(*sorter));
	sorter->context = context;
	sorter->space = space;
	sorter->width = 1;
	sorter->usual = usual;
	sorter->merge.context = context;
	sorter->merge.space = space;
}

/* Counts bytes in the budget. */
static void
account(LogisticSorter *sorter, Size bytes)
{
	sorter->memory += bytes;
	if (sorter->space != NULL)
		sorter->space->used += bytes;
}

/* Do so many more bytes fit into the budget? */
static bool
fits(const LogisticSorter *sorter, Size bytes)
{
	return sorter->space == NULL ||
		logistic_spill_file_left(sorter->space) >= bytes;
}

static Size
buffer_size(const LogisticSorter *sorter)
{
	return sorter->capacity * sorter->width * sizeof(uint64);
}

void
logistic_sorter_release(LogisticSorter *sorter)
{
	if (sorter->space == NULL)
		return;
	sorter->space->used -= sorter->memory;
	sorter->memory = 0;
	if (sorter->has_file)
		logistic_spill_file_close(sorter->space);
	sorter->has_file = false;
}

/* Puts the buffer in order; "scratch" has its size. */
static void
sort_buffer(LogisticSorter *sorter, uint64 *scratch)
{
	CHECK_FOR_INTERRUPTS();
	lg_radix_sort(sorter->entries, scratch, sorter->n_buffered,
				  sorter->width);
	sorter->is_sorted = true;
}

/* Room for a run, and for the buffer to stand as one behind it. */
static LogisticRun *
add_run(LogisticSorter *sorter)
{
	if (sorter->n_runs + 1 >= sorter->runs_capacity)
	{
		int			capacity = Max(2 * sorter->runs_capacity, 2);
		Size		size = capacity * sizeof(LogisticRun);

		sorter->runs = sorter->runs == NULL ?
			MemoryContextAlloc(sorter->context, size) :
			repalloc(sorter->runs, size);
		sorter->runs_capacity = capacity;
	}
	memset(&sorter->runs[sorter->n_runs], 0, sizeof(LogisticRun));
	return &sorter->runs[sorter->n_runs++];
}

/* Becomes a writer of the file. */
static void
open_file(LogisticSorter *sorter)
{
	if (!sorter->has_file)
		logistic_spill_file_open(sorter->space);
	sorter->has_file = true;
}

/* Merges the last runs, which are in the file, to one that is too. */
static void
merge_runs(LogisticSorter *sorter, int n_merged)
{
	LogisticRun *first = &sorter->runs[sorter->n_runs - n_merged];
	LogisticRun merged = {0};
	uint64	   *words;
	Size		n_words = 0;
	int			i;

	merged.level = first->level + 1;
	merged.width = 1;
	for (i = 0; i < n_merged; i++)
	{
		merged.n += first[i].n;
		merged.width = Max(merged.width, first[i].width);
	}
	words = MemoryContextAlloc(sorter->context, WRITE_SIZE);
	merged.offset = -1;
	logistic_runmerge_start(&sorter->merge, first, n_merged);
	while (logistic_runmerge_key(&sorter->merge) != LOGISTIC_NO_KEY)
	{
		words[n_words++] = logistic_runmerge_key(&sorter->merge);
		if (merged.width == 2)
			words[n_words++] = logistic_runmerge_payload(&sorter->merge,
														 sorter->usual);
		logistic_runmerge_advance(&sorter->merge);
		if (n_words == WRITE_SIZE / sizeof(uint64) ||
			logistic_runmerge_key(&sorter->merge) == LOGISTIC_NO_KEY)
		{
			int64		offset;

			offset = logistic_spill_file_write(sorter->space,
											   (const char *) words,
											   n_words * sizeof(uint64));
			if (merged.offset < 0)
				merged.offset = offset;
			n_words = 0;
		}
	}
	pfree(words);
	sorter->n_runs -= n_merged;
	*add_run(sorter) = merged;
}

/* Writes the sorted buffer to the file as a run. */
static void
write_buffer(LogisticSorter *sorter)
{
	LogisticRun *run = add_run(sorter);
	int			n_alike;

	open_file(sorter);
	run->n = sorter->n_buffered;
	run->width = sorter->width;
	run->offset = logistic_spill_file_write(sorter->space,
											(const char *) sorter->entries,
											sorter->n_buffered * sorter->width *
											sizeof(uint64));

	/* like carries when counting: at most FAN_IN runs of each level remain */
	do
	{
		int			level = sorter->runs[sorter->n_runs - 1].level;

		for (n_alike = 1; n_alike < sorter->n_runs &&
			 sorter->runs[sorter->n_runs - 1 - n_alike].memory == NULL &&
			 sorter->runs[sorter->n_runs - 1 - n_alike].level == level;)
			n_alike++;
		if (n_alike >= FAN_IN)
			merge_runs(sorter, n_alike);
	} while (n_alike >= FAN_IN);
}

/* Makes the buffer a run, in memory or in the file, and empties it. */
static void
close_run(LogisticSorter *sorter)
{
	Size		size = buffer_size(sorter);
	uint64	   *scratch = MemoryContextAllocHuge(sorter->context, size);

	sort_buffer(sorter, scratch);
	if (fits(sorter, size))
	{
		LogisticRun *run = add_run(sorter);

		run->n = sorter->n_buffered;
		run->width = sorter->width;
		run->memory = sorter->entries;
		sorter->entries = scratch;
		account(sorter, size);
	}
	else
	{
		write_buffer(sorter);
		pfree(scratch);
	}
	sorter->n_buffered = 0;
}

/* Enlarges the buffer, or gives its entries another width. */
static void
resize(LogisticSorter *sorter, Size capacity, int width)
{
	Size		size = capacity * width * sizeof(uint64);
	Size		i;

	/* it counts twice: sorting needs scratch of the same size */
	account(sorter, 2 * (size - buffer_size(sorter)));
	if (sorter->entries == NULL)
		sorter->entries = MemoryContextAlloc(sorter->context, size);
	else
		sorter->entries = repalloc_huge(sorter->entries, size);
	if (width > sorter->width)
	{
		/* backwards, as entries move to later places */
		for (i = sorter->n_buffered; i-- > 0;)
		{
			sorter->entries[2 * i] = sorter->entries[i];
			sorter->entries[2 * i + 1] = sorter->usual;
		}
	}
	sorter->capacity = capacity;
	sorter->width = width;
}

void
logistic_sorter_make_room(LogisticSorter *sorter, int width)
{
	Size		size = buffer_size(sorter);

	CHECK_FOR_INTERRUPTS();
	if (sorter->capacity == 0)
		resize(sorter, FIRST_CAPACITY, width);
	else if (width > sorter->width)
		resize(sorter, sorter->capacity, width);
	if (sorter->n_buffered < sorter->capacity)
		return;
	if (sorter->capacity < RUN_LIMIT &&
		(fits(sorter, 2 * size) || size < WORTH_WRITING))
		resize(sorter, 2 * sorter->capacity, width);
	else
		close_run(sorter);
}

void
logistic_sorter_rewind(LogisticSorter *sorter)
{
	LogisticRun *buffer;

	if (!sorter->is_sorted && sorter->n_buffered > 0)
	{
		uint64	   *scratch = palloc_extended(buffer_size(sorter),
											  MCXT_ALLOC_HUGE);

		sort_buffer(sorter, scratch);
		pfree(scratch);
	}

	/* the buffer stands as one more run, for the time of reading */
	buffer = add_run(sorter);
	buffer->n = sorter->n_buffered;
	buffer->width = sorter->width;
	buffer->memory = sorter->entries;
	sorter->n_runs--;
	logistic_runmerge_start(&sorter->merge, sorter->runs, sorter->n_runs +
							(sorter->n_buffered > 0 ? 1 : 0));
}
