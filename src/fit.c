/*-------------------------------------------------------------------------
 *
 * fit.c
 *		The aggregate logistic_fit: transition and final function.
 *
 * There is no combine function: buffered rows would have to be shipped from
 * the workers, which takes longer than scanning them.  The aggregate is
 * parallel safe, so that a Gather can run the scan below it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"

#include "fit_model.h"
#include "fit_state.h"

/* The aggregate's memory context; an error for any other caller. */
static MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "logistic_fit called in non-aggregate context");
	return context;
}

/* One row; the label is argument 1, or 2 behind options. */
static Datum
transition(FunctionCallInfo fcinfo, int label_argument)
{
	MemoryContext context = aggregate_context(fcinfo);
	LogisticFitState *state;

	if (PG_ARGISNULL(0))
		state = logistic_fit_state_make(logistic_fit_site(fcinfo,
														  label_argument),
										context);
	else
		state = (LogisticFitState *) PG_GETARG_POINTER(0);
	logistic_fit_state_add(state, fcinfo, context);
	PG_RETURN_POINTER(state);
}

/*
 * logistic_fit_trans(internal, label "any") -> internal
 * logistic_fit_trans(internal, label "any", VARIADIC features "any")
 *
 * Takes a row in.  A NULL label or feature leaves the row out and is
 * counted.  Errors: a type that is no feature, NaN or an infinity, a numeric
 * label other than 0 and 1, a third value of a text label, an array whose
 * length differs from the first row's.
 */
PG_FUNCTION_INFO_V1(logistic_fit_trans);
Datum
logistic_fit_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, 1);
}

/*
 * logistic_fit_options_trans(internal, logistic_options, label "any")
 * logistic_fit_options_trans(internal, logistic_options, label "any",
 *							  VARIADIC features "any") -> internal
 *
 * The same with options, whose weight and offset belong to the row: NULL
 * leaves it out and is counted, a weight of zero leaves it out.  NULL
 * options are the default ones.  Error: other options differ between rows.
 */
PG_FUNCTION_INFO_V1(logistic_fit_options_trans);
Datum
logistic_fit_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, 2);
}

/*
 * logistic_fit_final(internal) -> logistic_model
 *
 * Fits the rows; NULL if there are none.  Only reads the state: a window
 * aggregate calls it for every row.
 */
PG_FUNCTION_INFO_V1(logistic_fit_final);
Datum
logistic_fit_final(PG_FUNCTION_ARGS)
{
	LogisticFitState *state;

	(void) aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (LogisticFitState *) PG_GETARG_POINTER(0);
	if (state->buffer.n_rows == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(logistic_fit_model(state, NULL));
}
