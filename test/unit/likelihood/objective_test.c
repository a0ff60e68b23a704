/*-------------------------------------------------------------------------
 *
 * objective_test.c
 *		A pass in doubles over raw columns, against one in double-double.
 *
 * Wrong sums would hardly show in a fit: Newton's method comes to the same
 * maximum by a longer way.  What an implicit shift costs is 4 bits.
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/standardize.h"
#include "core/likelihood/objective.h"
#include "core/linalg/cholesky.h"
#include "table.h"
#include "tap.h"

#define N_TERMS		(MAX_COLUMNS + 1)
#define REPEATED	64			/* rows of a block that is repeated */

/*
 * Columns about zero, a few deviations away from it, far away from it, and of
 * a size that leaves no room for products.
 */
static void
make_rows(Table *table, int n)
{
	int			i;

	fill(table, n);
	table->n_columns = MAX_COLUMNS;
	for (i = 0; i < n; i++)
	{
		table->x[1][i] = 3.0 + 2.0 * uniform();
		table->x[2][i] = 50.0 + uniform();
		table->x[3][i] = 1e-120 * uniform();
		table->weight[i] = 0.5 + uniform();
		table->offset[i] = uniform() - 0.5;
	}
}

/* Repeats the first rows, so that one block tells what all do. */
static void
repeat_rows(Table *table)
{
	int			i;
	int			j;

	table->block = REPEATED;
	table->n_rows -= table->n_rows % REPEATED;
	for (i = REPEATED; i < table->n_rows; i++)
	{
		for (j = 0; j < table->n_columns; j++)
			table->x[j][i] = table->x[j][i % REPEATED];
		table->y[i] = table->y[i % REPEATED];
		table->weight[i] = table->weight[i % REPEATED];
		table->offset[i] = table->offset[i % REPEATED];
	}
}

/*
 * The largest difference of an information whose products are in doubles, in
 * units of its elements; infinite if the gradient is not the same.
 */
static double
compare_clear(const LgCurvature *exact, const LgCurvature *clear, int n)
{
	double		worst = 0.0;
	int			i;
	int			j;

	for (i = 0; i < n; i++)
	{
		if (exact->gradient[i].hi != clear->gradient[i].hi ||
			exact->gradient[i].lo != clear->gradient[i].lo)
			return INFINITY;
		for (j = 0; j <= i; j++)
			worst = fmax(worst, fabs(exact->information[LG_PACKED(i, j)].hi -
									 clear->information[LG_PACKED(i, j)].hi) /
						 sqrt(exact->information[LG_PACKED(i, i)].hi *
							  exact->information[LG_PACKED(j, j)].hi));
	}
	return worst;
}

/* The largest difference of the two passes, in units of their elements. */
static double
compare(Table *table, int share)
{
	static double z[2][N_TERMS * LG_BLOCK_STRIDE];
	static double sums[1024];
	const double *columns[N_TERMS];
	double		factor[N_TERMS];
	double		shift[N_TERMS];
	double		slope[N_TERMS];
	LgDd		gradient[3][N_TERMS];
	LgDd		information[3][LG_PACKED_SIZE(N_TERMS)];
	LgDd		beta[N_TERMS];
	int			kept[N_TERMS];
	int			first = table->has_intercept ? 1 : 0;
	LgTerm		terms[N_TERMS] = {{0}};
	LgMoments	moments[N_TERMS];
	LgRowCounts	row_counts;
	LgRows		rows = rows_of(table);
	LgDense		dense = {.z = z[0], .z_low = z[1], .columns = columns,
		.factor = factor, .shift = shift, .slope = slope, .sums = sums
	};
	LgDesign	design = {.rows = &rows, .terms = terms, .columns = kept,
		.n_terms = table->n_columns + first, .positive = 1,
		.has_intercept = table->has_intercept
	};
	LgCurvature pass[3];
	double		worst = 0.0;
	int			i;
	int			j;

	for (j = first; j < design.n_terms; j++)
	{
		terms[j].kind = LG_TERM_NUMBER;
		terms[j].column = j - first;
	}
	design.n_columns = design.n_terms;
	for (j = 0; j < design.n_terms; j++)
	{
		kept[j] = j;
		beta[j] = lg_dd(0.3 - 0.17 * j);
	}
	lg_design_measure(&design, &row_counts, moments);
	for (i = 0; i < 3; i++)
	{
		pass[i].gradient = gradient[i];
		pass[i].information = information[i];
	}
	lg_objective_evaluate_dd(&design, &dense, beta, false, &pass[0]);
	lg_objective_evaluate_dd(&design, &dense, beta, true, &pass[2]);
	design.share = share;
	lg_objective_evaluate(&design, &dense, beta, &pass[1]);

	worst = fabs(pass[1].log_lik.hi / pass[0].log_lik.hi - 1.0);
	for (j = 0; j < design.n_columns; j++)
	{
		double		size = information[0][LG_PACKED(j, j)].hi;

		worst = fmax(worst, fabs(gradient[1][j].hi - gradient[0][j].hi) /
					 (size + table->n_rows));
		for (i = 0; i <= j; i++)
			worst = fmax(worst,
						 fabs(information[1][LG_PACKED(j, i)].hi -
							  information[0][LG_PACKED(j, i)].hi) /
						 sqrt(size * information[0][LG_PACKED(i, i)].hi));
	}
	return fmax(worst, compare_clear(&pass[0], &pass[2], design.n_columns));
}

/*
 * Relative to the size of a sum: 600 products are rounded and added, each with
 * an error of at most 2^-53; the worst seen on any machine is 5.3e-14.
 */
#define LIMIT	1e-13

int
main(void)
{
	static Table table;
	double		worst;
	int			n;

	for (n = 596; n <= MAX_ROWS; n += 4)
	{
		make_rows(&table, n);
		worst = compare(&table, 1);
		ok(worst < LIMIT, "%d rows: error %.1e", n, worst);
		table.has_intercept = false;
		worst = compare(&table, 1);
		ok(worst < LIMIT, "%d rows without an intercept: error %.1e", n,
		   worst);
	}
	repeat_rows(&table);
	worst = compare(&table, 3);
	ok(worst < LIMIT, "an information of every third block: error %.1e", worst);
	table.has_intercept = true;
	worst = compare(&table, 3);
	ok(worst < LIMIT, "the same with an intercept: error %.1e", worst);
	return tap_done();
}
