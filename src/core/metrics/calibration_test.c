/*-------------------------------------------------------------------------
 *
 * calibration_test.c
 *		Groups of scored rows, and the Hosmer-Lemeshow test.
 *
 * Method: rows are put into groups of their probability, and the sums of
 * each group are kept by class: sums[2 g + class].
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/calibration_test.h"

#include <math.h>

#include "core/numeric/probability.h"

/* Adds all rows of one score to the sums of its group. */
static void
add_step(LgScoreSums *pair, const LgThresholdStep *step)
{
	int			class;

	for (class = 0; class < 2; class++)
	{
		pair[class].n_rows += step->n_rows[class];
		lg_dd_accumulate_double(&pair[class].weight, step->weight[class]);
		lg_score_sums_add_score(&pair[class], step->score,
								step->weight[class]);
	}
}

/*
 * Sums by groups between cuts: group 0 lies up to the first cut, that one
 * included, group n_cuts above the last.  The sums are zero at first.
 */
void
lg_calibration_test_group(const LgThresholdSteps *steps, const double *cuts,
						  int n_cuts, LgScoreSums *sums)
{
	int			group = n_cuts;
	LgThresholdStep step;

	steps->rewind(steps->host);
	while (steps->next(steps->host, &step))
	{
		while (group > 0 && step.score <= cuts[group - 1])
			group--;
		add_step(&sums[2 * group], &step);
	}
}

/* Sums by bins of equal width. */
void
lg_calibration_test_bin(const LgThresholdSteps *steps, int n_bins,
						LgScoreSums *sums)
{
	LgThresholdStep step;

	steps->rewind(steps->host);
	while (steps->next(steps->host, &step))
		add_step(&sums[2 * lg_score_sums_bin(step.score, n_bins)], &step);
}

/*
 * The test of Hosmer and Lemeshow (1980): with O the positives of a group of
 * n rows and E the sum of its probabilities,
 *
 *		sum (O - E)^2 / E + (O - E)^2 / (n - E)
 *
 * against chi-square with two degrees of freedom less than groups.  Groups
 * without rows are not counted.
 *
 * Special cases: a group whose E is 0 or n adds nothing if O agrees, and
 * Infinity if it does not.
 */
void
lg_calibration_test_hosmer_lemeshow(const LgScoreSums *sums, int n_groups,
									LgHosmerLemeshow *answer)
{
	LgDd		statistic = lg_dd(0.0);
	int			n = 0;
	int			group;

	for (group = 0; group < n_groups; group++)
	{
		const LgScoreSums *pair = &sums[2 * group];
		LgDd		rows = lg_dd_add(pair[0].weight, pair[1].weight);
		LgDd		expected = lg_dd_add(pair[0].score, pair[1].score);
		LgDd		gap = lg_dd_subtract(pair[1].weight, expected);
		LgDd		rest = lg_dd_subtract(rows, expected);
		LgDd		square = lg_dd_multiply(gap, gap);

		if (rows.hi <= 0.0)
			continue;
		n++;
		if (gap.hi == 0.0)
			continue;
		if (expected.hi <= 0.0 || rest.hi <= 0.0)
			statistic = lg_dd(INFINITY);
		else if (!isinf(statistic.hi))
			lg_dd_accumulate(&statistic,
							 lg_dd_add(lg_dd_divide(square, expected),
									   lg_dd_divide(square, rest)));
	}
	answer->statistic = n > 0 ? lg_dd_double(statistic) : NAN;
	answer->df = n > 2 ? n - 2 : 0;
	answer->p_value = answer->df == 0 ? NAN :
		isinf(answer->statistic) ? 0.0 :
		lg_probability_chi_square_upper(answer->statistic, answer->df);
}
