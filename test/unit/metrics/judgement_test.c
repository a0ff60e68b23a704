/*-------------------------------------------------------------------------
 *
 * judgement_test.c
 *		Order, areas, cuts and isotonic fits against their definitions.
 *
 * Tables of random rows, with ties and weights, are judged twice: by the
 * core, which sees sorted steps, and by loops over all pairs that follow the
 * definitions word by word.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/calibration_test.h"
#include "core/metrics/confusion.h"
#include "core/metrics/curve.h"
#include "core/metrics/delong.h"
#include "core/metrics/isotonic.h"
#include "core/metrics/psi.h"
#include "core/metrics/quantile.h"
#include "core/numeric/radix_sort.h"

#include <float.h>
#include <math.h>

#include "tap.h"

#define N		60
#define TABLES	200

/* Rows, and a walk over them in descending order of the scores. */
typedef struct Table
{
	int			n;
	double		score[N];
	double		second[N];
	double		weight[N];
	int			label[N];
	uint64_t	sorted[2 * N];	/* key and row number */
	int			at;				/* of the walk */
} Table;

static uint64_t seed = 88172645463325252u;

/* A random number below a limit (xorshift64). */
static int
below(int limit)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (int) (seed % (uint64_t) limit);
}

static void
rewind_table(void *host)
{
	((Table *) host)->at = 0;
}

static bool
next_step(void *host, LgThresholdStep *step)
{
	Table	   *table = host;
	uint64_t	key;

	if (table->at == table->n)
		return false;
	memset(step, 0, sizeof(*step));
	key = table->sorted[2 * table->at];
	step->score = lg_radix_double(key);
	while (table->at < table->n && table->sorted[2 * table->at] == key)
	{
		int			row = (int) table->sorted[2 * table->at + 1];

		step->n_rows[table->label[row]]++;
		step->weight[table->label[row]] += table->weight[row];
		table->at++;
	}
	return true;
}

/* Sorts a table's rows into steps. */
static LgThresholdSteps
steps_of(Table *table)
{
	LgThresholdSteps steps = {0};
	uint64_t	scratch[2 * N];
	int			i;

	for (i = 0; i < table->n; i++)
	{
		table->sorted[2 * i] = lg_radix_key(table->score[i]);
		table->sorted[2 * i + 1] = i;
		steps.n_rows[table->label[i]]++;
		lg_dd_accumulate_double(&steps.weight[table->label[i]],
								table->weight[i]);
	}
	lg_radix_sort(table->sorted, scratch, table->n, 2);
	steps.host = table;
	steps.rewind = rewind_table;
	steps.next = next_step;
	return steps;
}

/* A table with ties, and weights unless told otherwise. */
static void
fill(Table *table, bool is_weighted)
{
	int			distinct = 2 + below(20);
	int			i;

	table->n = 5 + below(N - 4);
	for (i = 0; i < table->n; i++)
	{
		table->score[i] = below(distinct) / (double) distinct;
		table->second[i] = below(distinct);
		table->weight[i] = is_weighted ? (1 + below(8)) / 4.0 : 1.0;
		table->label[i] = i < 2 ? i : i < 4 ? i - 2 : below(2);
	}
}

/* 1 if a is above b, 1/2 if they are tied, else 0. */
static double
order(double a, double b)
{
	return a > b ? 1.0 : a < b ? 0.0 : 0.5;
}

/* The area, pair by pair. */
static double
area(const Table *table, const double *score)
{
	double		sum = 0.0;
	double		pairs = 0.0;
	int			i;
	int			j;

	for (i = 0; i < table->n; i++)
		for (j = 0; j < table->n; j++)
			if (table->label[i] == 1 && table->label[j] == 0)
			{
				double		weight = table->weight[i] * table->weight[j];

				sum += weight * order(score[i], score[j]);
				pairs += weight;
			}
	return sum / pairs;
}

/* The weight of a class at or above a threshold. */
static double
at_or_above(const Table *table, int label, double threshold)
{
	double		sum = 0.0;
	int			i;

	for (i = 0; i < table->n; i++)
		if (table->label[i] == label && table->score[i] >= threshold)
			sum += table->weight[i];
	return sum;
}

/* DeLong's variance of the difference of two areas, by its definition. */
static double
variance_of_difference(const Table *table)
{
	double		variance = 0.0;
	int			label;

	for (label = 0; label < 2; label++)
	{
		double		sum = 0.0;
		double		squares = 0.0;
		int			n = 0;
		int			i;
		int			j;

		for (i = 0; i < table->n; i++)
		{
			double		place = 0.0;
			int			others = 0;

			if (table->label[i] != label)
				continue;
			for (j = 0; j < table->n; j++)
				if (table->label[j] != label)
				{
					double		gap = order(table->score[i], table->score[j]) -
						order(table->second[i], table->second[j]);

					place += label == 1 ? gap : -gap;
					others++;
				}
			place /= others;
			sum += place;
			squares += place * place;
			n++;
		}
		variance += (squares - sum * sum / n) / (n - 1) / n;
	}
	return variance;
}

/* Twice the rows of the other label that a row is on the right side of. */
static double
placement(const Table *table, const double *score, int row)
{
	double		place = 0.0;
	int			j;

	for (j = 0; j < table->n; j++)
		if (table->label[j] != table->label[row])
			place += 2.0 * (table->label[row] == 1 ?
							order(score[row], score[j]) :
							order(score[j], score[row]));
	return place;
}

static bool
near(double got, double want)
{
	return fabs(got - want) <= 1e-12 * fmax(1.0, fabs(want));
}

static void
test_ranking(Table *table)
{
	LgThresholdSteps steps = steps_of(table);
	LgRanking	ranking;
	double		total[2] = {at_or_above(table, 0, -1.0),
							at_or_above(table, 1, -1.0)};
	double		ks = 0.0;
	double		precision = 0.0;
	double		cheapest = DBL_MAX;
	LgCosts		costs = {2.0, 3.0};
	double		best;
	int			i;

	lg_ranking(&steps, &ranking);
	best = lg_curve_best_threshold(&steps, &costs);
	for (i = 0; i < table->n; i++)
	{
		double		p = at_or_above(table, 1, table->score[i]);
		double		n = at_or_above(table, 0, table->score[i]);

		ks = fmax(ks, fabs(p / total[1] - n / total[0]));
		if (table->label[i] == 1)
			precision += table->weight[i] / total[1] * p / (p + n);
		cheapest = fmin(cheapest, 2.0 * n + 3.0 * (total[1] - p));
	}
	cheapest = fmin(cheapest, 3.0 * total[1]);
	if (!near(ranking.roc_auc, area(table, table->score)) ||
		!near(ranking.ks_statistic, ks) ||
		!near(ranking.average_precision, precision) ||
		!near(2.0 * at_or_above(table, 0, best) +
			  3.0 * (total[1] - at_or_above(table, 1, best)), cheapest))
		ok(false, "ranking: %.17g, not %.17g; %.17g, not %.17g; %.17g, not %.17g; threshold %.17g",
		   ranking.roc_auc, area(table, table->score), ranking.ks_statistic,
		   ks, ranking.average_precision, precision, best);
}

static void
test_delong(Table *table)
{
	LgThresholdSteps steps = steps_of(table);
	LgPlacements placements[2] = {{0}, {0}};
	LgDelong	both;
	LgDelong	one;
	int			i;

	for (i = 0; i < table->n; i++)
		lg_delong_add(&placements[table->label[i]],
					  placement(table, table->score, i),
					  placement(table, table->second, i));
	lg_delong(&placements[0], &placements[1], &both);
	lg_delong_of_thresholds(&steps, &one);
	if (!near(both.auc[0], area(table, table->score)) ||
		!near(both.auc[1], area(table, table->second)) ||
		!near(both.variance_of_difference, variance_of_difference(table)) ||
		!near(one.auc[0], both.auc[0]) ||
		!near(one.variance[0], both.variance[0]))
		ok(false, "delong: %.17g, not %.17g; variance %.17g, not %.17g",
		   both.auc[0], area(table, table->score),
		   both.variance_of_difference, variance_of_difference(table));
}

/* No cut is missing: each splits the rows as its place says. */
static void
test_quantiles(Table *table)
{
	LgThresholdSteps steps = steps_of(table);
	int			m = 1 + below(12);
	double		quantiles[12];
	double		ascending[N];
	int			i;
	int			k;

	for (i = 0; i < table->n; i++)
		ascending[i] = lg_radix_double(table->sorted[2 * (table->n - 1 - i)]);
	lg_quantiles(&steps, LG_OF_BOTH, m, quantiles);
	for (k = 1; k < m; k++)
	{
		double		place = (table->n - 1.0) * k / m;
		int			low = (int) floor(place + 1e-9);
		double		share = fmax(place - low, 0.0);
		double		want = ascending[low];

		if (low + 1 < table->n)
			want += share * (ascending[low + 1] - ascending[low]);
		if (!near(quantiles[k - 1], want))
			ok(false, "quantile %d of %d among %d: %.17g, not %.17g", k, m,
			   table->n, quantiles[k - 1], want);
	}
}

/*
 * The isotonic value of a score is max over lower ends, min over upper ends
 * of the mean between them.
 */
static double
isotonic_value(const Table *table, double score)
{
	double		best = -1.0;
	int			a;
	int			b;
	int			i;

	for (a = 0; a < table->n; a++)
	{
		double		least = 2.0;

		if (table->score[a] > score)
			continue;
		for (b = 0; b < table->n; b++)
		{
			double		positive = 0.0;
			double		weight = 0.0;

			if (table->score[b] < score)
				continue;
			for (i = 0; i < table->n; i++)
				if (table->score[i] >= table->score[a] &&
					table->score[i] <= table->score[b])
				{
					weight += table->weight[i];
					positive += table->label[i] * table->weight[i];
				}
			least = fmin(least, positive / weight);
		}
		best = fmax(best, least);
	}
	return best;
}

static void
test_isotonic(Table *table)
{
	LgThresholdSteps steps = steps_of(table);
	LgIsotonicBlock blocks[N];
	LgIsotonic	isotonic = {blocks, N, 0};
	double		low[N];
	double		high[N];
	double		value[N];
	LgThresholdStep step;
	int			n;
	int			i;

	steps.rewind(steps.host);
	while (steps.next(steps.host, &step))
		(void) lg_isotonic_add(&isotonic, &step);
	n = isotonic.n_blocks;
	for (i = 0; i < n; i++)
	{
		low[i] = blocks[n - 1 - i].low;
		high[i] = blocks[n - 1 - i].high;
		value[i] = blocks[n - 1 - i].positive.hi / blocks[n - 1 - i].weight.hi;
	}
	for (i = 0; i < table->n; i++)
	{
		double		got = lg_isotonic_interpolate(low, high, value, n,
												  table->score[i]);
		double		want = isotonic_value(table, table->score[i]);

		if (!near(got, want))
			ok(false, "isotonic at %g: %.17g, not %.17g", table->score[i],
			   got, want);
	}
}

static void
test_edges(void)
{
	static const double values[] = {-INFINITY, -DBL_MAX, -1.0, -5e-324, 0.0,
	5e-324, 1.0, DBL_MAX, INFINITY};
	const int64_t same[2][2] = {{10, 20}, {30, 60}};
	const int64_t moved[2][2] = {{1, 3}, {3, 1}};
	const int64_t nothing[2][2] = {{0, 3}, {0, 1}};
	LgConfusion confusion = {0};
	uint64_t	keys[100];
	uint64_t	scratch[100];
	bool		is_ordered = true;
	LgRanking	ranking;
	LgThresholdSteps empty = {0};
	Table		table = {0};
	size_t		i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++)
	{
		ok(lg_radix_double(lg_radix_key(values[i])) == values[i],
		   "the key of %g reads back", values[i]);
		if (i > 0)
			ok(lg_radix_key(values[i]) < lg_radix_key(values[i - 1]),
			   "the key of %g is below that of %g", values[i], values[i - 1]);
	}
	for (i = 0; i < 100; i++)
		keys[i] = lg_radix_key((below(1000) - 500) * 1e300);
	lg_radix_sort(keys, scratch, 100, 1);
	for (i = 1; i < 100; i++)
		is_ordered &= keys[i - 1] <= keys[i];
	ok(is_ordered, "keys alone are sorted");

	ok(lg_score_sums_bin(0.3, 10) == 2, "0.3 as a double is below 3/10");
	ok(lg_score_sums_bin(0.5, 10) == 5, "a bin includes its lower end");
	ok(lg_score_sums_bin(1.0, 10) == 9, "the last bin includes 1");
	ok(lg_score_sums_bin(5e-324, 10000) == 0, "the smallest double has a bin");

	ok(lg_psi_of_counts(same, 2) == 0.0, "equal shares have not moved");
	ok(near(lg_psi_of_counts(moved, 2), log(3.0)), "a quarter to three");
	ok(isnan(lg_psi_of_counts(nothing, 2)), "nothing expected, no index");

	lg_confusion_derive(&confusion);
	ok(isnan(confusion.accuracy) && isnan(confusion.mcc), "0/0 is NaN");
	confusion.true_positives = confusion.true_negatives = 1e100;
	lg_confusion_derive(&confusion);
	ok(confusion.mcc == 1.0 && confusion.f1_score == 1.0,
	   "large sums of weights: %.17g", confusion.mcc);

	empty.host = &table;
	empty.rewind = rewind_table;
	empty.next = next_step;
	lg_ranking(&empty, &ranking);
	ok(isnan(ranking.roc_auc) && isnan(ranking.ks_statistic),
	   "no rows, no ranking");
}

int
main(void)
{
	Table		table;
	int			i;

	for (i = 0; i < TABLES; i++)
	{
		memset(&table, 0, sizeof(table));
		fill(&table, true);
		test_ranking(&table);
		test_quantiles(&table);
		test_isotonic(&table);
		fill(&table, false);
		test_delong(&table);
	}
	ok(tap_failures == 0, "%d tables are judged as the definitions say",
	   TABLES);
	test_edges();
	return tap_done();
}
