/*-------------------------------------------------------------------------
 *
 * options_test.c
 *		Penalties, sandwiches, Jeffreys' prior and profiles, by identities.
 *
 *-------------------------------------------------------------------------
 */
#include "table.h"
#include "tap.h"

/* The log-likelihood of a fit that holds the first column at a value. */
static double
held_log_lik(const Table *table, double value)
{
	static Table held;
	Answer		answer;
	double		log_lik;
	int			i;

	held = *table;
	memset(&held.options, 0, sizeof(held.options));
	for (i = 0; i < held.n_rows; i++)
	{
		held.offset[i] += value * held.x[0][i];
		held.x[0][i] = held.x[1][i];
	}
	held.n_columns = 1;
	fit(&held, &answer);
	log_lik = answer.regression.log_lik;
	free(answer.workspace);
	return log_lik;
}

/* Limits by profile are where a fit that is held there has fallen. */
static void
test_profile(void)
{
	static const double roots[] = {-3.4, -1.959963984540054, -0.3, 0.7, 2.0, 3.5};
	static Table table;
	Answer		answer;
	double		worst = 0.0;
	int			i;

	fill(&table, 300);
	for (i = 0; i < table.n_rows; i++)
	{
		table.weight[i] = 0.5 + uniform();
		table.offset[i] = uniform();
		table.x[1][i] += 1e5;
	}
	table.options.wants_profile = true;
	fit(&table, &answer);
	for (i = 0; i < 6; i++)
	{
		double		limit = lg_profile_limit(answer.regression.series +
											 LG_PROFILE_LENGTH,
											 answer.regression.series_length,
											 roots[i]);
		double		fall = answer.regression.log_lik -
			held_log_lik(&table, limit);

		worst = fmax(worst, fabs(2.0 * fall / (roots[i] * roots[i]) - 1.0));
	}
	ok(worst < 1e-9, "profile: limits have fallen by z^2 / 2, to %.1e", worst);
	free(answer.workspace);
}

/* A ridge that vanishes leaves the maximum, and a lasso too. */
static void
test_vanishing_penalties(void)
{
	static Table table;
	Answer		plain;
	Answer		answer;

	fill(&table, 300);
	fit(&table, &plain);
	table.options.l2 = 1e-14;
	table.options.is_standardised = true;
	fit(&table, &answer);
	ok(difference(&plain, &answer) < 1e-12, "ridge to zero: %.1e apart",
	   difference(&plain, &answer));
	free(answer.workspace);

	table.options.l2 = 0.0;
	table.options.l1 = 1e-13;
	fit(&table, &answer);
	ok(fabs(plain.regression.estimate[1] /
			answer.regression.estimate[1] - 1.0) < 1e-12,
	   "lasso to zero: %.17g, maximum %.17g", answer.regression.estimate[1],
	   plain.regression.estimate[1]);
	free(answer.workspace);
	free(plain.workspace);
}

/* Equal columns share a ridge, and the first takes a lasso. */
static void
test_equal_columns(void)
{
	static Table table;
	Answer		answer;
	const double *b;

	fill(&table, 200);
	memcpy(table.x[1], table.x[0], sizeof(table.x[0]));
	table.options.l2 = 1.0;
	fit(&table, &answer);
	b = answer.regression.estimate;
	ok(answer.status == LG_OK && fabs(b[1] / b[2] - 1.0) < 1e-12,
	   "ridge: equal columns share, %.17g and %.17g", b[1], b[2]);
	free(answer.workspace);

	table.options.l2 = 0.0;
	table.options.l1 = 1.0;
	fit(&table, &answer);
	b = answer.regression.estimate;
	ok(answer.status == LG_OK && b[1] != 0.0 && b[2] == 0.0,
	   "lasso: the first of equal columns, %.17g and %.17g", b[1], b[2]);
	free(answer.workspace);
}

/* A table of clusters that is too small is filled several times. */
static void
test_clusters(void)
{
	static Table table;
	static double slots[4096];
	Answer		small;
	Answer		large;
	int			i;

	fill(&table, 600);
	table.has_clusters = true;
	for (i = 0; i < table.n_rows; i++)
		table.cluster[i] = i % 200 == 0 ? 0 : (uint64_t) (i % 200) << 56 |
			(uint64_t) (i % 200);
	table.options.meat = LG_MEAT_HC1;
	table.options.is_clustered = true;
	table.options.cluster_table = slots;
	table.options.cluster_table_size = LG_SANDWICH_TABLE(3);
	fit(&table, &small);
	table.options.cluster_table_size = sizeof(slots);
	fit(&table, &large);
	ok(small.regression.n_clusters == 200 && large.regression.n_clusters == 200,
	   "clusters: %d with a small table, %d with a large one",
	   (int) small.regression.n_clusters, (int) large.regression.n_clusters);
	ok(difference(&small, &large) < 1e-13, "clusters: tables %.1e apart",
	   difference(&small, &large));
	free(small.workspace);
	free(large.workspace);

	memset(table.cluster, 0, sizeof(table.cluster));
	fit(&table, &small);
	ok(isnan(small.regression.std_error[1]), "one cluster: no errors");
	free(small.workspace);
}

/* The intercept alone with Jeffreys' prior: half a row more of each kind. */
static void
test_prior(void)
{
	static Table table;
	Answer		answer;
	int			successes = 0;
	double		expected;
	int			i;

	fill(&table, 100);
	table.n_columns = 0;
	table.options.has_jeffreys = true;
	table.options.wants_profile = true;
	for (i = 0; i < table.n_rows; i++)
		successes += table.y[i];
	expected = log((successes + 0.5) / (100.5 - successes));
	fit(&table, &answer);
	ok(fabs(answer.regression.estimate[0] - expected) < 1e-14,
	   "prior: intercept %.17g, expected %.17g", answer.regression.estimate[0],
	   expected);
	free(answer.workspace);

	/* separated at 0.5: finite, and tested */
	table.n_columns = 1;
	for (i = 0; i < table.n_rows; i++)
		table.y[i] = table.x[0][i] > 0.5;
	fit(&table, &answer);
	ok(answer.status == LG_OK && answer.regression.estimate[1] > 0.0 &&
	   isfinite(answer.regression.std_error[1]) &&
	   answer.regression.statistic[1] > 10.0,
	   "prior: separated data, estimate %.6g, error %.6g, chi-square %.6g",
	   answer.regression.estimate[1], answer.regression.std_error[1],
	   answer.regression.statistic[1]);
	free(answer.workspace);
}

int
main(void)
{
	test_vanishing_penalties();
	test_equal_columns();
	test_clusters();
	test_prior();
	test_profile();
	return tap_done();
}
