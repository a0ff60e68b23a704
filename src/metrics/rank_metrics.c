/*-------------------------------------------------------------------------
 *
 * rank_metrics.c
 *		Ranking metrics: AUC, average precision, KS, best threshold.
 *
 * All but the last are NULL without rows of both labels, or if it is not known
 * which label is positive.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <float.h>

#include "core/metrics/curve.h"
#include "metrics/rank_state.h"
#include "pg/result_rows.h"

/* The ranking of a final function's call, computed once per state. */
static const LgRanking *
final_ranking(FunctionCallInfo fcinfo)
{
	LgThresholdSteps steps;
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
	return logistic_result_row(fcinfo, ranking->roc_auc);
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
	return logistic_result_row(fcinfo, ranking->average_precision);
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
	return logistic_result_row(fcinfo, ranking->ks_statistic);
}

/*
 * logistic_optimal_threshold_final(internal) -> float8
 *
 * The threshold (rows with at least this score are called positive) with the
 * least total cost of false positives and false negatives; of several, the
 * highest.  Infinity: call no row positive.
 */
PG_FUNCTION_INFO_V1(logistic_optimal_threshold_final);
Datum
logistic_optimal_threshold_final(PG_FUNCTION_ARGS)
{
	LgThresholdSteps steps;
	LogisticRank *rank = logistic_rank_final(fcinfo, &steps);
	LgCosts		costs;

	if (rank == NULL)
		PG_RETURN_NULL();
	costs.false_positive = logistic_metric_amount(&rank->head, 0,
												  "cost of a false positive",
												  0.0, DBL_MAX, 1.0);
	costs.false_negative = logistic_metric_amount(&rank->head, 1,
												  "cost of a false negative",
												  0.0, DBL_MAX, 1.0);
	PG_RETURN_FLOAT8(lg_curve_best_threshold(&steps, &costs));
}
