/*-------------------------------------------------------------------------
 *
 * psi_metric.c
 *		The aggregate population_stability_index.
 *
 * Each row brings a value that was expected, one that came, or both: a NULL
 * leaves out one side only.  Numbers are kept in the state of rank metrics,
 * the expected ones as label 0; of categories the levels are counted.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/memutils.h"

#include "core/metrics/psi.h"
#include "metrics/rank_state.h"
#include "pg/dictionary.h"
#include "pg/result_rows.h"

/* The arguments of a call: expected and actual. */
typedef struct StabilitySite
{
	LogisticReader readers[2];
	LogisticSpillFile space;	/* of the sorters of all groups */
} StabilitySite;

/* Lives in the aggregate context with all that it points to. */
typedef struct StabilityState
{
	LogisticRank *rank;			/* numbers; else NULL */
	LogisticDictionary levels;	/* of categories */
	int			capacity;		/* of counts */
	int64		(*counts)[2];	/* [code], expected and actual */
} StabilityState;

/* The site of a call; the first call makes it. */
static StabilitySite *
site_of_call(FunctionCallInfo fcinfo)
{
	StabilitySite *site = fcinfo->flinfo->fn_extra;
	int			side;

	if (site != NULL)
		return site;
	site = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(*site));
	logistic_spill_file_init(&site->space);
	for (side = 0; side < 2; side++)
	{
		Oid			type = get_fn_expr_argtype(fcinfo->flinfo, 1 + side);

		logistic_reader_init(&site->readers[side], type,
							 side == 0 ? "expected" : "actual", NULL,
							 fcinfo->flinfo->fn_mcxt);
		if (logistic_kind_is_array(site->readers[side].kind))
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("the population stability index of arrays is not defined"),
					 errhint("Pass one element of the array.")));
	}
	if (site->readers[0].kind != site->readers[1].kind)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("expected has type %s, but actual has type %s",
						format_type_be(site->readers[0].type),
						format_type_be(site->readers[1].type)),
				 errhint("Cast one of them.")));
	fcinfo->flinfo->fn_extra = site;
	return site;
}

/* Counts a number of one side. */
static void
add_number(StabilityState *state, const LogisticReader *reader, int side,
		   Datum value)
{
	LogisticMetricRow row;

	row.label = side;
	row.score = logistic_read_number(reader, value) + 0.0;
	row.weight = row.frequency = 1.0;
	if (isnan(row.score))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s is NaN", side == 0 ? "expected" : "actual"),
				 errhint("Leave such values out, or make them NULL.")));
	logistic_rank_add(state->rank, &row);
}

/* Counts a level of one side. */
static void
add_level(StabilityState *state, const LogisticReader *reader, int side,
		  Datum value)
{
	char		boolean;
	const char *bytes = &boolean;
	int			length = 1;
	int			code;

	if (reader->kind == LOGISTIC_FEATURE_BOOLEAN)
		boolean = DatumGetBool(value) ? 1 : 0;
	else
		bytes = logistic_read_key(reader, &value, &length);
	code = logistic_dictionary_code(&state->levels, bytes, length);
	if (code < 0)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s has more than %d levels",
						side == 0 ? "expected" : "actual",
						LOGISTIC_CODES_LIMIT),
				 errhint("Group rare levels, or pass a number.")));
	if (code >= state->capacity)
	{
		int			old = state->capacity;

		state->capacity *= 2;
		state->counts = repalloc(state->counts, state->capacity *
								 sizeof(*state->counts));
		memset(state->counts + old, 0, (state->capacity - old) *
			   sizeof(*state->counts));
	}
	state->counts[code][side]++;
}

/*
 * logistic_stability_trans(internal, expected "any", actual "any")
 *		-> internal
 *
 * Takes a row in.  Errors: NaN, an array, types that do not go together.
 */
PG_FUNCTION_INFO_V1(logistic_stability_trans);
Datum
logistic_stability_trans(PG_FUNCTION_ARGS)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	StabilitySite *site = site_of_call(fcinfo);
	bool		is_number = site->readers[0].kind == LOGISTIC_FEATURE_NUMBER;
	StabilityState *state;
	int			side;

	if (!PG_ARGISNULL(0))
		state = (StabilityState *) PG_GETARG_POINTER(0);
	else
	{
		state = MemoryContextAllocZero(context, sizeof(*state));
		if (is_number)
			state->rank = logistic_rank_make(fcinfo, context, &site->space);
		else
		{
			logistic_dictionary_init(&state->levels, context);
			state->capacity = 8;
			state->counts = MemoryContextAllocZero(context, state->capacity *
												   sizeof(*state->counts));
		}
	}
	for (side = 0; side < 2; side++)
	{
		if (PG_ARGISNULL(1 + side))
			continue;
		if (is_number)
			add_number(state, &site->readers[side], side,
					   PG_GETARG_DATUM(1 + side));
		else
			add_level(state, &site->readers[side], side,
					  PG_GETARG_DATUM(1 + side));
	}
	PG_RETURN_POINTER(state);
}

/* The index of levels: those that were not expected are one bin. */
static double
index_of_levels(const StabilityState *state)
{
	int64		(*counts)[2] = palloc0((state->levels.n_keys + 1) *
									   sizeof(*counts));
	int			n = 1;
	int			code;
	double		index;

	for (code = 0; code < state->levels.n_keys; code++)
	{
		int			bin = state->counts[code][0] > 0 ? n++ : 0;

		counts[bin][0] += state->counts[code][0];
		counts[bin][1] += state->counts[code][1];
	}
	index = lg_psi_of_counts((const int64 (*)[2]) counts, n);
	pfree(counts);
	return index;
}

/*
 * logistic_stability_final(internal) -> float8
 *
 * NULL if either side has no values.
 */
PG_FUNCTION_INFO_V1(logistic_stability_final);
Datum
logistic_stability_final(PG_FUNCTION_ARGS)
{
	const StabilityState *state;
	LgThresholdSteps steps;

	(void) logistic_metric_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (const StabilityState *) PG_GETARG_POINTER(0);
	if (state->rank == NULL)
		return logistic_result_row(fcinfo, index_of_levels(state));
	logistic_rank_steps(state->rank, 1, &steps);
	return logistic_result_row(fcinfo, lg_psi_of_scores(&steps));
}
