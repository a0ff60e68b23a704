/*-------------------------------------------------------------------------
 *
 * decision_metrics.c
 *		Metrics at chosen thresholds: decision_curve and threshold_table.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"

#include "core/metrics/curve.h"
#include "metrics/rank_state.h"
#include "pg/result_rows.h"

#define USUAL_THRESHOLDS	99	/* 0.01 ... 0.99 */

static int
compare_numbers(const void *a, const void *b)
{
	double		left = *(const double *) a;
	double		right = *(const double *) b;

	return (left > right) - (left < right);
}

/*
 * The thresholds of a call, ascending and each once.  Those of probabilities
 * must be from 0 to below 1.
 */
static double *
get_thresholds(const LogisticMetricHead *head, bool is_probability, int *n)
{
	ArrayType  *array = (ArrayType *) head->list;
	double	   *thresholds;
	int			n_given;
	int			i;

	if (array == NULL)
	{
		*n = USUAL_THRESHOLDS;
		thresholds = palloc(*n * sizeof(double));
		for (i = 0; i < *n; i++)
			thresholds[i] = (i + 1) / 100.0;
		return thresholds;
	}
	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a threshold is NULL")));
	n_given = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	if (n_given == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there are no thresholds")));
	thresholds = palloc(n_given * sizeof(double));
	memcpy(thresholds, ARR_DATA_PTR(array), n_given * sizeof(double));
	for (i = 0; i < n_given; i++)
	{
		if (is_probability && !(thresholds[i] >= 0.0 && thresholds[i] < 1.0))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a threshold is %s, but must be at least 0 and below 1",
							float8out_internal(thresholds[i])),
					 errdetail("It is the probability from which on to act.")));
		if (isnan(thresholds[i]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a threshold is NaN")));
	}
	qsort(thresholds, n_given, sizeof(double), compare_numbers);
	*n = 1;
	for (i = 1; i < n_given; i++)
		if (thresholds[i] != thresholds[i - 1])
			thresholds[(*n)++] = thresholds[i];
	return thresholds;
}

/* The counts at the thresholds of a call; NULL without rows of both labels. */
static LgCurvePoint *
cut_points(FunctionCallInfo fcinfo, bool is_probability,
		   const LogisticRank **rank, double total[2], int *n)
{
	LgThresholdSteps steps;
	LogisticRank *found = logistic_rank_final(fcinfo, &steps);
	LgCurvePoint *points;
	double	   *thresholds;

	if (found == NULL || !lg_steps_has_both(&steps))
		return NULL;
	*rank = found;
	total[0] = lg_dd_double(steps.weight[0]);
	total[1] = lg_dd_double(steps.weight[1]);
	thresholds = get_thresholds(&found->head, is_probability, n);
	points = palloc(*n * sizeof(*points));
	lg_curve_cut(&steps, thresholds, *n, points);
	return points;
}

/*
 * logistic_decision_curve_final(internal) -> logistic_decision_point[]
 *
 * threshold, net_benefit, net_benefit_all: of acting where the probability
 * is at least the threshold pt, and of acting on all rows; that of acting on
 * none is 0.  True positives and false positives per row, a false positive
 * weighing what the threshold says:
 *
 *		TP / n - FP / n * pt / (1 - pt)
 *
 * A. J. Vickers, E. B. Elkin, Decision curve analysis: a novel method for
 * evaluating prediction models, Medical Decision Making 26 (2006) 565-574.
 * NULL without rows of both labels.
 */
PG_FUNCTION_INFO_V1(logistic_decision_curve_final);
Datum
logistic_decision_curve_final(PG_FUNCTION_ARGS)
{
	const LogisticRank *rank;
	LgCurvePoint *points;
	LogisticMetricRows rows;
	double		total[2];
	int			n;
	int			i;

	points = cut_points(fcinfo, true, &rank, total, &n);
	if (points == NULL)
		PG_RETURN_NULL();
	logistic_result_rows_start(&rows, fcinfo);
	for (i = 0; i < n; i++)
	{
		double		odds = points[i].threshold / (1.0 - points[i].threshold);
		double		sum = total[0] + total[1];
		double		columns[3];

		columns[0] = points[i].threshold;
		columns[1] = (points[i].true_positives -
					  points[i].false_positives * odds) / sum;
		columns[2] = (total[1] - total[0] * odds) / sum;
		logistic_result_rows_add(&rows, columns, 3);
	}
	return logistic_result_rows_finish(&rows);
}

/*
 * logistic_threshold_table_final(internal) -> logistic_threshold_row[]
 *
 * threshold, precision, recall, false_positive_rate, cost: of calling a row
 * positive where its score is at least the threshold; the cost is
 * cost_false_positive FP + cost_false_negative FN, both 1 unless given.
 * precision is NULL where no row is called positive.  NULL without rows of
 * both labels.
 */
PG_FUNCTION_INFO_V1(logistic_threshold_table_final);
Datum
logistic_threshold_table_final(PG_FUNCTION_ARGS)
{
	const LogisticRank *rank;
	LgCurvePoint *points;
	LogisticMetricRows rows;
	LgCosts		costs;
	double		total[2];
	int			n;
	int			i;

	points = cut_points(fcinfo, false, &rank, total, &n);
	if (points == NULL)
		PG_RETURN_NULL();
	costs.false_positive = logistic_metric_amount(&rank->head, 0,
												  "cost of a false positive",
												  0.0, DBL_MAX, 1.0);
	costs.false_negative = logistic_metric_amount(&rank->head, 1,
												  "cost of a false negative",
												  0.0, DBL_MAX, 1.0);
	logistic_result_rows_start(&rows, fcinfo);
	for (i = 0; i < n; i++)
	{
		double		found = points[i].true_positives + points[i].false_positives;
		double		columns[5];

		columns[0] = points[i].threshold;
		columns[1] = found > 0.0 ? points[i].true_positives / found : NAN;
		columns[2] = points[i].true_positives / total[1];
		columns[3] = points[i].false_positives / total[0];
		columns[4] = costs.false_positive * points[i].false_positives +
			costs.false_negative * (total[1] - points[i].true_positives);
		logistic_result_rows_add(&rows, columns, 5);
	}
	return logistic_result_rows_finish(&rows);
}
