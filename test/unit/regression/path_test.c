/*-------------------------------------------------------------------------
 *
 * path_test.c
 *		Points of a path are the fits that are made one by one.
 *
 * A fit by itself starts at the null model, and its Karush-Kuhn-Tucker
 * conditions are checked in lasso_test.c; a path starts each from the one
 * before.  The maximum is unique, whatever the way.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/path.h"

#define MAX_ROWS	3000
#define MAX_COLUMNS 6
#include "table.h"
#include "tap.h"

/* Six columns, of which two count and two are nearly alike. */
static void
fill_six(Table *table, int n)
{
	int			i;
	int			j;

	fill(table, n);
	table->n_columns = 6;
	for (i = 0; i < table->n_rows; i++)
	{
		for (j = 2; j < 5; j++)
			table->x[j][i] = 10.0 * uniform();
		table->x[5][i] = table->x[4][i] + 0.01 * uniform();
	}
}

/* The question of a table's path. */
static void
ask(Table *table, LgRows *rows, LgTerm *terms, LgRegression *regression)
{
	int			j;

	memset(terms, 0, (MAX_COLUMNS + 1) * sizeof(*terms));
	terms[0].kind = LG_TERM_INTERCEPT;
	for (j = 0; j < table->n_columns; j++)
	{
		terms[j + 1].kind = LG_TERM_NUMBER;
		terms[j + 1].column = j;
	}
	*regression = table->options;
	regression->rows = rows;
	regression->n_terms = table->n_columns + 1;
	regression->terms = terms;
	regression->has_intercept = true;
	regression->positive = 1;
	regression->max_iterations = 100;
	regression->tolerance = LG_DEFAULT_TOLERANCE;
}

/* Walks along n penalties, and compares with fits by themselves. */
static void
walk(Table *table, const double (*penalty)[2], int n, bool is_in_doubles,
	 const char *name)
{
	LgRows		rows = rows_of(table);
	LgTerm		terms[MAX_COLUMNS + 1];
	LgRegression regression;
	LgPath		path = {.is_in_doubles = is_in_doubles};
	void	   *workspace;
	double		worst = 0.0;
	double		worst_df = 0.0;
	bool		has_same_zeros = true;
	bool		is_found = true;
	int			i;
	int			j;

	ask(table, &rows, terms, &regression);
	workspace = malloc(lg_path_workspace(&regression));
	for (i = 0; i < n; i++)
	{
		Answer		alone;
		LgStatus	status = LG_NO_ROWS;

		table->options.l1 = regression.l1 = penalty[i][0];
		table->options.l2 = regression.l2 = penalty[i][1];
		is_found &= lg_path_applies(&path, &regression) &&
			lg_path_fit(&path, &regression, workspace, &status) &&
			status == LG_OK;
		fit(table, &alone);
		for (j = 0; j < regression.n_terms; j++)
		{
			worst = fmax(worst, fabs(regression.estimate[j] -
									 alone.regression.estimate[j]));
			has_same_zeros &= (regression.estimate[j] == 0.0) ==
				(alone.regression.estimate[j] == 0.0);
		}
		worst = fmax(worst, fabs(regression.log_lik /
								 alone.regression.log_lik - 1.0));
		worst_df = fmax(worst_df, fabs(regression.effective_df -
									   alone.regression.effective_df));
		free(alone.workspace);
	}
	ok(is_found, "%s: all points are found", name);
	ok(worst < 4e-12 && worst_df < 1e-9, "%s: they differ by %.1e", name,
	   worst);
	ok(has_same_zeros, "%s: what is zero is the same", name);
	free(workspace);
}

int
main(void)
{
	static Table table;
	const double lasso[][2] = {
		{300, 0}, {200, 0}, {100, 0}, {30, 0}, {10, 0}, {3, 0}, {1, 0},
		{0.1, 0}, {50, 0}
	};
	const double ridge[][2] = {
		{0, 1e6}, {0, 1e3}, {0, 100}, {0, 30}, {0, 10}, {0, 1}, {0, 1e-3},
		{0, 50}
	};
	const double both[][2] = {
		{100, 10}, {10, 10}, {0, 10}, {0, 1}, {30, 1}, {30, 2}, {1, 1}
	};
	LgRows		rows;
	LgTerm		terms[MAX_COLUMNS + 1];
	LgRegression regression;
	LgPath		path = {.is_in_doubles = false};
	LgStatus	status;
	void	   *workspace;
	int			i;

	fill_six(&table, 400);
	table.options.is_standardised = true;
	walk(&table, lasso, 9, false, "lasso");
	walk(&table, ridge, 8, false, "ridge");
	walk(&table, both, 7, false, "both");
	walk(&table, lasso, 9, true, "lasso in doubles");
	walk(&table, ridge, 8, true, "ridge in doubles");
	fill_six(&table, 3000);
	walk(&table, both, 7, true, "not standardised, in doubles");
	for (i = 0; i < table.n_rows; i++)
	{
		table.weight[i] = 1.0 + i % 3;
		table.offset[i] = i % 5 - 2.0;
	}
	walk(&table, lasso, 9, true, "weights and offsets");

	/* questions that a path does not accept */
	table.options.l1 = table.options.l2 = 0.0;
	rows = rows_of(&table);
	ask(&table, &rows, terms, &regression);
	ok(!lg_path_applies(&path, &regression), "no penalty: none of a path");
	regression.l2 = 1.0;
	memset(table.y, 1, sizeof(table.y));
	workspace = malloc(lg_path_workspace(&regression));
	ok(lg_path_applies(&path, &regression) &&
	   !lg_path_fit(&path, &regression, workspace, &status) &&
	   !lg_path_applies(&path, &regression), "one class: none of a path");
	free(workspace);
	return tap_done();
}
