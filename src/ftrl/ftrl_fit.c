/*-------------------------------------------------------------------------
 *
 * ftrl_fit.c
 *		The aggregates ftrl_fit and ftrl_update.
 *
 * The order of rows matters to an online learner, so there is no combine
 * function: a parallel plan would give another model each time.  Learners
 * of separate rows are merged on demand, by ftrl_merge.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"

#include "ftrl/ftrl_state.h"
#include "pg/aggregate_call.h"

/* One row. */
static Datum
transition(FunctionCallInfo fcinfo, FtrlArguments arguments)
{
	FtrlState  *state;

	if (PG_ARGISNULL(0))
	{
		MemoryContext context = logistic_aggregate_context(fcinfo, "ftrl_fit");
		FtrlSite   *site = logistic_ftrl_site(fcinfo, arguments);

		if (site == NULL)
			PG_RETURN_NULL();
		state = logistic_ftrl_state_make(site, fcinfo, context);
	}
	else
		state = (FtrlState *) PG_GETARG_POINTER(0);
	logistic_ftrl_state_add(state, fcinfo);
	PG_RETURN_POINTER(state);
}

/*
 * ftrl_fit_trans(internal, label "any", VARIADIC features "any") -> internal
 *
 * Learns from a row.  A NULL label, feature or element of an array leaves
 * the row out and is counted.  Errors: a type that is no feature, NaN, an
 * infinity or a number beyond 1e50, a numeric label other than 0 and 1, a
 * third value of a text label, an array of numbers whose length differs from
 * the first row's.
 */
PG_FUNCTION_INFO_V1(logistic_ftrl_fit_trans);
Datum
logistic_ftrl_fit_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, (FtrlArguments) {-1, -1, 1});
}

/*
 * ftrl_fit_trans(internal, options ftrl_options, label "any",
 *				  VARIADIC features "any") -> internal
 *
 * The same with options, whose weight belongs to the row: NULL leaves it out
 * and is counted, zero leaves it out.  NULL options are the default ones.
 * Error: other options differ between rows.
 */
PG_FUNCTION_INFO_V1(logistic_ftrl_fit_options_trans);
Datum
logistic_ftrl_fit_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, (FtrlArguments) {-1, 1, 2});
}

/*
 * ftrl_update_trans(internal, model ftrl_model, label "any",
 *					 VARIADIC features "any") -> internal
 *
 * Learns from a row on top of what the model has learnt; a NULL model begins
 * a new one.  Errors: as above; features of another number or type than the
 * model's; the model differs between rows.
 */
PG_FUNCTION_INFO_V1(logistic_ftrl_update_trans);
Datum
logistic_ftrl_update_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, (FtrlArguments) {1, -1, 2});
}

/*
 * ftrl_update_trans(internal, model ftrl_model, options ftrl_options,
 *					 label "any", VARIADIC features "any") -> internal
 *
 * The same with options, for the weight of the row and for a model that
 * begins.  Error: an option that differs from the model's.
 */
PG_FUNCTION_INFO_V1(logistic_ftrl_update_options_trans);
Datum
logistic_ftrl_update_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, (FtrlArguments) {1, 2, 3});
}

/*
 * ftrl_fit_final(internal) -> ftrl_model
 *
 * NULL if no row was learnt from and no model was there before.  Only reads
 * the state: a window aggregate calls it for every row.
 */
PG_FUNCTION_INFO_V1(logistic_ftrl_fit_final);
Datum
logistic_ftrl_fit_final(PG_FUNCTION_ARGS)
{
	FtrlModel  *model;

	(void) logistic_aggregate_context(fcinfo, "ftrl_fit");
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	model = logistic_ftrl_state_model((FtrlState *) PG_GETARG_POINTER(0));
	if (model == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(model);
}
