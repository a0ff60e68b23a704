/*-------------------------------------------------------------------------
 *
 * profile_test.c
 *		Profile-likelihood limits, and likelihood-ratio tests of Firth's method.
 *
 * The other opinion is plain.h.  At a limit of root z the profile is z^2 / 2
 * below its top: the likelihood is maximised in long double with the
 * coefficient held there.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/profile.h"

#include "plain.h"
#include "tap.h"

/* How far twice the fall of the profile at b[j] = value is from z^2. */
static double
error_of_fall(const Table *table, int j, double value, double z,
			  const long double *top)
{
	long double b[PLAIN_LIMIT];

	memcpy(b, top, sizeof(b));
	b[j] = value;
	plain_fit(table, j, b);
	return fabs((double) (2.0L * (plain_log_lik(table, top) -
								  plain_log_lik(table, b)) / (z * z) - 1.0L));
}

static void
check_limits(Table *table, const char *name)
{
	static const double roots[] = {0.5, 1.0, 1.959963984540054, 3.0, 3.5};
	long double top[PLAIN_LIMIT] = {0.0L};
	Answer		answer;
	double		worst = 0.0;
	bool		is_ordered = true;
	int			j;
	int			r;

	table->options.wants_profile = true;
	fit(table, &answer);
	plain_fit(table, -1, top);
	for (j = 0; j < plain_n_terms(table); j++)
	{
		const double *series = answer.regression.series +
			(size_t) j * LG_PROFILE_LENGTH;
		double		last = answer.regression.estimate[j];
		int			sign;

		for (sign = -1; sign <= 1; sign += 2)
		{
			for (r = 0; r < 5; r++)
			{
				double		limit = lg_profile_limit(series,
													 answer.regression.series_length,
													 sign * roots[r]);

				worst = fmax(worst, error_of_fall(table, j, limit, roots[r],
												  top));
				is_ordered &= sign * (limit - last) > 0.0;
				last = limit;
			}
			last = answer.regression.estimate[j];
		}
	}
	ok(answer.status == LG_OK && worst < 1e-8,
	   "%s: falls of the profile at its limits: %.1e", name, worst);
	ok(is_ordered, "%s: limits go outwards", name);
	free(answer.workspace);
}

/* The likelihood with Jeffreys' prior: log |X'WX| / 2 is added. */
static long double
penalised(const Table *table, const long double *b)
{
	long double information[PLAIN_LIMIT][PLAIN_LIMIT];

	plain_information(table, b, information);
	return plain_log_lik(table, b) +
		0.5L * logl(plain_invert(information, plain_n_terms(table)));
}

/* The maximum over b[k] by golden section; the rest stays. */
static long double
best_along(const Table *table, long double *b, int k, long double low,
		   long double high)
{
	const long double share = (3.0L - sqrtl(5.0L)) / 2.0L;
	long double value[2];
	long double at[2];
	int			step;

	for (step = 0; step < 90; step++)
	{
		int			side;

		at[0] = low + share * (high - low);
		at[1] = high - share * (high - low);
		for (side = 0; side < 2; side++)
		{
			b[k] = at[side];
			value[side] = penalised(table, b);
		}
		if (value[0] < value[1])
			low = at[0];
		else
			high = at[1];
	}
	b[k] = (low + high) / 2.0L;
	return penalised(table, b);
}

/*
 * Firth's method on one column: each coefficient's statistic is twice the
 * difference of two maxima, the lower one with the coefficient at 0.
 */
static void
check_firth(Table *table, const char *name)
{
	Answer		answer;
	int			j;

	table->options.wants_profile = false;
	table->options.has_jeffreys = true;
	fit(table, &answer);
	for (j = 0; j < 2; j++)
	{
		long double b[PLAIN_LIMIT] = {0.0L};
		long double top[PLAIN_LIMIT] = {
			answer.regression.estimate[0], answer.regression.estimate[1]
		};
		long double here = penalised(table, top);
		double		expected;

		b[1 - j] = 0.0L;
		expected = (double) (2.0L * (here - best_along(table, b, 1 - j, -30.0L,
													   30.0L)));
		ok(fabs(answer.regression.statistic[j] / expected - 1.0) < 1e-9,
		   "%s: chi-square of term %d is %.12g, not %.12g", name, j,
		   answer.regression.statistic[j], expected);

		/* and the estimate is the top along both axes */
		ok(best_along(table, top, j, top[j] - 1.0L, top[j] + 1.0L) - here <
		   1e-15L, "%s: the estimate of term %d is the maximum", name, j);
	}
	free(answer.workspace);
}

/*
 * The maximum over b[k], wherever it is: separated labels leave more than one,
 * so a grid comes first.
 */
static long double
best_anywhere(const Table *table, long double *b, int k)
{
	long double best = -INFINITY;
	long double at = 0.0L;
	int			step;

	for (step = -600; step <= 600; step++)
	{
		long double here;

		b[k] = step / 4.0L;
		here = penalised(table, b);
		if (here > best)
		{
			best = here;
			at = b[k];
		}
	}
	return best_along(table, b, k, at - 0.25L, at + 0.25L);
}

/*
 * Limits of Firth's method on one column: the profile at each is as far below
 * its top as it should be.
 */
static double
firth_error(Table *table)
{
	static const double roots[] = {1.0, 1.644853626951473, 1.959963984540054};
	Answer		answer;
	double		worst = 0.0;
	int			j;
	int			r;

	table->options.has_jeffreys = true;
	table->options.wants_profile = true;
	fit(table, &answer);
	for (j = 0; j < 2; j++)
	{
		long double top[PLAIN_LIMIT] = {
			answer.regression.estimate[0], answer.regression.estimate[1]
		};
		long double here = penalised(table, top);

		for (r = 0; r < 6; r++)
		{
			double		root = r % 2 ? roots[r / 2] : -roots[r / 2];
			long double b[PLAIN_LIMIT] = {0.0L};
			double		fall;

			b[j] = lg_profile_limit(answer.regression.series +
									(size_t) j * LG_PROFILE_LENGTH,
									answer.regression.series_length, root);
			fall = (double) (2.0L * (here - best_anywhere(table, b, 1 - j)));
			if (!(fabs(fall / (root * root) - 1.0) <= worst))
				worst = fabs(fall / (root * root) - 1.0);
		}
	}
	free(answer.workspace);
	return worst;
}

/* Separated labels, as sharply as can be: every limit is there, and right. */
static void
check_separated(Table *table)
{
	double		worst = 0.0;
	int			set;
	int			i;

	for (set = 0; set < 6; set++)
	{
		double		error;

		fill(table, 12 + 9 * set);
		table->n_columns = 1;
		for (i = 0; i < table->n_rows; i++)
		{
			if (set % 2 == 1)
				table->x[0][i] = table->x[0][i] > 0.5;
			table->y[i] = table->x[0][i] > 0.9;
		}
		error = firth_error(table);
		if (!(error <= worst))
			worst = error;
	}
	ok(worst < 1e-5,
	   "Firth's limits of separated labels: falls to %.1e",
	   worst);
}

/*
 * Few rows that are nearly separated: given the slope the likelihood has two
 * maxima, and the profile has a kink near 2.298 where the higher one changes.
 * Limits on both sides of it are right, and so are those of the other side of
 * the estimate, whose points a kink must not use up.
 */
static void
check_kink(Table *table)
{
	static const double x[] = {
		-0.838133, -0.329383, 1.16284, -0.00752614, -0.352653, 0.278805,
		-0.539247, -1.82148, -1.76956, -0.0744187, -1.49624, -0.940013,
		1.33884, -1.06204, -1.05952, 0.975902, -0.746438, 1.04495, -0.729474,
		0.454058, -0.598867
	};
	static const double roots[] = {1.28, 1.96, 2.29, 2.31, 2.576, 3.29};
	Answer		answer;
	const double *series;
	double		worst = 0.0;
	bool		is_exact = true;
	int			i;
	int			r;

	fill(table, 21);
	table->n_columns = 1;
	for (i = 0; i < table->n_rows; i++)
	{
		table->x[0][i] = x[i];
		table->y[i] = x[i] > 0.2;
	}
	table->options.has_jeffreys = true;
	table->options.wants_profile = true;
	fit(table, &answer);
	series = answer.regression.series + LG_PROFILE_LENGTH;
	for (r = 0; r < 12; r++)
	{
		double		root = r % 2 ? roots[r / 2] : -roots[r / 2];
		long double top[PLAIN_LIMIT] = {
			answer.regression.estimate[0], answer.regression.estimate[1]
		};
		long double b[PLAIN_LIMIT] = {0.0L};
		double		fall;

		b[1] = lg_profile_limit(series, answer.regression.series_length, root);
		fall = (double) (2.0L * (penalised(table, top) -
								 best_anywhere(table, b, 0)));
		worst = fmax(worst, fabs(fall / (root * root) - 1.0));
		is_exact &= lg_profile_is_exact(series,
										answer.regression.series_length, root);
	}
	ok(worst < 1e-8 && is_exact, "limits beside a kink: falls to %.1e", worst);
	free(answer.workspace);
}

/* A curve with a bad way: exact elsewhere, and at the points at its ends. */
static void
check_exact(void)
{
	static const double series[] = {
		-3.6, -4.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, -1.0, 2.0, 2.5, 2.0,
		3.6, 6.0, 2.0
	};

	ok(lg_profile_is_exact(series, 15, -2.0) &&
	   lg_profile_is_exact(series, 15, 0.5) &&
	   lg_profile_is_exact(series, 15, 1.0) &&
	   !lg_profile_is_exact(series, 15, 1.5) &&
	   lg_profile_is_exact(series, 15, 2.0) &&
	   lg_profile_is_exact(series, 15, 3.0) &&
	   lg_profile_limit(series, 15, 2.0) == 2.5,
	   "a way that is not known well is told");
}

/*
 * A flag that is always positive where it is set: its coefficient is infinite,
 * and the profiles of the others are those of the rows without it.
 */
static void
check_supremum(Table *table)
{
	Answer		whole;
	Answer		rest;
	double		worst = 0.0;
	int			n = 0;
	int			i;
	int			j;

	fill(table, 90);
	for (i = 0; i < table->n_rows; i++)
	{
		table->x[1][i] = i % 5 == 0;
		table->y[i] |= i % 5 == 0;
	}
	table->options.wants_profile = true;
	fit(table, &whole);
	for (i = 0; i < table->n_rows; i++)
		if (i % 5 != 0)
		{
			table->x[0][n] = table->x[0][i];
			table->y[n++] = table->y[i];
		}
	table->n_rows = n;
	table->n_columns = 1;
	fit(table, &rest);
	for (j = 0; j < 2; j++)
		for (i = -3; i <= 3; i++)
		{
			size_t		at = (size_t) j * LG_PROFILE_LENGTH;
			double		limit = lg_profile_limit(rest.regression.series + at,
												 rest.regression.series_length,
												 i);

			worst = fmax(worst, fabs(lg_profile_limit(
				whole.regression.series + at, whole.regression.series_length,
				i) / limit - 1.0));
		}
	ok(whole.status == LG_SEPARATED && worst < 1e-8 &&
	   isnan(lg_profile_limit(whole.regression.series + 2 * LG_PROFILE_LENGTH,
							  whole.regression.series_length, 1.0)),
	   "profiles under separation: as of the rows that are left, to %.1e",
	   worst);
	free(whole.workspace);
	free(rest.workspace);
}

int
main(void)
{
	static Table table;
	int			i;

	fill(&table, 120);
	check_limits(&table, "random rows");
	for (i = 0; i < table.n_rows; i++)
	{
		table.weight[i] = 0.5 + i % 3;
		table.offset[i] = (i % 4 - 1.5) / 3.0;
	}
	check_limits(&table, "with weights and offsets");
	table.has_intercept = false;
	check_limits(&table, "without an intercept");

	/* rare labels: profiles are far from parabolas */
	fill(&table, 120);
	for (i = 0; i < table.n_rows; i++)
		table.y[i] = i % 24 == 0;
	check_limits(&table, "five of 120 positive");

	fill(&table, 40);
	table.n_columns = 1;
	check_firth(&table, "Firth");
	for (i = 0; i < table.n_rows; i++)
		table.y[i] = table.x[0][i] > 0.3;
	check_firth(&table, "Firth on separated labels");
	check_separated(&table);
	check_kink(&table);
	check_exact();
	check_supremum(&table);
	return tap_done();
}
