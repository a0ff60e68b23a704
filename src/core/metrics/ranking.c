/*-------------------------------------------------------------------------
 *
 * ranking.c
 *		Ranking metrics: AUC, average precision, Kolmogorov-Smirnov.
 *
 * Method: one pass from the highest score to the lowest, one step for all
 * rows of equal scores.  With P and N the weights of positives and negatives
 * at or above the score, p and n those of the step itself, W+ and W- the
 * totals:
 *
 *		AUC = sum n (P - p/2) / (W+ W-)		a tie counts a half
 *		AP  = sum p/W+ P/(P + N)			recall gained times precision
 *		KS  = max |P/W+ - N/W-|
 *
 * Special cases: one class, or no rows: all NaN.
 *
 * Accuracy: AUC is exact up to its last rounding where the weights are whole
 * numbers below 2^53; everything is good to a few ulp.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/ranking.h"

#include <math.h>

void
lg_ranking(const LgThresholdSteps *steps, LgRanking *ranking)
{
	LgDd		pairs = lg_dd(0.0); /* twice the weight of pairs in order */
	LgDd		precision = lg_dd(0.0); /* sum of p P / (P + N) */
	LgDd		sum[2] = {{0.0, 0.0}, {0.0, 0.0}};	/* N and P */
	LgDd		widest[2] = {{0.0, 0.0}, {0.0, 0.0}};	/* where KS is */
	double		share[2];		/* 1/W-, 1/W+ */
	double		ks = -1.0;
	LgThresholdStep step;

	ranking->roc_auc = ranking->average_precision = NAN;
	ranking->ks_statistic = NAN;
	if (!lg_steps_has_both(steps))
		return;
	share[0] = 1.0 / steps->weight[0].hi;
	share[1] = 1.0 / steps->weight[1].hi;

	steps->rewind(steps->host);
	while (steps->next(steps->host, &step))
	{
		double		gap;

		if (step.n_rows[1] > 0)
			lg_dd_accumulate_double(&sum[1], step.weight[1]);
		if (step.n_rows[0] > 0)
		{
			lg_dd_accumulate_double(&sum[0], step.weight[0]);
			lg_dd_accumulate(&pairs,
							 lg_dd_scale(lg_dd_add(lg_dd_shift(sum[1], 2.0),
												   lg_dd(-step.weight[1])),
										 step.weight[0]));
		}
		if (step.n_rows[1] > 0)
			lg_dd_accumulate_double(&precision, step.weight[1] *
									(sum[1].hi / (sum[0].hi + sum[1].hi)));
		gap = fabs(sum[1].hi * share[1] - sum[0].hi * share[0]);
		if (gap > ks)
		{
			ks = gap;
			widest[0] = sum[0];
			widest[1] = sum[1];
		}
	}

	ranking->roc_auc =
		lg_dd_double(lg_dd_divide(lg_dd_shift(pairs, 0.5),
								  lg_dd_multiply(steps->weight[0],
												 steps->weight[1])));
	ranking->average_precision =
		lg_dd_double(lg_dd_divide(precision, steps->weight[1]));
	ranking->ks_statistic =
		fabs(lg_dd_double(lg_dd_subtract(lg_dd_divide(widest[1],
													  steps->weight[1]),
										 lg_dd_divide(widest[0],
													  steps->weight[0]))));
}
