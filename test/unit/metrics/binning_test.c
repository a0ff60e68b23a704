/*-------------------------------------------------------------------------
 *
 * binning_test.c
 *		Optimal binning against all cuts that there are.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/binning.h"

#include <math.h>
#include <stdlib.h>

#include "tap.h"

#define N		9				/* pre-bins: 256 cuts */
#define TABLES	400

static LgBinningWork work;

/* The information value of a cut, whose bits say where a bin ends. */
static double
value_of_cut(const double (*weights)[2], int n, unsigned cut,
			 const LgBinningRules *rules, LgMonotone monotone, int *n_bins)
{
	double		sum = 0.0;
	double		last = NAN;
	double		weight[2] = {0.0, 0.0};
	int			i;

	*n_bins = 0;
	for (i = 0; i < n; i++)
	{
		double		woe;

		weight[0] += weights[i][0];
		weight[1] += weights[i][1];
		if (i < n - 1 && !(cut >> i & 1))
			continue;
		if (weight[0] + weight[1] < rules->min_weight)
			return NAN;
		woe = lg_woe(weight, rules->total);
		if ((monotone == LG_MONOTONE_INCREASING && woe < last) ||
			(monotone == LG_MONOTONE_DECREASING && woe > last))
			return NAN;
		last = woe;
		sum += lg_information_value(weight, rules->total);
		weight[0] = weight[1] = 0.0;
		(*n_bins)++;
	}
	return *n_bins <= rules->max_bins ? sum : NAN;
}

/* The largest information value of all cuts; NaN if no cut is allowed. */
static double
best_value(const double (*weights)[2], int n, const LgBinningRules *rules,
		   LgMonotone monotone)
{
	double		best = NAN;
	unsigned	cut;

	for (cut = 0; cut < 1u << (n - 1); cut++)
	{
		int			n_bins;
		double		value = value_of_cut(weights, n, cut, rules, monotone,
										 &n_bins);

		if (!isnan(value) && !(value <= best))
			best = value;
	}
	return best;
}

/* The bits of a binning. */
static unsigned
cut_of(const LgBinning *binning)
{
	unsigned	cut = 0;
	int			b;

	for (b = 0; b < binning->n_bins - 1; b++)
		cut |= 1u << (binning->ends[b] - 1);
	return cut;
}

static void
against_all_cuts(LgMonotone monotone, const char *name)
{
	int			wrong = 0;
	int			fell_back = 0;
	int			table;

	for (table = 0; table < TABLES; table++)
	{
		double		weights[N][2];
		LgBinningRules rules;
		LgBinning	binning;
		int			n = 1 + rand() % N;
		double		best;
		double		found;
		int			n_bins;
		int			i;

		rules.total[0] = 3.0;
		rules.total[1] = 2.0;
		for (i = 0; i < n; i++)
		{
			weights[i][0] = rand() % 6;
			weights[i][1] = rand() % 4;
			rules.total[0] += weights[i][0];
			rules.total[1] += weights[i][1];
		}
		rules.max_bins = 1 + rand() % N;
		rules.min_weight = rand() % 8;
		rules.monotone = monotone;
		lg_binning((const double (*)[2]) weights, n, &rules, &work, &binning);

		if (monotone == LG_MONOTONE_AUTO)
			best = fmax(best_value((const double (*)[2]) weights, n, &rules,
								   LG_MONOTONE_INCREASING),
						best_value((const double (*)[2]) weights, n, &rules,
								   LG_MONOTONE_DECREASING));
		else
			best = best_value((const double (*)[2]) weights, n, &rules,
							  monotone);
		if (isnan(best))
		{
			fell_back++;
			if (binning.n_bins != 1 || binning.ends[0] != n)
				wrong++;
			continue;
		}
		found = value_of_cut((const double (*)[2]) weights, n,
							 cut_of(&binning), &rules, LG_MONOTONE_NONE,
							 &n_bins);
		if (!(fabs(found - best) <= 1e-11 * (1.0 + best)) ||
			n_bins != binning.n_bins || binning.ends[n_bins - 1] != n)
			wrong++;
	}
	ok(wrong == 0 && fell_back < TABLES / 2,
	   "%s: %d of %d tables differ from the best of all cuts, %d without one",
	   name, wrong, TABLES, fell_back);
}

int
main(void)
{
	double		total[2] = {100.0, 50.0};
	double		both[2] = {20.0, 20.0};
	double		pure[2] = {0.0, 7.0};
	double		equal[3][2] = {{4.0, 2.0}, {6.0, 3.0}, {2.0, 1.0}};
	LgBinningRules rules = {10, 0.0, LG_MONOTONE_NONE, {100.0, 50.0}};
	LgBinning	binning;

	ok(fabs(lg_woe(both, total) - log(2.0)) < 1e-15,
	   "the weight of evidence is the log of the ratio of the shares");
	ok(fabs(lg_information_value(both, total) - 0.2 * log(2.0)) < 1e-16,
	   "the information value is their difference times that");
	ok(fabs(lg_woe(pure, total) - log(7.5 / 50.0 / (0.5 / 100.0))) < 1e-15,
	   "a bin without a class has 0.5 more of both");
	lg_binning((const double (*)[2]) equal, 3, &rules, &work, &binning);
	ok(binning.n_bins == 1 && binning.ends[0] == 3,
	   "pre-bins of one rate are one bin");
	srand(7);
	against_all_cuts(LG_MONOTONE_NONE, "no direction");
	against_all_cuts(LG_MONOTONE_INCREASING, "increasing");
	against_all_cuts(LG_MONOTONE_DECREASING, "decreasing");
	against_all_cuts(LG_MONOTONE_AUTO, "the better direction");
	return tap_done();
}
