/*-------------------------------------------------------------------------
 *
 * distribution_aggregate.c
 *		The aggregate of a training's distribution, as drift is measured from it.
 *
 * Its argument types are fixed and its state is a bytea that can be merged,
 * so that parallel workers and the workers of Citus each take their part.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/lsyscache.h"

#include "options/option_table.h"
#include "pg/aggregate_call.h"
#include "pg/compat.h"
#include "pg/merge_state.h"
#include "training/row_distribution.h"

static bytea *
write_content(const void *content)
{
	return logistic_distribution_write(content);
}

static void *
read_content(bytea *bytes)
{
	return logistic_distribution_read(bytes);
}

static const LogisticMergeKind distribution_kind = {
	write_content, read_content
};

const double *
logistic_distribution_array(ArrayType *array, int n)
{
	if (ARR_HASNULL(array) ||
		ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)) != n)
		return NULL;
	return (const double *) ARR_DATA_PTR(array);
}

/*
 * The distribution of the state, ready to take rows of the model of this
 * call; what an engine kept as bytes goes on as the sums that it is.
 */
static LogisticDistribution *
open_distribution(LogisticMergeState *state, FunctionCallInfo fcinfo)
{
	LogisticDistribution *distribution = state->content;

	if (distribution == NULL || distribution->model == NULL)
	{
		state->content =
			logistic_distribution_make(PG_GETARG_LOGISTIC_MODEL(1),
									   PG_ARGISNULL(2) ? NULL :
									   logistic_distribution_array(PG_GETARG_ARRAYTYPE_P(2),
																   LOGISTIC_DECILES),
									   logistic_merge_state_context(state));
		if (distribution != NULL)
			logistic_distribution_merge(state->content, distribution);
	}
	return state->content;
}

/*
 * logistic_distribution_trans(state bytea, model logistic_model,
 *		score_deciles float8[], weight float8, logit_offset float8,
 *		names name[], content record) -> bytea
 *
 * The model and the deciles, NULL if there are none, are those of the first
 * row, and so are the names of the row's columns; NULL: its own.  A row of
 * NULL, or with a NULL weight or offset, is left out.  NULL without a model.
 * Errors: a column that is missing; names of another number than columns.
 */
PG_FUNCTION_INFO_V1(logistic_distribution_trans);
Datum
logistic_distribution_trans(PG_FUNCTION_ARGS)
{
	MemoryContext context = logistic_aggregate_context(fcinfo, "logistic_distribution");
	LogisticMergeState *state;
	LogisticDistribution *distribution;
	double		weight;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	state = PG_ARGISNULL(0) ?
		logistic_merge_state_make(&distribution_kind, context) :
		logistic_merge_state_get(&distribution_kind, PG_GETARG_DATUM(0),
								 context);
	distribution = open_distribution(state, fcinfo);
	if (!PG_ARGISNULL(3) && !PG_ARGISNULL(4) && !PG_ARGISNULL(6))
	{
		weight = logistic_options_weight(PG_GETARG_FLOAT8(3));
		if (weight > 0.0)
			logistic_distribution_add(distribution,
									  PG_GETARG_HEAPTUPLEHEADER(6),
									  PG_ARGISNULL(5) ? NULL :
									  PG_GETARG_ARRAYTYPE_P(5), weight,
									  logistic_options_offset(PG_GETARG_FLOAT8(4)));
	}
	PG_RETURN_DATUM(logistic_merge_state_datum(state));
}

/*
 * logistic_distribution_combine(state bytea, other bytea) -> bytea
 *
 * Adds the rows of another state.  Strict.  Errors: bytes that are no state;
 * states of different models.
 */
PG_FUNCTION_INFO_V1(logistic_distribution_combine);
Datum
logistic_distribution_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = logistic_aggregate_context(fcinfo, "logistic_distribution");
	LogisticMergeState *state =
		logistic_merge_state_get(&distribution_kind, PG_GETARG_DATUM(0),
								 context);
	LogisticMergeState *other =
		logistic_merge_state_get(&distribution_kind, PG_GETARG_DATUM(1),
								 CurrentMemoryContext);

	logistic_distribution_merge(state->content, other->content);
	PG_RETURN_DATUM(logistic_merge_state_datum(state));
}

/* logistic_distribution_final(state bytea) -> float8[]; strict */
PG_FUNCTION_INFO_V1(logistic_distribution_final);
Datum
logistic_distribution_final(PG_FUNCTION_ARGS)
{
	LogisticMergeState *state;

	(void) logistic_aggregate_context(fcinfo, "logistic_distribution");
	state = logistic_merge_state_get(&distribution_kind, PG_GETARG_DATUM(0),
									 CurrentMemoryContext);
	PG_RETURN_ARRAYTYPE_P(logistic_distribution_to_array(state->content));
}
