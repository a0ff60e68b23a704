/*-------------------------------------------------------------------------
 *
 * held_rows.c
 *		The rows of all parts as those of one fit.
 *
 * Each process that wrote a part gave codes to levels in the order in which it
 * met them.  Each process that reads the parts enters these levels into a
 * dictionary in the order of the parts.  So all agree on the codes of the fit
 * without communication.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fit/fit_row_errors.h"
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
	int64		row = held->n_rows;
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
			unit->first_row = row;
			row += (int64) unit->segment.n_blocks * segment.n_rows;
			logistic_block_segment_advance(&segment, unit->segment.n_blocks,
										   size);
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
	add_units(held, number);
	held->n_rows += n_rows;
	held->n_all_rows = held->n_rows;
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
