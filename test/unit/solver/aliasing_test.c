/*-------------------------------------------------------------------------
 *
 * aliasing_test.c
 *		Which columns are linear combinations of earlier ones.
 *
 * The other opinion are columns of small whole numbers, eliminated without
 * any rounding (Bareiss 1968, Mathematics of Computation 22).
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/aliasing.h"

#define MAX_ROWS	600
#define MAX_COLUMNS 6
#include "table.h"
#include "tap.h"

#include "core/data/standardize.h"
#include "core/numeric/packed.h"

#define TERMS		(MAX_COLUMNS + 1)
#define N_TABLES	300
#define N_ROWS		9

/* What the module says of a table with an intercept. */
static void
ask(Table *table, bool *is_aliased)
{
	static double z[TERMS * LG_BLOCK_STRIDE];
	static double z_low[TERMS * LG_BLOCK_STRIDE];
	static LgDense dense;
	LgTerm		terms[TERMS] = {{.kind = LG_TERM_INTERCEPT}};
	LgMoments	moments[TERMS];
	LgRowCounts counts;
	LgRows		rows = rows_of(table);
	LgDd		gram[LG_PACKED_SIZE(TERMS)];
	double		scratch[TERMS];
	int			columns[TERMS];
	LgDesign	design = {0};
	int64_t		n_rows;
	int			j;

	design.rows = &rows;
	design.n_terms = design.n_columns = table->n_columns + 1;
	design.terms = terms;
	design.columns = columns;
	design.has_intercept = true;
	design.positive = 1;
	for (j = 0; j < design.n_terms; j++)
		columns[j] = j;
	for (j = 1; j < design.n_terms; j++)
	{
		terms[j].kind = LG_TERM_NUMBER;
		terms[j].column = j - 1;
	}
	dense.z = z;
	dense.z_low = z_low;
	lg_design_measure(&design, &counts, moments);
	n_rows = lg_aliasing_gram(&design, &dense, gram);
	lg_aliasing_factor(&design, n_rows, gram, scratch, is_aliased);
}

/*
 * Eliminates a matrix of whole numbers column by column; a column without a
 * pivot depends on earlier ones.  Entries are minors of the matrix: small
 * numbers stay far below 2^63.
 */
static void
eliminate(long long a[N_ROWS][TERMS], int n_columns, bool *is_aliased)
{
	long long	last = 1;
	int			row = 0;
	int			i;
	int			j;
	int			k;

	for (k = 0; k < n_columns; k++)
	{
		for (i = row; i < N_ROWS && a[i][k] == 0; i++)
			;
		is_aliased[k] = i == N_ROWS;
		if (is_aliased[k])
			continue;
		for (j = 0; j < n_columns; j++)
		{
			long long	swap = a[i][j];

			a[i][j] = a[row][j];
			a[row][j] = swap;
		}
		for (i = row + 1; i < N_ROWS; i++)
		{
			for (j = k + 1; j < n_columns; j++)
				a[i][j] = (a[i][j] * a[row][k] - a[i][k] * a[row][j]) / last;
			a[i][k] = 0;
		}
		last = a[row++][k];
	}
}

/* Whole numbers, with units and decimals that no double has exactly. */
static void
fill_whole(Table *table, long long a[N_ROWS][TERMS], double unit)
{
	int			n = table->n_columns;
	int			i;
	int			j;

	for (i = 0; i < N_ROWS; i++)
	{
		a[i][0] = 1;
		for (j = 1; j <= n; j++)
			a[i][j] = (int) (uniform() * 7.0) - 3;

		/* some columns are made of two others, or are constant */
		if (n >= 4)
			a[i][4] = 2 * a[i][1] - 3 * a[i][2] + 5;
		if (n >= 6)
			a[i][6] = a[i][3] - a[i][4] - a[i][5];
		table->weight[i] = 1.0;
		table->y[i] = i % 2;
		for (j = 1; j <= n; j++)
			table->x[j - 1][i] = unit * (double) a[i][j];
	}
}

int
main(void)
{
	static Table table;
	static const double units[] = {1.0, 0.1, 1e-7 / 3.0, 1e200};
	long long	a[N_ROWS][TERMS];
	bool		found[TERMS];
	bool		expected[TERMS];
	int			u;
	int			t;
	int			i;

	table.n_rows = N_ROWS;
	table.block = 4;
	table.has_intercept = true;
	for (u = 0; u < 4; u++)
	{
		int			n_wrong = 0;
		int			n_aliased = 0;

		for (t = 0; t < N_TABLES; t++)
		{
			table.n_columns = 1 + t % MAX_COLUMNS;
			fill_whole(&table, a, units[u]);
			eliminate(a, table.n_columns + 1, expected);
			ask(&table, found);
			for (i = 0; i <= table.n_columns; i++)
			{
				n_wrong += found[i] != expected[i];
				n_aliased += expected[i];
			}
		}
		ok(n_wrong == 0 && n_aliased > 100,
		   "unit %g: %d of %d columns aliased, %d judged wrongly", units[u],
		   n_aliased, N_TABLES * 7 / 2, n_wrong);
	}

	/* what exceeds rounding is no combination, and rounding is one */
	table.n_columns = 3;
	fill_whole(&table, a, 1.0);
	for (i = 0; i < N_ROWS; i++)
	{
		table.x[0][i] = i / 7.0;
		table.x[1][i] = i * i / 3.0;
		table.x[2][i] = table.x[0][i] + table.x[1][i];
	}
	ask(&table, found);
	ok(found[3], "a sum of thirds and sevenths, rounded, is aliased");
	for (i = 0; i < N_ROWS; i++)
		table.x[2][i] += (i % 3) * 1e-12;
	ask(&table, found);
	ok(!found[3], "1e-12 more than the sum is not");
	return tap_done();
}
