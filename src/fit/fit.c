/*-------------------------------------------------------------------------
 *
 * fit.c
 *		The aggregates logistic_fit and multinomial_fit.
 *
 * There is no combine function: buffered rows would have to be shipped from
 * the workers, which takes longer than scanning them.  The aggregate is
 * parallel safe, so that a Gather can run the scan below it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"

#include "fit/fit_finite.h"
#include "fit/fit_model.h"
#include "fit/fit_multinomial.h"
#include "fit/fit_row.h"
#include "fit/fit_warning.h"
#include "pg/aggregate_call.h"
#include "pg/group_key.h"

/* One row; the label is argument 1, or 2 behind options. */
static inline Datum
transition(FunctionCallInfo fcinfo, int label_argument, bool is_multinomial)
{
	LogisticFitState *state;

	if (unlikely(PG_ARGISNULL(0)))
	{
		(void) logistic_aggregate_context(fcinfo, "logistic_fit");
		if (is_multinomial)
			logistic_fit_site_multinomial(fcinfo, label_argument);
		if (logistic_fit_site(fcinfo, label_argument) == NULL)
			PG_RETURN_NULL();
		state = logistic_fit_state_of_call(fcinfo, label_argument);
	}
	else
		state = (LogisticFitState *) PG_GETARG_POINTER(0);
	logistic_fit_row_add(state, fcinfo);
	PG_RETURN_POINTER(state);
}

/*
 * logistic_fit_trans(internal, label "any") -> internal
 * logistic_fit_trans(internal, label "any", VARIADIC features "any")
 *
 * Takes a row in.  A NULL label or feature leaves the row out and is counted.
 * Errors: a type that cannot be a feature, NaN or an infinity, a numeric label
 * other than 0 and 1, a third value of a text label, an array whose length
 * differs from the first row's.
 */
PG_FUNCTION_INFO_V1(logistic_fit_trans);
Datum
logistic_fit_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, 1, false);
}

/*
 * logistic_fit_options_trans(internal, logistic_options, label "any")
 * logistic_fit_options_trans(internal, logistic_options, label "any",
 *							  VARIADIC features "any") -> internal
 *
 * Does the same with options.  Their weight and offset belong to the row: a
 * row with a NULL there is left out and counted, a row of weight zero is left
 * out and not counted.  NULL stands for the default options.  Errors: other
 * options differ between rows; "names" does not have one name for each
 * feature.
 */
PG_FUNCTION_INFO_V1(logistic_fit_options_trans);
Datum
logistic_fit_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, 2, false);
}

/* Has no row been taken in?  Warns if this is the only state of the query. */
static bool
is_empty(const LogisticFitState *state)
{
	if (logistic_rowbuf_n_rows(&state->buffer) > 0)
		return false;
	if (state->is_alone && state->has_value != NULL)
		logistic_fit_warn_null(state->site->names, state->has_value,
							   state->site->n_features);
	return true;
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
	LogisticModel *model;
	LogisticGroupFrame frame;

	(void) logistic_aggregate_context(fcinfo, "logistic_fit");
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (LogisticFitState *) PG_GETARG_POINTER(0);
	state->is_alone = logistic_aggregate_is_alone(fcinfo);
	if (is_empty(state))
		PG_RETURN_NULL();
	logistic_group_begin(&frame, fcinfo);
	logistic_fit_finite_check(state);
	model = logistic_fit_model(state, NULL);
	logistic_group_end(&frame);
	if (model == NULL)			/* no stratum has rows of both labels */
		PG_RETURN_NULL();
	PG_RETURN_POINTER(model);
}

/*
 * multinomial_fit_trans(internal, label "any") -> internal
 * multinomial_fit_trans(internal, label "any", VARIADIC features "any")
 *
 * As logistic_fit_trans, for a label of up to 100 values.  Error: a numeric
 * label that is no whole number.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_fit_trans);
Datum
logistic_multinomial_fit_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, 1, true);
}

/*
 * multinomial_fit_trans(internal, logistic_options, label "any")
 * multinomial_fit_trans(internal, logistic_options, label "any",
 *						 VARIADIC features "any") -> internal
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_fit_options_trans);
Datum
logistic_multinomial_fit_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, 2, true);
}

/*
 * multinomial_fit_final(internal) -> multinomial_model
 *
 * NULL if there are no rows.  Only reads the state.  Errors: the options
 * positive and threshold; of more than two classes logit_offset and
 * prevalence.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_fit_final);
Datum
logistic_multinomial_fit_final(PG_FUNCTION_ARGS)
{
	LogisticFitState *state;
	MultinomialModel *model;
	LogisticGroupFrame frame;

	(void) logistic_aggregate_context(fcinfo, "logistic_fit");
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (LogisticFitState *) PG_GETARG_POINTER(0);
	state->is_alone = logistic_aggregate_is_alone(fcinfo);
	if (is_empty(state))
		PG_RETURN_NULL();
	logistic_group_begin(&frame, fcinfo);
	logistic_fit_finite_check(state);
	model = logistic_fit_multinomial(state);
	logistic_group_end(&frame);
	PG_RETURN_POINTER(model);
}
