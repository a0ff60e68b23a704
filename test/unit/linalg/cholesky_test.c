/*-------------------------------------------------------------------------
 *
 * cholesky_test.c
 *		Inverse, solution and condition in doubles against what defines them.
 *
 *-------------------------------------------------------------------------
 */
#include "core/linalg/cholesky.h"

#include <math.h>
#include <stdlib.h>

#include "tap.h"

#define MAX_SIZE	270			/* more than two panels and some */

static double a[LG_PACKED_SIZE(MAX_SIZE)];
static double factor[LG_PACKED_SIZE(MAX_SIZE)];
static double inverse[LG_PACKED_SIZE(MAX_SIZE)];

static int	n_asked = 0;		/* how often the host was asked to stop */

static void
count_questions(void *host)
{
	(void) host;
	n_asked++;
}

/* An element of the symmetric matrix in a triangle. */
static double
element(const double *triangle, int i, int j)
{
	return triangle[j <= i ? LG_PACKED(i, j) : LG_PACKED(j, i)];
}

/* Fills a matrix of Gram's kind, and factors it. */
static bool
prepare(const LgKernel *kernel, int n, const LgRows *rows)
{
	int			i;
	int			j;

	for (i = 0; i < n; i++)
		for (j = 0; j <= i; j++)
			factor[LG_PACKED(i, j)] = a[LG_PACKED(i, j)] =
				(i == j ? 2.0 : 0.0) + 1.0 / (1.0 + i + j * j);
	return lg_symmetric_factor(kernel, factor, n, rows) > 0.0;
}

/* The largest element of A x - b. */
static double
solve(const LgKernel *kernel, int n)
{
	double		x[MAX_SIZE];
	double		worst = 0.0;
	int			i;
	int			j;

	if (!prepare(kernel, n, NULL))
		return 1.0;
	for (i = 0; i < n; i++)
		x[i] = 1.0 - i % 3;
	lg_symmetric_solve(kernel, factor, n, x);
	for (i = 0; i < n; i++)
	{
		double		sum = i % 3 - 1.0;

		for (j = 0; j < n; j++)
			sum += element(a, i, j) * x[j];
		worst = fmax(worst, fabs(sum));
	}
	return worst;
}

/* The largest element of A A^-1 - 1. */
static double
invert(const LgKernel *kernel, int n, const LgRows *rows)
{
	double		worst = 0.0;
	int			i;
	int			j;
	int			k;

	if (!prepare(kernel, n, rows))
		return 1.0;
	lg_symmetric_invert(kernel, factor, n, inverse, rows);
	for (i = 0; i < n; i++)
		for (j = 0; j < n; j++)
		{
			double		sum = i == j ? -1.0 : 0.0;

			for (k = 0; k < n; k++)
				sum += element(a, i, k) * element(inverse, k, j);
			worst = fmax(worst, fabs(sum));
		}
	return worst;
}

/*
 * The error of the condition of L L' where L has ones on its diagonal and,
 * in each pair of columns, t below it: the eigenvalues are those of
 * (1, t; t, 1 + t^2), whose product is 1.
 */
static double
condition(const LgKernel *kernel, int n)
{
	double		scratch[MAX_SIZE];
	double		t = 3.0;
	double		expected = (2.0 + t * t + t * sqrt(4.0 + t * t)) / 2.0;
	int			i;
	int			j;

	for (i = 0; i < n; i++)
		for (j = 0; j <= i; j++)
			factor[LG_PACKED(i, j)] = i == j ? 1.0 :
				j + 1 == i && j % 2 == 0 ? t : 0.0;
	return fabs(lg_symmetric_condition(kernel, factor, n, scratch, NULL) /
				expected - 1.0);
}

static void
test_kernel(const LgKernel *kernel, const char *name)
{
	double		inverted = 0.0;
	double		solved = 0.0;
	double		conditions = 0.0;
	int			n;

	for (n = 1; n <= MAX_SIZE; n += n < 40 ? 1 : 23)
	{
		inverted = fmax(inverted, invert(kernel, n, NULL));
		solved = fmax(solved, solve(kernel, n));
		if (n > 1)
			conditions = fmax(conditions, condition(kernel, n));
	}
	ok(inverted < 1e-14, "%s: inverses of up to %d columns: error %.1e", name,
	   MAX_SIZE, inverted);
	ok(solved < 1e-14, "%s: solutions: error %.1e", name, solved);
	ok(conditions < 1e-4, "%s: condition numbers: error %.1e", name,
	   conditions);
}

/*
 * Solves with factors L and L' of whole numbers: the solutions are exact;
 * what lies behind the last element stays as it is.
 */
static void
test_dd(void)
{
	/* L = (2), (1, 4), (-3, 2, 8), by rows */
	static const double parts[] = {2.0, 1.0, 4.0, -3.0, 2.0, 8.0};
	LgDd		l[6];
	LgDd		x[4];
	int			i;

	for (i = 0; i < 6; i++)
		l[i] = lg_dd(parts[i]);

	/* L (1, 2, 3) = (2, 9, 25) */
	x[0] = lg_dd(2.0);
	x[1] = lg_dd(9.0);
	x[2] = lg_dd(25.0);
	x[3] = lg_dd(77.0);
	lg_symmetric_forward_dd(l, 3, x);
	ok(x[0].hi == 1.0 && x[1].hi == 2.0 && x[2].hi == 3.0 &&
	   x[3].hi == 77.0 && x[3].lo == 0.0,
	   "double-double, forward: %g %g %g, behind it %g", x[0].hi, x[1].hi,
	   x[2].hi, x[3].hi);

	/* L' (1, 2, 3) = (-5, 14, 24) */
	x[0] = lg_dd(-5.0);
	x[1] = lg_dd(14.0);
	x[2] = lg_dd(24.0);
	lg_symmetric_backward_dd(l, 3, x);
	ok(x[0].hi == 1.0 && x[1].hi == 2.0 && x[2].hi == 3.0 &&
	   x[3].hi == 77.0 && x[3].lo == 0.0,
	   "double-double, backward: %g %g %g, behind it %g", x[0].hi, x[1].hi,
	   x[2].hi, x[3].hi);
}

int
main(void)
{
	static const char *names[] = {"scalar", "sse2", "avx2", "avx512",
	"neon", "auto"};
	LgRows		rows = {0};
	int			level;

	for (level = LG_KERNEL_SCALAR; level <= LG_KERNEL_AUTO; level++)
	{
		const LgKernel *kernel = lg_kernel_find((LgKernelLevel) level);

		if (kernel != NULL)
			test_kernel(kernel, names[level]);
	}

	test_dd();

	rows.check = count_questions;
	(void) invert(lg_kernel_find(LG_KERNEL_AUTO), MAX_SIZE, &rows);
	ok(n_asked >= MAX_SIZE / 4, "the host is asked %d times whether to stop",
	   n_asked);

	factor[0] = 1.0;
	factor[1] = 2.0;
	factor[2] = 4.0;
	ok(lg_symmetric_factor(lg_kernel_find(LG_KERNEL_AUTO), factor, 2, NULL) <=
	   0.0, "a singular matrix has no factor");
	return tap_done();
}
