/*-------------------------------------------------------------------------
 *
 * tally_agg.c
 *		Aggregates over a tally: transition, combine, serialize, deserialize.
 *
 * The final functions are in the files of the metrics.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"

#include "metrics/tally.h"

/* What the metrics take: nothing, a threshold, a number of bins. */
static const LogisticMetricKind kinds[] = {
	[LOGISTIC_TALLY_LOSS] = {.n_scores = 1, .is_probability = true},
	[LOGISTIC_TALLY_THRESHOLD] = {.n_scores = 1, .n_parameters = 1},
	[LOGISTIC_TALLY_BINS] = {
		.n_scores = 1, .n_parameters = 1, .is_probability = true
	}
};

/* A state that has seen no row yet. */
static LogisticMergeState *
make_state(LogisticTallyKind kind, MemoryContext context)
{
	LogisticMergeState *state =
		logistic_merge_state_make(&logistic_tally_merge_kind, context);

	state->content = logistic_tally_make(kind,
										 logistic_merge_state_context(state));
	return state;
}

/*
 * The site of the call.  Citus calls transitions through an FmgrInfo that is
 * new for each row and knows no expression: there the state keeps the site.
 */
static const LogisticMetricSite *
get_site(FunctionCallInfo fcinfo, LogisticTallyKind kind, int label_argument,
		 LogisticMergeState *state)
{
	FmgrInfo   *function = fcinfo->flinfo;
	LogisticTally *tally = state->content;

	if (likely(function->fn_expr != NULL))
		return logistic_metric_site(fcinfo, label_argument, &kinds[kind]);
	if (tally->site == NULL)
	{
		MemoryContext caller = function->fn_mcxt;

		function->fn_mcxt = logistic_merge_state_context(state);
		tally->site = logistic_metric_site(fcinfo, label_argument,
										   &kinds[kind]);
		function->fn_mcxt = caller;
	}
	return tally->site;
}

/* One row. */
static Datum
transition(FunctionCallInfo fcinfo, LogisticTallyKind kind,
		   int label_argument)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	const LogisticMetricSite *site;
	LogisticMergeState *state;
	LogisticMetricRow row;

	state = PG_ARGISNULL(0) ? make_state(kind, context) :
		logistic_tally_state(PG_GETARG_DATUM(0), context);
	logistic_tally_require(state->content, kind);
	site = get_site(fcinfo, kind, label_argument, state);
	context = logistic_merge_state_context(state);
	if (logistic_metric_read(site, fcinfo,
							 &((LogisticTally *) state->content)->head,
							 context, &row))
		logistic_tally_add(state->content, &row, context);
	PG_RETURN_DATUM(logistic_merge_state_datum(state));
}

/*
 * logistic_loss_trans(internal, label "any", probability "any"
 *					   [, weight "any"]) -> internal
 * logistic_loss_trans(state bytea, label boolean or float8,
 *					   probability float8 [, weight float8]) -> bytea
 *
 * Takes a row in; one with a NULL or a weight of zero is left out.  Errors: an
 * invalid label, a probability outside [0, 1], a negative weight.
 */
PG_FUNCTION_INFO_V1(logistic_loss_trans);
Datum
logistic_loss_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, LOGISTIC_TALLY_LOSS, 1);
}

/*
 * logistic_loss_options_trans(internal, options logistic_options,
 *							   label "any", probability "any") -> internal
 */
PG_FUNCTION_INFO_V1(logistic_loss_options_trans);
Datum
logistic_loss_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, LOGISTIC_TALLY_LOSS, 2);
}

/*
 * logistic_confusion_trans(internal, label "any", score "any"
 *							[, threshold "any" [, weight "any"]]) -> internal
 * logistic_confusion_trans(state bytea, label boolean or float8, score float8
 *							[, threshold float8 [, weight float8]]) -> bytea
 *
 * The same for any score; NaN is an error.
 */
PG_FUNCTION_INFO_V1(logistic_confusion_trans);
Datum
logistic_confusion_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, LOGISTIC_TALLY_THRESHOLD, 1);
}

/*
 * logistic_confusion_options_trans(internal, options logistic_options,
 *									label "any", score "any"
 *									[, threshold "any"]) -> internal
 */
PG_FUNCTION_INFO_V1(logistic_confusion_options_trans);
Datum
logistic_confusion_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, LOGISTIC_TALLY_THRESHOLD, 2);
}

/*
 * logistic_bins_trans(internal, label "any", probability "any"
 *					   [, bins "any" [, weight "any"]]) -> internal
 * logistic_bins_trans(state bytea, label boolean or float8,
 *					   probability float8 [, bins integer
 *					   [, weight float8]]) -> bytea
 *
 * As logistic_loss_trans, by bins of equal width.
 */
PG_FUNCTION_INFO_V1(logistic_bins_trans);
Datum
logistic_bins_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, LOGISTIC_TALLY_BINS, 1);
}

/*
 * logistic_bins_options_trans(internal, options logistic_options,
 *							   label "any", probability "any"
 *							   [, bins "any"]) -> internal
 */
PG_FUNCTION_INFO_V1(logistic_bins_options_trans);
Datum
logistic_bins_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, LOGISTIC_TALLY_BINS, 2);
}

/*
 * logistic_tally_combine(internal, internal) -> internal
 * logistic_tally_combine(state bytea, other bytea) -> bytea
 *
 * Adds the rows of the second state to the first.  Errors: bytes that are no
 * state, a third value of a text label, parameters that differ.
 */
PG_FUNCTION_INFO_V1(logistic_tally_combine);
Datum
logistic_tally_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	const LogisticTally *from;
	LogisticMergeState *state;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	from = logistic_tally_state(PG_GETARG_DATUM(1),
								CurrentMemoryContext)->content;
	state = PG_ARGISNULL(0) ? make_state(from->kind, context) :
		logistic_tally_state(PG_GETARG_DATUM(0), context);
	logistic_tally_merge(state->content, from,
						 logistic_merge_state_context(state));
	PG_RETURN_DATUM(logistic_merge_state_datum(state));
}

/* logistic_tally_serialize(internal) -> bytea, strict */
PG_FUNCTION_INFO_V1(logistic_tally_serialize);
Datum
logistic_tally_serialize(PG_FUNCTION_ARGS)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	LogisticMergeState *state = logistic_tally_state(PG_GETARG_DATUM(0),
													 context);

	PG_RETURN_BYTEA_P(logistic_tally_merge_kind.write(state->content));
}

/* logistic_tally_deserialize(bytea, internal) -> internal, strict */
PG_FUNCTION_INFO_V1(logistic_tally_deserialize);
Datum
logistic_tally_deserialize(PG_FUNCTION_ARGS)
{
	(void) logistic_metric_context(fcinfo);
	PG_RETURN_DATUM(logistic_merge_state_datum(logistic_merge_state_get(&logistic_tally_merge_kind,
																		PG_GETARG_DATUM(0),
																		CurrentMemoryContext)));
}
