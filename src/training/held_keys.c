/*-------------------------------------------------------------------------
 *
 * held_keys.c
 *		The keys of held rows, and which rows have a place below a share.
 *
 * Equal rows are numbered in the order in which they lie (copies.h).  Where
 * rows are many, hardly any are equal to another as a rule, and a table of all
 * would be larger than the rows of a narrow query.  So the keys are gone over
 * twice: first into a filter, then those that it does not know to be single
 * into the table.  The others are the first of their kind.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "parallel/held_reader.h"
#include "pg/large_memory.h"
#include "training/copies.h"
#include "training/held_keys.h"
#include "training/key_filter.h"

/* What is known of the rows while they are numbered. */
typedef struct Numbering
{
	uint64	   *keys;			/* [n_all_rows] */
	uint8	   *labels;			/* [n_all_rows] bits: the label is the second */
	LogisticKeyFilter filter;	/* of all keys */
	LogisticCopies copies;		/* of those that may be repeated */
} Numbering;

static uint8 *
make_bits(int64 n)
{
	return palloc_extended(n / 8 + 1, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* Reads the keys and labels of all rows. */
static void
read_keys(const LogisticHeldRows *held, Numbering *numbering)
{
	LogisticHeldReader *reader = logistic_held_reader_make(held, held->units,
														   held->n_units);
	LgBlock		block;
	int64		first;
	int			i;

	while (logistic_held_reader_next(reader, &block, &first))
	{
		memcpy(numbering->keys + first, block.strata,
			   block.n_rows * sizeof(uint64));
		for (i = 0; i < block.n_rows; i++)
		{
			logistic_key_filter_add(&numbering->filter, block.strata[i]);
			numbering->labels[(first + i) / 8] |=
				(block.labels[i] > 0) << ((first + i) % 8);
		}
		CHECK_FOR_INTERRUPTS();
	}
}

/* The place of the next row with a key. */
static inline double
next_place(Numbering *numbering, uint64 key)
{
	uint64		number = 0;

	if (logistic_key_filter_repeated(&numbering->filter, key))
		number = logistic_copies_number(&numbering->copies, key, 1,
										CurrentMemoryContext);
	return logistic_copy_place(key, number);
}

/* Finds the rows below the share. */
static void
find_rows(const LogisticHeldRows *held, Numbering *numbering,
		  LogisticHeldBelow *below)
{
	uint8	   *rows = make_bits(held->n_all_rows);
	int64		i;

	for (i = 0; i < held->n_all_rows; i++)
	{
		if (next_place(numbering, numbering->keys[i]) < below->share)
		{
			rows[i / 8] |= 1 << (i % 8);
			below->n_rows[logistic_held_bit(numbering->labels, i)]++;
		}
		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	below->rows = rows;
}

/*
 * Of the rows left out those below the share.  They have their
 * numbers, too, behind those of equal rows that were not.
 */
static void
count_skipped(const LogisticHeldRows *held, Numbering *numbering,
			  LogisticHeldBelow *below)
{
	int			i;
	int			j;

	for (i = 0; i < held->n_parts; i++)
		for (j = 0; j < held->parts[i]->n_skipped; j++)
			below->n_skipped +=
				next_place(numbering, held->parts[i]->skipped[j]) <
				below->share;
}

int64
logistic_held_keys_skipped(const LogisticHeldRows *held)
{
	int64		n = 0;
	int			i;

	for (i = 0; i < held->n_parts; i++)
		n += held->parts[i]->n_skipped;
	return n;
}

/* Adds the keys of rows that were left out to the filter. */
static void
add_skipped_keys(const LogisticHeldRows *held, Numbering *numbering)
{
	int			i;
	int			j;

	for (i = 0; i < held->n_parts; i++)
		for (j = 0; j < held->parts[i]->n_skipped; j++)
			logistic_key_filter_add(&numbering->filter,
									held->parts[i]->skipped[j]);
}

void
logistic_held_keys_below(const LogisticHeldRows *held, double share,
						 LogisticHeldBelow *below)
{
	Numbering	numbering = {0};

	memset(below, 0, sizeof(*below));
	below->share = share;
	numbering.keys = logistic_large_alloc(CurrentMemoryContext,
										  (held->n_all_rows + 1) *
										  sizeof(uint64));
	numbering.labels = make_bits(held->n_all_rows);
	logistic_key_filter_init(&numbering.filter, held->n_all_rows +
							 logistic_held_keys_skipped(held));
	read_keys(held, &numbering);
	add_skipped_keys(held, &numbering);
	logistic_copies_reserve(&numbering.copies,
							2 * logistic_key_filter_n_repeated(&numbering.filter),
							CurrentMemoryContext);
	find_rows(held, &numbering, below);
	count_skipped(held, &numbering, below);
	logistic_key_filter_free(&numbering.filter);
	pfree(numbering.copies.entries);
	pfree(numbering.labels);
	pfree(numbering.keys);
}
