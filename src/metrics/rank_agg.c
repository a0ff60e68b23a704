/*-------------------------------------------------------------------------
 *
 * rank_agg.c
 *		Transition functions of metrics that need the order of the scores.
 *
 * There is no combine function: the rows of the workers would have to be
 * shipped, and sorting them takes no longer.  The final functions are in the
 * files of the metrics.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"

#include "metrics/rank_state.h"

static const LogisticMetricKind score_alone = {.n_scores = 1};
static const LogisticMetricKind score_and_number = {
	.n_scores = 1, .n_parameters = 1
};
static const LogisticMetricKind score_and_costs = {
	.n_scores = 1, .n_parameters = 2
};
static const LogisticMetricKind probability_and_number = {
	.n_scores = 1, .n_parameters = 1, .is_probability = true
};
static const LogisticMetricKind probability_and_strategy = {
	.n_scores = 1, .n_parameters = 2, .is_probability = true,
	.keywords = logistic_bin_strategies
};
static const LogisticMetricKind probability_and_thresholds = {
	.n_scores = 1, .has_list = true, .is_probability = true
};
static const LogisticMetricKind thresholds_and_costs = {
	.n_scores = 1, .has_list = true, .n_parameters = 2
};

const char *const logistic_bin_strategies[] = {"uniform", "quantile", NULL};

/* One row. */
static Datum
transition(FunctionCallInfo fcinfo, const LogisticMetricKind *kind,
		   int label_argument)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	LogisticMetricSite *site;
	LogisticRank *rank;
	LogisticMetricRow row;

	site = logistic_metric_site(fcinfo, label_argument, kind);
	if (PG_ARGISNULL(0))
		rank = logistic_rank_make(fcinfo, context, &site->space);
	else
		rank = (LogisticRank *) PG_GETARG_POINTER(0);
	if (logistic_metric_read(site, fcinfo, &rank->head, context, &row))
		logistic_rank_add(rank, &row);
	PG_RETURN_POINTER(rank);
}

/*
 * logistic_rank_trans(internal, label "any", score "any" [, weight "any"])
 *		-> internal
 *
 * Takes a row in; one with a NULL or a weight of zero is left out.  Errors:
 * a label that is no label, a score that is NaN, a negative weight.
 */
PG_FUNCTION_INFO_V1(logistic_rank_trans);
Datum
logistic_rank_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &score_alone, 1);
}

/*
 * logistic_rank_options_trans(internal, options logistic_options, label
 *		"any", score "any") -> internal
 */
PG_FUNCTION_INFO_V1(logistic_rank_options_trans);
Datum
logistic_rank_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &score_alone, 2);
}

/*
 * logistic_rank_number_trans(internal, label "any", score "any", number
 *		"any" [, weight "any"]) -> internal
 *
 * The same with a number that is the metric's own: bins, a level.
 */
PG_FUNCTION_INFO_V1(logistic_rank_number_trans);
Datum
logistic_rank_number_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &score_and_number, 1);
}

/*
 * logistic_rank_number_options_trans(internal, options logistic_options,
 *		label "any", score "any", number "any") -> internal
 */
PG_FUNCTION_INFO_V1(logistic_rank_number_options_trans);
Datum
logistic_rank_number_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &score_and_number, 2);
}

/*
 * logistic_rank_costs_trans(internal, label "any", score "any",
 *		cost_false_positive "any", cost_false_negative "any" [, weight "any"])
 *		-> internal
 *
 * The same with the costs of wrong answers.
 */
PG_FUNCTION_INFO_V1(logistic_rank_costs_trans);
Datum
logistic_rank_costs_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &score_and_costs, 1);
}

/*
 * logistic_rank_costs_options_trans(internal, options logistic_options,
 *		label "any", score "any", cost_false_positive "any",
 *		cost_false_negative "any") -> internal
 */
PG_FUNCTION_INFO_V1(logistic_rank_costs_options_trans);
Datum
logistic_rank_costs_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &score_and_costs, 2);
}

/*
 * logistic_rank_groups_trans(internal, label "any", probability "any",
 *		groups "any" [, weight "any"]) -> internal
 *
 * The same with a number of groups; the score is a probability.
 */
PG_FUNCTION_INFO_V1(logistic_rank_groups_trans);
Datum
logistic_rank_groups_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &probability_and_number, 1);
}

/*
 * logistic_rank_groups_options_trans(internal, options logistic_options,
 *		label "any", probability "any", groups "any") -> internal
 */
PG_FUNCTION_INFO_V1(logistic_rank_groups_options_trans);
Datum
logistic_rank_groups_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &probability_and_number, 2);
}

/*
 * logistic_rank_bins_trans(internal, label "any", probability "any", bins
 *		"any", strategy text [, weight "any"]) -> internal
 *
 * The same with a number of bins, and how to cut them.
 */
PG_FUNCTION_INFO_V1(logistic_rank_bins_trans);
Datum
logistic_rank_bins_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &probability_and_strategy, 1);
}

/*
 * logistic_rank_bins_options_trans(internal, options logistic_options,
 *		label "any", probability "any", bins "any", strategy text) -> internal
 */
PG_FUNCTION_INFO_V1(logistic_rank_bins_options_trans);
Datum
logistic_rank_bins_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &probability_and_strategy, 2);
}

/*
 * logistic_rank_thresholds_trans(internal, label "any", probability "any"
 *		[, thresholds float8[] [, weight "any"]]) -> internal
 *
 * The same with the thresholds that are looked at.
 */
PG_FUNCTION_INFO_V1(logistic_rank_thresholds_trans);
Datum
logistic_rank_thresholds_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &probability_and_thresholds, 1);
}

/*
 * logistic_rank_thresholds_options_trans(internal, options logistic_options,
 *		label "any", probability "any" [, thresholds float8[]]) -> internal
 */
PG_FUNCTION_INFO_V1(logistic_rank_thresholds_options_trans);
Datum
logistic_rank_thresholds_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &probability_and_thresholds, 2);
}

/*
 * logistic_rank_table_trans(internal, label "any", score "any" [, thresholds
 *		float8[] [, cost_false_positive "any", cost_false_negative "any"
 *		[, weight "any"]]]) -> internal
 *
 * The same with the costs of wrong answers.
 */
PG_FUNCTION_INFO_V1(logistic_rank_table_trans);
Datum
logistic_rank_table_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &thresholds_and_costs, 1);
}

/*
 * logistic_rank_table_options_trans(internal, options logistic_options,
 *		label "any", score "any" [, thresholds float8[] [, cost_false_positive
 *		"any", cost_false_negative "any"]]) -> internal
 */
PG_FUNCTION_INFO_V1(logistic_rank_table_options_trans);
Datum
logistic_rank_table_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, &thresholds_and_costs, 2);
}
