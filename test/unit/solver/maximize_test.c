/*-------------------------------------------------------------------------
 *
 * maximize_test.c
 *		Rows far on one side: offsets, outliers, and what they separate.
 *
 * No outside numbers: a row that is far on its right side tells nothing, so
 * the fit without it has the same maximum; and whether columns separate does
 * not depend on the offsets.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/regression.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ROWS	1000
#define MAX_COLUMNS 6
#include "table.h"
#include "tap.h"

#define N_POWERS	12			/* tables of powers of a column */

/* The largest score equation left, as a share of the sum of magnitudes. */
static double
share_left(const Table *table, const double *estimate)
{
	double		left[MAX_COLUMNS + 1] = {0.0};
	double		size[MAX_COLUMNS + 1] = {0.0};
	double		worst = 0.0;
	int			i;
	int			j;

	for (i = 0; i < table->n_rows; i++)
	{
		double		score = table->offset[i] + estimate[0];
		double		sign = table->y[i] ? 1.0 : -1.0;
		double		residual;

		for (j = 0; j < table->n_columns; j++)
			score += estimate[j + 1] * table->x[j][i];
		residual = sign / (1.0 + exp(sign * score));
		for (j = 0; j <= table->n_columns; j++)
		{
			double		x = j == 0 ? 1.0 : table->x[j - 1][i];

			left[j] += residual * x;
			size[j] += fabs(residual * x);
		}
	}
	for (j = 0; j <= table->n_columns; j++)
		worst = fmax(worst, fabs(left[j]) / size[j]);
	return worst;
}

/* Offsets of 60 on either side, whatever the labels. */
static void
test_mixed_offsets(void)
{
	static Table table;
	Answer		answer;
	double		left;
	int			i;

	fill(&table, 500);
	for (i = 0; i < table.n_rows; i++)
		table.offset[i] = i * 7919 % 1009 % 2 ? 60.0 : -60.0;
	fit(&table, &answer);
	left = share_left(&table, answer.regression.estimate);
	ok(answer.status == LG_OK && left < 1e-11,
	   "offsets of both signs: status %d, %.1e left", answer.status, left);
	free(answer.workspace);

	/* an indicator of one row has no finite coefficient */
	for (i = 0; i < table.n_rows; i++)
		table.x[1][i] = i == 77;
	fit(&table, &answer);
	ok(answer.status == LG_SEPARATED && isinf(answer.regression.estimate[2]),
	   "an indicator of one row beside them: status %d, estimate %g",
	   answer.status, answer.regression.estimate[2]);
	free(answer.workspace);
}

/*
 * The same on rows with six powers of a column, whose labels turn from one to
 * the other within a tenth of its range.
 */
static void
test_powers_and_offsets(void)
{
	static Table table;
	int			n_found = 0;
	double		most_left = 0.0;
	int			t;

	for (t = 0; t < N_POWERS; t++)
	{
		Answer		answer;
		int			i;
		int			j;

		memset(&table, 0, sizeof(table));
		table.n_rows = 1000;
		table.n_columns = 6;
		table.block = LG_BLOCK_ROWS;
		table.has_intercept = true;
		for (i = 0; i < table.n_rows; i++)
		{
			double		x = i / 1000.0;

			for (j = 0; j < table.n_columns; j++)
				table.x[j][i] = pow(x, j + 1);
			table.y[i] = uniform() < 1.0 / (1.0 + exp(40.0 * (0.84 - x)));
			table.weight[i] = 1.0;
			table.offset[i] = uniform() < 0.5 ? 60.0 : -60.0;
		}
		fit(&table, &answer);
		n_found += answer.status == LG_OK;
		most_left = fmax(most_left,
						 share_left(&table, answer.regression.estimate));
		free(answer.workspace);
	}
	ok(n_found == N_POWERS && most_left < 1e-6,
	   "powers and offsets of both signs: %d of %d found, %.1e left", n_found,
	   N_POWERS, most_left);
}

/* A column and its square, with one row of 5e8 on its right side. */
static void
test_outlier_squared(void)
{
	static Table table;
	static Table without;
	Answer		a;
	Answer		b;
	double		error = 0.0;
	int			i;
	int			j;

	fill(&without, 300);
	for (i = 0; i < without.n_rows; i++)
	{
		without.x[0][i] -= 0.5;
		without.x[1][i] = without.x[0][i] * without.x[0][i];
	}
	fit(&without, &b);
	table = without;
	table.x[0][table.n_rows] = 5e8;
	table.x[1][table.n_rows] = 25e16;
	table.weight[table.n_rows] = 1.0;
	table.y[table.n_rows] = b.regression.estimate[2] > 0.0;
	table.n_rows++;
	fit(&table, &a);
	for (j = 0; j < 3; j++)
		error = fmax(error, fabs(a.regression.estimate[j] -
								 b.regression.estimate[j]) /
					 b.regression.std_error[j]) +
			fabs(a.regression.std_error[j] / b.regression.std_error[j] - 1.0);
	ok(b.status == LG_OK && a.status == LG_OK && error < 1e-12,
	   "a square of an outlier: status %d, difference %.1e", a.status, error);
	free(a.workspace);
	free(b.workspace);
}

/* Whether an l1 fit obeys the Karush-Kuhn-Tucker conditions. */
static bool
is_lasso(const Table *table, const double *estimate)
{
	int			i;
	int			j;

	for (j = 0; j < table->n_columns; j++)
	{
		double		gradient = 0.0;

		for (i = 0; i < table->n_rows; i++)
		{
			double		sign = table->y[i] ? 1.0 : -1.0;
			double		score = table->offset[i];
			int			k;

			for (k = 0; k < table->n_columns; k++)
				score += estimate[k] * table->x[k][i];
			gradient += sign / (1.0 + exp(sign * score)) * table->x[j][i];
		}
		if (estimate[j] == 0.0 ?
			fabs(gradient) > table->options.l1 * (1.0 + 1e-9) :
			fabs(gradient - copysign(table->options.l1, estimate[j])) >
			1e-9 * table->options.l1)
			return false;
	}
	return true;
}

/* Without an intercept, a lasso starts where all rows are far on one side. */
static void
test_lasso_offsets(void)
{
	static Table table;
	Answer		answer;
	int			i;

	fill(&table, 400);
	table.has_intercept = false;
	table.options.l1 = 2.0;
	for (i = 0; i < table.n_rows; i++)
	{
		table.x[0][i] += 10.0;
		table.offset[i] = -500.0;
	}
	fit(&table, &answer);
	ok(answer.status == LG_OK &&
	   is_lasso(&table, answer.regression.estimate),
	   "l1 with offsets of -500: status %d, estimates %g and %g",
	   answer.status, answer.regression.estimate[0],
	   answer.regression.estimate[1]);
	free(answer.workspace);
}

int
main(void)
{
	test_mixed_offsets();
	test_powers_and_offsets();
	test_outlier_squared();
	test_lasso_offsets();
	return tap_done();
}
