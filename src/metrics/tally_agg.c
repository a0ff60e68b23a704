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
	[LOGISTIC_TALLY_LOSS] = {1, 0, true, NULL},
	[LOGISTIC_TALLY_THRESHOLD] = {1, 1, false, NULL},
	[LOGISTIC_TALLY_BINS] = {1, 1, true, NULL}
};

/* One row. */
static Datum
transition(FunctionCallInfo fcinfo, LogisticTallyKind kind,
		   int label_argument)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	const LogisticMetricSite *site;
	LogisticTally *tally;
	LogisticMetricRow row;

	site = logistic_metric_site(fcinfo, label_argument, &kinds[kind]);
	if (PG_ARGISNULL(0))
		tally = logistic_tally_make(kind, context);
	else
		tally = (LogisticTally *) PG_GETARG_POINTER(0);
	if (logistic_metric_read(site, fcinfo, &tally->head, context, &row))
		logistic_tally_add(tally, &row, context);
	PG_RETURN_POINTER(tally);
}

/*
 * logistic_loss_trans(internal, label "any", probability "any"
 *					   [, weight "any"]) -> internal
 *
 * Takes a row in; one with a NULL or a weight of zero is left out.  Errors:
 * a label that is no label, a probability outside [0, 1], a negative weight.
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
 *
 * Adds the rows of the second state to the first.  Errors: a third value of
 * a text label, parameters that differ.
 */
PG_FUNCTION_INFO_V1(logistic_tally_combine);
Datum
logistic_tally_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	const LogisticTally *from;
	LogisticTally *tally;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_POINTER(PG_GETARG_POINTER(0));
	}
	from = (const LogisticTally *) PG_GETARG_POINTER(1);
	if (PG_ARGISNULL(0))
		tally = logistic_tally_make(from->kind, context);
	else
		tally = (LogisticTally *) PG_GETARG_POINTER(0);
	logistic_tally_merge(tally, from, context);
	PG_RETURN_POINTER(tally);
}

/* logistic_tally_serialize(internal) -> bytea, strict */
PG_FUNCTION_INFO_V1(logistic_tally_serialize);
Datum
logistic_tally_serialize(PG_FUNCTION_ARGS)
{
	(void) logistic_metric_context(fcinfo);
	PG_RETURN_BYTEA_P(logistic_tally_send((const LogisticTally *)
										  PG_GETARG_POINTER(0)));
}

/* logistic_tally_deserialize(bytea, internal) -> internal, strict */
PG_FUNCTION_INFO_V1(logistic_tally_deserialize);
Datum
logistic_tally_deserialize(PG_FUNCTION_ARGS)
{
	(void) logistic_metric_context(fcinfo);
	PG_RETURN_POINTER(logistic_tally_receive(PG_GETARG_BYTEA_PP(0)));
}
