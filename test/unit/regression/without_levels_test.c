/*-------------------------------------------------------------------------
 *
 * without_levels_test.c
 *		Levels of one class: counting finds the same as the search for
 *		directions.
 *
 * The same design is fitted twice: its categories as codes, where levels of
 * one class are found by counting, and as numbers 0 and 1, where nothing but
 * the search for directions finds them.  Both have to say the same: which
 * terms run off and where to, the limits of the others and their errors, the
 * log-likelihood, and where the score of each row goes.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/regression.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "table.h"
#include "tap.h"

#define MAX_LEVELS		6
#define CATEGORIES		2
#define MAX_TERMS		(2 + CATEGORIES * MAX_LEVELS)

/* Rows of two categories and a number, in both forms. */
typedef struct Cases
{
	int			n_rows;
	int			n_levels[CATEGORIES];
	bool		has_intercept;
	bool		has_number;
	uint16_t	code[CATEGORIES][MAX_ROWS];
	double		x[MAX_ROWS];
	double		indicator[MAX_TERMS][MAX_ROWS];
	unsigned char y[MAX_ROWS];
	const double *numbers[1 + MAX_TERMS];	/* x, and indicators by term */
	const uint16_t *codes[CATEGORIES];
	LgTerm		by_code[MAX_TERMS];
	LgTerm		by_number[MAX_TERMS];
	int			n_terms;
	int			at;
} Cases;

static void
rewind_cases(void *host)
{
	((Cases *) host)->at = 0;
}

static bool
next_cases(void *host, LgBlock *block)
{
	Cases	   *cases = host;
	int			n = cases->n_rows - cases->at;
	int			j;

	if (n == 0)
		return false;
	n = n < LG_BLOCK_ROWS ? n : LG_BLOCK_ROWS;
	memset(block, 0, sizeof(*block));
	cases->numbers[0] = cases->x + cases->at;
	for (j = 0; j < MAX_TERMS; j++)
		cases->numbers[1 + j] = cases->indicator[j] + cases->at;
	for (j = 0; j < CATEGORIES; j++)
		cases->codes[j] = cases->code[j] + cases->at;
	block->n_rows = n;
	block->numbers = cases->numbers;
	block->codes = cases->codes;
	block->labels = cases->y + cases->at;
	cases->at += n;
	return true;
}

static int64_t
skip_cases(void *host, int64_t n_rows)
{
	(void) host;
	(void) n_rows;
	return 0;
}

/* Adds a term in both forms. */
static void
add_term(Cases *cases, LgTermKind kind, int column, int code)
{
	int			n = cases->n_terms++;
	int			i;

	cases->by_code[n].kind = kind;
	cases->by_code[n].column = column;
	cases->by_code[n].code = code;
	cases->by_number[n].kind = kind == LG_TERM_CODE ? LG_TERM_NUMBER : kind;
	cases->by_number[n].column = kind == LG_TERM_CODE ? 1 + n : column;
	for (i = 0; kind == LG_TERM_CODE && i < cases->n_rows; i++)
		cases->indicator[n][i] = cases->code[column][i] == code;
}

/*
 * Random rows.  Some levels are of one class, some lose their other class
 * only when those are left out, and references are among them.
 */
static void
make_cases(Cases *cases, int n_rows)
{
	double		class_of[CATEGORIES][MAX_LEVELS];
	int			c;
	int			i;
	int			k;

	memset(cases, 0, sizeof(*cases));
	cases->n_rows = n_rows;
	cases->has_intercept = uniform() < 0.9;
	cases->has_number = uniform() < 0.7;
	for (c = 0; c < CATEGORIES; c++)
	{
		cases->n_levels[c] = 2 + (int) (uniform() * (MAX_LEVELS - 1));
		for (k = 0; k < MAX_LEVELS; k++)
			class_of[c][k] = uniform();
	}
	for (i = 0; i < n_rows; i++)
	{
		double		p = 0.5;

		cases->x[i] = floor(uniform() * 8.0);
		for (c = 0; c < CATEGORIES; c++)
		{
			k = (int) (uniform() * cases->n_levels[c]);
			cases->code[c][i] = k;
			if (class_of[c][k] < 0.2)
				p = 0.0;
			else if (class_of[c][k] < 0.4)
				p = 1.0;
			if (p != 0.5)
				break;
		}
		for (c++; c < CATEGORIES; c++)
			cases->code[c][i] = (int) (uniform() * cases->n_levels[c]);
		cases->y[i] = uniform() < p;
	}
	if (cases->has_intercept)
		add_term(cases, LG_TERM_INTERCEPT, 0, 0);
	if (cases->has_number)
		add_term(cases, LG_TERM_NUMBER, 0, 0);
	for (c = 0; c < CATEGORIES; c++)
		for (k = c > 0 || cases->has_intercept ? 1 : 0;
			 k < cases->n_levels[c]; k++)
			add_term(cases, LG_TERM_CODE, c, k);
}

static LgStatus
fit_cases(Cases *cases, LgTerm *terms, LgRegression *regression,
		  void **workspace)
{
	static LgRows rows;
	LgStatus	status;

	rows.host = cases;
	rows.n_rows = cases->n_rows;
	rows.rewind = rewind_cases;
	rows.next = next_cases;
	rows.skip = skip_cases;
	rows.check = check_nothing;
	memset(regression, 0, sizeof(*regression));
	regression->rows = &rows;
	regression->n_terms = cases->n_terms;
	regression->terms = terms;
	regression->has_intercept = cases->has_intercept;
	regression->positive = 1;
	regression->max_iterations = 100;
	regression->tolerance = LG_DEFAULT_TOLERANCE;
	*workspace = malloc(lg_regression_workspace(regression));
	status = lg_regression_fit(regression, *workspace);
	return status;
}

/* The same number, infinity or NaN, but for rounding. */
static bool
same(double a, double b)
{
	if (isnan(a) || isnan(b))
		return isnan(a) && isnan(b);
	if (isinf(a) || isinf(b))
		return a == b;
	return fabs(a - b) <= 1e-11 * (1.0 + fabs(b));
}

/* Where the score of a row goes, as the scores tell it. */
static int
goes_to(const LgRegression *regression, const LgTerm *terms,
		Cases *cases, int row)
{
	LgBlock		block;
	double		sum = 0.0;
	double		size = 0.0;
	int			j;

	rewind_cases(cases);
	while (next_cases(cases, &block) && cases->at <= row)
		continue;
	row -= cases->at - block.n_rows;
	for (j = 0; j < regression->n_terms; j++)
	{
		double		part = regression->direction[j] *
			lg_term_raw(&terms[j], &block, row);

		sum += part;
		size += fabs(part);
	}
	return fabs(sum) <= 1e-12 * size ? 0 : sum > 0.0 ? 1 : -1;
}

/* Fits both forms and compares; the status of the fit by codes. */
static LgStatus
compare(int number)
{
	static Cases cases;
	LgRegression by_code;
	LgRegression by_number;
	void	   *workspace[2];
	LgStatus	status;
	const char *fault = NULL;
	int			i;

	make_cases(&cases, 12 + number % 160);
	status = fit_cases(&cases, cases.by_code, &by_code, &workspace[0]);
	if (fit_cases(&cases, cases.by_number, &by_number,
				  &workspace[1]) != status)
		fault = "status";
	for (i = 0; i < cases.n_terms && !fault; i++)
		if (!same(by_code.estimate[i], by_number.estimate[i]))
			fault = "estimate";
		else if (!same(by_code.std_error[i], by_number.std_error[i]))
			fault = "std_error";
	if (!fault && (by_code.rank != by_number.rank ||
				   !same(by_code.log_lik, by_number.log_lik) ||
				   !same(by_code.null_log_lik, by_number.null_log_lik)))
		fault = "log-likelihood or rank";
	for (i = 0; i < cases.n_rows && !fault && status != LG_NO_ROWS; i++)
		if (goes_to(&by_code, cases.by_code, &cases, i) !=
			goes_to(&by_number, cases.by_number, &cases, i))
			fault = "score";
	if (fault)
	{
		ok(false, "design %d: %s (status %d)", number, fault, status);
		for (i = 0; i < cases.n_terms; i++)
			printf("# term %d: %g %g, %g %g\n", i, by_code.estimate[i],
				   by_number.estimate[i], by_code.std_error[i],
				   by_number.std_error[i]);
	}
	free(workspace[0]);
	free(workspace[1]);
	return status;
}

int
main(void)
{
	int			n_separated = 0;
	int			n = 600;
	int			i;

	for (i = 0; i < n; i++)
		if (compare(i) == LG_SEPARATED)
			n_separated++;
	ok(n_separated > n / 3, "%d of %d designs are separated", n_separated, n);
	return tap_done();
}
