/*-------------------------------------------------------------------------
 *
 * curve_metrics.c
 *		Curves as arrays of points: ROC, precision-recall, gain.
 *
 * Each is NULL without rows of both labels.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "core/metrics/curve.h"
#include "metrics/rank_state.h"
#include "pg/result_rows.h"

#define POINTS_DEFAULT	10		/* of a gain curve, without the origin */
#define POINTS_LIMIT	10000

/* The state of a curve's call; NULL without both labels. */
static LogisticRank *
curve_state(FunctionCallInfo fcinfo, LgThresholdSteps *steps)
{
	LogisticRank *rank = logistic_rank_final(fcinfo, steps);

	return rank != NULL && lg_steps_has_both(steps) ? rank : NULL;
}

/*
 * logistic_roc_curve_final(internal) -> logistic_roc_point[]
 *
 * threshold, true_positive_rate, false_positive_rate; one point for each
 * distinct score from the highest down, behind (Infinity, 0, 0).
 */
PG_FUNCTION_INFO_V1(logistic_roc_curve_final);
Datum
logistic_roc_curve_final(PG_FUNCTION_ARGS)
{
	LgThresholdSteps steps;
	LgCurve		curve;
	LgCurvePoint point;
	LogisticMetricRows rows;
	double		total[2];

	if (curve_state(fcinfo, &steps) == NULL)
		PG_RETURN_NULL();
	total[0] = lg_dd_double(steps.weight[0]);
	total[1] = lg_dd_double(steps.weight[1]);
	logistic_result_rows_start(&rows, fcinfo);
	lg_curve_start(&curve, &steps);
	while (lg_curve_next(&curve, &point))
	{
		double		columns[3];

		columns[0] = point.threshold;
		columns[1] = point.true_positives / total[1];
		columns[2] = point.false_positives / total[0];
		logistic_result_rows_add(&rows, columns, 3);
	}
	return logistic_result_rows_finish(&rows);
}

/*
 * logistic_precision_recall_curve_final(internal)
 *		-> logistic_precision_recall_point[]
 *
 * threshold, precision, recall; one point for each distinct score from the
 * highest down, behind (Infinity, 1, 0).
 */
PG_FUNCTION_INFO_V1(logistic_precision_recall_curve_final);
Datum
logistic_precision_recall_curve_final(PG_FUNCTION_ARGS)
{
	LgThresholdSteps steps;
	LgCurve		curve;
	LgCurvePoint point;
	LogisticMetricRows rows;
	double		total;

	if (curve_state(fcinfo, &steps) == NULL)
		PG_RETURN_NULL();
	total = lg_dd_double(steps.weight[1]);
	logistic_result_rows_start(&rows, fcinfo);
	lg_curve_start(&curve, &steps);
	while (lg_curve_next(&curve, &point))
	{
		double		found = point.true_positives + point.false_positives;
		double		columns[3];

		columns[0] = point.threshold;
		columns[1] = found > 0.0 ? point.true_positives / found : 1.0;
		columns[2] = point.true_positives / total;
		logistic_result_rows_add(&rows, columns, 3);
	}
	return logistic_result_rows_finish(&rows);
}

/*
 * logistic_gain_curve_final(internal) -> logistic_gain_point[]
 *
 * fraction, threshold, gain, lift: of the given fraction of all rows, those of
 * the highest scores, the lowest score among them, the share of all positives
 * that they contain (gain), and gain / fraction (lift).
 */
PG_FUNCTION_INFO_V1(logistic_gain_curve_final);
Datum
logistic_gain_curve_final(PG_FUNCTION_ARGS)
{
	LgThresholdSteps steps;
	LogisticRank *rank = curve_state(fcinfo, &steps);
	LgGainPoint *points;
	LogisticMetricRows rows;
	int			n_bins;
	int			i;

	if (rank == NULL)
		PG_RETURN_NULL();
	n_bins = logistic_metric_count(&rank->head, 0, "number of bins", 1,
								   POINTS_LIMIT, POINTS_DEFAULT);
	points = palloc((n_bins + 1) * sizeof(LgGainPoint));
	lg_curve_gain(&steps, n_bins, points);
	logistic_result_rows_start(&rows, fcinfo);
	for (i = 0; i <= n_bins; i++)
	{
		double		columns[4];

		columns[0] = points[i].fraction;
		columns[1] = points[i].threshold;
		columns[2] = points[i].gain;
		columns[3] = i > 0 ? points[i].gain / points[i].fraction : NAN;
		logistic_result_rows_add(&rows, columns, 4);
	}
	pfree(points);
	return logistic_result_rows_finish(&rows);
}
