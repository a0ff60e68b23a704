/*-------------------------------------------------------------------------
 *
 * psi.c
 *		Population stability index of two distributions.
 *
 * Method: the population stability index of bins b with shares e_b and a_b,
 *
 *		PSI = sum (a_b - e_b) ln(a_b / e_b)
 *
 * with shares below 1e-4 raised to it, as an empty bin would be infinite.
 *
 * Special cases: NaN if either side has no rows.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/psi.h"

#include <math.h>

#include "core/metrics/quantile.h"

#define SHARE_FLOOR		1e-4

/* What a bin with the given shares of rows, raised to the floor, adds. */
static double
term_of_bin(double expected, double actual)
{
	expected = fmax(expected, SHARE_FLOOR);
	actual = fmax(actual, SHARE_FLOOR);
	return (actual - expected) * log(actual / expected);
}

/* The index of bins with the given shares; NaN if one of them is NaN. */
double
lg_psi_of_fractions(const double *expected, const double *actual,
					int n_bins)
{
	LgDd		index = lg_dd(0.0);
	int			bin;

	for (bin = 0; bin < n_bins; bin++)
	{
		if (isnan(expected[bin]) || isnan(actual[bin]))
			return NAN;
		lg_dd_accumulate_double(&index, term_of_bin(expected[bin],
													actual[bin]));
	}
	return lg_dd_double(index);
}

/* The index of bins with the given numbers of rows expected and actual. */
double
lg_psi_of_counts(const int64_t (*counts)[2], int n_bins)
{
	int64_t		total[2] = {0, 0};
	LgDd		index = lg_dd(0.0);
	int			bin;
	int			side;

	for (bin = 0; bin < n_bins; bin++)
		for (side = 0; side < 2; side++)
			total[side] += counts[bin][side];
	if (total[0] == 0 || total[1] == 0)
		return NAN;
	for (bin = 0; bin < n_bins; bin++)
		lg_dd_accumulate_double(&index,
								term_of_bin((double) counts[bin][0] / total[0],
											(double) counts[bin][1] / total[1]));
	return lg_dd_double(index);
}

/*
 * The index of numbers, by the deciles of those of class 0 with open ends: a
 * bin is what lies above one decile and up to the next.
 */
double
lg_psi_of_scores(const LgThresholdSteps *steps)
{
	double		cuts[LG_PSI_BINS - 1];
	int64_t		counts[LG_PSI_BINS][2] = {{0, 0}};
	int			bin = lg_quantile_cuts(steps, LG_OF_NEGATIVES,
									   LG_PSI_BINS, cuts);
	LgThresholdStep step;

	/* from the highest bin down, as the steps come */
	steps->rewind(steps->host);
	while (steps->next(steps->host, &step))
	{
		while (bin > 0 && step.score <= cuts[bin - 1])
			bin--;
		counts[bin][0] += step.n_rows[0];
		counts[bin][1] += step.n_rows[1];
	}
	return lg_psi_of_counts((const int64_t (*)[2]) counts,
							LG_PSI_BINS);
}
