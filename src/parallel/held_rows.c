/*-------------------------------------------------------------------------
 *
 * held_rows.c
 *		The rows of all parts as those of one fit.
 *
 * Each process that wrote a part gave codes to levels in the order in which it
 * met them.  All who read the parts enter these levels into one dictionary, in
 * the order of the parts, and so agree on the codes of the fit without a word
 * to each other.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/terms/filled_rows.h"
#include "fit/fit_row_errors.h"
#include "miscadmin.h"
#include "parallel/held_rows.h"
#include "pg/compat.h"
#include "pg/label_errors.h"

/* Bytes of a unit, of which there are many, for the processes to share. */
#define UNIT_SIZE	(1024 * 1024)

/* Enters the keys of a part; returns the codes of the fit, NULL if the same. */
static uint16 *
merge_levels(LogisticFitState *state, const LogisticFitState *part,
			 int feature)
{
	LogisticDictionary *all = state->site->features[feature].levels;
	const LogisticDictionary *keys = part->site->features[feature].levels;
	uint16	   *codes = palloc(Max(keys->n_keys, 1) * sizeof(uint16));
	bool		is_same = true;
	int			i;

	for (i = 0; i < keys->n_keys; i++)
	{
		int			code = logistic_dictionary_code(all, keys->keys[i].bytes,
													keys->keys[i].length);

		if (code < 0)
			logistic_fit_report_codes(state->site, feature);
		codes[i] = (uint16) code;
		is_same &= code == i;
	}
	if (!is_same)
		return codes;
	pfree(codes);
	return NULL;
}

/* The text of a value of the label. */
static char *
label_text(const LogisticFitState *state, int code)
{
	const LogisticFitSite *site = state->site;
	const LogisticKey *key = &site->label_values->keys[code];

	return logistic_key_to_text(&site->label, key->bytes, key->length);
}

/* Enters the values of a text label of a part; tells which they are. */
static void
merge_labels(LogisticFitState *state, const LogisticFitState *part,
			 uint8 *labels)
{
	int			i;

	for (i = 0; i < part->n_label_values; i++)
	{
		const LogisticKey *key =
			&part->site->label_values->keys[part->label_values[i]];
		int			code = logistic_dictionary_code(state->site->label_values,
													key->bytes, key->length);
		int			j = 0;

		while (j < state->n_label_values && state->label_values[j] != code)
			j++;
		if (j == 2)
			logistic_report_third_value(&state->site->names[0],
										label_text(state, code),
										label_text(state, 0),
										label_text(state, 1));
		if (j == state->n_label_values)
			state->label_values[state->n_label_values++] = code;
		labels[i] = (uint8) j;
	}
}

/* The lengths of arrays have to be the same. */
static void
merge_lengths(LogisticFitState *state, const LogisticFitState *part)
{
	const LogisticFitSite *site = state->site;
	int			i;

	for (i = 0; i < site->n_features; i++)
	{
		int			array = site->features[i].array;
		int			length = array < 0 ? -1 : part->array_lengths[array];

		if (length < 0)
			continue;
		if (state->array_lengths[array] < 0)
			state->array_lengths[array] = length;
		else if (state->array_lengths[array] != length)
			logistic_fit_report_length(state, i, length);
	}
}

/* Adds up what the parts have counted. */
static void
merge_counts(LogisticFitState *state, const LogisticFitState *part)
{
	int			n = state->site->n_features + 1;
	int			i;

	if (state->options == NULL)
		state->options = part->options;
	else if (part->options != NULL &&
			 !logistic_options_same(state->options, part->options))
		logistic_fit_report_options();
	logistic_fit_state_add_count(&state->n_skipped, part->n_skipped);
	logistic_fit_state_add_count(&state->n_rows[0], part->n_rows[0]);
	logistic_fit_state_add_count(&state->n_rows[1], part->n_rows[1]);
	state->has_missing |= part->has_missing;
	if (part->has_value == NULL)
		return;
	if (state->has_value == NULL)
		state->has_value = palloc0(n * sizeof(bool));
	for (i = 0; i < n; i++)
		state->has_value[i] |= part->has_value[i];
}

/* Cuts the blocks of a part into units. */
static void
add_units(LogisticHeldRows *held, int number)
{
	const LogisticHeldPart *part = held->parts[number];
	int			i;

	for (i = 0; i < part->n_segments; i++)
	{
		LogisticBlockSegment segment = part->segments[i];
		LogisticBlock block;
		Size		size = logistic_block_place(&part->state->buffer,
												segment.form, NULL, &block);
		int			n = Max(1, (int) (UNIT_SIZE / size));
		int			left = segment.n_blocks;

		held->window_size = Max(held->window_size, size);
		while (left > 0)
		{
			LogisticHeldUnit *unit;

			if ((held->n_units & (held->n_units - 1)) == 0)
				held->units = held->n_units == 0 ?
					palloc(sizeof(*held->units)) :
					repalloc_huge(held->units, 2 * held->n_units *
								  sizeof(*held->units));
			unit = &held->units[held->n_units++];
			unit->part = number;
			unit->segment = segment;
			unit->segment.n_blocks = Min(n, left);
			segment.offset += unit->segment.n_blocks * (int64) size;
			left -= unit->segment.n_blocks;
		}
	}
}

/* Takes a part in. */
static void
add_part(LogisticHeldRows *held, int number)
{
	LogisticFitState *part = held->parts[number]->state;
	const LogisticFitSite *site = held->state->site;
	int64		n_rows = logistic_rowbuf_n_rows(&part->buffer);
	int			i;

	merge_counts(held->state, part);
	held->labels[number][0] = 0;
	held->labels[number][1] = 1;
	if (n_rows == 0)
		return;
	merge_lengths(held->state, part);
	if (site->label_values)
		merge_labels(held->state, part, held->labels[number]);
	for (i = 0; i < site->n_features; i++)
		if (site->features[i].levels)
			held->codes[number * site->n_codes +
						site->features[i].code_column] =
				merge_levels(held->state, part, i);
	held->n_numbers = part->buffer.n_numbers;
	held->n_rows += n_rows;
	add_units(held, number);
}

LogisticHeldRows *
logistic_held_rows_make(LogisticSharedFiles *files)
{
	LogisticHeldRows *held = palloc0(sizeof(*held));
	const LogisticFitSite *first;
	LogisticFitSite *site;
	int			i;

	held->n_parts = logistic_shared_files_count(files);
	if (held->n_parts == 0)
		return held;
	held->parts = palloc(held->n_parts * sizeof(*held->parts));
	for (i = 0; i < held->n_parts; i++)
		held->parts[i] = logistic_held_part_read(files, i);
	first = held->parts[0]->state->site;
	site = logistic_fit_site_make(held->parts[0]->types, first->names,
								  first->n_features + 1,
								  CurrentMemoryContext);
	site->is_reduced = first->is_reduced;
	held->n_codes = site->n_codes;
	held->window_size = UNIT_SIZE;
	held->state = logistic_fit_state_make(site, CurrentMemoryContext);
	held->state->is_alone = true;
	held->codes = palloc0(Max(held->n_parts * site->n_codes, 1) *
						  sizeof(*held->codes));
	held->labels = palloc(held->n_parts * sizeof(*held->labels));
	for (i = 0; i < held->n_parts; i++)
		add_part(held, i);
	return held;
}

void
logistic_held_rows_close(LogisticHeldRows *held)
{
	int			i;

	for (i = 0; i < held->n_parts; i++)
		FileClose(held->parts[i]->space.file);
}

/* Goes on to the unit at the current place; false if there is none. */
static bool
open_unit(LogisticHeldReader *reader)
{
	const LogisticHeldUnit *unit;

	if (reader->at >= reader->n_units)
		return false;
	unit = &reader->units[reader->at];
	logistic_row_reader_choose(reader->reader,
							   &reader->held->parts[unit->part]->state->buffer,
							   &unit->segment);
	return true;
}

static void
rewind_units(void *host)
{
	LogisticHeldReader *reader = host;

	/* a single unit stays in the reader's window */
	if (reader->n_units == 1 && reader->at == 0)
	{
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

static bool
next_block(void *host, LgBlock *block)
{
	LogisticHeldReader *reader = host;

	while (reader->at < reader->n_units)
	{
		if (reader->blocks.next(reader->blocks.host, block))
		{
			translate(reader, block, reader->units[reader->at].part);
			weight_classes(reader, block);
			return true;
		}
		if (reader->at + 1 == reader->n_units)
			return false;
		reader->at++;
		(void) open_unit(reader);
	}
	return false;
}

static int64
skip_blocks(void *host, int64 n_rows)
{
	LogisticHeldReader *reader = host;
	int64		n_skipped = 0;

	while (reader->at < reader->n_units)
	{
		int64		left = n_rows - n_skipped;
		int64		skipped = reader->blocks.skip(reader->blocks.host, left);
		const LogisticBlockSegment *segment = &reader->units[reader->at].segment;

		n_skipped += skipped;
		if (reader->reader->i < segment->n_blocks &&
			reader->reader->segment == 0)
			return n_skipped;
		if (reader->at + 1 == reader->n_units)
			return n_skipped;
		reader->at++;
		(void) open_unit(reader);
	}
	return n_skipped;
}

LogisticHeldReader *
logistic_held_reader_make(const LogisticHeldRows *held,
						  const LogisticHeldUnit *units, int n_units)
{
	LogisticHeldReader *reader = palloc0(sizeof(*reader));
	int			i;

	reader->held = held;
	reader->class_weights[0] = reader->class_weights[1] = 1.0;
	reader->reader = logistic_row_reader_make(held->n_numbers, held->n_codes,
											  held->window_size,
											  &reader->blocks);
	reader->code_room = palloc(Max(held->n_codes, 1) * LG_BLOCK_STRIDE *
							   sizeof(uint16));
	reader->codes = palloc(Max(held->n_codes, 1) * sizeof(*reader->codes));
	reader->rows = reader->blocks;
	reader->rows.host = reader;
	reader->rows.rewind = rewind_units;
	reader->rows.next = next_block;
	reader->rows.skip = skip_blocks;
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
	int			n = (int) (n_rows / LG_BLOCK_ROWS);
	int64		n_blocks = 0;
	int64		before = 0;
	LogisticHeldUnit *units;
	int			n_taken = 0;
	int			i;

	for (i = 0; i < held->n_units; i++)
		n_blocks += held->units[i].segment.n_blocks;
	if (n == 0 || n > n_blocks / 2)
		return NULL;
	units = palloc(n * sizeof(*units));
	for (i = 0; i < held->n_units; i++)
	{
		const LogisticHeldUnit *unit = &held->units[i];

		while (n_taken < n &&
			   n_taken * n_blocks / n < before + unit->segment.n_blocks)
		{
			LogisticBlock block;
			Size		size;

			size = logistic_block_place(&held->parts[unit->part]->state->buffer,
										unit->segment.form, NULL, &block);
			units[n_taken] = *unit;
			units[n_taken].segment.n_blocks = 1;
			units[n_taken].segment.offset +=
				(n_taken * n_blocks / n - before) * (int64) size;
			n_taken++;
		}
		before += unit->segment.n_blocks;
	}
	return &logistic_held_reader_make(held, units, n_taken)->rows;
}
