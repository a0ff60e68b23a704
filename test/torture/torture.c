/*-------------------------------------------------------------------------
 *
 * torture.c
 *		Fits random data sets, and proves each answer without a reference.
 *
 * usage: torture FIRST LAST [MAX_ROWS [verbose]]
 *
 * For each seed: the status is one that the data allow; where it is converged
 * the score equations hold on all rows, where it is separated the direction
 * separates; the opposite order of the rows has the same status, estimates and
 * standard errors; and no fit makes more than MOST_PASSES passes.
 *
 *-------------------------------------------------------------------------
 */
#include "torture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tap.h"

/* The most that a fit may read its rows. */
#define MOST_PASSES		250.0

/* How much two orders of the rows may differ: digits, or standard errors. */
#define SAME_DIGITS		1e-12
#define SAME_ERRORS		1e-10

/*
 * How much standard errors may differ: by a relative error, or by the rounding
 * of double-double sums divided by the smallest pivot of the information,
 * which is about 1 / condition^2.  A pivot is what is left of such sums, and
 * no order of the rows leaves more digits of it.
 */
#define SAME_STD_ERRORS	1e-8
#define ROUNDING_OF_SUMS	0x1p-100

/* Numbers of the rows that are handed out. */
typedef struct Host
{
	const TortureSet *set;
	int			at;				/* the next row */
	int64_t		n_read;			/* rows handed out in all */
	const double *columns[MAX_NUMBERS];
} Host;

static void
rewind_rows(void *host)
{
	((Host *) host)->at = 0;
}

static bool
next_rows(void *host, LgBlock *block)
{
	Host	   *rows = host;
	const TortureSet *set = rows->set;
	int			left = set->n_rows - rows->at;
	int			j;

	memset(block, 0, sizeof(*block));
	for (j = 0; j < set->n_numbers; j++)
		rows->columns[j] = set->number[j] + rows->at;
	block->n_rows = left < LG_BLOCK_ROWS ? left : LG_BLOCK_ROWS;
	block->numbers = rows->columns;
	block->labels = set->label + rows->at;
	block->weights = set->weight ? set->weight + rows->at : NULL;
	block->offsets = set->offset ? set->offset + rows->at : NULL;
	rows->at += block->n_rows;
	rows->n_read += block->n_rows;
	return block->n_rows > 0;
}

static int64_t
skip_rows(void *host, int64_t n_skipped)
{
	Host	   *rows = host;
	int64_t		left = rows->set->n_rows - rows->at;
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

/* The terms of all equations, by column. */
static int
make_terms(const TortureSet *set, int n_equations, LgTerm *terms)
{
	int			first = set->has_intercept ? 1 : 0;
	int			n = 0;
	int			j;
	int			k;

	for (j = 0; j < set->n_numbers + first; j++)
		for (k = 0; k < n_equations; k++)
		{
			LgTerm	   *term = &terms[n++];

			memset(term, 0, sizeof(*term));
			term->kind = j < first ? LG_TERM_INTERCEPT : LG_TERM_NUMBER;
			term->column = j - first;
			term->equation = set->n_classes > 2 ?
				k + set->n_classes - n_equations : 0;
		}
	return n;
}

/* Puts an answer by term into one by equation. */
static void
take_answer(const TortureSet *set, const LgRegression *regression,
			int n_equations, TortureFit *fit)
{
	int			skipped = set->n_classes > 2 ?
		n_equations - (set->n_classes - 1) : 0;
	int			j;
	int			e;

	fit->n_equations = n_equations - skipped;
	fit->n_coefficients = regression->n_terms / n_equations;
	for (j = 0; j < fit->n_coefficients; j++)
		for (e = 0; e < fit->n_equations; e++)
		{
			int			term = j * n_equations + e + skipped;

			fit->estimate[e][j] = regression->estimate[term];
			fit->coefficient[e][j] = regression->coefficient[term];
			fit->std_error[e][j] = regression->std_error[term];
			fit->direction[e][j] = regression->direction[term];
		}
	fit->n_iterations = regression->n_iterations;
	fit->log_lik = regression->log_lik;
	fit->condition = regression->condition_number;
}

/* Fits a set as the extension does. */
void
torture_fit(const TortureSet *set, TortureFit *fit)
{
	static uint8_t class_of[256];
	Host		host = {.set = set};
	LgRows		rows = {
		.host = &host, .n_rows = set->n_rows, .rewind = rewind_rows,
		.next = next_rows, .skip = skip_rows, .check = check_nothing
	};
	LgTerm		terms[MAX_TERMS];
	LgSoftmax	softmax;
	LgRegression regression;
	int			n_equations = set->n_classes == 2 ? 1 :
		set->n_classes - (set->l1 > 0.0 ? 0 : 1);
	void	   *workspace;
	int			k;

	memset(&regression, 0, sizeof(regression));
	memset(&softmax, 0, sizeof(softmax));
	memset(fit, 0, sizeof(*fit));
	for (k = 0; k < set->n_classes; k++)
		class_of[k] = (uint8_t) k;
	softmax.classes.n_classes = set->n_classes;
	softmax.n_equations = n_equations;
	softmax.classes.class_of = class_of;
	regression.softmax = set->n_classes > 2 ? &softmax : NULL;
	regression.rows = &rows;
	regression.n_terms = make_terms(set, n_equations, terms);
	regression.terms = terms;
	regression.has_intercept = set->has_intercept;
	regression.positive = 1;
	regression.l1 = set->l1;
	regression.l2 = set->l2;
	regression.is_standardised = set->is_standardised;
	regression.max_iterations = 100;
	regression.tolerance = LG_DEFAULT_TOLERANCE;
	workspace = malloc(lg_regression_workspace(&regression));
	fit->status = lg_regression_fit(&regression, workspace);
	take_answer(set, &regression, n_equations, fit);
	fit->n_passes = (double) host.n_read / set->n_rows;
	free(workspace);
}

/* Whether two fits of the same rows agree. */
static bool
check_same(const TortureFit *a, const TortureFit *b, char *reason,
		   size_t size)
{
	int			e;
	int			j;

	if (a->status != b->status)
	{
		snprintf(reason, size, "reversed: status %d", b->status);
		return false;
	}
	for (e = 0; e < a->n_equations; e++)
		for (j = 0; j < a->n_coefficients; j++)
		{
			double		x = a->estimate[e][j];
			double		y = b->estimate[e][j];
			double		error = a->std_error[e][j];

			if (isnan(x) != isnan(y) ||
				fabs(x - y) > SAME_DIGITS * fabs(x) +
				(isfinite(error) ? SAME_ERRORS * error : 0.0))
			{
				snprintf(reason, size, "reversed: estimate %d is %.17g, not "
						 "%.17g, std_error %.3g", j, y, x, error);
				return false;
			}
			if (fabs(error / b->std_error[e][j] - 1.0) >
				fmax(SAME_STD_ERRORS, ROUNDING_OF_SUMS * a->condition *
					 a->condition))
			{
				snprintf(reason, size, "reversed: std_error %d is %.17g, not "
						 "%.17g", j, b->std_error[e][j], error);
				return false;
			}
		}
	return true;
}

/* Whether the answer to a set is right. */
static bool
check(const TortureSet *set, TortureFit *fit, char *reason, size_t size)
{
	TortureSet	reversed;
	TortureFit	other;
	bool		has_penalty = set->l1 > 0.0 || set->l2 > 0.0;

	torture_fit(set, fit);
	if (fit->status == LG_OK && !torture_check_scores(set, fit, reason, size))
		return false;
	if (fit->status == LG_SEPARATED && has_penalty)
	{
		snprintf(reason, size, "separated, for all its penalty");
		return false;
	}
	if (fit->status == LG_SEPARATED &&
		!torture_check_direction(set, fit, reason, size))
		return false;
	if (fit->status != LG_OK && fit->status != LG_SEPARATED &&
		fit->status != LG_ONE_CLASS && !set->may_fail)
	{
		snprintf(reason, size, "status %d", fit->status);
		return false;
	}
	if (fit->n_passes > MOST_PASSES)
	{
		snprintf(reason, size, "%.1f passes", fit->n_passes);
		return false;
	}
	torture_reverse(set, &reversed);
	torture_fit(&reversed, &other);
	torture_free(&reversed);
	return set->may_fail || check_same(fit, &other, reason, size);
}

int
main(int argc, char **argv)
{
	uint64_t	first = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
	uint64_t	last = argc > 2 ? strtoull(argv[2], NULL, 10) : 100;
	int			max_rows = argc > 3 ? atoi(argv[3]) : 100000;
	uint64_t	seed;
	int			n_misses = 0;
	int			n_of_status[16] = {0};

	for (seed = first; seed <= last; seed++)
	{
		TortureSet	set;
		TortureFit	fit;
		char		reason[300] = "";
		clock_t		start = clock();
		bool		is_right;

		torture_make(&set, seed, max_rows);
		is_right = check(&set, &fit, reason, sizeof(reason));
		n_of_status[fit.status]++;
		if (!is_right)
		{
			n_misses++;
			printf("# seed %llu: %s: %s (status %d, %d steps, %.1f passes)\n",
				   (unsigned long long) seed, set.words, reason, fit.status,
				   fit.n_iterations, fit.n_passes);
			fflush(stdout);
		}
		else if (argc > 4)
			printf("# seed %llu: %s: status %d, %d steps, %.1f passes, "
				   "%.2f s\n", (unsigned long long) seed, set.words,
				   fit.status, fit.n_iterations, fit.n_passes,
				   (double) (clock() - start) / CLOCKS_PER_SEC);
		fflush(stdout);
		torture_free(&set);
	}
	ok(n_misses == 0, "sets %llu to %llu: %d of %llu missed; %d converged, "
	   "%d separated, %d of one class", (unsigned long long) first,
	   (unsigned long long) last, n_misses,
	   (unsigned long long) (last - first + 1), n_of_status[LG_OK],
	   n_of_status[LG_SEPARATED], n_of_status[LG_ONE_CLASS]);
	return tap_done();
}
