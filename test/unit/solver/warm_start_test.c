/*-------------------------------------------------------------------------
 *
 * warm_start_test.c
 *		Subsamples change the path of a fit, never its result.
 *
 * Rows are many, and spoiled where samples look or do not look.  A host that
 * does not tell how many rows it has gets a fit without samples, to compare
 * with.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/regression.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

#define COLUMNS 2

/* Enough for the first information to be estimated, see warm_start.c. */
#define MANY	(1300 * 1000)

/* What is odd about the rows. */
typedef enum Odd
{
	NOTHING,
	RARE_INDICATOR,				/* the first column is 0 but in one block */
	HUGE_VALUE,					/* the second has one value of 1e100, which
								 * separates its row */
	SORTED_LABELS,				/* blocks of one label in most samples */
	CONSTANT_COLUMN				/* the first column never varies */
} Odd;

typedef struct Host
{
	int			at;				/* the next row */
	const double *columns[COLUMNS];
} Host;

static int	n_rows;
static double x[COLUMNS][MANY];
static uint8_t labels[MANY];

/* A random number that belongs to a row (splitmix64). */
static double
random_of(int row, int salt)
{
	uint64_t	z = (uint64_t) row * 4 + salt;

	z = (z + 1) * UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (double) ((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static void
rewind_rows(void *host)
{
	((Host *) host)->at = 0;
}

static void
make_rows(Odd odd)
{
	int			row;

	/* proofs of separation take their time */
	n_rows = odd == HUGE_VALUE ? MANY / 8 : MANY;
	for (row = 0; row < n_rows; row++)
	{
		int			number = row / LG_BLOCK_ROWS;
		double		a = random_of(row, 0) + random_of(row, 1) - 1.0;
		double		b = 4.0 * random_of(row, 2);
		double		p = 1.0 / (1.0 + exp(1.0 - 2.0 * a - 0.5 * b));

		if (odd == RARE_INDICATOR)
			a = number == 3 && row % 2 == 0;
		if (odd == CONSTANT_COLUMN)
			a = 0.1;
		if (odd == HUGE_VALUE && row == 1000)
			b = 1e100;
		x[0][row] = a;
		x[1][row] = b;
		labels[row] = random_of(row, 3) < p;
		if (odd == SORTED_LABELS && number % 7 == 0)
			labels[row] = 1;
	}
}

static bool
next_rows(void *host, LgBlock *block)
{
	Host	   *rows = host;
	int			left = n_rows - rows->at;
	int			j;

	memset(block, 0, sizeof(*block));
	for (j = 0; j < COLUMNS; j++)
		rows->columns[j] = x[j] + rows->at;
	block->n_rows = left < LG_BLOCK_ROWS ? left : LG_BLOCK_ROWS;
	block->numbers = rows->columns;
	block->labels = labels + rows->at;
	rows->at += block->n_rows;
	return block->n_rows > 0;
}

static int64_t
skip_rows(void *host, int64_t n_skipped)
{
	Host	   *rows = host;
	int64_t		left = n_rows - rows->at;
	int64_t		n = n_skipped / LG_BLOCK_ROWS * LG_BLOCK_ROWS;

	n = n < left ? n : left;
	rows->at += (int) n;
	return n;
}

static void
check_nothing(void *host)
{
	(void) host;
}

/* Fits the rows; told says whether the core learns how many there are. */
static LgStatus
fit(bool told, LgTerm *terms, LgRegression *regression, void **workspace)
{
	static Host host;
	LgRows		rows = {
		.host = &host, .n_rows = told ? n_rows : 0, .rewind = rewind_rows,
		.next = next_rows, .skip = skip_rows, .check = check_nothing
	};
	int			j;

	memset(regression, 0, sizeof(*regression));
	memset(terms, 0, (COLUMNS + 1) * sizeof(*terms));
	terms[0].kind = LG_TERM_INTERCEPT;
	for (j = 0; j < COLUMNS; j++)
	{
		terms[j + 1].kind = LG_TERM_NUMBER;
		terms[j + 1].column = j;
	}
	regression->rows = &rows;
	regression->n_terms = COLUMNS + 1;
	regression->terms = terms;
	regression->has_intercept = true;
	regression->positive = 1;
	regression->max_iterations = 100;
	/* without samples the information is that before the last step */
	regression->tolerance = told ? LG_DEFAULT_TOLERANCE : 1e-14;
	*workspace = malloc(lg_regression_workspace(regression));
	return lg_regression_fit(regression, *workspace);
}

/* The relative difference of two numbers, 1 if only one of them exists. */
static double
difference(double a, double b)
{
	if (isnan(a) && isnan(b))
		return 0.0;
	return isnan(a) || isnan(b) ? 1.0 : fabs(a - b) / fmax(fabs(b), 1e-300);
}

static void
compare(Odd odd, const char *name)
{
	LgRegression sampled;
	LgRegression whole;
	LgTerm		terms[2][COLUMNS + 1];
	void	   *workspace[2];
	LgStatus	status;
	double		worst;
	int			j;

	make_rows(odd);
	status = fit(true, terms[0], &sampled, &workspace[0]);
	worst = fit(false, terms[1], &whole, &workspace[1]) == status &&
		sampled.row_counts.n_rows == n_rows &&
		sampled.row_counts.n_positive == whole.row_counts.n_positive ?
		0.0 : 1.0;
	worst = fmax(worst, difference(sampled.log_lik, whole.log_lik));
	worst = fmax(worst, difference(sampled.null_log_lik, whole.null_log_lik));
	for (j = 0; j <= COLUMNS; j++)
	{
		worst = fmax(worst, difference(sampled.estimate[j],
									   whole.estimate[j]));
		worst = fmax(worst, difference(sampled.std_error[j],
									   whole.std_error[j]));
		worst = fmax(worst, difference(terms[0][j].mean, terms[1][j].mean));
		worst = fmax(worst, difference(terms[0][j].std_dev,
									   terms[1][j].std_dev));
		if (terms[0][j].min != terms[1][j].min ||
			terms[0][j].max != terms[1][j].max)
			worst = 1.0;
	}
	ok((status == LG_OK || odd == HUGE_VALUE) && worst < 1e-12,
	   "%s: difference %.1e", name, worst);
	ok(sampled.n_iterations < whole.n_iterations || odd != NOTHING,
	   "%s: %d iterations after samples, %d without", name,
	   sampled.n_iterations, whole.n_iterations);
	free(workspace[0]);
	free(workspace[1]);
}

int
main(void)
{
	compare(NOTHING, "ordinary rows");
	compare(RARE_INDICATOR, "an indicator that no sample sees");
	compare(HUGE_VALUE, "a value of 1e100 that no sample sees");
	compare(SORTED_LABELS, "blocks of one label where samples look");
	compare(CONSTANT_COLUMN, "a constant column");
	return tap_done();
}
