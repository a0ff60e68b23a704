/*-------------------------------------------------------------------------
 *
 * curve.c
 *		Points of ROC, precision-recall and gain curves.
 *
 * Method: one walk from the highest score down, a step for all rows of one
 * score, so that ties never show the order in which they came.
 *
 * Accuracy: sums are exact where the weights are whole numbers.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/curve.h"

#include <math.h>

/* The number of distinct scores, as far as the limit. */
static int64_t
count_scores(const LgThresholdSteps *steps, int64_t limit)
{
	int64_t		n = 0;
	LgThresholdStep step;

	if (steps->n_rows[0] + steps->n_rows[1] <= limit)
		return 0;
	steps->rewind(steps->host);
	while (n <= limit && steps->next(steps->host, &step))
		n++;
	return n;
}

/* Goes to the start of the curve. */
void
lg_curve_start(LgCurve *curve, const LgThresholdSteps *steps)
{
	bool		is_thinned = count_scores(steps, LG_CURVE_POINTS) >
		LG_CURVE_POINTS;
	int			class;

	curve->steps = steps;
	curve->has_started = false;
	curve->has_ended = false;
	for (class = 0; class < 2; class++)
	{
		curve->sum[class] = lg_dd(0.0);
		curve->last[class] = 0.0;
		curve->spacing[class] = is_thinned ?
			steps->weight[class].hi / LG_CURVE_POINTS : 0.0;
	}
	steps->rewind(steps->host);
}

/*
 * The next point; false behind the last one.  The first lies above all
 * scores, where nothing is positive; the last one at the lowest score.
 */
bool
lg_curve_next(LgCurve *curve, LgCurvePoint *point)
{
	const LgThresholdSteps *steps = curve->steps;
	bool		is_pending = false; /* a point was left out for its spacing */
	LgThresholdStep step;
	int			class;

	if (curve->has_ended)
		return false;
	if (!curve->has_started)
	{
		curve->has_started = true;
		point->threshold = INFINITY;
		point->false_positives = point->true_positives = 0.0;
		return true;
	}
	for (;;)
	{
		if (!steps->next(steps->host, &step))
		{
			curve->has_ended = true;
			return is_pending;	/* the last point always counts */
		}
		for (class = 0; class < 2; class++)
			if (step.n_rows[class] > 0)
				lg_dd_accumulate_double(&curve->sum[class],
										step.weight[class]);
		point->threshold = step.score;
		point->false_positives = lg_dd_double(curve->sum[0]);
		point->true_positives = lg_dd_double(curve->sum[1]);
		if (point->false_positives - curve->last[0] >= curve->spacing[0] ||
			point->true_positives - curve->last[1] >= curve->spacing[1])
			break;
		is_pending = true;
	}
	curve->last[0] = point->false_positives;
	curve->last[1] = point->true_positives;
	return true;
}

/*
 * The threshold of least cost, cost_fp FP + cost_fn FN; of several the
 * highest, which may be Infinity: call nothing positive.
 */
double
lg_curve_best_threshold(const LgThresholdSteps *steps, const LgCosts *costs)
{
	LgDd		sum[2] = {{0.0, 0.0}, {0.0, 0.0}};
	LgDd		saved = lg_dd(0.0); /* against calling nothing positive */
	LgDd		most = lg_dd(0.0);
	double		best = INFINITY;
	LgThresholdStep step;

	steps->rewind(steps->host);
	while (steps->next(steps->host, &step))
	{
		lg_dd_accumulate_double(&sum[0], step.weight[0]);
		lg_dd_accumulate_double(&sum[1], step.weight[1]);
		saved = lg_dd_subtract(lg_dd_scale(sum[1], costs->false_negative),
							   lg_dd_scale(sum[0], costs->false_positive));
		if (lg_dd_subtract(saved, most).hi > 0.0)
		{
			most = saved;
			best = step.score;
		}
	}
	return best;
}

/*
 * The points at n thresholds that ascend: rows of a score from the threshold
 * on are called positive.
 */
void
lg_curve_cut(const LgThresholdSteps *steps, const double *thresholds, int n,
			 LgCurvePoint *points)
{
	LgDd		sum[2] = {{0.0, 0.0}, {0.0, 0.0}};
	LgThresholdStep step;
	int			i = n - 1;

	steps->rewind(steps->host);
	for (;;)
	{
		bool		is_there = steps->next(steps->host, &step);

		for (; i >= 0 && (!is_there || step.score < thresholds[i]); i--)
		{
			points[i].threshold = thresholds[i];
			points[i].false_positives = lg_dd_double(sum[0]);
			points[i].true_positives = lg_dd_double(sum[1]);
		}
		if (!is_there || i < 0)
			break;
		lg_dd_accumulate_double(&sum[0], step.weight[0]);
		lg_dd_accumulate_double(&sum[1], step.weight[1]);
	}
}

/*
 * The gain at 0, 1/m, ..., 1 of all rows, taken from the highest score
 * down; points has room for n_bins + 1.  Within rows of one score the gain
 * grows evenly: its mean over all orders of the tie.
 */
void
lg_curve_gain(const LgThresholdSteps *steps, int n_bins, LgGainPoint *points)
{
	double		total = lg_dd_double(lg_dd_add(steps->weight[0],
											   steps->weight[1]));
	double		all = lg_dd_double(steps->weight[1]);
	LgDd		before[2] = {{0.0, 0.0}, {0.0, 0.0}};	/* rows, positives */
	LgThresholdStep step;
	int			k = 1;

	points[0].fraction = 0.0;
	points[0].threshold = NAN;
	points[0].gain = 0.0;
	steps->rewind(steps->host);
	while (k <= n_bins && steps->next(steps->host, &step))
	{
		LgDd		rows = lg_dd_sum(step.weight[0], step.weight[1]);
		LgDd		here = lg_dd_add(before[0], rows);

		/* the last step ends the curve, whatever rounding says */
		for (; k <= n_bins; k++)
		{
			double		place = total * k / n_bins;
			double		share;

			if (k == n_bins ? here.hi < total * (1.0 - 1e-12)
				: here.hi < place)
				break;
			share = lg_dd_subtract(lg_dd(place), before[0]).hi / rows.hi;
			points[k].fraction = (double) k / n_bins;
			points[k].threshold = step.score;
			points[k].gain = k == n_bins ? 1.0 :
				lg_dd_double(lg_dd_add(before[1],
									   lg_dd_product(share, step.weight[1])))
				/ all;
		}
		before[0] = here;
		lg_dd_accumulate_double(&before[1], step.weight[1]);
	}
}
