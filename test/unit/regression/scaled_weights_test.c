/*-------------------------------------------------------------------------
 *
 * scaled_weights_test.c
 *		Weights and columns near the ends of the range of doubles.
 *
 * Weights times 2^k: the same estimates, and standard errors times 2^(-k/2),
 * exactly so for an even k.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/scaled_weights.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "table.h"
#include "tap.h"

/* All weights times a power of four. */
static void
test_scale(int exponent)
{
	static Table table;
	Answer		a;
	Answer		b;
	double		error = 0.0;
	int			i;
	int			j;

	fill(&table, 300);
	for (i = 0; i < table.n_rows; i++)
		table.weight[i] = 1.0 + i % 5 * 0.25;
	fit(&table, &b);
	for (i = 0; i < table.n_rows; i++)
		table.weight[i] = ldexp(table.weight[i], exponent);
	fit(&table, &a);
	for (j = 0; j < 3; j++)
		error = fmax(error, fmax(
			fabs(a.regression.estimate[j] / b.regression.estimate[j] - 1.0),
			fabs(ldexp(a.regression.std_error[j], exponent / 2) /
				 b.regression.std_error[j] - 1.0)));
	ok(a.status == LG_OK && error < 1e-14,
	   "weights near 2^%d: status %d, difference %.1e", exponent, a.status,
	   error);
	error = fmax(fabs(ldexp(a.regression.log_lik, -exponent) /
					  b.regression.log_lik - 1.0),
				 fabs(ldexp(a.regression.null_log_lik, -exponent) /
					  b.regression.null_log_lik - 1.0));
	error = fmax(error, fabs(ldexp(lg_dd_double(
		a.regression.row_counts.sum_weights), -exponent) /
		lg_dd_double(b.regression.row_counts.sum_weights) - 1.0));
	ok(error < 1e-10, "their likelihoods and sum: difference %.1e", error);
	free(a.workspace);
	free(b.workspace);
}

/* Penalties go with the weights. */
static void
test_penalty(double l1, double l2, const char *name)
{
	static Table table;
	Answer		a;
	Answer		b;
	double		error = 0.0;
	int			i;
	int			j;

	fill(&table, 300);
	table.options.l1 = l1;
	table.options.l2 = l2;
	fit(&table, &b);
	for (i = 0; i < table.n_rows; i++)
		table.weight[i] = 0x1p600;
	table.options.l1 = ldexp(l1, 600);
	table.options.l2 = ldexp(l2, 600);
	fit(&table, &a);
	for (j = 0; j < 3; j++)
		error = fmax(error, fabs(a.regression.estimate[j] -
								 b.regression.estimate[j]));
	ok(a.status == LG_OK && error < 1e-13 &&
	   a.regression.l1 == table.options.l1 &&
	   a.regression.l2 == table.options.l2,
	   "%s with weights of 2^600: difference %.1e", name, error);
	free(a.workspace);
	free(b.workspace);
}

/* Rows of weight 1e-30 beside others tell nothing. */
static void
test_ratio(void)
{
	static Table table;
	Answer		a;
	Answer		b;
	double		error = 0.0;
	int			i;
	int			j;

	fill(&table, 300);
	fit(&table, &b);
	for (i = 300; i < 400; i++)
	{
		table.x[0][i] = 3.0 * (i % 7);
		table.x[1][i] = i % 11;
		table.weight[i] = 1e-30;
		table.y[i] = i % 3 == 0;
	}
	table.n_rows = 400;
	fit(&table, &a);
	for (j = 0; j < 3; j++)
		error = fmax(error, fmax(
			fabs(a.regression.estimate[j] / b.regression.estimate[j] - 1.0),
			fabs(a.regression.std_error[j] / b.regression.std_error[j] - 1.0)));
	ok(a.status == LG_OK && error < 1e-13,
	   "weights of 1 and 1e-30: status %d, difference %.1e", a.status, error);
	free(a.workspace);
	free(b.workspace);
}

/* A coefficient beyond the range of doubles is reported as no result. */
static void
test_subnormal_column(void)
{
	static Table table;
	Answer		answer;
	int			i;

	fill(&table, 300);
	for (i = 0; i < table.n_rows; i++)
		table.x[1][i] = ldexp(1.0 + i * 7919 % 1009 / 1009.0, -1060);
	fit(&table, &answer);
	ok(answer.status == LG_NOT_CONVERGED ||
	   fabs(answer.regression.estimate[2]) < DBL_MAX,
	   "a column of subnormal numbers: status %d, estimate %g",
	   answer.status, answer.regression.estimate[2]);
	free(answer.workspace);
}

int
main(void)
{
	test_scale(-1024);			/* about 1e-308 */
	test_scale(-1040);			/* subnormal */
	test_scale(1000);			/* about 1e301 */
	test_penalty(0.0, 3.0, "a ridge");
	test_penalty(3.0, 0.0, "a lasso");
	test_ratio();
	test_subnormal_column();
	return tap_done();
}
