/*-------------------------------------------------------------------------
 *
 * fit_row.c
 *		Takes the current row of a call into the state of its group.
 *
 * A row counts as a whole or not at all: it is written to the next free
 * place of the buffer, and finished when its last value has been read.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "common/hashfn.h"
#include "utils/float.h"

#include "core/terms/filled_rows.h"
#include "fit/fit_classes.h"
#include "fit/fit_finite.h"
#include "fit/fit_formula.h"
#include "fit/fit_row.h"
#include "fit/fit_row_errors.h"
#include "fit/fit_row_options.h"
#include "fit/fit_row_sets.h"
#include "fit/fit_waiting.h"
#include "pg/compat.h"
#include "pg/label_errors.h"
#include "pg/module.h"

/* Is one of n values NULL?  It is rare: there is no branch to predict. */
static bool
has_null(const NullableDatum *args, int n)
{
	bool		result = false;
	int			i;

	for (i = 0; i < n; i++)
		result |= args[i].isnull;
	return result;
}

/* Reads the label as a code: 0 or 1, or the number of its class. */
static uint8
read_label(LogisticFitState *state, Datum value)
{
	const LogisticFitSite *site = state->site;
	double		number;

	if (site->is_multinomial)
		return logistic_fit_class(state, value);
	if (site->label_kind == LOGISTIC_LABEL_BOOLEAN)
		return DatumGetBool(value) ? 1 : 0;
	if (site->label_kind == LOGISTIC_LABEL_TEXT)
		return logistic_fit_text_label(state, value);
	number = logistic_read_number(&site->label, value);
	if (number != 0.0 && number != 1.0)
		logistic_report_label_number(&site->names[0], number);
	return number == 1.0 ? 1 : 0;
}

/* Reads a category as its code. */
static uint16
read_level(const LogisticFitSite *site, int feature, Datum value)
{
	const LogisticReader *reader = &site->features[feature].reader;
	const char *bytes = DatumGetPointer(value);
	const char *key;
	int			length;
	int			code;

	/* most categories: a text as a table stores it */
	if (likely(reader->storage == LOGISTIC_READ_TEXT &&
			   VARATT_IS_SHORT(bytes) && !VARATT_IS_EXTERNAL(bytes)))
	{
		key = VARDATA_SHORT(bytes);
		length = VARSIZE_SHORT(bytes) - VARHDRSZ_SHORT;
	}
	else
		key = logistic_read_key(reader, &value, &length);
	code = logistic_dictionary_code(site->features[feature].levels, key,
									length);

	if (code < 0)
		logistic_fit_report_codes(site, feature);
	return (uint16) code;
}

/*
 * The length of an array feature of a row; -1 if it is NULL, or has a NULL and
 * those are not filled in.
 */
static int
length_of(const LogisticFitFeature *feature, NullableDatum value, bool fills)
{
	if (value.isnull)
		return -1;
	return fills ?
		logistic_read_array_filled(&feature->reader, value.value, NULL, 0, 0,
								   0.0) :
		logistic_read_array(&feature->reader, value.value, NULL, 0);
}

/*
 * Settles the lengths of the arrays, and with them the number of columns, by
 * the first complete row; by the first ones that have each of them, if missing
 * values are filled in.  Returns false if a length is not known yet.
 */
static bool
open_buffer(LogisticFitState *state, const NullableDatum *features, bool fills)
{
	const LogisticFitSite *site = state->site;
	int			n_numbers = 0;
	bool		is_known = true;
	int			i;

	for (i = 0; i < site->n_features; i++)
	{
		const LogisticFitFeature *feature = &site->features[i];

		if (feature->array >= 0)
		{
			int		   *length = &state->array_lengths[feature->array];
			int			here = length_of(feature, features[i], fills);

			if (fills && here >= 0 && *length >= 0 && here != *length)
				logistic_fit_report_length(state, i, here);
			if (here >= 0 || !fills)
				*length = here;
			if (*length < 0)
				is_known = false;
			else
				n_numbers += *length;
		}
		else if (feature->levels == NULL && feature->code_column < 0)
			n_numbers++;
	}
	if (!is_known)
		return false;
	if (n_numbers > MaxAllocSize / (LG_BLOCK_STRIDE * sizeof(double)))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%d numeric columns are too many", n_numbers)));
	logistic_rowbuf_init(&state->buffer, state->context, n_numbers,
						 site->n_codes, site->n_sets);
	return true;
}

/* Makes room for a row, the block being full. */
static pg_noinline void
make_room(LogisticFitState *state)
{
	logistic_fit_finite_check(state);
	logistic_rowbuf_grow(&state->buffer);
}

/* Reads an array into consecutive columns; false if an element is NULL. */
static bool
read_array(const LogisticFitState *state, int i, Datum value,
		   double *numbers, int stride)
{
	const LogisticFitFeature *feature = &state->site->features[i];
	int			expected = state->array_lengths[feature->array];
	int			length = logistic_read_array_strided(&feature->reader, value,
													 numbers, stride,
													 expected);

	if (length < 0)
		return false;
	if (length != expected)
		logistic_fit_report_length(state, i, length);
	return true;
}

/*
 * Writes features that are all float8 to the next place; false if one of them
 * is NULL.  One loop both tests and writes: two loops would wait twice for
 * arguments that have just been computed.
 */
static inline bool
read_plain(const LogisticFitState *state, const NullableDatum *args)
{
	const LogisticBlock *block = &state->buffer.block;
	double	   *numbers = block->numbers + block->n_rows;
	int			stride = block->stride;
	int			n = state->site->n_features;
	bool		is_null = false;
	int			i;

	for (i = 0; i < n; i++)
	{
		numbers[(Size) i * stride] = DatumGetFloat8(args[i].value);
		is_null |= args[i].isnull;
	}
	return !is_null;
}

/* Writes the features to the next place; false if an array has a NULL. */
static bool
read_features(LogisticFitState *state, const NullableDatum *args)
{
	const LogisticFitSite *site = state->site;
	const LogisticBlock *block = &state->buffer.block;
	double	   *numbers = block->numbers + block->n_rows;
	uint16	   *codes = block->codes + block->n_rows;
	int			stride = block->stride;
	int			k;

	for (k = 0; k < site->n_runs; k++)
	{
		int			i = site->runs[k].first;
		int			n = site->runs[k].n;
		const LogisticFitFeature *feature = &site->features[i];

		switch (feature->reader.kind)
		{
			case LOGISTIC_FEATURE_NUMBER:
				logistic_read_numbers(&feature->reader, &args[i], n, numbers,
									  stride);
				numbers += (Size) n * stride;
				break;
			case LOGISTIC_FEATURE_BOOLEAN:
				codes[(Size) feature->code_column * stride] =
					DatumGetBool(args[i].value) ? 1 : 0;
				break;
			case LOGISTIC_FEATURE_CATEGORY:
				codes[(Size) feature->code_column * stride] =
					read_level(site, i, args[i].value);
				break;
			case LOGISTIC_FEATURE_ARRAY:
				if (!read_array(state, i, args[i].value, numbers, stride))
					return false;
				numbers += (Size) state->array_lengths[feature->array] * stride;
				break;
			case LOGISTIC_FEATURE_SET:
				break;			/* read before */
		}
	}
	return true;
}

/* The missing elements of an array that is NULL, or of one with NULLs. */
static void
read_missing_array(const LogisticFitState *state, int i, NullableDatum value,
				   double *numbers, int stride)
{
	const LogisticFitFeature *feature = &state->site->features[i];
	int			expected = state->array_lengths[feature->array];
	int			length = expected;
	int			j;

	if (value.isnull)
		for (j = 0; j < expected; j++)
			numbers[(Size) j * stride] = lg_missing_number();
	else
		length = logistic_read_array_filled(&feature->reader, value.value,
											numbers, stride, expected,
											lg_missing_number());
	if (length != expected)
		logistic_fit_report_length(state, i, length);
}

/* Writes features of which some are NULL, with marks in their places. */
static void
read_missing(LogisticFitState *state, const NullableDatum *args)
{
	const LogisticFitSite *site = state->site;
	const LogisticBlock *block = &state->buffer.block;
	double	   *numbers = block->numbers + block->n_rows;
	uint16	   *codes = block->codes + block->n_rows;
	int			stride = block->stride;
	int			i;

	for (i = 0; i < site->n_features; i++)
	{
		const LogisticFitFeature *feature = &site->features[i];

		switch (feature->reader.kind)
		{
			case LOGISTIC_FEATURE_NUMBER:
				*numbers = args[i].isnull ? lg_missing_number() :
					logistic_read_number(&feature->reader, args[i].value);
				numbers += stride;
				break;
			case LOGISTIC_FEATURE_BOOLEAN:
				codes[(Size) feature->code_column * stride] =
					args[i].isnull ? LG_MISSING_CODE :
					DatumGetBool(args[i].value) ? 1 : 0;
				break;
			case LOGISTIC_FEATURE_CATEGORY:
				codes[(Size) feature->code_column * stride] =
					args[i].isnull ? LG_MISSING_CODE :
					read_level(site, i, args[i].value);
				break;
			case LOGISTIC_FEATURE_ARRAY:
				read_missing_array(state, i, args[i], numbers, stride);
				numbers += (Size) state->array_lengths[feature->array] * stride;
				break;
			case LOGISTIC_FEATURE_SET:
				break;			/* read before */
		}
	}
	state->has_missing = true;
}

/*
 * Does the fit keep a row with a NULL feature?  It does if missing values are
 * filled in, or if only weights of evidence use the features that are NULL.
 */
static pg_noinline bool
keeps_missing(LogisticFitState *state, FunctionCallInfo fcinfo)
{
	const LogisticFitSite *site = state->site;
	const NullableDatum *features = &fcinfo->args[site->label_argument + 1];
	const LogisticOptions *options = state->options;
	int			i;

	if (logistic_fit_options_argument(site) == 0)
		return false;
	if (options == NULL)
		options = logistic_fit_row_options(state, fcinfo);
	if (options == NULL)
		return false;
	if (options->missing == LOGISTIC_MISSING_IMPUTE)
		return true;
	if (logistic_options_terms(options) == NULL)
		return false;
	if (state->is_evidence == NULL)
		state->is_evidence =
			logistic_fit_formula_evidence(site,
										  logistic_options_terms(options),
										  state->context);
	for (i = 0; i < site->n_features; i++)
		if (features[i].isnull && !state->is_evidence[i])
			return false;
	return true;
}

/*
 * Writes the features to the next place; false if the row is left out.  There
 * is no call for a row that waited.
 */
static inline bool
read_row(LogisticFitState *state, FunctionCallInfo fcinfo,
		 const NullableDatum *features, bool is_missing)
{
	LogisticRowBuffer *buffer = &state->buffer;

	if (buffer->block.n_rows == buffer->block.capacity)
		make_room(state);
	if (unlikely(state->site->n_sets > 0))
		logistic_fit_row_sets(state, features);
	if (likely(!is_missing))
	{
		if (state->site->is_plain ? read_plain(state, features) :
			read_features(state, features))
			return true;
		if (!keeps_missing(state, fcinfo))
			return false;
	}
	read_missing(state, features);
	return true;
}

/* Finishes a row whose features have been written, with the key of a caller. */
static inline void
finish_row(LogisticFitState *state, const LogisticRowOptions *row,
		   Datum label, uint64 key)
{
	LogisticRowBuffer *buffer = &state->buffer;
	uint8		code;

	if (state->options != NULL && state->options->is_clustered)
		logistic_rowbuf_put_cluster(buffer, row->cluster);
	if (state->options != NULL && state->options->is_stratified)
		logistic_rowbuf_put_stratum(buffer, row->stratum);
	if (unlikely(state->has_key))
		logistic_rowbuf_put_stratum(buffer, key);
	code = read_label(state, label);
	logistic_fit_state_count(state, code, row->frequency);
	logistic_rowbuf_put_frequency(buffer, row->frequency);
	logistic_rowbuf_finish_row(buffer, code, row->weight * row->frequency,
							   row->offset);
}

/* Takes in the rows that waited, which were counted as left out. */
static pg_noinline void
take_waiting(LogisticFitState *state)
{
	LogisticWaitingRow *row = state->waiting;

	for (; row != NULL; row = row->next)
	{
		CHECK_FOR_INTERRUPTS();
		(void) read_row(state, NULL, row->args + 1, true);
		finish_row(state, &row->options, row->args[0].value, row->key);
		state->n_skipped -= (int64) row->options.frequency;
	}
	logistic_fit_waiting_free(state);
}

/*
 * Leaves a row out because of a NULL, and notes which arguments were not NULL.
 */
static void
skip_row(LogisticFitState *state, FunctionCallInfo fcinfo,
		 const NullableDatum *args)
{
	int			n = state->site->n_features + 1;
	int			i;

	if (state->has_value == NULL)
		state->has_value = MemoryContextAllocZero(state->context,
												  n * sizeof(bool));
	for (i = 0; i < n; i++)
		state->has_value[i] |= !args[i].isnull;
	logistic_fit_row_skip(state, logistic_fit_row_options(state, fcinfo));
}

void
logistic_fit_row_add(LogisticFitState *state, FunctionCallInfo fcinfo)
{
	const LogisticFitSite *site = state->site;
	const NullableDatum *label = &fcinfo->args[site->label_argument];
	const NullableDatum *features;
	LogisticRowOptions row = {.weight = 1.0, .frequency = 1.0};
	bool		is_missing;

	if (unlikely(site->row != NULL))
	{
		site->row_values[0] = *label;
		label = site->row_values;
		if (!logistic_row_argument_fetch(site->row, fcinfo,
										 site->row_values + 1))
		{
			state->n_skipped++;
			return;
		}
	}
	features = label + 1;
	is_missing = has_null(label, site->is_plain ? 1 : site->n_features + 1);
	if (unlikely(is_missing) &&
		(label->isnull || !keeps_missing(state, fcinfo)))
	{
		skip_row(state, fcinfo, label);
		return;
	}
	if (logistic_fit_options_argument(site) > 0 &&
		!logistic_fit_row_read_options(state, fcinfo, &row))
		return;
	if (unlikely(state->buffer.context == NULL))
	{
		bool		fills = site->n_arrays > 0 && keeps_missing(state, fcinfo);

		if (!open_buffer(state, features, fills))
		{
			skip_row(state, fcinfo, label);
			if (fills)
				logistic_fit_wait(state, label, &row);
			return;
		}
		take_waiting(state);
	}
	if (!read_row(state, fcinfo, features, is_missing))
	{
		skip_row(state, fcinfo, label);
		return;
	}
	finish_row(state, &row, label->value, state->key);
}
