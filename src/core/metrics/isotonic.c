/*-------------------------------------------------------------------------
 *
 * isotonic.c
 *		The core of isotonic calibration: the best non-decreasing fit to a label.
 *
 * Method: pool adjacent violators (Ayer et al. 1955), which minimises
 * sum w (y - f(x))^2 over all f that do not fall.  Rows of equal scores are
 * one point, as in scikit-learn.  Points come from the highest score down;
 * a new one is pooled with the block above it as long as that has no larger
 * mean.  Means are compared as fractions, exactly where the weights are
 * whole numbers: blocks of equal value are always merged.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/isotonic.h"

#include <math.h>

/* Is the mean of "upper" no larger than that of "lower"? */
static bool
violates(const LgIsotonicBlock *upper, const LgIsotonicBlock *lower)
{
	return lg_dd_subtract(lg_dd_multiply(upper->positive, lower->weight),
						  lg_dd_multiply(lower->positive,
										 upper->weight)).hi <= 0.0;
}

/*
 * Adds the next step, of a score below all before.
 *
 * LG_SPACE_EXCEEDED: nothing was done for want of room; enlarge the array
 * and call again.
 */
LgStatus
lg_isotonic_add(LgIsotonic *isotonic, const LgThresholdStep *step)
{
	LgIsotonicBlock *last;

	if (isotonic->n_blocks == isotonic->capacity)
		return LG_SPACE_EXCEEDED;
	last = &isotonic->blocks[isotonic->n_blocks++];
	last->low = last->high = step->score;
	last->positive = lg_dd(step->weight[1]);
	last->weight = lg_dd_sum(step->weight[0], step->weight[1]);
	while (isotonic->n_blocks > 1 && violates(last - 1, last))
	{
		LgIsotonicBlock *above = last - 1;

		above->low = last->low;
		lg_dd_accumulate(&above->positive, last->positive);
		lg_dd_accumulate(&above->weight, last->weight);
		isotonic->n_blocks--;
		last = above;
	}
	return LG_OK;
}

/*
 * The value at x of n blocks with ascending scores and values: constant
 * within a block, linear between two, that of the nearest beyond the ends.
 *
 * Special cases: no blocks or x NaN: NaN.  A neighbour at infinity is never
 * reached: the finite one's value holds.
 */
double
lg_isotonic_interpolate(const double *low, const double *high,
						const double *value, int n, double x)
{
	int			first = 0;
	int			last = n;		/* the block is in first ... last - 1 */
	double		share;

	if (n == 0 || isnan(x))
		return NAN;

	/* the last block that does not begin above x */
	while (last - first > 1)
	{
		int			middle = first + (last - first) / 2;

		if (low[middle] <= x)
			first = middle;
		else
			last = middle;
	}
	if (x <= high[first] || first == n - 1)
		return value[first];
	if (isinf(high[first]))
		return value[first + 1];
	if (isinf(low[first + 1]))
		return value[first];

	/* halves, as the distance of two scores may overflow */
	share = (x * 0.5 - high[first] * 0.5) /
		(low[first + 1] * 0.5 - high[first] * 0.5);
	return value[first] + share * (value[first + 1] - value[first]);
}
