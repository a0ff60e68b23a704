/*-------------------------------------------------------------------------
 *
 * fit_state.c
 *		Takes rows in, one at a time.
 *
 * A row counts as a whole or not at all: it is written to the next free
 * place of the buffer, and finished when its last value has been read.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "common/hashfn.h"
#include "utils/memutils.h"

#include "fit_state.h"
#include "report.h"

/* Makes an empty state. */
LogisticFitState *
logistic_fit_state_make(const LogisticFitSite *site, MemoryContext context)
{
	LogisticFitState *state;
	int			i;

	state = MemoryContextAllocZero(context,
								   offsetof(LogisticFitState, array_lengths) +
								   site->n_arrays * sizeof(int));
	state->site = site;
	for (i = 0; i < site->n_arrays; i++)
		state->array_lengths[i] = -1;
	return state;
}

/* Is the label or a feature of the row NULL? */
static bool
has_null(const LogisticFitSite *site, FunctionCallInfo fcinfo)
{
	int			i;

	for (i = 0; i <= site->n_features; i++)
		if (PG_ARGISNULL(site->label_argument + i))
			return true;
	return false;
}

/*
 * Reads the options of a row.  Answers false when the row is to be left
 * out: for a NULL weight, offset or cluster, which counts as skipped, or for
 * a weight of zero, which does not.
 *
 * A cluster is known by a hash of its name.  Two of them are taken for one
 * with a probability of 3e-8 in a million clusters.
 */
static bool
read_options(LogisticFitState *state, FunctionCallInfo fcinfo,
			 MemoryContext context, double *weight, double *offset,
			 uint64 *cluster)
{
	const LogisticOptions *options;

	*weight = 1.0;
	*offset = 0.0;
	*cluster = 0;
	if (state->site->label_argument < 2 || PG_ARGISNULL(1))
		return true;
	options = PG_GETARG_LOGISTIC_OPTIONS(1);
	if (state->options == NULL)
	{
		LogisticOptions *copy = MemoryContextAlloc(context, VARSIZE(options));

		memcpy(copy, options, VARSIZE(options));
		state->options = copy;
	}
	else if (!logistic_options_same(state->options, options))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("options of a fit differ between its rows"),
				 errhint("Only weight, logit_offset and cluster may depend on the row.")));
	if (logistic_options_skip_row(options))
	{
		state->n_skipped++;
		return false;
	}
	if (options->is_clustered)
		*cluster = hash_bytes_extended((const unsigned char *)
									   logistic_options_cluster(options),
									   options->cluster_length, 0);
	*weight = options->weight;
	*offset = options->logit_offset;
	return *weight > 0.0;
}

/* The index, 0 or 1, of a text label among the values of this state. */
static uint8
read_text_label(LogisticFitState *state, Datum value)
{
	const LogisticFitSite *site = state->site;
	int			length;
	const char *key = logistic_read_key(&site->label, &value, &length);
	int			code = logistic_dictionary_code(site->label_values, key,
												length);
	int			i;

	for (i = 0; i < state->n_label_values; i++)
		if (state->label_values[i] == code)
			return i;
	if (i == 2 || code < 0)
	{
		const LogisticKey *keys = site->label_values->keys;
		const LogisticKey *first = &keys[state->label_values[0]];
		const LogisticKey *second = &keys[state->label_values[1]];

		logistic_report_third_value(&site->names[0],
									logistic_key_to_text(&site->label, key,
														 length),
									logistic_key_to_text(&site->label,
														 first->bytes,
														 first->length),
									logistic_key_to_text(&site->label,
														 second->bytes,
														 second->length));
	}
	state->label_values[i] = code;
	state->n_label_values++;
	return i;
}

/* Reads the label as a code, 0 or 1. */
static uint8
read_label(LogisticFitState *state, Datum value)
{
	const LogisticFitSite *site = state->site;
	double		number;

	if (site->label_kind == LOGISTIC_LABEL_BOOLEAN)
		return DatumGetBool(value) ? 1 : 0;
	if (site->label_kind == LOGISTIC_LABEL_TEXT)
		return read_text_label(state, value);
	number = logistic_read_number(&site->label, value);
	if (number != 0.0 && number != 1.0)
		logistic_report_label_number(&site->names[0], number);
	return number == 1.0 ? 1 : 0;
}

/* Complains about a feature that is no finite number. */
static pg_noinline void
report_not_finite(const LogisticFitSite *site, int feature, int element,
				  double value)
{
	logistic_report_not_finite(logistic_fit_feature_name(site, feature,
														 element), value);
}

/* Reads a category as its code. */
static uint16
read_level(const LogisticFitSite *site, int feature, Datum value)
{
	const LogisticReader *reader = &site->features[feature].reader;
	int			length;
	const char *key = logistic_read_key(reader, &value, &length);
	int			code = logistic_dictionary_code(site->features[feature].levels,
												key, length);

	if (code < 0)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("category \"%s\" has more than %d levels",
						logistic_fit_feature_name(site, feature, 0),
						LOGISTIC_CODES_LIMIT),
				 errhint("Group rare levels, or pass a number.")));
	return (uint16) code;
}

/*
 * Settles the lengths of the arrays by the first complete row, and with them
 * the number of columns.
 */
static void
open_buffer(LogisticFitState *state, FunctionCallInfo fcinfo,
			MemoryContext context)
{
	const LogisticFitSite *site = state->site;
	int			n_numbers = 0;
	int			i;

	for (i = 0; i < site->n_features; i++)
	{
		const LogisticFitFeature *feature = &site->features[i];

		if (feature->array >= 0)
		{
			Datum		value = PG_GETARG_DATUM(site->label_argument + 1 + i);
			int			length = logistic_read_array(&feature->reader, value,
													 NULL, 0);

			if (length < 0)
				return;			/* the row will be skipped */
			state->array_lengths[feature->array] = length;
			n_numbers += length;
		}
		else if (feature->code_column < 0)
			n_numbers++;
	}
	if (n_numbers > MaxAllocSize / (LG_BLOCK_STRIDE * sizeof(double)))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%d numeric columns are too many", n_numbers)));
	logistic_rowbuf_init(&state->buffer, context, n_numbers, site->n_codes);
}

/* Reads an array into consecutive columns; false if an element is NULL. */
static bool
read_array(const LogisticFitState *state, int i, Datum value,
		   LogisticBlock *block, int column)
{
	const LogisticFitFeature *feature = &state->site->features[i];
	int			expected = state->array_lengths[feature->array];
	double	   *elements = palloc(Max(expected, 1) * sizeof(double));
	int			length = logistic_read_array(&feature->reader, value,
											 elements, expected);
	int			j;

	if (length < 0)
		return false;
	if (length != expected)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("array \"%s\" has %d elements, but the first row has %d",
						state->site->names[i + 1].name, length, expected),
				 errhint("Every row of a fit needs an array of the same length.")));
	for (j = 0; j < length; j++)
	{
		if (unlikely(!isfinite(elements[j])))
			report_not_finite(state->site, i, j, elements[j]);
		block->numbers[(Size) (column + j) * block->stride + block->n_rows] =
			elements[j];
	}
	pfree(elements);
	return true;
}

/* Writes the features to the next place; false if an array has a NULL. */
static bool
read_features(LogisticFitState *state, FunctionCallInfo fcinfo)
{
	const LogisticFitSite *site = state->site;
	LogisticBlock *block = logistic_rowbuf_next_row(&state->buffer);
	int			row = block->n_rows;
	int			column = 0;
	int			i;

	for (i = 0; i < site->n_features; i++)
	{
		const LogisticFitFeature *feature = &site->features[i];
		Datum		datum = PG_GETARG_DATUM(site->label_argument + 1 + i);
		double		number;

		switch (feature->reader.kind)
		{
			case LOGISTIC_FEATURE_NUMBER:
				number = feature->reader.storage == LOGISTIC_READ_FLOAT8 ?
					DatumGetFloat8(datum) :
					logistic_read_number(&feature->reader, datum);
				if (unlikely(!isfinite(number)))
					report_not_finite(site, i, 0, number);
				block->numbers[(Size) column * block->stride + row] = number;
				column++;
				break;
			case LOGISTIC_FEATURE_BOOLEAN:
				block->codes[(Size) feature->code_column * block->stride +
							 row] = DatumGetBool(datum) ? 1 : 0;
				break;
			case LOGISTIC_FEATURE_CATEGORY:
				block->codes[(Size) feature->code_column * block->stride +
							 row] = read_level(site, i, datum);
				break;
			case LOGISTIC_FEATURE_ARRAY:
				if (!read_array(state, i, datum, block, column))
					return false;
				column += state->array_lengths[feature->array];
				break;
		}
	}
	return true;
}

void
logistic_fit_state_add(LogisticFitState *state, FunctionCallInfo fcinfo,
					   MemoryContext context)
{
	double		weight;
	double		offset;
	uint64		cluster;

	if (has_null(state->site, fcinfo))
	{
		state->n_skipped++;
		return;
	}
	if (!read_options(state, fcinfo, context, &weight, &offset, &cluster))
		return;
	if (state->buffer.context == NULL)
		open_buffer(state, fcinfo, context);
	if (state->buffer.context == NULL || !read_features(state, fcinfo))
	{
		state->n_skipped++;
		return;
	}
	if (state->options != NULL && state->options->is_clustered)
		logistic_rowbuf_put_cluster(&state->buffer, cluster);
	logistic_rowbuf_finish_row(&state->buffer,
							   read_label(state,
										  PG_GETARG_DATUM(state->site->label_argument)),
							   weight, offset);
}
