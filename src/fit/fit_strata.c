/*-------------------------------------------------------------------------
 *
 * fit_strata.c
 *		The rows of a group in strata: sorted, and counted.
 *
 * Rows are sorted by the key of their stratum, a hash.  Those of a range of
 * keys that fits into memory are taken out of the buffer, sorted there and
 * appended to another buffer; then comes the next range.  As keys are hashes,
 * ranges of one width have about as many rows, and so have the buckets of a
 * range, which are small enough to be sorted in a cache.  Strata with one
 * label do not contribute to the conditional likelihood and are left out.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "core/numeric/radix_sort.h"
#include "fit/fit_strata.h"
#include "fit/rowbuf_read.h"

/*
 * Bytes that a range of keys may take, if the budget of the site's rows is
 * less.
 */
#define LEAST_MEMORY	((Size) 64 * 1024 * 1024)

/* A key and the row's place, as the sort wants them. */
#define ENTRY_WIDTH		2

/* The bits of a key that the sort by digits looks at: half of the passes. */
#define SORTED_BITS		UINT64CONST(0xFFFFFFFF00000000)

/* The usual number of rows of a bucket, and the most buckets of a range. */
#define ROWS_OF_BUCKET	4096
#define MOST_BUCKETS	256

/*
 * A row outside of blocks: the key of its stratum, the key of its cluster and
 * its offset if rows have them, numbers, codes and the label.
 */
typedef union Word
{
	uint64		key;
	double		number;
} Word;

/* Rows of a part of a range of keys, few enough for a cache. */
typedef struct Bucket
{
	char	   *rows;
	Size		n_rows;
	Size		capacity;		/* rows there is room for */
} Bucket;

/* The rows of one range of keys. */
typedef struct Range
{
	const LogisticRowBuffer *source;
	int			cluster;		/* index of its word in a row; 0: rows have
								 * none */
	int			offset;			/* likewise */
	int			first_number;	/* likewise */
	int			n_set_codes;	/* of all sets, behind the other codes */
	Size		size;			/* bytes of a row */
	int			n_buckets;
	Bucket	   *buckets;
	/* the bucket that is sorted */
	char	   *rows;
	Size		n_rows;
	uint64	   *entries;		/* [n_rows * ENTRY_WIDTH] */
	uint64	   *scratch;
} Range;

static uint16 *
codes_of(const Range *range, char *row)
{
	return (uint16 *) ((Word *) row + range->first_number +
					   range->source->n_numbers);
}

static uint8 *
label_of(const Range *range, char *row)
{
	return (uint8 *) (codes_of(range, row) + range->source->n_codes +
					  range->n_set_codes);
}

/* Enlarges a bucket: a stratum may have more rows than a bucket usually has. */
static void
grow(const Range *range, Bucket *bucket)
{
	bucket->capacity *= 2;
	bucket->rows = repalloc_huge(bucket->rows,
								 bucket->capacity * range->size);
}

/* Allocates buckets for ranges of so many rows. */
static void
make_buckets(Range *range, Size n_rows)
{
	int			i;

	range->n_buckets = Max(Min(n_rows / ROWS_OF_BUCKET, MOST_BUCKETS), 1);
	range->buckets = palloc(range->n_buckets * sizeof(Bucket));
	for (i = 0; i < range->n_buckets; i++)
	{
		Bucket	   *bucket = &range->buckets[i];

		bucket->capacity = n_rows / range->n_buckets * 9 / 8 + 64;
		bucket->rows = MemoryContextAllocHuge(CurrentMemoryContext,
											  bucket->capacity * range->size);
	}
}

/* Takes the rows of one of n_ranges ranges out of the source. */
static void
take_rows(Range *range, int which, int n_ranges)
{
	LgRows		rows;
	LogisticRowReader *reader = logistic_rowbuf_read(range->source, &rows);
	LgBlock		block = {0};
	uint64		n_buckets = (uint64) n_ranges * range->n_buckets;
	int			first = which * range->n_buckets;
	int			i;
	int			j;

	for (i = 0; i < range->n_buckets; i++)
		range->buckets[i].n_rows = 0;
	rows.rewind(rows.host);
	while (rows.next(rows.host, &block))
		for (i = 0; i < block.n_rows; i++)
		{
			uint64		key = block.strata[i];
			int			place = (int) (((key >> 32) * n_buckets) >> 32) - first;
			Bucket	   *bucket = &range->buckets[place];
			Word	   *row;

			if (place < 0 || place >= range->n_buckets)
				continue;
			if (bucket->n_rows == bucket->capacity)
				grow(range, bucket);
			row = (Word *) (bucket->rows + bucket->n_rows++ * range->size);
			row[0].key = key;
			if (range->cluster)
				row[range->cluster].key = block.clusters[i];
			if (range->offset)
				row[range->offset].number = block.offsets ?
					block.offsets[i] : 0.0;
			for (j = 0; j < range->source->n_numbers; j++)
				row[range->first_number + j].number = block.numbers[j][i];
			for (j = 0; j < range->source->n_codes + range->n_set_codes; j++)
				codes_of(range, (char *) row)[j] = block.codes[j][i];
			*label_of(range, (char *) row) = block.labels[i];
		}
	if (reader->window)
		pfree(reader->window);
	pfree(reader);
}

/* The i-th row of the order. */
static char *
row_at(const Range *range, Size i)
{
	return range->rows + range->entries[i * ENTRY_WIDTH + 1] * range->size;
}

/* The key of the i-th row. */
static uint64
key_at(const Range *range, Size i)
{
	return ((Word *) row_at(range, i))->key;
}

/*
 * Sorts rows whose keys agree in the upper bits by the lower bits; rarely are
 * they of two strata.
 */
static void
finish_sort(Range *range, Size first, Size last)
{
	uint64	   *entries = range->entries;
	Size		i;
	Size		j;

	for (i = first + 1; i < last; i++)
	{
		uint64		place = entries[i * ENTRY_WIDTH + 1];
		uint64		key = key_at(range, i);

		for (j = i; j > first && key_at(range, j - 1) > key; j--)
			entries[j * ENTRY_WIDTH + 1] = entries[(j - 1) * ENTRY_WIDTH + 1];
		entries[j * ENTRY_WIDTH + 1] = place;
	}
}

/* Sorts the rows of a bucket by their strata, in the order of arrival. */
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
			((Word *) (range->rows + i * range->size))->key & SORTED_BITS;
		range->entries[i * ENTRY_WIDTH + 1] = i;
	}
	lg_radix_sort(range->entries, range->scratch, range->n_rows, ENTRY_WIDTH);
	pfree(range->scratch);
}

/* Appends a row to the buffer of the sorted ones. */
static void
put_row(const Range *range, LogisticRowBuffer *buffer, char *row)
{
	const Word *words = (const Word *) row;
	LogisticBlock *block = &buffer->block;
	int			j;

	if (block->n_rows == block->capacity)
		logistic_rowbuf_grow(buffer);
	for (j = 0; j < buffer->n_numbers; j++)
		block->numbers[(Size) j * block->stride + block->n_rows] =
			words[range->first_number + j].number;
	for (j = 0; j < buffer->n_codes; j++)
		block->codes[(Size) j * block->stride + block->n_rows] =
			codes_of(range, row)[j];
	for (j = 0; j < buffer->n_sets; j++)
	{
		int			width = range->source->form.set_width;

		logistic_rowbuf_put_set(buffer, j, codes_of(range, row) +
								buffer->n_codes + j * width, width);
	}
	logistic_rowbuf_put_stratum(buffer, words[0].key);
	if (range->cluster)
		logistic_rowbuf_put_cluster(buffer, words[range->cluster].key);
	logistic_rowbuf_finish_row(buffer, *label_of(range, row), 1.0,
							   range->offset ?
							   words[range->offset].number : 0.0);
}

/* Raises the error for a stratum that is too large to compute with. */
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
			LogisticFitStrata *strata)
{
	LgStrata   *core = &strata->core;
	int64		n_rows = last - first;
	int64		n_cases = 0;
	Size		i;

	for (i = first; i < last; i++)
	{
		n_cases += *label_of(range, row_at(range, i)) == positive;
		if (range->cluster &&
			((Word *) row_at(range, i))[range->cluster].key !=
			((Word *) row_at(range, first))[range->cluster].key)
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
		put_row(range, &strata->rows, row_at(range, i));
}

/* Appends the strata of a bucket. */
static void
put_strata(Range *range, int positive, LogisticFitStrata *strata)
{
	Size		first;
	Size		last;
	Size		end = 0;		/* of the rows whose upper bits are alike */

	for (first = 0; first < range->n_rows; first = last)
	{
		uint64		key;

		if (first % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (first == end)
		{
			for (; end < range->n_rows && range->entries[end * ENTRY_WIDTH] ==
				 range->entries[first * ENTRY_WIDTH]; end++)
				;
			finish_sort(range, first, end);
		}
		key = key_at(range, first);
		for (last = first + 1; last < end && key_at(range, last) == key; last++)
			;
		put_stratum(range, first, last, positive, strata);
	}
}

/* The number of ranges of keys in which the rows are sorted. */
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
	int			j;

	strata->rows.space = source->space;
	logistic_rowbuf_init(&strata->rows, CurrentMemoryContext,
						 source->n_numbers, source->n_codes, source->n_sets);
	strata->core.positive = positive;
	strata->is_clustered = state->options->is_clustered;
	range.first_number = 1;
	range.n_set_codes = source->n_sets * source->form.set_width;
	if (strata->is_clustered)
		range.cluster = range.first_number++;
	if (source->form.optional & LOGISTIC_OFFSETS)
		range.offset = range.first_number++;
	range.size = MAXALIGN((range.first_number + source->n_numbers) *
						  sizeof(Word) +
						  (source->n_codes + range.n_set_codes) *
						  sizeof(uint16) + 1);
	n_ranges = count_ranges(source, range.size);
	make_buckets(&range, logistic_rowbuf_n_rows(source) / n_ranges);
	for (i = 0; i < n_ranges; i++)
	{
		take_rows(&range, i, n_ranges);
		for (j = 0; j < range.n_buckets; j++)
		{
			range.rows = range.buckets[j].rows;
			range.n_rows = range.buckets[j].n_rows;
			sort_rows(&range);
			put_strata(&range, positive, strata);
			pfree(range.entries);
		}
	}
	for (j = 0; j < range.n_buckets; j++)
		pfree(range.buckets[j].rows);
	pfree(range.buckets);
	return strata;
}

void
logistic_fit_strata_release(LogisticFitStrata *strata)
{
	if (strata->rows.space)
		logistic_rowbuf_release(PointerGetDatum(&strata->rows));
}
