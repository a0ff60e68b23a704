/*-------------------------------------------------------------------------
 *
 * woe_state.c
 *		The rows of woe_bins and information_value, by value of the feature.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/memutils.h"

#include "options/option_table.h"
#include "pg/compat.h"
#include "woe/woe_state.h"

/* The site of a call; the first call makes it. */
static WoeSite *
site_of_call(FunctionCallInfo fcinfo, int label_argument)
{
	WoeSite    *site = fcinfo->flinfo->fn_extra;
	MemoryContext context = fcinfo->flinfo->fn_mcxt;

	if (site != NULL)
		return site;
	site = MemoryContextAllocZero(context, sizeof(*site));
	logistic_spill_file_init(&site->space);
	site->label_argument = label_argument;
	logistic_label_init(&site->label,
						get_fn_expr_argtype(fcinfo->flinfo, label_argument),
						context);
	logistic_argument_names(fcinfo, label_argument - 1, 2, 0, context,
							site->names);
	site->label.name = site->names[0];
	logistic_reader_init(&site->feature,
						 get_fn_expr_argtype(fcinfo->flinfo,
											 label_argument + 1),
						 "the feature", site->names[1].expression, context);
	if (logistic_kind_is_array(site->feature.kind))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("bins of arrays are not defined"),
				 errhint("Pass one element of the array.")));
	if (PG_NARGS() > label_argument + 2)
	{
		site->weight_argument = label_argument + 2;
		logistic_reader_init(&site->weight,
							 get_fn_expr_argtype(fcinfo->flinfo,
												 site->weight_argument),
							 "the weight", NULL, context);
		if (site->weight.kind != LOGISTIC_FEATURE_NUMBER)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("the weight has type %s, but must be a number",
							format_type_be(site->weight.type))));
	}
	logistic_woe_options_default(&site->options);

	/* only a complete site is remembered: an error may come in between */
	fcinfo->flinfo->fn_extra = site;
	return site;
}

/* The special codes of a number as numbers. */
static void
read_special_numbers(WoeSite *site)
{
	int			i;

	for (i = 0; i < site->options.n_special; i++)
	{
		char	   *code = site->options.special[i];

		site->special[i] =
			DatumGetFloat8(DirectFunctionCall1(float8in,
											   CStringGetDatum(code)));
		if (isnan(site->special[i]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a special code is NaN")));
	}
}

/* Reads the options of the row, if they are not those of the last one. */
static void
read_options(WoeSite *site, FunctionCallInfo fcinfo)
{
	struct varlena *bytes = PG_DETOAST_DATUM(PG_GETARG_DATUM(1));
	MemoryContext old_context;

	if (site->options_bytes != NULL &&
		VARSIZE(site->options_bytes) == VARSIZE(bytes) &&
		memcmp(site->options_bytes, bytes, VARSIZE(bytes)) == 0)
		return;

	site->options_bytes = NULL;
	if (site->options_context == NULL)
		site->options_context =
			AllocSetContextCreate(fcinfo->flinfo->fn_mcxt, "woe options",
								  ALLOCSET_SMALL_SIZES);
	MemoryContextReset(site->options_context);
	old_context = MemoryContextSwitchTo(site->options_context);
	logistic_woe_options_read((HeapTupleHeader) bytes, &site->options);
	if (site->feature.kind == LOGISTIC_FEATURE_NUMBER)
		read_special_numbers(site);
	site->options_bytes = palloc(VARSIZE(bytes));
	memcpy(site->options_bytes, bytes, VARSIZE(bytes));
	MemoryContextSwitchTo(old_context);
}

void
logistic_woe_state_start(WoeState *state, MemoryContext context)
{
	state->special = MemoryContextAllocZero(context,
											(state->options.n_special + 1) *
											sizeof(*state->special));
	if (state->rank != NULL)
		return;
	logistic_dictionary_init(&state->levels, context);
	state->capacity = 8;
	state->weights = MemoryContextAllocZero(context, state->capacity *
											sizeof(*state->weights));
}

/* The state of a new group, with the options of its first row. */
static WoeState *
make_state(FunctionCallInfo fcinfo, WoeSite *site, MemoryContext context)
{
	WoeState   *state = MemoryContextAllocZero(context, sizeof(*state));

	state->feature = &site->feature;
	state->name = site->names[1].name;
	state->special_numbers = site->special;
	if (site->label_argument == 2 && !PG_ARGISNULL(1))
	{
		MemoryContext old_context = MemoryContextSwitchTo(context);

		state->options_bytes = palloc(VARSIZE(site->options_bytes));
		memcpy(state->options_bytes, site->options_bytes,
			   VARSIZE(site->options_bytes));
		logistic_woe_options_read((HeapTupleHeader) state->options_bytes,
								  &state->options);
		MemoryContextSwitchTo(old_context);
	}
	else
		logistic_woe_options_default(&state->options);
	logistic_labels_init(&state->labels, &site->label);
	state->labels.positive = state->options.positive;
	if (site->feature.kind == LOGISTIC_FEATURE_NUMBER)
		state->rank = logistic_rank_make(fcinfo, context, &site->space);
	logistic_woe_state_start(state, context);
	return state;
}

/* Complains about options that differ from those of the first row. */
static void
check_same_options(const WoeState *state, const WoeSite *site, bool is_given)
{
	if (is_given == (state->options_bytes != NULL) &&
		(!is_given ||
		 (VARSIZE(state->options_bytes) == VARSIZE(site->options_bytes) &&
		  memcmp(state->options_bytes, site->options_bytes,
				 VARSIZE(site->options_bytes)) == 0)))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("woe_options differ between the rows of a group")));
}

void
logistic_woe_state_add_number(WoeState *state, double value, int label,
							  double weight, double frequency)
{
	LogisticMetricRow row;
	int			i;

	for (i = 0; i < state->options.n_special; i++)
		if (value == state->special_numbers[i])
		{
			state->special[i][label] += weight;
			return;
		}
	row.label = label;
	row.score = value + 0.0;	/* no -0.0 */
	row.weight = weight;
	row.frequency = frequency;
	logistic_rank_add(state->rank, &row);
}

void
logistic_woe_state_add_level(WoeState *state, const char *bytes, int length,
							 int label, double weight)
{
	int			code = logistic_dictionary_code(&state->levels, bytes, length);

	if (code < 0)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s has more than %d levels", state->name,
						LOGISTIC_CODES_LIMIT),
				 errhint("Group rare levels, or pass a number.")));
	if (code >= state->capacity)
	{
		int			old = state->capacity;

		state->capacity *= 2;
		state->weights = repalloc(state->weights, state->capacity *
								  sizeof(*state->weights));
		memset(state->weights + old, 0, (state->capacity - old) *
			   sizeof(*state->weights));
	}
	state->weights[code][label] += weight;
}

/* Adds a value of the feature that is no NULL. */
static void
add_value(WoeState *state, Datum value, int label, double weight)
{
	const LogisticReader *reader = state->feature;
	const char *bytes;
	double		number;
	int			length;

	if (state->rank != NULL)
	{
		number = logistic_read_number(reader, value);
		if (unlikely(isnan(number)))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("%s is NaN", state->name),
					 errhint("Leave such rows out, or make the value NULL.")));
		logistic_woe_state_add_number(state, number, label, weight, 1.0);
		return;
	}
	if (reader->kind == LOGISTIC_FEATURE_BOOLEAN)
	{
		bytes = DatumGetBool(value) ? "true" : "false";
		length = strlen(bytes);
	}
	else
		bytes = logistic_read_key(reader, &value, &length);
	logistic_woe_state_add_level(state, bytes, length, label, weight);
}

/* One row. */
static Datum
transition(FunctionCallInfo fcinfo, int label_argument)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	WoeSite    *site = site_of_call(fcinfo, label_argument);
	int			feature_argument = label_argument + 1;
	bool		has_options = label_argument == 2 && !PG_ARGISNULL(1);
	WoeState   *state;
	double		weight = 1.0;
	int			label;

	if (has_options)
		read_options(site, fcinfo);
	if (!PG_ARGISNULL(0))
		state = (WoeState *) PG_GETARG_POINTER(0);
	else
		state = make_state(fcinfo, site, context);
	if (label_argument == 2)
		check_same_options(state, site, has_options);

	if (PG_ARGISNULL(label_argument) ||
		(site->weight_argument > 0 && PG_ARGISNULL(site->weight_argument)))
		PG_RETURN_POINTER(state);
	if (site->weight_argument > 0)
		weight = logistic_options_weight(logistic_read_number(&site->weight,
															  PG_GETARG_DATUM(site->weight_argument)));
	if (weight == 0.0)
		PG_RETURN_POINTER(state);
	label = logistic_label_read(&site->label, PG_GETARG_DATUM(label_argument),
								&state->labels, context);
	if (PG_ARGISNULL(feature_argument))
		state->missing[label] += weight;
	else
		add_value(state, PG_GETARG_DATUM(feature_argument), label, weight);
	PG_RETURN_POINTER(state);
}

/*
 * logistic_woe_trans(internal, label "any", x "any" [, weight "any"])
 *		-> internal
 *
 * Takes a row in.  One whose label or weight is NULL, or whose weight is 0, is
 * left out; a NULL of the feature counts as missing.  Errors: an invalid
 * label, NaN, an array, a negative weight.
 */
PG_FUNCTION_INFO_V1(logistic_woe_trans);
Datum
logistic_woe_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, 1);
}

/*
 * logistic_woe_options_trans(internal, options woe_options, label "any",
 *		x "any" [, weight "any"]) -> internal
 *
 * The same with options, which must be the same in all rows of a group.
 */
PG_FUNCTION_INFO_V1(logistic_woe_options_trans);
Datum
logistic_woe_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, 2);
}
