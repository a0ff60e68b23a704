/*-------------------------------------------------------------------------
 *
 * quantile.c
 *		The numerics of quantile groups of scores.
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
lg_quantiles(const LgThresholdSteps *steps, LgQuantileOf of, int n_groups,
			 double *quantiles)
{
	int64_t		n = steps->n_rows[0] +
		(of == LG_OF_BOTH ? steps->n_rows[1] : 0);
	int64_t		seen = 0;
	int			upper = n_groups - 1;	/* cut whose upper neighbour is next */
	int			lower = upper;	/* cut whose lower neighbour is next */
	LgThresholdStep step;

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
 * of them; returns how many.  A group is what lies above one cut and up to
 * the next, that one included.
 */
int
lg_quantile_cuts(const LgThresholdSteps *steps, LgQuantileOf of, int n_groups,
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

/* Ends the bin that is open at its lower limit, unless it is empty. */
static int
close_bin(int n_bins, double limit, double *low, double (*weights)[2])
{
	if (weights[n_bins][0] + weights[n_bins][1] == 0.0)
		return n_bins;
	low[n_bins] = limit;
	weights[n_bins + 1][0] = weights[n_bins + 1][1] = 0.0;
	return n_bins + 1;
}

/*
 * The weights by class between the cuts, in one walk over the steps: bins
 * [low[b], low[b + 1]) from the lowest up, none of them empty, the first open
 * below.  Returns how many, at most n_groups.  There must be a row.
 *
 * "cuts" is space for n_groups - 1 numbers, low and weights have one place
 * more than there are groups.
 */
int
lg_quantile_bins(const LgThresholdSteps *steps, int n_groups, double *cuts,
				 double *low, double (*weights)[2])
{
	int64_t		n = steps->n_rows[0] + steps->n_rows[1];
	int64_t		seen = 0;
	int			upper = n_groups - 1;	/* as in lg_quantiles */
	int			lower = upper;
	int			n_bins = 0;
	LgThresholdStep step;
	int			i;

	weights[0][0] = weights[0][1] = 0.0;
	steps->rewind(steps->host);
	while (steps->next(steps->host, &step))
	{
		int			is_cut = 0;
		double		share;

		seen += step.n_rows[0] + step.n_rows[1];
		while (upper > 0 &&
			   place_of_cut(n, upper, n_groups, &share) + 1 >= n - seen)
			cuts[upper-- - 1] = step.score;
		while (lower > 0 &&
			   place_of_cut(n, lower, n_groups, &share) >= n - seen)
		{
			double		cut = between(step.score, cuts[lower - 1], share);

			lower--;
			if (cut > step.score)
				n_bins = close_bin(n_bins, cut, low, weights);
			else
				is_cut = 1;
		}
		weights[n_bins][0] += step.weight[0];
		weights[n_bins][1] += step.weight[1];
		if (is_cut)
			n_bins = close_bin(n_bins, step.score, low, weights);
	}
	n_bins = close_bin(n_bins, -INFINITY, low, weights);
	low[n_bins - 1] = -INFINITY;

	/* the lowest first */
	for (i = 0; i < n_bins / 2; i++)
	{
		int			j = n_bins - 1 - i;
		double		swap[3] = {low[i], weights[i][0], weights[i][1]};

		low[i] = low[j];
		weights[i][0] = weights[j][0];
		weights[i][1] = weights[j][1];
		low[j] = swap[0];
		weights[j][0] = swap[1];
		weights[j][1] = swap[2];
	}
	return n_bins;
}
