/*-------------------------------------------------------------------------
 *
 * lasso_test.c
 *		The lasso and elastic net: the conditions of Karush, Kuhn and Tucker.
 *
 * The penalised likelihood is concave, so that a point is its maximum just if
 * these hold there.  They are checked in long double on the user's scale, by
 * plain.h.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/lasso.h"

#define MAX_ROWS	600
#define MAX_COLUMNS 6
#include "plain.h"
#include "tap.h"

/* The weighted deviation of a column, or 1 where it does not count. */
static long double
size_of(const Table *table, int term)
{
	long double sum = 0.0L;
	long double mean = 0.0L;
	long double squares = 0.0L;
	int			i;

	if (!table->options.is_standardised)
		return 1.0L;
	for (i = 0; i < table->n_rows; i++)
	{
		sum += table->weight[i];
		mean += table->weight[i] * plain_term(table, i, term);
	}
	mean /= sum;
	for (i = 0; i < table->n_rows; i++)
	{
		long double x = plain_term(table, i, term) - mean;

		squares += table->weight[i] * x * x;
	}
	return sqrtl(squares / sum);
}

/*
 * The gradient of the likelihood and the ridge at b, in units of the price:
 * 1 or -1 by the sign of what is not zero, and between them at a zero.
 */
static void
check_conditions(Table *table, const char *name, int n_expected)
{
	int			n = plain_n_terms(table);
	long double b[PLAIN_LIMIT];
	long double gradient[PLAIN_LIMIT];
	Answer		answer;
	double		worst = 0.0;
	bool		zeros_hold = true;
	int			n_found = 0;
	int			j;

	fit(table, &answer);
	for (j = 0; j < n; j++)
		b[j] = answer.regression.estimate[j];
	plain_gradient(table, b, gradient);
	for (j = 0; j < n; j++)
	{
		long double size = size_of(table, j);
		long double price = table->options.l1 * size;

		if (table->has_intercept && j == 0)
		{
			worst = fmax(worst, fabs((double) gradient[0] /
									 table->n_rows));
			continue;
		}
		gradient[j] -= table->options.l2 * size * size * b[j];
		if (b[j] == 0.0L)
			zeros_hold &= fabsl(gradient[j]) <= price * (1.0L + 1e-9L);
		else
		{
			n_found++;
			worst = fmax(worst, fabs((double) (gradient[j] / price -
											   (b[j] > 0.0L ? 1.0L : -1.0L))));
		}
	}
	ok(answer.status == LG_OK && worst < 1e-11, "%s: %d terms to %.1e", name,
	   n_found, worst);
	ok(zeros_hold, "%s: no zero would gain by leaving it", name);
	if (n_expected >= 0)
		ok(n_found == n_expected, "%s: %d terms of %d", name, n_found,
		   n_expected);
	free(answer.workspace);
}

/* The largest price at which a term takes part: its gradient at none. */
static double
largest_price(const Table *table)
{
	long double b[PLAIN_LIMIT] = {0.0L};
	long double gradient[PLAIN_LIMIT];
	long double largest = 0.0L;
	int			positive = 0;
	int			i;
	int			j;

	for (i = 0; i < table->n_rows; i++)
		positive += table->y[i];
	b[0] = logl((long double) positive / (table->n_rows - positive));
	plain_gradient(table, b, gradient);
	for (j = 1; j < plain_n_terms(table); j++)
		largest = fmaxl(largest, fabsl(gradient[j]) / size_of(table, j));
	return (double) largest;
}

/* Six columns, of which two count and two are nearly alike. */
static void
fill_six(Table *table)
{
	int			i;
	int			j;

	fill(table, 400);
	table->n_columns = 6;
	for (i = 0; i < table->n_rows; i++)
	{
		for (j = 2; j < 5; j++)
			table->x[j][i] = 10.0 * uniform();
		table->x[5][i] = table->x[4][i] + 0.01 * uniform();
	}
}

int
main(void)
{
	static Table table;
	double		price;
	int			i;

	fill_six(&table);
	table.options.is_standardised = true;
	price = largest_price(&table);
	table.options.l1 = price * 1.000001;
	check_conditions(&table, "above the largest price", 0);
	table.options.l1 = price * 0.999999;
	check_conditions(&table, "below the largest price", 1);
	for (i = 0; i < 6; i++)
	{
		table.options.l1 = price / (2 << 2 * i);
		check_conditions(&table, "a path", -1);
	}
	table.options.is_standardised = false;
	table.options.l1 = 20.0;
	check_conditions(&table, "as they are", -1);
	table.options.l2 = 5.0;
	check_conditions(&table, "elastic net", -1);
	for (i = 0; i < table.n_rows; i++)
	{
		table.weight[i] = 0.5 + i % 4;
		table.offset[i] = (i % 3 - 1.0) / 2.0;
	}
	table.options.is_standardised = true;
	check_conditions(&table, "with weights and offsets", -1);
	table.has_intercept = false;
	check_conditions(&table, "without an intercept", -1);

	/* labels that are separated have a maximum all the same */
	for (i = 0; i < table.n_rows; i++)
		table.y[i] = table.x[0][i] > 0.0;
	table.options.l2 = 0.0;
	check_conditions(&table, "separated labels", -1);
	return tap_done();
}
