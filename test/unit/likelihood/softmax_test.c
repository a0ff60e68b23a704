/*-------------------------------------------------------------------------
 *
 * softmax_test.c
 *		More than two classes: identities of the likelihood and of its pairs.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/regression.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/linalg/cholesky.h"
#include "tap.h"

#define N_ROWS		300			/* more than a block */
#define N_TERMS		3			/* of an equation: intercept, x, code */

/* Rows in memory, handed out block after block. */
typedef struct Data
{
	double		x[N_ROWS];
	uint16_t	code[N_ROWS];
	uint8_t		label[N_ROWS];
	double		weight[N_ROWS];
	int			n_rows;
	int			next;
	const double *numbers[1];
	const uint16_t *codes[1];
} Data;

static void
rewind_rows(void *host)
{
	((Data *) host)->next = 0;
}

static bool
next_rows(void *host, LgBlock *block)
{
	Data	   *data = host;
	int			i = data->next;

	if (i >= data->n_rows)
		return false;
	memset(block, 0, sizeof(*block));
	block->n_rows = data->n_rows - i < LG_BLOCK_ROWS ? data->n_rows - i :
		LG_BLOCK_ROWS;
	data->numbers[0] = data->x + i;
	data->codes[0] = data->code + i;
	block->numbers = data->numbers;
	block->codes = data->codes;
	block->labels = data->label + i;
	block->weights = data->weight + i;
	data->next += block->n_rows;
	return true;
}

/* Nobody asks a test to stop, and the rows are too few for samples. */
static void
check_rows(void *host)
{
	(void) host;
}

/* Three classes that overlap; "apart" moves the last one far away. */
static void
make_data(Data *data, double apart)
{
	int			i;

	data->n_rows = N_ROWS;
	for (i = 0; i < N_ROWS; i++)
	{
		data->label[i] = i * 7 % 11 % 3;
		data->code[i] = i * 5 % 7 < 3;
		data->weight[i] = 1.0 + i % 4 / 2.0;
		data->x[i] = i * 37 % 101 / 10.0 + data->label[i] +
			(data->label[i] == 2 ? apart : 0.0);
	}
}

/* A fit with its memory; class_of tells how labels are numbered. */
typedef struct Answer
{
	LgRegression regression;
	LgSoftmax	softmax;
	LgTerm		terms[3 * N_TERMS];
	LgRows		rows;
	void	   *workspace;
	LgStatus	status;
} Answer;

static void
fit(Answer *answer, Data *data, const uint8_t *class_of,
	const LgRegression *options)
{
	const LgTermKind kinds[N_TERMS] = {
		LG_TERM_INTERCEPT, LG_TERM_NUMBER, LG_TERM_CODE
	};
	LgRegression *regression = &answer->regression;
	int			n_equations = options->l1 > 0.0 ? 3 : 2;
	int			j;

	memset(answer, 0, sizeof(*answer));
	*regression = *options;
	for (j = 0; j < n_equations * N_TERMS; j++)
	{
		answer->terms[j].kind = kinds[j / n_equations];
		answer->terms[j].code = 1;
		answer->terms[j].equation = j % n_equations + 3 - n_equations;
	}
	answer->rows.host = data;
	answer->rows.rewind = rewind_rows;
	answer->rows.next = next_rows;
	answer->rows.check = check_rows;
	answer->softmax.classes.n_classes = 3;
	answer->softmax.n_equations = n_equations;
	answer->softmax.classes.class_of = class_of;
	regression->rows = &answer->rows;
	regression->n_terms = n_equations * N_TERMS;
	regression->terms = answer->terms;
	regression->has_intercept = true;
	regression->softmax = &answer->softmax;
	regression->max_iterations = 100;
	regression->tolerance = LG_DEFAULT_TOLERANCE;
	answer->workspace = malloc(lg_regression_workspace(regression));
	answer->status = lg_regression_fit(regression, answer->workspace);
}

static double
difference(double a, double b)
{
	return fabs(a - b) / fmax(fabs(a), fabs(b));
}

/* The plain fit. */
static const LgRegression none;

/* Shares, gradient and renamed classes. */
static void
test_identities(void)
{
	const uint8_t plain[256] = {0, 1, 2};
	const uint8_t renamed[256] = {2, 0, 1};
	static Data data;
	Answer		a;
	Answer		b;
	double		gradient[2 * N_TERMS] = {0.0};
	double		largest = 0.0;
	int			i;
	int			j;
	int			k;

	make_data(&data, 0.0);
	fit(&a, &data, plain, &none);
	fit(&b, &data, renamed, &none);
	ok(a.status == LG_OK && b.status == LG_OK && a.regression.rank == 6,
	   "classes that overlap have a maximum");
	for (i = 0; i < data.n_rows; i++)
	{
		const double x[N_TERMS] = {1.0, data.x[i], data.code[i]};
		double		e[3] = {1.0, 0.0, 0.0};

		for (k = 1; k < 3; k++)
		{
			double		score = 0.0;

			for (j = 0; j < N_TERMS; j++)
				score += x[j] * a.regression.estimate[2 * j + k - 1];
			e[k] = exp(score);
		}
		for (k = 1; k < 3; k++)
			for (j = 0; j < N_TERMS; j++)
				gradient[2 * j + k - 1] += data.weight[i] * x[j] *
					((data.label[i] == k) - e[k] / (e[0] + e[1] + e[2]));
	}
	for (j = 0; j < 2 * N_TERMS; j++)
		largest = fmax(largest, fabs(gradient[j]));
	ok(largest < 1e-11, "the gradient vanishes: %g", largest);

	/* renamed: class 0 is the third one, 1 the baseline, 2 the second */
	largest = 0.0;
	for (j = 0; j < N_TERMS; j++)
	{
		const double *ours = a.regression.estimate + 2 * j;
		const double *theirs = b.regression.estimate + 2 * j;

		largest = fmax(largest, difference(ours[0], -theirs[1]));
		largest = fmax(largest, difference(ours[1] - ours[0], theirs[0]));
	}
	ok(largest < 1e-13, "renamed classes have the same contrasts: %g",
	   largest);
	ok(difference(a.regression.log_lik, b.regression.log_lik) < 1e-15 &&
	   difference(a.regression.null_log_lik, b.regression.null_log_lik) <
	   1e-15, "and the same likelihoods");
	free(a.workspace);
	free(b.workspace);
}

/* The variance of a contrast of two classes, or of one with the baseline. */
static double
variance(const LgRegression *regression, int term, int plus, int minus)
{
	int			a = regression->covariance_row[2 * term + plus];
	int			b = minus < 0 ? -1 :
	regression->covariance_row[2 * term + minus];
	const double *c = regression->covariance;

	return b < 0 ? c[LG_PACKED(a, a)] : c[LG_PACKED(a, a)] +
		c[LG_PACKED(b, b)] - 2.0 * (a > b ? c[LG_PACKED(a, b)] :
									c[LG_PACKED(b, a)]);
}

/*
 * With any option, renamed classes have the same contrasts and errors: class
 * 0 is the third one then, 1 the baseline, 2 the second.
 */
static void
test_options(void)
{
	const uint8_t plain[256] = {0, 1, 2};
	const uint8_t renamed[256] = {2, 0, 1};
	const struct
	{
		const char *name;
		LgRegression options;
	}			cases[] = {
		{"a ridge", {.l2 = 3.0, .is_standardised = true}},
		{"a ridge as it is", {.l2 = 3.0}},
		{"a lasso", {.l1 = 5.0, .is_standardised = true}},
		{"both", {.l1 = 5.0, .l2 = 1.0, .is_standardised = true}},
		{"HC0", {.meat = LG_MEAT_HC0}},
		{"HC1", {.meat = LG_MEAT_HC1}},
		{"HC2", {.meat = LG_MEAT_HC2}},
		{"HC3", {.meat = LG_MEAT_HC3}},
		{"Jeffreys' prior", {.has_jeffreys = true, .wants_profile = true}},
		{"profiles", {.wants_profile = true}}
	};
	static Data data;
	size_t		i;
	int			j;

	make_data(&data, 0.0);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		double		largest = 0.0;
		double		largest_error = 0.0;
		Answer		a;
		Answer		b;
		int			n;

		fit(&a, &data, plain, &cases[i].options);
		fit(&b, &data, renamed, &cases[i].options);
		n = a.softmax.n_equations;
		for (j = 0; j < N_TERMS; j++)
		{
			const double *ours = a.regression.estimate + n * j + n - 2;
			const double *theirs = b.regression.estimate + n * j + n - 2;

			largest = fmax(largest, fabs(ours[0] + theirs[1]));
			largest = fmax(largest, fabs(ours[1] - ours[0] - theirs[0]));
			if (n == 3)
				continue;
			largest_error =
				fmax(largest_error,
					 difference(variance(&a.regression, j, 0, -1),
								variance(&b.regression, j, 1, -1)));
			largest_error =
				fmax(largest_error,
					 difference(variance(&a.regression, j, 1, 0),
								variance(&b.regression, j, 0, -1)));
		}
		ok(a.status == LG_OK && b.status == LG_OK && largest < 1e-12,
		   "%s knows no baseline: %g", cases[i].name, largest);
		ok(n == 3 ? a.regression.covariance_rows == 0 : largest_error < 1e-12,
		   "... nor do its errors: %g", largest_error);
		if (a.regression.has_jeffreys || a.regression.wants_profile)
		{
			double		low = lg_profile_limit(a.regression.series + 2 *
											   LG_PROFILE_LENGTH,
											   a.regression.series_length,
											   -2.0);
			double		high = lg_profile_limit(b.regression.series + 3 *
												LG_PROFILE_LENGTH,
												b.regression.series_length,
												2.0);

			ok(difference(low, -high) < 1e-9, "... nor its profiles: %g, %g",
			   low, high);
		}
		free(a.workspace);
		free(b.workspace);
	}
}

/* A class far away runs off; the other two are as if it were not there. */
static void
test_separation(void)
{
	const uint8_t plain[256] = {0, 1, 2};
	static Data data;
	static Data two;
	Answer		a;
	LgRegression binary;
	LgTerm		terms[N_TERMS];
	LgRows		rows;
	void	   *workspace;
	double		largest = 0.0;
	int			i;
	int			j;

	make_data(&data, 1000.0);
	fit(&a, &data, plain, &none);
	for (i = 0; i < data.n_rows; i++)
	{
		if (data.label[i] == 2)
			continue;
		two.x[two.n_rows] = data.x[i];
		two.code[two.n_rows] = data.code[i];
		two.label[two.n_rows] = data.label[i];
		two.weight[two.n_rows++] = data.weight[i];
	}
	memset(&binary, 0, sizeof(binary));
	memset(terms, 0, sizeof(terms));
	for (j = 0; j < N_TERMS; j++)
	{
		terms[j].kind = a.terms[2 * j].kind;
		terms[j].code = 1;
	}
	rows = a.rows;
	rows.host = &two;
	binary.rows = &rows;
	binary.n_terms = N_TERMS;
	binary.terms = terms;
	binary.has_intercept = true;
	binary.positive = 1;
	binary.max_iterations = 100;
	binary.tolerance = LG_DEFAULT_TOLERANCE;
	workspace = malloc(lg_regression_workspace(&binary));

	ok(a.status == LG_SEPARATED && lg_regression_fit(&binary, workspace) ==
	   LG_OK, "a class far away separates");
	for (j = 0; j < N_TERMS; j++)
	{
		largest = fmax(largest, difference(a.regression.estimate[2 * j],
										   binary.estimate[j]));
		largest = fmax(largest, difference(a.regression.std_error[2 * j],
										   binary.std_error[j]));
	}
	ok(largest < 1e-12, "the others have the fit of two classes: %g", largest);
	ok(isinf(a.regression.estimate[3]) && a.regression.estimate[3] > 0.0,
	   "its slope runs off upwards");
	ok(difference(a.regression.log_lik, binary.log_lik) < 1e-14,
	   "the likelihood is the supremum");
	free(a.workspace);
	free(workspace);
}

int
main(void)
{
	test_identities();
	test_options();
	test_separation();
	return tap_done();
}
