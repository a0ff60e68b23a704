/*-------------------------------------------------------------------------
 *
 * regression_test.c
 *		Identities of a fit, and what it says of odd data.
 *
 * The certified cases are in test/reference; here are properties that need no
 * reference: what a fit must not depend on, and which data have no maximum.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/regression.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "table.h"
#include "tap.h"

static void
test_invariance(void)
{
	static Table table;
	static Table other;
	Answer		base;
	Answer		answer;
	double		error;
	int			i;

	fill(&table, 500);
	fit(&table, &base);
	ok(base.status == LG_OK, "random data converge");

	other = table;
	other.block = 7;
	fit(&other, &answer);
	error = difference(&answer, &base);
	ok(error < 1e-15, "blocks of 7 rows: difference %.1e", error);
	free(answer.workspace);

	other = table;
	for (i = 0; i < table.n_rows; i++)
	{
		int			from = table.n_rows - 1 - i;

		other.x[0][i] = table.x[0][from];
		other.x[1][i] = table.x[1][from];
		other.y[i] = table.y[from];
	}
	fit(&other, &answer);
	error = difference(&answer, &base);
	ok(error < 1e-15, "rows in reverse: difference %.1e", error);
	free(answer.workspace);

	other = table;
	for (i = 0; i < table.n_rows; i++)
		other.y[i] = !table.y[i];
	fit(&other, &answer);
	for (i = 0; i < 3; i++)
		answer.regression.estimate[i] = -answer.regression.estimate[i];
	error = difference(&answer, &base);
	ok(error < 1e-15, "labels exchanged: difference %.1e", error);
	free(answer.workspace);

	other = table;
	for (i = 0; i < table.n_rows; i++)
		other.x[0][i] = table.x[0][i] * 1e200;
	fit(&other, &answer);
	answer.regression.estimate[1] *= 1e200;
	answer.regression.std_error[1] *= 1e200;
	error = difference(&answer, &base);
	ok(error < 1e-14, "a column times 1e200: difference %.1e", error);
	free(answer.workspace);

	other = table;
	for (i = 0; i < table.n_rows; i++)
		other.offset[i] = 0.25;
	fit(&other, &answer);
	answer.regression.estimate[0] += 0.25;
	error = difference(&answer, &base);
	ok(error < 1e-14, "a constant offset moves the intercept: %.1e", error);
	free(answer.workspace);
	free(base.workspace);
}

static void
test_weights(void)
{
	static Table weighted;
	static Table repeated;
	Answer		a;
	Answer		b;
	double		error;
	int			i;
	int			n = 0;

	fill(&weighted, 150);
	repeated = weighted;
	for (i = 0; i < weighted.n_rows; i++)
	{
		int			times = 1 + i % 3;

		weighted.weight[i] = times;
		while (times-- > 0)
		{
			repeated.x[0][n] = weighted.x[0][i];
			repeated.x[1][n] = weighted.x[1][i];
			repeated.weight[n] = 1.0;
			repeated.y[n++] = weighted.y[i];
		}
	}
	repeated.n_rows = n;
	fit(&weighted, &a);
	fit(&repeated, &b);
	error = difference(&a, &b);
	ok(error < 1e-15, "weights are repetitions: difference %.1e", error);
	ok(fabs(a.regression.log_lik / b.regression.log_lik - 1.0) < 1e-15,
	   "also for the likelihood");
	ok(a.regression.row_counts.n_rows == 150, "but not for the number of rows");
	free(a.workspace);
	free(b.workspace);
}

static void
test_rank(void)
{
	static Table table;
	Answer		answer;
	int			i;

	fill(&table, 100);
	table.n_columns = 4;
	for (i = 0; i < table.n_rows; i++)
	{
		table.x[2][i] = table.x[0][i] * 1.8 + 32.0;
		table.x[3][i] = 7.0;
	}
	fit(&table, &answer);
	ok(answer.status == LG_OK && answer.regression.rank == 3,
	   "degrees in two units and a constant: rank %d", answer.regression.rank);
	ok(isnan(answer.regression.estimate[3]) &&
	   isnan(answer.regression.estimate[4]), "the later columns are aliased");
	free(answer.workspace);

	fill(&table, 100);
	table.n_columns = 3;
	for (i = 0; i < table.n_rows; i++)
		table.x[2][i] = table.x[0][i] + 1e-12 * (i % 7 - 3);
	fit(&table, &answer);
	ok(answer.status == LG_OK && answer.regression.rank == 4,
	   "a difference of 1e-12 is no rounding: rank %d",
	   answer.regression.rank);
	free(answer.workspace);
}

/* Fits one column with an intercept and returns the status. */
static LgStatus
fit_small(const double *x, const unsigned char *y, int n, Answer *answer)
{
	static Table table;
	int			i;

	memset(&table, 0, sizeof(table));
	table.n_rows = n;
	table.n_columns = 1;
	table.block = LG_BLOCK_ROWS;
	table.has_intercept = true;
	for (i = 0; i < n; i++)
	{
		table.x[0][i] = x[i];
		table.y[i] = y[i];
		table.weight[i] = 1.0;
	}
	fit(&table, answer);
	return answer->status;
}

static void
test_separation(void)
{
	static const unsigned char step[] = {0, 0, 0, 1, 1, 1};
	static const double apart[] = {1, 2, 3, 4, 5, 6};
	static const double touching[] = {1, 2, 3, 3, 5, 6};
	static const double overlapping[] = {1, 2, 3, 3 - 1e-12, 5, 6};
	static const double binary[] = {0, 0, 0, 1, 1, 1};
	static const unsigned char quasi[] = {0, 1, 0, 1, 1, 1};
	Answer		answer;

	ok(fit_small(apart, step, 6, &answer) == LG_SEPARATED,
	   "a gap separates");
	ok(answer.regression.estimate[1] == INFINITY &&
	   answer.regression.estimate[0] == -INFINITY,
	   "slope and intercept run off to known sides");
	ok(answer.regression.log_lik == 0.0, "the supremum is 0");
	free(answer.workspace);

	ok(fit_small(touching, step, 6, &answer) == LG_SEPARATED,
	   "touching classes are separated");
	ok(fabs(answer.regression.log_lik + 2.0 * log(2.0)) < 1e-15,
	   "the two rows on the border share the supremum: %.17g",
	   answer.regression.log_lik);
	free(answer.workspace);

	ok(fit_small(overlapping, step, 6, &answer) == LG_OK,
	   "an overlap of 1e-12 is one");
	ok(answer.regression.estimate[1] > 20.0, "though the slope is %g",
	   answer.regression.estimate[1]);
	free(answer.workspace);

	ok(fit_small(binary, quasi, 6, &answer) == LG_SEPARATED,
	   "a level without failures separates");
	ok(answer.regression.estimate[1] == INFINITY &&
	   fabs(answer.regression.estimate[0] + log(2.0)) < 1e-15,
	   "its term runs off, the intercept has the limit -ln 2");
	ok(isfinite(answer.regression.std_error[0]) &&
	   isnan(answer.regression.std_error[1]), "and an error");
	free(answer.workspace);
}

static void
test_one_class(void)
{
	static const double x[] = {1, 2, 3};
	static const unsigned char all[] = {1, 1, 1};
	static Table table;
	Answer		answer;

	ok(fit_small(x, all, 3, &answer) == LG_ONE_CLASS, "labels all alike");
	ok(answer.regression.estimate[0] == INFINITY &&
	   isnan(answer.regression.estimate[1]), "only the intercept runs off");
	free(answer.workspace);

	ok(fit_small(x, all, 0, &answer) == LG_NO_ROWS, "no rows, no answer");
	free(answer.workspace);

	/* differences of matched pairs: all successes, no intercept, a maximum */
	memset(&table, 0, sizeof(table));
	table.n_rows = 3;
	table.n_columns = 1;
	table.block = LG_BLOCK_ROWS;
	table.x[0][0] = -1.0;
	table.x[0][1] = 2.0;
	table.x[0][2] = 1.5;
	table.y[0] = table.y[1] = table.y[2] = 1;
	table.weight[0] = table.weight[1] = table.weight[2] = 1.0;
	fit(&table, &answer);
	ok(answer.status == LG_OK && answer.regression.estimate[0] > 0.0,
	   "without an intercept one class has a maximum");
	free(answer.workspace);
}

int
main(void)
{
	test_invariance();
	test_weights();
	test_rank();
	test_separation();
	test_one_class();
	return tap_done();
}
