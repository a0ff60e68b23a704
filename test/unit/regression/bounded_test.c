/*-------------------------------------------------------------------------
 *
 * bounded_test.c
 *		Fits with bounds are at the constrained maximum, whatever the start.
 *
 * The objective is concave, so that the conditions of Karush, Kuhn and Tucker
 * prove the maximum.  They are checked here in long double, from the answer
 * alone.
 *
 *-------------------------------------------------------------------------
 */
#define MAX_ROWS	120
#define MAX_COLUMNS 12

#include "table.h"
#include "tap.h"

#include <stdint.h>

static uint64_t seed;

/* A number in [0, 1). */
static double
random_share(void)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (double) (seed >> 11) / 9007199254740992.0;
}

static double
normal(void)
{
	return sqrt(-2.0 * log(1.0 - random_share())) * cos(6.283185307179586 * random_share());
}

/* Rows whose columns go together, as those that make exchanges run in circles. */
static void
make_rows(Table *table, int n_rows, int n_columns, double together)
{
	int			i;
	int			j;

	memset(table, 0, sizeof(*table));
	table->n_rows = n_rows;
	table->n_columns = n_columns;
	table->block = 50;
	table->has_intercept = true;
	for (i = 0; i < n_rows; i++)
	{
		double		common = normal();
		double		score = 0.3;

		for (j = 0; j < n_columns; j++)
		{
			table->x[j][i] = together * common * (j % 3 == 2 ? -1.0 : 1.0) +
				normal() + 5.0 * j;
			score += (j % 2 ? 0.6 : -0.4) * (table->x[j][i] - 5.0 * j) /
				(1.0 + together);
		}
		table->y[i] = random_share() < 1.0 / (1.0 + exp(-score));
		table->weight[i] = 1.0;
	}
}

/* The largest violation of the conditions, as a share of the sums. */
static double
violation(const Table *table, const Answer *answer)
{
	const LgRegression *r = &answer->regression;
	double		worst = 0.0;
	int			i;
	int			j;
	int			k;

	for (j = 0; j < r->n_terms; j++)
	{
		long double gradient = 0.0;
		long double size = 0.0;
		double		scale = j == 0 ? 0.0 : r->is_standardised ?
			r->terms[j].std_dev : 1.0;
		double		b = r->estimate[j];

		if (b < r->lower[j] || b > r->upper[j] ||
			(r->bound[j] < 0 && b != r->lower[j]) ||
			(r->bound[j] > 0 && b != r->upper[j]))
			return INFINITY;
		for (i = 0; i < table->n_rows; i++)
		{
			long double score = table->offset[i] + r->estimate[0];
			long double part;

			for (k = 1; k < r->n_terms; k++)
				score += (long double) r->estimate[k] * table->x[k - 1][i];
			part = (table->y[i] - 1.0L / (1.0L + expl(-score))) *
				(j == 0 ? 1.0L : table->x[j - 1][i]);
			gradient += part;
			size += fabsl(part);
		}
		size += fabs(r->l2 * scale * scale * b) + r->l1 * scale;
		gradient -= r->l2 * scale * scale * b;
		if (r->bound[j] == 0 && b == 0.0 && r->l1 > 0.0)
			gradient = fabsl(gradient) > r->l1 * scale ?
				fabsl(gradient) - r->l1 * scale : 0.0;
		else
			gradient -= b == 0.0 ? (r->bound[j] < 0 ? 1.0 : -1.0) *
				r->l1 * scale : copysign(r->l1 * scale, b);
		if (r->lower[j] == r->upper[j])
			gradient = 0.0;
		if (r->bound[j] < 0)
			gradient = gradient > 0.0 ? gradient : 0.0;
		if (r->bound[j] > 0)
			gradient = gradient < 0.0 ? gradient : 0.0;
		worst = fmax(worst, (double) (fabsl(gradient) / size));
	}
	return worst;
}

/* Many random boxes, around and beside the maximum. */
static void
test_conditions(double l1, double l2, double together, const char *what)
{
	static Table table;
	double		lower[MAX_COLUMNS + 1];
	double		upper[MAX_COLUMNS + 1];
	signed char bound[MAX_COLUMNS + 1];
	Answer		answer;
	double		worst = 0.0;
	int			n_converged = 0;
	int			n_held = 0;
	int			t;
	int			j;

	for (t = 0; t < 60; t++)
	{
		seed = 1000 + t;
		make_rows(&table, MAX_ROWS, 3 + t % 10, together);
		for (j = 0; j <= table.n_columns; j++)
		{
			double		u = random_share();

			lower[j] = u < 0.5 ? 0.0 : u < 0.7 ? normal() : -INFINITY;
			upper[j] = u < 0.3 ? INFINITY : u < 0.5 ? 0.2 :
				u < 0.6 ? lower[j] : u < 0.7 ? lower[j] + random_share() :
				u < 0.85 ? normal() : INFINITY;
			if (upper[j] < lower[j])
				upper[j] = lower[j] + 0.1;
			if (j == 0 && t % 3)
			{
				lower[j] = -INFINITY;
				upper[j] = INFINITY;
			}
		}
		table.options.lower = lower;
		table.options.upper = upper;
		table.options.bound = bound;
		table.options.l1 = l1;
		table.options.l2 = l2;
		table.options.is_standardised = t % 2;
		fit(&table, &answer);
		n_converged += answer.status == LG_OK;
		for (j = 0; j <= table.n_columns; j++)
			n_held += bound[j] != 0;
		if (answer.status == LG_OK)
			worst = fmax(worst, violation(&table, &answer));
		free(answer.workspace);
	}
	ok(n_converged == 60, "%s: %d of 60 converge, %d terms on bounds", what,
	   n_converged, n_held);
	ok(worst < 1e-8, "%s: the conditions hold to %.1e", what, worst);
}

/* Bounds that no estimate meets change no digit, and those that are, one. */
static void
test_inactive(void)
{
	static Table table;
	static const double low[] = {-100.0, -100.0, -100.0, -100.0};
	static const double high[] = {100.0, 100.0, 100.0, 100.0};
	signed char bound[4];
	Answer		plain;
	Answer		bounded;
	int			n_alike = 0;
	int			j;

	seed = 7;
	make_rows(&table, MAX_ROWS, 3, 0.5);
	fit(&table, &plain);
	table.options.lower = low;
	table.options.upper = high;
	table.options.bound = bound;
	fit(&table, &bounded);
	for (j = 0; j < 4; j++)
		n_alike += bound[j] == 0 &&
			plain.regression.estimate[j] == bounded.regression.estimate[j] &&
			plain.regression.std_error[j] == bounded.regression.std_error[j];
	ok(n_alike == 4, "bounds that are not met change nothing");
	free(plain.workspace);
	free(bounded.workspace);
}

/* Separation is one of the rows within the bounds. */
static void
test_separation(void)
{
	static Table table;
	double		lower[] = {-INFINITY, -INFINITY, -INFINITY};
	double		upper[] = {INFINITY, 2.0, INFINITY};
	signed char bound[3];
	Answer		answer;
	int			i;

	seed = 11;
	make_rows(&table, MAX_ROWS, 2, 0.0);
	for (i = 0; i < table.n_rows; i++)
		table.y[i] = table.x[0][i] > 0.0;
	table.options.lower = lower;
	table.options.upper = upper;
	table.options.bound = bound;
	fit(&table, &answer);
	ok(answer.status == LG_OK && bound[1] == 1 &&
	   answer.regression.estimate[1] == 2.0 &&
	   violation(&table, &answer) < 1e-8,
	   "a bound stops a term that would run off");
	free(answer.workspace);

	upper[1] = INFINITY;
	lower[1] = 0.0;
	upper[2] = 0.0;
	fit(&table, &answer);
	ok(answer.status == LG_SEPARATED &&
	   answer.regression.estimate[1] == INFINITY,
	   "a bound on the other side does not: %g %g %g",
	   answer.regression.estimate[0], answer.regression.estimate[1],
	   answer.regression.estimate[2]);
	free(answer.workspace);
}

int
main(void)
{
	test_inactive();
	test_conditions(0.0, 0.0, 0.0, "columns apart");
	test_conditions(0.0, 0.0, 3.0, "columns together");
	test_conditions(0.0, 0.0, 9.0, "columns close together");
	test_conditions(0.0, 2.0, 3.0, "ridge");
	test_conditions(2.0, 0.0, 3.0, "lasso");
	test_conditions(1.0, 1.0, 9.0, "elastic net");
	test_separation();
	return tap_done();
}
