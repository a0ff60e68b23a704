/*-------------------------------------------------------------------------
 *
 * conjugate_gradient_test.c
 *		Fits by conjugate gradients against those by factors, and against
 *		what defines a maximum.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/regression.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

#define MAX_ROWS	700
#define MAX_COLUMNS	(LG_COVARIANCE_LIMIT + 9)
#define N_CODES		5

/* Rows of many numbers and one category, handed out in blocks. */
typedef struct Wide
{
	int			n_rows;
	int			n_numbers;
	int			block;			/* rows of a block */
	bool		has_intercept;
	double	   *x[MAX_COLUMNS];
	int			first_code;		/* the smallest of: */
	uint16_t	code[MAX_ROWS];
	uint8_t		y[MAX_ROWS];
	double		weight[MAX_ROWS];
	double		offset[MAX_ROWS];
	int			at;
	int			n_blocks;		/* handed out so far */
	const double *numbers[MAX_COLUMNS];
	const uint16_t *codes[1];
} Wide;

/* A fit, and the room for its answer. */
typedef struct Fitted
{
	LgStatus	status;
	LgRegression regression;
	LgTerm		terms[MAX_COLUMNS + N_CODES + 1];
	void	   *workspace;
	size_t		size;			/* of the workspace */
} Fitted;

static void
rewind_rows(void *host)
{
	((Wide *) host)->at = 0;
}

static bool
next_rows(void *host, LgBlock *block)
{
	Wide	   *wide = host;
	int			j;

	if (wide->at >= wide->n_rows)
		return false;
	memset(block, 0, sizeof(*block));
	block->n_rows = wide->n_rows - wide->at < wide->block ?
		wide->n_rows - wide->at : wide->block;
	for (j = 0; j < wide->n_numbers; j++)
		wide->numbers[j] = wide->x[j] + wide->at;
	wide->codes[0] = wide->code + wide->at;
	block->numbers = wide->numbers;
	block->codes = wide->codes;
	block->labels = wide->y + wide->at;
	block->weights = wide->weight + wide->at;
	block->offsets = wide->offset + wide->at;
	wide->at += block->n_rows;
	wide->n_blocks++;
	return true;
}

static int64_t
skip_rows(void *host, int64_t n_rows)
{
	Wide	   *wide = host;
	int			n_skipped = 0;

	while (wide->at < wide->n_rows && n_skipped + wide->block <= n_rows)
	{
		int			n = wide->n_rows - wide->at < wide->block ?
			wide->n_rows - wide->at : wide->block;

		wide->at += n;
		n_skipped += n;
	}
	return n_skipped;
}

static void
check_nothing(void *host)
{
	(void) host;
}

static double
uniform(void)
{
	static unsigned long long state = 7;

	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (double) (state >> 11) * 0x1p-53;
}

/*
 * Columns that share three factors, each on a scale and about a mean of its
 * own, and labels that depend on the factors.
 */
static void
fill(Wide *wide, int n_rows, int n_numbers)
{
	int			i;
	int			j;

	memset(wide, 0, sizeof(*wide));
	wide->n_rows = n_rows;
	wide->n_numbers = n_numbers;
	wide->block = LG_BLOCK_ROWS;
	wide->has_intercept = true;
	for (j = 0; j < n_numbers; j++)
		wide->x[j] = malloc(n_rows * sizeof(double));
	for (i = 0; i < n_rows; i++)
	{
		double		factor[3];

		for (j = 0; j < 3; j++)
			factor[j] = 2.0 * uniform() - 1.0;
		for (j = 0; j < n_numbers; j++)
			wide->x[j][i] = 1e3 * (j % 5) +
				ldexp(factor[j % 3] + 0.5 * uniform() +
					  0.3 * factor[j % 2], j % 7 - 3);
		wide->code[i] = (uint16_t) (N_CODES * uniform());
		wide->y[i] = uniform() <
			1.0 / (1.0 + exp(1.0 - 2.0 * factor[0] + factor[1] -
							 0.5 * wide->code[i]));
		wide->weight[i] = 0.5 + uniform();
		wide->offset[i] = 0.2 * uniform();
	}
}

static void
empty(Wide *wide)
{
	int			j;

	for (j = 0; j < wide->n_numbers; j++)
		free(wide->x[j]);
}

/* Fits all columns; the first of the codes is the reference. */
static void
fit(Wide *wide, double l2, LgSolver solver, bool skips, Fitted *fitted)
{
	LgRegression *regression = &fitted->regression;
	LgRows		rows = {
		.host = wide, .n_rows = wide->n_rows, .rewind = rewind_rows,
		.next = next_rows, .skip = skip_rows, .check = check_nothing
	};
	int			n = 0;
	int			j;

	memset(fitted, 0, sizeof(*fitted));
	if (wide->has_intercept)
		fitted->terms[n++].kind = LG_TERM_INTERCEPT;
	for (j = 0; j < wide->n_numbers; j++)
	{
		fitted->terms[n].kind = LG_TERM_NUMBER;
		fitted->terms[n++].column = j;
	}
	for (j = 1; j < N_CODES; j++)
	{
		fitted->terms[n].kind = LG_TERM_CODE;
		fitted->terms[n++].code = wide->first_code + j;
	}
	regression->rows = &rows;
	regression->n_terms = n;
	regression->terms = fitted->terms;
	regression->has_intercept = wide->has_intercept;
	regression->positive = 1;
	regression->max_iterations = 100;
	regression->tolerance = LG_DEFAULT_TOLERANCE;
	regression->l2 = l2;
	regression->is_standardised = true;
	regression->solver = solver;
	regression->skips_covariance = skips;
	wide->n_blocks = 0;
	fitted->size = lg_regression_workspace(regression);
	fitted->workspace = malloc(fitted->size);
	fitted->status = lg_regression_fit(regression, fitted->workspace);
}

/* The largest difference of estimates, in standard errors of the second. */
static double
estimates_apart(const Fitted *a, const Fitted *b)
{
	double		worst = 0.0;
	int			j;

	for (j = 0; j < a->regression.n_terms; j++)
		worst = fmax(worst, fabs(a->regression.estimate[j] -
								 b->regression.estimate[j]) /
					 b->regression.std_error[j]);
	return worst;
}

/* The largest relative difference of standard errors. */
static double
errors_apart(const Fitted *a, const Fitted *b)
{
	double		worst = 0.0;
	int			j;

	for (j = 0; j < a->regression.n_terms; j++)
		worst = fmax(worst, fabs(a->regression.std_error[j] /
								 b->regression.std_error[j] - 1.0));
	return worst;
}

/*
 * The same fit on all paths.  Without matrices it is one in doubles, whatever
 * the columns are; "tolerance" is for that.
 */
static void
compare(Wide *wide, double l2, double tolerance, const char *name)
{
	static Fitted dense;
	static Fitted truncated;
	static Fitted plain;
	double		estimates;
	double		errors;
	int			blocks;

	fit(wide, l2, LG_SOLVER_DENSE, false, &dense);
	fit(wide, l2, LG_SOLVER_TRUNCATED, false, &truncated);
	fit(wide, l2, LG_SOLVER_TRUNCATED, true, &plain);
	blocks = wide->n_blocks;
	ok(dense.status == LG_OK && truncated.status == LG_OK &&
	   plain.status == LG_OK, "%s: all converge, the last in %d blocks", name,
	   blocks);

	estimates = estimates_apart(&truncated, &dense);
	errors = errors_apart(&truncated, &dense);
	ok(estimates < 1e-12, "%s: estimates are %.1e errors apart", name,
	   estimates);
	ok(errors < 1e-11, "%s: errors differ by %.1e", name, errors);
	estimates = estimates_apart(&plain, &dense);
	ok(estimates < tolerance, "%s, without covariance: %.1e errors apart", name,
	   estimates);
	ok(isnan(plain.regression.std_error[0]) &&
	   isnan(plain.regression.effective_df) &&
	   plain.regression.covariance_rows == 0 &&
	   fabs(plain.regression.log_lik / dense.regression.log_lik - 1.0) < 1e-12,
	   "%s: which has a likelihood, and no errors", name);
	ok(fabs(truncated.regression.effective_df /
			dense.regression.effective_df - 1.0) < 1e-11,
	   "%s: %.3f effective degrees of freedom", name,
	   truncated.regression.effective_df);
	free(dense.workspace);
	free(truncated.workspace);
	free(plain.workspace);
}

/*
 * Few rows of weight four are fitted in double-double, four times as many rows
 * in doubles; even with an ill-conditioned information no digit may differ.
 */
static void
test_repetition(void)
{
	static Wide weighted;
	static Wide repeated;
	static Fitted few;
	static Fitted many;
	double		l2 = 1e-7;
	double		errors;
	int			solver;
	int			i;
	int			j;

	fill(&weighted, 80, 124);
	repeated = weighted;
	repeated.n_rows *= 4;
	for (j = 0; j < repeated.n_numbers; j++)
		repeated.x[j] = malloc(repeated.n_rows * sizeof(double));
	for (i = 0; i < repeated.n_rows; i++)
	{
		int			from = i % weighted.n_rows;

		for (j = 0; j < repeated.n_numbers; j++)
			repeated.x[j][i] = weighted.x[j][from];
		repeated.code[i] = weighted.code[from];
		repeated.y[i] = weighted.y[from];
		repeated.weight[i] = weighted.weight[from];
		repeated.offset[i] = weighted.offset[from];
	}
	for (i = 0; i < weighted.n_rows; i++)
		weighted.weight[i] *= 4.0;

	fit(&weighted, l2, LG_SOLVER_DENSE, false, &few);
	for (solver = LG_SOLVER_DENSE; solver <= LG_SOLVER_TRUNCATED; solver++)
	{
		fit(&repeated, l2, (LgSolver) solver, false, &many);
		errors = errors_apart(&many, &few);
		ok(few.status == LG_OK && many.status == LG_OK && errors < 1e-11,
		   "condition %.0f: errors in doubles are off by %.1e",
		   many.regression.condition_number, errors);
		errors = fabs(many.regression.effective_df /
					  few.regression.effective_df - 1.0);
		ok(errors < 1e-11, "... and the degrees of freedom by %.1e", errors);
		free(many.workspace);
	}
	free(few.workspace);
	empty(&weighted);
	empty(&repeated);
}

/*
 * The largest element of the gradient at a fit, as a share of the sum of its
 * terms: the sum over the rows of w (y - p) x, centred, less the ridge's.
 */
static double
gradient_left(const Wide *wide, const Fitted *fitted, double l2)
{
	const LgRegression *regression = &fitted->regression;
	double		residual[MAX_ROWS];
	double		worst = 0.0;
	int			i;
	int			j;

	for (i = 0; i < wide->n_rows; i++)
	{
		double		score = regression->estimate[0] + wide->offset[i];

		for (j = 0; j < wide->n_numbers; j++)
			score += regression->estimate[j + 1] * wide->x[j][i];
		if (wide->code[i] > 0)
			score += regression->estimate[wide->n_numbers + wide->code[i]];
		residual[i] = wide->weight[i] *
			(wide->y[i] - 1.0 / (1.0 + exp(-score)));
	}
	for (j = 0; j < wide->n_numbers; j++)
	{
		const LgTerm *term = &fitted->terms[j + 1];
		double		sum = -l2 * term->std_dev * term->std_dev *
			regression->estimate[j + 1];
		double		size = fabs(sum);

		for (i = 0; i < wide->n_rows; i++)
		{
			double		product = residual[i] * (wide->x[j][i] - term->mean);

			sum += product;
			size += fabs(product);
		}
		worst = fmax(worst, fabs(sum) / size);
	}
	return worst;
}

int
main(void)
{
	static Wide wide;
	static Fitted fitted;
	double		left;
	int			i;

	fill(&wide, MAX_ROWS, 120);
	compare(&wide, 1.0, 1e-12, "120 columns");
	compare(&wide, 1e-4, 1e-12, "hardly any ridge");
	compare(&wide, 1e4, 1e-12, "a large ridge");
	wide.block = 37;
	compare(&wide, 1.0, 1e-12, "blocks of 37 rows");
	wide.has_intercept = false;
	compare(&wide, 1.0, 1e-8, "no intercept");
	empty(&wide);

	/* codes at the end of a category's table, and beyond it */
	fill(&wide, MAX_ROWS, 40);
	wide.first_code = 1021;
	for (i = 0; i < MAX_ROWS; i++)
		wide.code[i] += wide.first_code;
	compare(&wide, 1.0, 1e-12, "large codes");
	empty(&wide);

	fill(&wide, 60, 150);
	compare(&wide, 0.5, 1e-12, "more columns than rows");
	empty(&wide);

	fill(&wide, MAX_ROWS, 2);
	compare(&wide, 1.0, 1e-12, "two columns");
	empty(&wide);

	test_repetition();

	fill(&wide, 150, MAX_COLUMNS);
	fit(&wide, 30.0, LG_SOLVER_AUTO, true, &fitted);
	left = gradient_left(&wide, &fitted, 30.0);
	ok(fitted.status == LG_OK && left < 1e-10,
	   "%d columns without a matrix: gradient %.1e", MAX_COLUMNS, left);
	ok(fitted.size < sizeof(double) * MAX_COLUMNS * MAX_COLUMNS / 2.0,
	   "... in less room than one takes");
	free(fitted.workspace);
	empty(&wide);
	return tap_done();
}
