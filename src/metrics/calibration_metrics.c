/*-------------------------------------------------------------------------
 *
 * calibration_metrics.c
 *		Aggregates that judge calibration: curve, error, Hosmer-Lemeshow.
 *
 * Bins of equal width are a tally; groups of equal size need the order.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/metrics/calibration_test.h"
#include "core/metrics/quantile.h"
#include "metrics/rank_state.h"
#include "metrics/tally.h"
#include "pg/result_rows.h"

#define GROUPS_DEFAULT	10		/* of the test of Hosmer and Lemeshow */

/* The points of bins that have rows: mean_predicted, observed, n. */
static Datum
bins_result(FunctionCallInfo fcinfo, const LgScoreSums *sums, int n_bins,
			int positive)
{
	LogisticMetricRows rows;
	int			bin;

	logistic_result_rows_start(&rows, fcinfo);
	for (bin = 0; bin < n_bins; bin++)
	{
		const LgScoreSums *negatives = &sums[2 * bin + 1 - positive];
		const LgScoreSums *positives = &sums[2 * bin + positive];
		double		columns[3];

		if (!lg_score_sums_calibration(negatives, positives, &columns[0],
									   &columns[1]))
			continue;
		columns[2] = (double) (negatives->n_rows + positives->n_rows);
		logistic_result_rows_add(&rows, columns, 3);
	}
	return logistic_result_rows_finish(&rows);
}

/*
 * logistic_calibration_curve_final(internal or bytea) -> logistic_calibration_bin[]
 *
 * Of bins of equal width, [k/m, (k+1)/m) with the last one closed; NULL
 * without rows.
 */
PG_FUNCTION_INFO_V1(logistic_calibration_curve_final);
Datum
logistic_calibration_curve_final(PG_FUNCTION_ARGS)
{
	int			positive;
	const LogisticTally *tally = logistic_tally_final(fcinfo, LOGISTIC_TALLY_BINS,
											   &positive);

	if (tally == NULL)
		PG_RETURN_NULL();
	return bins_result(fcinfo, tally->sums, tally->n_bins, positive);
}

/*
 * logistic_expected_calibration_error_final(internal or bytea) -> float8
 *
 * Mean over the rows of |mean_predicted - observed| of their bin.
 */
PG_FUNCTION_INFO_V1(logistic_expected_calibration_error_final);
Datum
logistic_expected_calibration_error_final(PG_FUNCTION_ARGS)
{
	int			positive;
	const LogisticTally *tally = logistic_tally_final(fcinfo, LOGISTIC_TALLY_BINS,
											   &positive);

	if (tally == NULL)
		PG_RETURN_NULL();
	return logistic_result_row(fcinfo,
							   lg_score_sums_calibration_error(tally->sums,
															   tally->n_bins,
															   positive));
}

/*
 * The sums of groups of equal size, by distinct quantiles, each as a pair:
 * negatives, positives.
 */
static LgScoreSums *
sums_of_groups(const LgThresholdSteps *steps, int *n_groups)
{
	double	   *cuts = palloc(*n_groups * sizeof(double));
	int			n_cuts = lg_quantile_cuts(steps, LG_OF_BOTH, *n_groups, cuts);
	LgScoreSums *sums = palloc0(2 * (n_cuts + 1) * sizeof(LgScoreSums));

	lg_calibration_test_group(steps, cuts, n_cuts, sums);
	pfree(cuts);
	*n_groups = n_cuts + 1;
	return sums;
}

/*
 * logistic_calibration_bins_final(internal) -> logistic_calibration_bin[]
 *
 * The same with a strategy: bins of equal width, or of equally many rows.
 */
PG_FUNCTION_INFO_V1(logistic_calibration_bins_final);
Datum
logistic_calibration_bins_final(PG_FUNCTION_ARGS)
{
	LgThresholdSteps steps;
	LogisticRank *rank = logistic_rank_final(fcinfo, &steps);
	LgScoreSums *sums;
	int			n_bins;

	if (rank == NULL)
		PG_RETURN_NULL();
	n_bins = logistic_metric_count(&rank->head, 0, "number of bins", 1,
								   LOGISTIC_BINS_LIMIT, LOGISTIC_BINS_DEFAULT);
	if (rank->head.parameters[1] == LOGISTIC_STRATEGY_QUANTILE)
		sums = sums_of_groups(&steps, &n_bins);
	else
	{
		sums = palloc0(2 * n_bins * sizeof(LgScoreSums));
		lg_calibration_test_bin(&steps, n_bins, sums);
	}
	return bins_result(fcinfo, sums, n_bins, 1);
}

/*
 * logistic_hosmer_lemeshow_final(internal) -> logistic_hosmer_lemeshow
 *
 * statistic, df, p_value over groups of equal size; p_value is NULL for
 * fewer than three groups.
 */
PG_FUNCTION_INFO_V1(logistic_hosmer_lemeshow_final);
Datum
logistic_hosmer_lemeshow_final(PG_FUNCTION_ARGS)
{
	LgThresholdSteps steps;
	LogisticRank *rank = logistic_rank_final(fcinfo, &steps);
	LgHosmerLemeshow answer;
	LgScoreSums *sums;
	double		columns[3];
	int			n_groups;

	if (rank == NULL)
		PG_RETURN_NULL();
	logistic_rank_check_unweighted(rank, "hosmer_lemeshow");
	n_groups = logistic_metric_count(&rank->head, 0, "number of groups", 2,
									 LOGISTIC_BINS_LIMIT, GROUPS_DEFAULT);
	sums = sums_of_groups(&steps, &n_groups);
	lg_calibration_test_hosmer_lemeshow(sums, n_groups, &answer);
	pfree(sums);
	columns[0] = answer.statistic;
	columns[1] = answer.df;
	columns[2] = answer.p_value;
	return logistic_result_row_finish(fcinfo, columns, lengthof(columns));
}
