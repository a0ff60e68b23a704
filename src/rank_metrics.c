/*-------------------------------------------------------------------------
 *
 * rank_metrics.c
 *		Metrics of the order of scores: AUC, average precision, KS.
 *
 * Each is NULL without rows of both labels, or where nobody knows which
 * label is positive.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"

#include "metric_row.h"
#include "rank_state.h"

/* One row. */
static Datum
transition(FunctionCallInfo fcinfo, int label_argument)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	const LogisticMetricSite *site;
	LogisticRank *rank;
	LogisticMetricRow row;

	site = logistic_metric_site(fcinfo, label_argument, 0);
	if (PG_ARGISNULL(0))
		rank = logistic_rank_make(context);
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
	return transition(fcinfo, 1);
}

/*
 * logistic_rank_options_trans(internal, options logistic_options,
 *							   label "any", score "any") -> internal
 */
PG_FUNCTION_INFO_V1(logistic_rank_options_trans);
Datum
logistic_rank_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, 2);
}

/* The ranking of a final function's call, computed once per state. */
static const LgRanking *
final_ranking(FunctionCallInfo fcinfo)
{
	LgSteps		steps;
	LogisticRank *rank = logistic_rank_final(fcinfo, &steps);

	if (rank == NULL)
		return NULL;
	if (!rank->has_ranking)
	{
		lg_ranking(&steps, &rank->ranking);
		rank->has_ranking = true;
	}
	return &rank->ranking;
}

/*
 * logistic_roc_auc_final(internal) -> float8
 *
 * The probability that a positive's score is above a negative's; a tie
 * counts a half.
 */
PG_FUNCTION_INFO_V1(logistic_roc_auc_final);
Datum
logistic_roc_auc_final(PG_FUNCTION_ARGS)
{
	const LgRanking *ranking = final_ranking(fcinfo);

	if (ranking == NULL)
		PG_RETURN_NULL();
	return logistic_metric_result(fcinfo, ranking->roc_auc);
}

/*
 * logistic_average_precision_final(internal) -> float8
 *
 * Precision weighted with the recall gained at each distinct score.
 */
PG_FUNCTION_INFO_V1(logistic_average_precision_final);
Datum
logistic_average_precision_final(PG_FUNCTION_ARGS)
{
	const LgRanking *ranking = final_ranking(fcinfo);

	if (ranking == NULL)
		PG_RETURN_NULL();
	return logistic_metric_result(fcinfo, ranking->average_precision);
}

/*
 * logistic_ks_statistic_final(internal) -> float8
 *
 * The largest difference of true and false positive rates.
 */
PG_FUNCTION_INFO_V1(logistic_ks_statistic_final);
Datum
logistic_ks_statistic_final(PG_FUNCTION_ARGS)
{
	const LgRanking *ranking = final_ranking(fcinfo);

	if (ranking == NULL)
		PG_RETURN_NULL();
	return logistic_metric_result(fcinfo, ranking->ks_statistic);
}
