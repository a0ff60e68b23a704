/*-------------------------------------------------------------------------
 *
 * quantile.c
 *		Cuts of the scores into groups of equal size.
 *
 * Method: R's type 7 (Hyndman & Fan 1996), also the default of numpy and
 * scikit-learn: the k-th of m cuts of x[0] <= ... <= x[n-1] lies at place
 * h = (n-1) k/m, linearly between its neighbours.  The place is computed in
 * whole numbers, so no rounding moves it.
 *
 * Special cases: equal cuts are merged.  Neighbours that are equal give
 * their value and not a rounded mean of it, which could fall beside it.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/quantile.h"

#include <math.h>

/* The place of a cut among n values: x[place] and a share of the next. */
static int64_t
place_of_cut(int64_t n, int k, int n_groups, double *share)
{
	/* (n-1) k without overflow */
	int64_t		whole = (n - 1) / n_groups;
	int64_t		rest = (n - 1) % n_groups * k;

	*share = (double) (rest % n_groups) / n_groups;
	return whole * k + rest / n_groups;
}

/* Between two neighbours, low <= high. */
static double
between(double low, double high, double share)
{
	double		value;

	if (low == high || share == 0.0)
		return low;
	value = (1.0 - share) * low + share * high;
	return isnan(value) ? 0.0 : value;	/* halfway from -Inf to Inf */
}

/*
 * The n_groups - 1 quantiles at 1/n_groups, 2/n_groups, ..., ascending.
 * There must be a row.
 *
 * The steps come from the highest score down: the value of ascending place i
 * has place n-1-i here.
 */
void
lg_quantiles(const LgSteps *steps, LgQuantileOf of, int n_groups,
			 double *quantiles)
{
	int64_t		n = steps->n_rows[0] +
		(of == LG_OF_BOTH ? steps->n_rows[1] : 0);
	int64_t		seen = 0;
	int			upper = n_groups - 1;	/* cut whose upper neighbour is next */
	int			lower = upper;	/* cut whose lower neighbour is next */
	LgStep		step;

	steps->rewind(steps->host);
	while (lower > 0 && steps->next(steps->host, &step))
	{
		double		share;

		seen += step.n_rows[0] + (of == LG_OF_BOTH ? step.n_rows[1] : 0);

		/* values n-seen, n-seen+1, ... in ascending order are known now */
		while (upper > 0 &&
			   place_of_cut(n, upper, n_groups, &share) + 1 >= n - seen)
			quantiles[upper-- - 1] = step.score;
		while (lower > 0 &&
			   place_of_cut(n, lower, n_groups, &share) >= n - seen)
		{
			quantiles[lower - 1] = between(step.score, quantiles[lower - 1],
										   share);
			lower--;
		}
	}
}

/*
 * The cuts into n_groups groups, ascending and distinct, at most n_groups - 1
 * of them; answers how many.  A group is what lies above one cut and up to
 * the next, that one included.
 */
int
lg_quantile_cuts(const LgSteps *steps, LgQuantileOf of, int n_groups,
				 double *cuts)
{
	int			n_cuts = 0;
	int			k;

	if (steps->n_rows[0] + (of == LG_OF_BOTH ? steps->n_rows[1] : 0) == 0)
		return 0;
	lg_quantiles(steps, of, n_groups, cuts);
	for (k = 0; k < n_groups - 1; k++)
		if (n_cuts == 0 || cuts[k] > cuts[n_cuts - 1])
			cuts[n_cuts++] = cuts[k];
	return n_cuts;
}
