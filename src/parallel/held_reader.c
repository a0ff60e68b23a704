/*-------------------------------------------------------------------------
 *
 * held_reader.c
 *		Reads held rows, unit by unit, as rows for the solver.
 *
 * A block is handed out as it lies in the file, but for levels and labels that
 * its process has given other codes, weights that classes multiply, and rows
 * that are left out: of what remains of such a block a dense one is made.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/terms/filled_rows.h"
#include "parallel/held_reader.h"

/* Goes on to the unit at the current place; false if there is none. */
static bool
open_unit(LogisticHeldReader *reader)
{
	const LogisticHeldUnit *unit;

	if (reader->at >= reader->n_units)
		return false;
	unit = &reader->units[reader->at];
	reader->row = unit->first_row;
	logistic_row_reader_choose(reader->reader,
							   &reader->held->parts[unit->part]->state->buffer,
							   &unit->segment);
	return true;
}

/* Goes on to the next unit; false behind the last one, which stays. */
static bool
next_unit(LogisticHeldReader *reader)
{
	if (reader->at + 1 >= reader->n_units)
		return false;
	reader->at++;
	return open_unit(reader);
}

static void
rewind_units(void *host)
{
	LogisticHeldReader *reader = host;

	/* a single unit stays in the reader's window */
	if (reader->n_units == 1)
	{
		reader->row = reader->units->first_row;
		reader->blocks.rewind(reader->blocks.host);
		return;
	}
	reader->at = 0;
	(void) open_unit(reader);
}

/* Gives levels and labels the codes of the fit. */
static void
translate(LogisticHeldReader *reader, LgBlock *block, int part)
{
	const LogisticHeldRows *held = reader->held;
	int			i;
	int			j;

	for (j = 0; j < held->n_codes; j++)
	{
		const uint16 *map = held->codes[part * held->n_codes + j];
		uint16	   *codes = reader->code_room + j * LG_BLOCK_STRIDE;

		reader->codes[j] = block->codes[j];
		if (map == NULL)
			continue;
		for (i = 0; i < block->n_rows; i++)
			codes[i] = block->codes[j][i] == LG_MISSING_CODE ?
				LG_MISSING_CODE : map[block->codes[j][i]];
		reader->codes[j] = codes;
	}
	block->codes = reader->codes;
	if (held->labels[part][0] == 0 && held->labels[part][1] == 1)
		return;
	for (i = 0; i < block->n_rows; i++)
		reader->labels[i] = held->labels[part][block->labels[i] > 0];
	block->labels = reader->labels;
}

/* Multiplies the weights by those of the classes. */
static void
weight_classes(LogisticHeldReader *reader, LgBlock *block)
{
	int			i;

	if (reader->class_weights[0] == 1.0 && reader->class_weights[1] == 1.0)
		return;
	for (i = 0; i < block->n_rows; i++)
		reader->weights[i] = (block->weights ? block->weights[i] : 1.0) *
			reader->class_weights[block->labels[i] == reader->positive];
	block->weights = reader->weights;
}

/* Takes the chosen ones of a column of doubles. */
static const double *
gather(const double *column, const uint16 *kept, int n, double *room)
{
	int			i;

	if (column == NULL)
		return NULL;
	for (i = 0; i < n; i++)
		room[i] = column[kept[i]];
	return room;
}

/* The rows of a block that are not left out. */
static int
choose_rows(const LogisticHeldReader *reader, int64 first, int n_rows,
			uint16 *kept)
{
	const uint8 *left_out = reader->held->left_out;
	int			n = 0;
	int			i;

	for (i = 0; i < n_rows; i++)
	{
		kept[n] = (uint16) i;
		n += !logistic_held_bit(left_out, first + i);
	}
	return n;
}

/* Takes rows that are left out from a block, the first of which is given. */
static void
leave_out(LogisticHeldReader *reader, LgBlock *block, int64 first)
{
	const LogisticHeldRows *held = reader->held;
	uint16		kept[LG_BLOCK_ROWS];
	int			n = choose_rows(reader, first, block->n_rows, kept);
	int			i;
	int			j;

	if (n == block->n_rows)
		return;
	for (j = 0; j < held->n_numbers; j++)
		reader->numbers[j] = gather(block->numbers[j], kept, n,
									reader->number_room + j * LG_BLOCK_STRIDE);
	for (j = 0; j < held->n_codes; j++)
	{
		uint16	   *codes = reader->code_room + j * LG_BLOCK_STRIDE;

		/* a row only moves to the front: the room may be what is read */
		for (i = 0; i < n; i++)
			codes[i] = block->codes[j][kept[i]];
		reader->codes[j] = codes;
	}
	for (i = 0; i < n; i++)
		reader->labels[i] = block->labels[kept[i]];
	for (i = 0; i < n && block->clusters; i++)
		reader->clusters[i] = block->clusters[kept[i]];
	block->clusters = block->clusters ? reader->clusters : NULL;
	block->numbers = reader->numbers;
	block->codes = reader->codes;
	block->labels = reader->labels;
	block->weights = gather(block->weights, kept, n, reader->weights);
	block->offsets = gather(block->offsets, kept, n, reader->offsets);
	block->frequencies = gather(block->frequencies, kept, n,
								reader->frequencies);
	block->n_rows = n;
}

bool
logistic_held_reader_next(LogisticHeldReader *reader, LgBlock *block,
						  int64 *first)
{
	do
	{
		if (reader->at < reader->n_units &&
			reader->blocks.next(reader->blocks.host, block))
		{
			*first = reader->row;
			reader->row += block->n_rows;
			translate(reader, block, reader->units[reader->at].part);
			return true;
		}
	} while (next_unit(reader));
	return false;
}

static bool
next_block(void *host, LgBlock *block)
{
	LogisticHeldReader *reader = host;
	int64		first;

	while (logistic_held_reader_next(reader, block, &first))
	{
		if (reader->held->left_out != NULL)
			leave_out(reader, block, first);
		if (block->n_rows == 0)
			continue;
		block->strata = NULL;	/* a key of other use */
		weight_classes(reader, block);
		return true;
	}
	return false;
}

/* How many rows of the next block of the unit are handed out; -1: none. */
static int
next_size(const LogisticHeldReader *reader, int *n_rows)
{
	const LogisticRowReader *blocks = reader->reader;
	const LogisticHeldUnit *unit = &reader->units[reader->at];
	uint16		kept[LG_BLOCK_ROWS];

	if (reader->at >= reader->n_units || blocks->segment > 0 ||
		blocks->i >= unit->segment.n_blocks)
		return -1;
	*n_rows = unit->segment.n_rows;
	return reader->held->left_out == NULL ? *n_rows :
		choose_rows(reader, reader->row, *n_rows, kept);
}

static int64
skip_blocks(void *host, int64 n_rows)
{
	LogisticHeldReader *reader = host;
	int64		n_skipped = 0;
	int			size;
	int			all;

	do
	{
		while ((size = next_size(reader, &all)) >= 0)
		{
			if (n_skipped + size > n_rows)
				return n_skipped;
			reader->row += reader->blocks.skip(reader->blocks.host, all);
			n_skipped += size;
		}
	} while (next_unit(reader));
	return n_skipped;
}

LogisticHeldReader *
logistic_held_reader_make(const LogisticHeldRows *held,
						  const LogisticHeldUnit *units, int n_units)
{
	LogisticHeldReader *reader = palloc0(sizeof(*reader));
	Size		stride = LG_BLOCK_STRIDE;
	int			i;

	reader->held = held;
	reader->class_weights[0] = reader->class_weights[1] = 1.0;
	reader->reader = logistic_row_reader_make(held->n_numbers, held->n_codes,
											  held->window_size,
											  &reader->blocks);
	reader->code_room = palloc(Max(held->n_codes, 1) * stride *
							   sizeof(uint16));
	reader->codes = palloc(Max(held->n_codes, 1) * sizeof(*reader->codes));
	if (held->left_out != NULL)
		reader->number_room = palloc_extended(Max(held->n_numbers, 1) *
											  stride * sizeof(double),
											  MCXT_ALLOC_HUGE);
	reader->numbers = palloc(Max(held->n_numbers, 1) *
							 sizeof(*reader->numbers));
	reader->rows = reader->blocks;
	reader->rows.host = reader;
	reader->rows.rewind = rewind_units;
	reader->rows.next = next_block;
	reader->rows.skip = skip_blocks;
	if (n_units == held->n_units)
		reader->rows.n_rows = held->n_rows;
	else
		for (i = 0; i < n_units; i++)
			reader->rows.n_rows += (int64) units[i].segment.n_blocks *
				units[i].segment.n_rows;
	logistic_held_reader_choose(reader, units, n_units);
	return reader;
}

void
logistic_held_reader_choose(LogisticHeldReader *reader,
							const LogisticHeldUnit *units, int n_units)
{
	reader->units = units;
	reader->n_units = n_units;
	reader->at = 0;
	(void) open_unit(reader);
}

LgRows *
logistic_held_rows_sample(const LogisticHeldRows *held, int64 n_rows)
{
	int64		n = n_rows / LG_BLOCK_ROWS;
	int64		n_blocks = 0;
	int64		before = 0;
	LogisticHeldUnit *units;
	int			n_taken = 0;
	int			i;

	for (i = 0; i < held->n_units; i++)
		n_blocks += held->units[i].segment.n_blocks;
	if (n > n_blocks / 2)
		return &logistic_held_reader_make(held, held->units,
										  held->n_units)->rows;
	units = palloc(n * sizeof(*units));
	for (i = 0; i < held->n_units; i++)
	{
		const LogisticHeldUnit *unit = &held->units[i];

		while (n_taken < n &&
			   n_taken * n_blocks / n < before + unit->segment.n_blocks)
		{
			LogisticHeldUnit *taken = &units[n_taken];
			int64		block = n_taken * n_blocks / n - before;
			LogisticBlock place;

			*taken = *unit;
			taken->segment.n_blocks = 1;
			taken->first_row += block * unit->segment.n_rows;
			logistic_block_segment_advance(&taken->segment, block,
										   logistic_block_place(&held->parts[unit->part]->state->buffer,
																unit->segment.form,
																NULL, &place));
			n_taken++;
		}
		before += unit->segment.n_blocks;
	}
	return &logistic_held_reader_make(held, units, n_taken)->rows;
}
