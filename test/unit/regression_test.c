/*-------------------------------------------------------------------------
 *
 * regression_test.c
 *		Identities of a fit, and what it says of odd data.
 *
 * The certified cases are in test/reference; here are the properties that
 * need no outside word: what a fit must not depend on, and which data have
 * no maximum.
 *
 *-------------------------------------------------------------------------
 */
#include "regression.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

#define MAX_ROWS	600
#define MAX_COLUMNS 4

/* A table in memory, handed out in blocks of a chosen size. */
typedef struct Table
{
	int			n_rows;
	int			n_columns;
	int			block;			/* rows of a block */
	bool		has_intercept;
	double		x[MAX_COLUMNS][MAX_ROWS];
	unsigned char y[MAX_ROWS];
	double		weight[MAX_ROWS];
	double		offset[MAX_ROWS];
	int			at;
	const double *columns[MAX_COLUMNS];
} Table;

/* A fit with its answer's arrays. */
typedef struct Answer
{
	LgStatus	status;
	LgRegression regression;
	LgTerm		terms[MAX_COLUMNS + 1];
	void	   *workspace;
} Answer;

static void
rewind_table(void *host)
{
	((Table *) host)->at = 0;
}

static bool
next_block(void *host, LgBlock *block)
{
	Table	   *table = host;
	int			j;

	if (table->at >= table->n_rows)
		return false;
	block->n_rows = table->n_rows - table->at < table->block ?
		table->n_rows - table->at : table->block;
	for (j = 0; j < table->n_columns; j++)
		table->columns[j] = table->x[j] + table->at;
	block->numbers = table->columns;
	block->codes = NULL;
	block->labels = table->y + table->at;
	block->weights = table->weight + table->at;
	block->offsets = table->offset + table->at;
	table->at += block->n_rows;
	return true;
}

static int64_t
skip_blocks(void *host, int64_t n_rows)
{
	Table	   *table = host;
	int64_t		n_skipped = 0;
	int			size = table->block;

	while (table->at < table->n_rows)
	{
		if (table->n_rows - table->at < size)
			size = table->n_rows - table->at;
		if (n_skipped + size > n_rows)
			break;
		n_skipped += size;
		table->at += size;
	}
	return n_skipped;
}

static void
check_nothing(void *host)
{
	(void) host;
}

static void
fit(Table *table, Answer *answer)
{
	LgRows		rows = {
		table, table->n_rows, rewind_table, next_block, skip_blocks,
		check_nothing
	};
	LgRegression *regression = &answer->regression;
	int			first = table->has_intercept ? 1 : 0;
	int			j;

	memset(answer, 0, sizeof(*answer));
	answer->terms[0].kind = LG_TERM_INTERCEPT;
	for (j = 0; j < table->n_columns; j++)
	{
		answer->terms[j + first].kind = LG_TERM_NUMBER;
		answer->terms[j + first].column = j;
	}
	regression->rows = &rows;
	regression->n_terms = table->n_columns + first;
	regression->terms = answer->terms;
	regression->has_intercept = table->has_intercept;
	regression->positive = 1;
	regression->max_iterations = 100;
	regression->tolerance = LG_DEFAULT_TOLERANCE;
	answer->workspace = malloc(lg_regression_workspace(regression->n_terms));
	answer->status = lg_regression_fit(regression, answer->workspace);
}

/* Random numbers of no quality, the same everywhere (Knuth's MMIX). */
static double
uniform(void)
{
	static unsigned long long state = 42;

	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (double) (state >> 11) * 0x1p-53;
}

/* n rows of two columns, and labels that depend on them. */
static void
fill(Table *table, int n)
{
	int			i;

	memset(table, 0, sizeof(*table));
	table->n_rows = n;
	table->n_columns = 2;
	table->block = LG_BLOCK_ROWS;
	table->has_intercept = true;
	for (i = 0; i < n; i++)
	{
		table->x[0][i] = uniform() * 4.0 - 2.0;
		table->x[1][i] = uniform() + 0.5 * table->x[0][i];
		table->y[i] = uniform() <
			1.0 / (1.0 + exp(0.5 - table->x[0][i] + 2.0 * table->x[1][i]));
		table->weight[i] = 1.0;
	}
}

/* The largest relative difference of estimates and errors. */
static double
difference(const Answer *a, const Answer *b)
{
	double		worst = 0.0;
	int			j;

	for (j = 0; j < a->regression.n_terms; j++)
	{
		worst = fmax(worst, fabs(a->regression.estimate[j] /
								 b->regression.estimate[j] - 1.0));
		worst = fmax(worst, fabs(a->regression.std_error[j] /
								 b->regression.std_error[j] - 1.0));
	}
	return worst;
}

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
	ok(a.regression.tally.n_rows == 150, "but not for the number of rows");
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

/* Fits one column with an intercept and answers the status. */
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
