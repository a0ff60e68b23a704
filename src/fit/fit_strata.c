/*-------------------------------------------------------------------------
 *
 * fit_strata.c
 *		The rows of a group in strata: sorted, and counted.
 *
 * Rows are sorted by the key of their stratum, a hash.  Those of a range of
 * keys that fits into memory are taken out of the buffer, sorted there and
 * appended to another buffer; then comes the next range.  As keys are hashes,
 * ranges of one width have about as many rows.  Strata of one label tell
 * nothing and are left out.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "core/numeric/radix_sort.h"
#include "fit/fit_strata.h"
#include "fit/rowbuf_read.h"

/* A range of keys may take so many bytes, and what the site's rows may. */
#define LEAST_MEMORY	((Size) 16 * 1024 * 1024)

/* A key and the row's place, as the sort wants them. */
#define ENTRY_WIDTH		2

/* A row outside of blocks; numbers, codes and the label follow. */
typedef struct Row
{
	uint64		key;
	uint64		cluster;
	double		offset;
} Row;

/* The rows of one range of keys. */
typedef struct Range
{
	const LogisticRowBuffer *source;
	Size		size;			/* bytes of a row */
	char	   *rows;
	Size		n_rows;
	Size		capacity;		/* rows there is room for */
	uint64	   *entries;		/* [capacity * ENTRY_WIDTH] */
	uint64	   *scratch;
} Range;

static double *
numbers_of(char *row)
{
	return (double *) (row + sizeof(Row));
}

static uint16 *
codes_of(const Range *range, char *row)
{
	return (uint16 *) (numbers_of(row) + range->source->n_numbers);
}

static uint8 *
label_of(const Range *range, char *row)
{
	return (uint8 *) (codes_of(range, row) + range->source->n_codes);
}

/* Makes room for rows; the entries are made when all have come. */
static void
grow(Range *range)
{
	range->capacity *= 2;
	range->rows = repalloc_huge(range->rows, range->capacity * range->size);
}

/* Takes the rows of one of n_ranges ranges out of the source. */
static void
take_rows(Range *range, int which, int n_ranges)
{
	LgRows		rows;
	LogisticRowReader *reader = logistic_rowbuf_read(range->source, &rows);
	LgBlock		block = {0};
	int			i;
	int			j;

	range->n_rows = 0;
	rows.rewind(rows.host);
	while (rows.next(rows.host, &block))
		for (i = 0; i < block.n_rows; i++)
		{
			uint64		key = block.strata[i];
			char	   *row;

			if ((int) (((key >> 32) * n_ranges) >> 32) != which)
				continue;
			if (range->n_rows == range->capacity)
				grow(range);
			row = range->rows + range->n_rows++ * range->size;
			((Row *) row)->key = key;
			((Row *) row)->cluster = block.clusters ? block.clusters[i] : 0;
			((Row *) row)->offset = block.offsets ? block.offsets[i] : 0.0;
			for (j = 0; j < range->source->n_numbers; j++)
				numbers_of(row)[j] = block.numbers[j][i];
			for (j = 0; j < range->source->n_codes; j++)
				codes_of(range, row)[j] = block.codes[j][i];
			*label_of(range, row) = block.labels[i];
		}
	if (reader->window)
		pfree(reader->window);
	pfree(reader);
}

/* Sorts the rows of a range by their strata, in the order of arrival. */
static void
sort_rows(Range *range)
{
	Size		bytes = range->n_rows * ENTRY_WIDTH * sizeof(uint64);
	Size		i;

	range->entries = MemoryContextAllocHuge(CurrentMemoryContext,
											Max(bytes, 1));
	range->scratch = MemoryContextAllocHuge(CurrentMemoryContext,
											Max(bytes, 1));
	for (i = 0; i < range->n_rows; i++)
	{
		range->entries[i * ENTRY_WIDTH] =
			((Row *) (range->rows + i * range->size))->key;
		range->entries[i * ENTRY_WIDTH + 1] = i;
	}
	lg_radix_sort(range->entries, range->scratch, range->n_rows, ENTRY_WIDTH);
	pfree(range->scratch);
}

/* The i-th row of the order. */
static char *
row_at(const Range *range, Size i)
{
	return range->rows + range->entries[i * ENTRY_WIDTH + 1] * range->size;
}

/* Appends a row to the buffer of the sorted ones. */
static void
put_row(const Range *range, LogisticRowBuffer *buffer, char *row,
		bool is_clustered)
{
	LogisticBlock *block = &buffer->block;
	int			j;

	if (block->n_rows == block->capacity)
		logistic_rowbuf_grow(buffer);
	for (j = 0; j < buffer->n_numbers; j++)
		block->numbers[(Size) j * block->stride + block->n_rows] =
			numbers_of(row)[j];
	for (j = 0; j < buffer->n_codes; j++)
		block->codes[(Size) j * block->stride + block->n_rows] =
			codes_of(range, row)[j];
	logistic_rowbuf_put_stratum(buffer, ((Row *) row)->key);
	if (is_clustered)
		logistic_rowbuf_put_cluster(buffer, ((Row *) row)->cluster);
	logistic_rowbuf_finish_row(buffer, *label_of(range, row), 1.0,
							   ((Row *) row)->offset);
}

/* Complains of a stratum that cannot be computed with. */
static void
check_size(int64 n_rows, int64 n_cases)
{
	if (n_rows > LOGISTIC_STRATUM_LIMIT && n_cases > 1 && n_rows - n_cases > 1)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a stratum has " INT64_FORMAT " rows, " INT64_FORMAT " of them positive, but the limit is %d",
						n_rows, n_cases, LOGISTIC_STRATUM_LIMIT),
				 errdetail("There is no limit where one row only is positive or negative."),
				 errhint("Divide the stratum, or make it a category of a fit without strata.")));
}

/* Counts a stratum, rows first to last of the order, and appends its rows. */
static void
put_stratum(const Range *range, Size first, Size last, int positive,
			bool is_clustered, LogisticFitStrata *strata)
{
	LgStrata   *core = &strata->core;
	uint64		cluster = ((Row *) row_at(range, first))->cluster;
	int64		n_rows = last - first;
	int64		n_cases = 0;
	Size		i;

	for (i = first; i < last; i++)
	{
		n_cases += *label_of(range, row_at(range, i)) == positive;
		if (((Row *) row_at(range, i))->cluster != cluster)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a stratum has rows of several clusters"),
					 errhint("A cluster is made of whole strata.")));
	}
	if (n_cases == 0 || n_cases == n_rows)
	{
		strata->n_left_out++;
		return;
	}
	check_size(n_rows, n_cases);
	strata->n_cases += n_cases;
	core->n_strata++;
	core->n_pairs += n_cases * (n_rows - n_cases);
	core->largest = Max(core->largest, (int) n_rows);
	core->most_chosen = Max(core->most_chosen,
							(int) Min(n_cases, n_rows - n_cases));
	for (i = first; i < last; i++)
		put_row(range, &strata->rows, row_at(range, i), is_clustered);
}

/* Appends the strata of a range. */
static void
put_strata(const Range *range, int positive, bool is_clustered,
		   LogisticFitStrata *strata)
{
	Size		first;
	Size		last;

	for (first = 0; first < range->n_rows; first = last)
	{
		uint64		key = range->entries[first * ENTRY_WIDTH];

		if (first % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		for (last = first + 1; last < range->n_rows &&
			 range->entries[last * ENTRY_WIDTH] == key; last++)
			;
		put_stratum(range, first, last, positive, is_clustered, strata);
	}
}

/* How many ranges of keys the rows are taken in. */
static int
count_ranges(const LogisticRowBuffer *source, Size row_size)
{
	Size		budget = source->space ? source->space->budget : LEAST_MEMORY;
	double		bytes = (double) logistic_rowbuf_n_rows(source) *
		(row_size + 2 * ENTRY_WIDTH * sizeof(uint64));

	return Min((int) (bytes / Max(budget, LEAST_MEMORY)) + 1, PG_INT16_MAX);
}

LogisticFitStrata *
logistic_fit_strata(const LogisticFitState *state, int positive)
{
	LogisticFitStrata *strata = palloc0(sizeof(LogisticFitStrata));
	const LogisticRowBuffer *source = &state->buffer;
	Range		range = {.source = source};
	int			n_ranges;
	int			i;

	strata->rows.space = source->space;
	logistic_rowbuf_init(&strata->rows, CurrentMemoryContext,
						 source->n_numbers, source->n_codes);
	strata->core.positive = positive;
	range.size = MAXALIGN(sizeof(Row) + source->n_numbers * sizeof(double) +
						  source->n_codes * sizeof(uint16) + 1);
	n_ranges = count_ranges(source, range.size);
	range.capacity = logistic_rowbuf_n_rows(source) / n_ranges + 64;
	range.rows = MemoryContextAllocHuge(CurrentMemoryContext,
										range.capacity * range.size);
	for (i = 0; i < n_ranges; i++)
	{
		take_rows(&range, i, n_ranges);
		sort_rows(&range);
		put_strata(&range, positive, state->options->is_clustered, strata);
		pfree(range.entries);
	}
	pfree(range.rows);
	return strata;
}

void
logistic_fit_strata_release(LogisticFitStrata *strata)
{
	if (strata->rows.space)
		logistic_rowbuf_release(PointerGetDatum(&strata->rows));
}
