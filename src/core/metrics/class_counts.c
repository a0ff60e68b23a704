/*-------------------------------------------------------------------------
 *
 * class_counts.c
 *		Precision, recall and F1 score of each of many classes.
 *
 * Definitions are scikit-learn's classification_report:
 *
 *		precision	hits / predicted
 *		recall		hits / support
 *		f1_score	2 hits / (support + predicted)
 *
 * The macro mean gives all classes the same weight, the weighted mean their
 * support.
 *
 * Special cases: 0/0 is NaN for a class, and counts as 0 in the means.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/class_counts.h"

#include <math.h>

/* x / y; NaN if y is 0, as x is then too. */
static double
ratio(double x, double y)
{
	return y > 0.0 ? x / y : NAN;
}

/* A metric in a mean. */
static double
or_zero(double x)
{
	return isnan(x) ? 0.0 : x;
}

void
lg_class_metrics(const LgClassCounts *counts, LgClassMetrics *metrics)
{
	metrics->precision = ratio(counts->hits, counts->predicted);
	metrics->recall = ratio(counts->hits, counts->support);
	metrics->f1_score = ratio(2.0 * counts->hits,
							  counts->support + counts->predicted);
	metrics->support = counts->support;
}

/* The means over n classes, at least one, with their support together. */
void
lg_class_means(const LgClassCounts *counts, int n, LgClassMetrics *macro,
			   LgClassMetrics *weighted)
{
	double		total = 0.0;
	double		mean[3] = {0.0, 0.0, 0.0};
	double		sum[3] = {0.0, 0.0, 0.0};
	int			i;
	int			k;

	for (i = 0; i < n; i++)
	{
		LgClassMetrics metrics;
		double		values[3];

		lg_class_metrics(&counts[i], &metrics);
		values[0] = or_zero(metrics.precision);
		values[1] = or_zero(metrics.recall);
		values[2] = or_zero(metrics.f1_score);
		for (k = 0; k < 3; k++)
		{
			mean[k] += values[k] / n;
			sum[k] += values[k] * metrics.support;
		}
		total += metrics.support;
	}
	macro->precision = mean[0];
	macro->recall = mean[1];
	macro->f1_score = mean[2];
	weighted->precision = ratio(sum[0], total);
	weighted->recall = ratio(sum[1], total);
	weighted->f1_score = ratio(sum[2], total);
	macro->support = weighted->support = total;
}
