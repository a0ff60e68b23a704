/*-------------------------------------------------------------------------
 *
 * local_pass_test.c
 *		A fit of rows that lie elsewhere is the fit of the rows themselves.
 *
 * The rows are in three parts, of which the solver sees no row: each pass is
 * made part by part, and what the parts answer is merged.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/linalg/cholesky.h"
#include "core/regression/local_pass.h"
#include "table.h"
#include "tap.h"

#define PARTS	3

/* Rows in parts, with the answer to the last pass. */
typedef struct Parts
{
	Table		table[PARTS];
	int			order[PARTS];	/* in which parts are merged */
	int			n_passes;
	LgTotals	answer;
	LgTotals	part;
	LgTotals	scratch;
	LgMoments	moments[3][MAX_COLUMNS + 1];
	LgDd		sums[3][1 + MAX_COLUMNS + 1 +
						LG_PACKED_SIZE(MAX_COLUMNS + 1)];
	double		z[(MAX_COLUMNS + 1) * LG_BLOCK_STRIDE];
	double		z_low[(MAX_COLUMNS + 1) * LG_BLOCK_STRIDE];
	const double *columns[MAX_COLUMNS + 1];
	double		factor[MAX_COLUMNS + 1];
	double		shift[MAX_COLUMNS + 1];
	double		slope[MAX_COLUMNS + 1];
	double		cross[4096];
} Parts;

static const LgTotals *
make_pass(void *host, const LgPass *question)
{
	Parts	   *parts = host;
	LgTotals   *totals[3] = {&parts->answer, &parts->part, &parts->scratch};
	LgPassShape shape = lg_pass_shape(question);
	int			i;

	parts->n_passes++;
	for (i = 0; i < 3; i++)
	{
		totals[i]->moments = parts->moments[i];
		totals[i]->sums = parts->sums[i];
	}
	lg_totals_clear(&parts->answer, &shape);
	for (i = 0; i < PARTS; i++)
	{
		LgRows		rows = rows_of(&parts->table[parts->order[i]]);
		LgDesign	design = *question->design;
		LgPass		pass = *question;
		LgDense		dense;

		design.rows = &rows;
		pass.design = &design;
		dense.z = parts->z;
		dense.z_low = parts->z_low;
		dense.columns = parts->columns;
		dense.factor = parts->factor;
		dense.shift = parts->shift;
		dense.slope = parts->slope;
		dense.sums = parts->cross;
		lg_totals_clear(&parts->part, &shape);
		lg_local_pass_add(&pass, &dense, &parts->scratch, &parts->part);
		lg_totals_merge(&parts->answer, &parts->part, &shape);
	}
	return &parts->answer;
}

/* Deals the rows of a table to the parts: the first n0, the next n1, ... */
static void
deal(const Table *table, int n0, int n1, Parts *parts)
{
	int			limit[PARTS + 1] = {0, n0, n0 + n1, table->n_rows};
	int			p;
	int			i;
	int			j;

	memset(parts, 0, sizeof(*parts));
	for (p = 0; p < PARTS; p++)
	{
		Table	   *part = &parts->table[p];

		*part = *table;
		part->n_rows = 0;
		parts->order[p] = p;
		for (i = limit[p]; i < limit[p + 1]; i++)
		{
			for (j = 0; j < table->n_columns; j++)
				part->x[j][part->n_rows] = table->x[j][i];
			part->y[part->n_rows] = table->y[i];
			part->weight[part->n_rows] = table->weight[i];
			part->offset[part->n_rows++] = table->offset[i];
		}
	}
}

static void
fit_parts(Parts *parts, Answer *answer)
{
	LgRows		rows = {
		.host = parts, .check = check_nothing, .pass = make_pass
	};

	fit_rows(&rows, &parts->table[0], answer);
}

/*
 * Fits a table as a whole and in parts; the largest relative difference of
 * any number, 1 if one has what the other lacks.
 */
static double
compare(Table *table, int n0, int n1, LgStatus status)
{
	static Parts parts;
	Answer		whole;
	Answer		pieces;
	double		worst;
	int			j;

	deal(table, n0, n1, &parts);
	fit(table, &whole);
	fit_parts(&parts, &pieces);
	worst = whole.status == status && pieces.status == status &&
		whole.regression.rank == pieces.regression.rank &&
		parts.n_passes > 1 ? 0.0 : 1.0;
	worst = fmax(worst, fabs(whole.regression.log_lik -
							 pieces.regression.log_lik) /
				 fmax(1.0, fabs(whole.regression.log_lik)));
	worst = fmax(worst, fabs(whole.regression.null_log_lik -
							 pieces.regression.null_log_lik) /
				 fmax(1.0, fabs(whole.regression.null_log_lik)));
	for (j = 0; j < whole.regression.n_terms; j++)
	{
		double		pairs[3][2] = {
			{whole.regression.estimate[j], pieces.regression.estimate[j]},
			{whole.regression.std_error[j], pieces.regression.std_error[j]},
			{whole.terms[j].std_dev, pieces.terms[j].std_dev}
		};
		int			i;

		for (i = 0; i < 3; i++)
		{
			double		a = pairs[i][0];
			double		b = pairs[i][1];

			if (isnan(a) != isnan(b))
				worst = 1.0;
			else if (!isnan(a) && a != b)
				worst = fmax(worst, fabs(a / b - 1.0));
		}
	}
	free(whole.workspace);
	free(pieces.workspace);
	return worst;
}

static void
test_fits(void)
{
	static Table table;
	double		error;
	int			i;

	fill(&table, 500);
	error = compare(&table, 100, 350, LG_OK);
	ok(error < 1e-14, "three parts: difference %.1e", error);
	error = compare(&table, 0, 1, LG_OK);
	ok(error < 1e-14, "no row, one row, all others: difference %.1e", error);
	table.has_intercept = false;
	error = compare(&table, 100, 100, LG_OK);
	ok(error < 1e-14, "no intercept: difference %.1e", error);

	fill(&table, 500);
	for (i = 0; i < 500; i++)
	{
		table.weight[i] = 1 + i % 3;
		table.offset[i] = 0.01 * (i % 11);
	}
	error = compare(&table, 7, 300, LG_OK);
	ok(error < 1e-13, "weights and offsets: difference %.1e", error);

	table.options.meat = LG_MEAT_HC1;
	error = compare(&table, 7, 300, LG_OK);
	ok(error < 1e-13, "robust errors: difference %.1e", error);
	table.options.meat = LG_MEAT_HC3;
	error = compare(&table, 400, 0, LG_OK);
	ok(error < 1e-13, "those with leverages: difference %.1e", error);

	fill(&table, 400);
	for (i = 0; i < 400; i++)
		table.x[0][i] *= i < 100 ? 1e-160 : i < 200 ? 0.0 : 1e160;
	error = compare(&table, 100, 100, LG_OK);
	ok(error < 1e-13, "parts 320 powers of ten apart: difference %.1e",
	   error);

	fill(&table, 300);
	table.n_columns = 4;
	for (i = 0; i < 300; i++)
	{
		table.x[2][i] = table.x[0][i] * 1.8 + 32.0;
		table.x[3][i] = i < 100 ? 7.0 : 8.0;
	}
	error = compare(&table, 100, 100, LG_OK);
	ok(error < 1e-13, "aliased, and constant in a part: difference %.1e",
	   error);
}

static void
test_odd_data(void)
{
	static Table table;
	double		error;
	int			i;

	fill(&table, 200);
	for (i = 0; i < 200; i++)
		table.y[i] = 1;
	error = compare(&table, 60, 60, LG_ONE_CLASS);
	ok(error < 1e-14, "one class: difference %.1e", error);
	for (i = 0; i < 120; i++)
		table.y[i] = i / 60;
	error = compare(&table, 60, 60, LG_OK);
	ok(error < 1e-14, "parts of one class each: difference %.1e", error);

	fill(&table, 200);
	for (i = 0; i < 200; i++)
		table.y[i] = table.x[0][i] > 0.25;
	error = compare(&table, 60, 60, LG_SEPARATED);
	ok(error < 1e-13, "completely separated: difference %.1e", error);

	fill(&table, 200);
	for (i = 0; i < 200; i++)
	{
		table.x[1][i] = i % 9 == 0;
		if (i % 9 == 0)
			table.y[i] = 1;
	}
	error = compare(&table, 60, 60, LG_SEPARATED);
	ok(error < 1e-13, "a level without failures: difference %.1e", error);

	/* each part is separated, all of them together are not */
	fill(&table, 300);
	for (i = 0; i < 300; i++)
		table.y[i] = i < 100 ? table.x[0][i] > 0 : i < 200 ?
			table.x[0][i] < 0 : table.x[1][i] > 0;
	error = compare(&table, 100, 100, LG_OK);
	ok(error < 1e-13, "separated in every part only: difference %.1e", error);

	fill(&table, 0);
	error = compare(&table, 0, 0, LG_NO_ROWS);
	ok(error == 1.0, "no rows at all: one pass tells");
}

/* Which part comes first shows in no digit that is reported. */
static void
test_order(void)
{
	static const int orders[6][PARTS] = {
		{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
	};
	static Table table;
	static Parts parts;
	Answer		first;
	double		worst = 0.0;
	int			i;

	fill(&table, 500);
	deal(&table, 30, 200, &parts);
	fit_parts(&parts, &first);
	for (i = 1; i < 6; i++)
	{
		Answer		answer;

		memcpy(parts.order, orders[i], sizeof(parts.order));
		fit_parts(&parts, &answer);
		worst = fmax(worst, difference(&answer, &first));
		free(answer.workspace);
	}
	free(first.workspace);
	ok(worst < 1e-15, "parts in any order: difference %.1e", worst);
}

int
main(void)
{
	test_fits();
	test_odd_data();
	test_order();
	return tap_done();
}
