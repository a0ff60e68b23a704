/*-------------------------------------------------------------------------
 *
 * binning.c
 *		The core of optimal binning: merges bins to the best information value.
 *
 * A bin b with the share p_b of all positives and q_b of all negatives has
 *
 *		WOE_b = ln(p_b / q_b)			its weight of evidence
 *		IV_b = (p_b - q_b) WOE_b		its part of the information value
 *
 * Where a bin lacks a class, 0.5 is added to both of its counts; the totals
 * stay as they are.
 *
 * Method: dynamic programming over the bins [i, j] of pre-bins.  The best
 * cut of the pre-bins 0 .. j into k bins of which the last is [i, j] is
 *
 *		best(k, i, j) = IV(i, j) + max over h of best(k - 1, h, i - 1)
 *
 * over those h whose bin [h, i - 1] may stand before [i, j]: that is where a
 * direction of the weights of evidence is asked for.  All is tried, so the
 * result is the maximum; O(max_bins n^3) steps, 50 x 20,000 at most.
 *
 * Of cuts that are equal up to rounding, the one with fewer bins is taken:
 * neighbours of equal WOE are merged.
 *
 * Special cases: if no cut obeys the rules, all pre-bins are one bin.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/binning.h"

#include <math.h>

/* A finer cut must be better by more than rounding. */
#define GAIN_TOLERANCE	1e-12

/* Added to both counts of a bin that lacks a class. */
#define EMPTY_CLASS		0.5

/* The shares of the totals that a bin has. */
static void
shares_of(const double weight[2], const double total[2], double share[2])
{
	double		added = weight[0] > 0.0 && weight[1] > 0.0 ? 0.0 : EMPTY_CLASS;
	int			class;

	for (class = 0; class < 2; class++)
		share[class] = (weight[class] + added) / total[class];
}

/* The weight of evidence of a bin; the totals are above 0. */
double
lg_woe(const double weight[2], const double total[2])
{
	double		share[2];

	shares_of(weight, total, share);
	return log(share[1] / share[0]);
}

/* What a bin adds to the information value; the totals are above 0. */
double
lg_information_value(const double weight[2], const double total[2])
{
	double		share[2];

	shares_of(weight, total, share);
	return (share[1] - share[0]) * log(share[1] / share[0]);
}

/* Fills in WOE and information value of all bins that may be. */
static void
measure_bins(const double (*weights)[2], int n, const LgBinningRules *rules,
			 LgBinningWork *work)
{
	int			start;
	int			end;

	for (start = 0; start < n; start++)
	{
		double		weight[2] = {0.0, 0.0};

		for (end = start; end < n; end++)
		{
			weight[0] += weights[end][0];
			weight[1] += weights[end][1];
			work->woe[start][end] = lg_woe(weight, rules->total);
			work->value[start][end] =
				weight[0] + weight[1] >= rules->min_weight ?
				lg_information_value(weight, rules->total) : NAN;
		}
	}
}

/* May a bin of the first WOE stand before one of the second? */
static int
is_in_order(double first, double second, LgMonotone monotone)
{
	switch (monotone)
	{
		case LG_MONOTONE_INCREASING:
			return first <= second;
		case LG_MONOTONE_DECREASING:
			return first >= second;
		default:
			return 1;
	}
}

/*
 * One layer of the search: the best cuts into "bins" bins, from those into
 * one fewer.
 */
static void
search_layer(LgBinningWork *work, int n, int bins, LgMonotone monotone)
{
	double		(*fewer)[LG_PRE_BINS] = work->best[(bins - 1) % 2];
	double		(*best)[LG_PRE_BINS] = work->best[bins % 2];
	int			start;
	int			end;
	int			h;

	for (start = 0; start < n; start++)
		for (end = start; end < n; end++)
		{
			double		most = NAN;

			for (h = 0; h < start; h++)
				if (!isnan(fewer[h][start - 1]) &&
					!(fewer[h][start - 1] <= most) &&
					is_in_order(work->woe[h][start - 1],
								work->woe[start][end], monotone))
				{
					most = fewer[h][start - 1];
					work->before[bins - 1][start][end] = (uint8_t) h;
				}
			best[start][end] = most + work->value[start][end];
		}
}

/*
 * The best cut with one direction; its information value, NaN if there is
 * none that obeys the rules.
 */
static double
search(LgBinningWork *work, int n, const LgBinningRules *rules,
	   LgMonotone monotone, LgBinning *binning)
{
	double		most = NAN;
	int			most_bins = 0;
	int			last_start = 0;
	int			bins;
	int			start;
	int			end;

	for (bins = 1; bins <= rules->max_bins && bins <= n; bins++)
	{
		double		(*best)[LG_PRE_BINS] = work->best[bins % 2];

		if (bins > 1)
			search_layer(work, n, bins, monotone);
		else
			for (start = 0; start < n; start++)
				for (end = start; end < n; end++)
					best[start][end] =
						start == 0 ? work->value[start][end] : NAN;
		for (start = 0; start < n; start++)
			if (!isnan(best[start][n - 1]) &&
				!(best[start][n - 1] <= most + GAIN_TOLERANCE * fabs(most)))
			{
				most = best[start][n - 1];
				most_bins = bins;
				last_start = start;
			}
	}

	binning->n_bins = most_bins;
	end = n;
	start = last_start;
	for (bins = most_bins; bins > 0; bins--)
	{
		int			before = work->before[bins - 1][start][end - 1];

		binning->ends[bins - 1] = end;
		end = start;
		start = before;
	}
	return most;
}

/*
 * Merges n pre-bins, 1 to LG_PRE_BINS of them, with the given weights by
 * class, to the bins of the largest information value.
 */
void
lg_binning(const double (*weights)[2], int n, const LgBinningRules *rules,
		   LgBinningWork *work, LgBinning *binning)
{
	measure_bins(weights, n, rules, work);
	if (rules->monotone == LG_MONOTONE_AUTO)
	{
		LgBinning	falling;
		double		up = search(work, n, rules, LG_MONOTONE_INCREASING,
								binning);
		double		down = search(work, n, rules, LG_MONOTONE_DECREASING,
								  &falling);

		if (down > up)
			*binning = falling;
	}
	else
		(void) search(work, n, rules, rules->monotone, binning);
	if (binning->n_bins == 0)
	{
		binning->n_bins = 1;
		binning->ends[0] = n;
	}
}
