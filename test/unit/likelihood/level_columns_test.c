/*-------------------------------------------------------------------------
 *
 * level_columns_test.c
 *		Passes over categories of many levels, against dense ones.
 *
 * The pass in double-double makes every column of every level, so that it
 * tells what the sums of a pass that makes none have to be.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/level_columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/data/standardize.h"
#include "core/likelihood/objective.h"
#include "core/numeric/packed.h"
#include "table.h"
#include "tap.h"

#define N_LEVELS	40
#define N_KINDS		3
#define N_TERMS		(1 + 2 + (N_LEVELS - 1) + (N_KINDS - 1))

/* Two numbers and two categories, whose codes are not all levels. */
typedef struct Cases
{
	double		x[2][MAX_ROWS];
	uint16_t	code[2][MAX_ROWS];
	unsigned char y[MAX_ROWS];
	double		weight[MAX_ROWS];
	int			at;
	const double *numbers[2];
	const uint16_t *codes[2];
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
	int			n = MAX_ROWS - cases->at;
	int			j;

	if (n == 0)
		return false;
	n = n < 250 ? n : 250;
	memset(block, 0, sizeof(*block));
	block->n_rows = n;
	for (j = 0; j < 2; j++)
	{
		cases->numbers[j] = cases->x[j] + cases->at;
		cases->codes[j] = cases->code[j] + cases->at;
	}
	block->numbers = cases->numbers;
	block->codes = cases->codes;
	block->labels = cases->y + cases->at;
	block->weights = cases->weight + cases->at;
	cases->at += n;
	return true;
}

/* The largest difference of two sums, by the size of the second. */
static double
difference_of(const LgDd *a, const LgDd *b, size_t n)
{
	double		worst = 0.0;
	size_t		i;

	for (i = 0; i < n; i++)
		worst = fmax(worst, fabs(lg_dd_double(lg_dd_subtract(a[i], b[i]))) /
					 (1.0 + fabs(b[i].hi)));
	return worst;
}

int
main(void)
{
	static Cases cases;
	static LgTerm terms[N_TERMS];
	static LgMoments moments[N_TERMS];
	static LgDense dense;
	static double factor[N_TERMS];
	static double shift[N_TERMS];
	static double slope[N_TERMS];
	static const double *dense_columns[N_TERMS];
	static LgDd gradient[2][N_TERMS];
	static LgDd information[2][LG_PACKED_SIZE(N_TERMS)];
	static int	columns[N_TERMS];
	LgDd		beta[N_TERMS];
	LgCurvature curvature[2];
	LgRowCounts counts;
	LgRows		rows = {
		.host = &cases, .n_rows = MAX_ROWS, .rewind = rewind_cases,
		.next = next_cases, .check = check_nothing
	};
	LgDesign	design = {
		.rows = &rows, .n_terms = N_TERMS, .terms = terms,
		.has_intercept = true, .positive = 1, .n_columns = N_TERMS,
		.columns = columns
	};
	int			i;
	int			j;
	int			n = 0;

	for (i = 0; i < MAX_ROWS; i++)
	{
		cases.x[0][i] = uniform();
		cases.x[1][i] = 2026.0 + uniform();
		cases.code[0][i] = 2 * (int) (uniform() * N_LEVELS);
		cases.code[1][i] = (int) (uniform() * N_KINDS);
		cases.y[i] = uniform() < 0.4;
		cases.weight[i] = 0.5 + uniform();
	}
	/* numbers stand between the levels, the intercept first */
	terms[n++].kind = LG_TERM_INTERCEPT;
	terms[n++].kind = LG_TERM_NUMBER;
	for (j = 1; j < N_LEVELS; j++)
	{
		terms[n].kind = LG_TERM_CODE;
		terms[n++].code = 2 * j;
	}
	terms[n].kind = LG_TERM_NUMBER;
	terms[n++].column = 1;
	for (j = 1; j < N_KINDS; j++)
	{
		terms[n].kind = LG_TERM_CODE;
		terms[n].column = 1;
		terms[n++].code = j;
	}
	lg_design_measure(&design, &counts, moments);
	for (j = 0; j < N_TERMS; j++)
	{
		columns[j] = j;
		beta[j] = lg_dd(uniform() - 0.5);
	}
	for (i = 0; i < 2; i++)
	{
		curvature[i].gradient = gradient[i];
		curvature[i].information = information[i];
	}
	dense.z = malloc(N_TERMS * LG_BLOCK_STRIDE * sizeof(double));
	dense.z_low = malloc(N_TERMS * LG_BLOCK_STRIDE * sizeof(double));
	dense.sums = malloc(lg_cross_size(N_TERMS) * sizeof(double));
	dense.columns = dense_columns;
	dense.factor = factor;
	dense.shift = shift;
	dense.slope = slope;

	ok(lg_level_columns_apply(&design), "%d levels are many", N_LEVELS);
	lg_objective_evaluate(&design, &dense, beta, &curvature[0]);
	lg_objective_evaluate_dd(&design, &dense, beta, false, &curvature[1]);
	ok(difference_of(&curvature[0].log_lik, &curvature[1].log_lik, 1) < 1e-13,
	   "log-likelihood");
	ok(difference_of(gradient[0], gradient[1], N_TERMS) < 1e-12,
	   "gradient: %.1e apart",
	   difference_of(gradient[0], gradient[1], N_TERMS));
	ok(difference_of(information[0], information[1],
					 LG_PACKED_SIZE(N_TERMS)) < 1e-12,
	   "information: %.1e apart",
	   difference_of(information[0], information[1],
					 LG_PACKED_SIZE(N_TERMS)));
	ok(curvature[0].n_rows == MAX_ROWS &&
	   fabs(curvature[0].smallest_margin - curvature[1].smallest_margin) <
	   1e-12, "rows and the smallest margin");
	free(dense.z);
	free(dense.z_low);
	free(dense.sums);
	return tap_done();
}
