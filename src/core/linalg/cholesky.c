/*-------------------------------------------------------------------------
 *
 * cholesky.c
 *		Cholesky factors of packed symmetric matrices, and what follows.
 *
 * Method: A = L L', row by row in the order given (Golub & Van Loan, 4th
 * ed., section 4.2), L in place of A.  Nothing is pivoted: the order of the
 * columns is the order of the terms, and the k-th pivot is what the k-th
 * column has beyond the earlier ones.
 *
 *-------------------------------------------------------------------------
 */
#include "core/linalg/cholesky.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Columns that are factored together: a few rows of them fit into the cache. */
#define PANEL		128

/* Rows that are inverted together; a multiple of LG_KERNEL_X. */
#define TILE		16

/* The sum of x_i y_i; four running sums do not wait for each other. */
static double
dot(const double *x, const double *y, int n)
{
	double		sum[4] = {0.0, 0.0, 0.0, 0.0};
	int			i;

	for (i = 0; i + 4 <= n; i += 4)
	{
		sum[0] += x[i] * y[i];
		sum[1] += x[i + 1] * y[i + 1];
		sum[2] += x[i + 2] * y[i + 2];
		sum[3] += x[i + 3] * y[i + 3];
	}
	for (; i < n; i++)
		sum[0] += x[i] * y[i];
	return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/*
 * One row of the factor in the columns from "next" to "last", those from
 * "first" to "next" being done.
 */
static void
finish_row(double *a, int i, int first, int next, int last)
{
	double	   *row = a + LG_PACKED(i, 0);
	int			j;

	for (j = next; j < last; j++)
	{
		const double *other = a + LG_PACKED(j, 0);

		row[j] = (row[j] - dot(row + first, other + first, j - first)) /
			other[j];
	}
}

/* Row i of a triangle and those below it, at most "end"; from a column on. */
static void
take_rows(double *a, int i, int end, int column, double **rows)
{
	int			k;

	for (k = 0; k < LG_KERNEL_X; k++)
		rows[k] = a + LG_PACKED(i + k < end ? i + k : end - 1, column);
}

/*
 * LG_KERNEL_X rows of the factor from row i on, in the columns from "first"
 * to i; the diagonals of the rows before are done.
 */
static void
finish_rows(const LgKernel *kernel, double *a, int i, int n, int first,
			int last)
{
	double	   *x[LG_KERNEL_X];
	double		sums[LG_KERNEL_Y][LG_KERNEL_X];
	int			j;
	int			k;

	take_rows(a, i, n, first, x);
	for (j = first; j < last; j += LG_KERNEL_Y)
	{
		const double *y[LG_KERNEL_Y];
		bool		has_second = j + 1 < last;

		y[0] = a + LG_PACKED(j, first);
		y[1] = has_second ? a + LG_PACKED(j + 1, first) : y[0];
		kernel->dots((const double *const *) x, y, j - first, sums);
		for (k = 0; k < LG_KERNEL_X && i + k < n; k++)
		{
			double	   *z = x[k] + j - first;

			z[0] = (z[0] - sums[0][k]) / y[0][j - first];
			if (has_second)
				z[1] = (z[1] - sums[1][k] - z[0] * y[1][j - first]) /
					y[1][j + 1 - first];
		}
	}
}

/*
 * Takes the products of the columns from "first" to "last", which are done,
 * off all elements to the right of them and left of the diagonal.
 */
static void
reduce(const LgKernel *kernel, double *a, int n, int first, int last,
	   const LgRows *rows)
{
	double		sums[LG_KERNEL_Y][LG_KERNEL_X];
	int			i;
	int			j;
	int			k;

	for (i = last; i < n; i += LG_KERNEL_X)
	{
		double	   *x[LG_KERNEL_X];

		lg_symmetric_check_interrupt(rows, n);
		take_rows(a, i, n, first, x);
		for (j = last; j < n && j < i + LG_KERNEL_X - 1; j += LG_KERNEL_Y)
		{
			const double *y[LG_KERNEL_Y];

			y[0] = a + LG_PACKED(j, first);
			y[1] = j + 1 < n ? a + LG_PACKED(j + 1, first) : y[0];
			kernel->dots((const double *const *) x, y, last - first, sums);
			for (k = 0; k < LG_KERNEL_X && i + k < n; k++)
			{
				if (j < i + k)
					x[k][j - first] -= sums[0][k];
				if (j + 1 < i + k)
					x[k][j + 1 - first] -= sums[1][k];
			}
		}
	}
}

/*
 * Factors A in place; returns the smallest ratio of a squared pivot to its
 * diagonal element, 1 - R^2 of the column on the earlier ones.  Zero or
 * less: A is not positive definite in doubles and the factor is useless.
 *
 * Method: as many columns at a time as stay in the cache while they are
 * taken off those to the right.  What is on the diagonal waits to the end.
 */
double
lg_symmetric_factor(const LgKernel *kernel, double *a, int n,
					const LgRows *rows)
{
	double		smallest = 1.0;
	int			first;
	int			i;
	int			j;

	for (first = 0; first < n; first += PANEL)
	{
		int			last = first + PANEL < n ? first + PANEL : n;

		for (i = first; i < n; i++)
		{
			double	   *row = a + LG_PACKED(i, 0);
			int			done = (i - first) / LG_KERNEL_X * LG_KERNEL_X + first;
			double		pivot = row[i];
			double		diagonal = row[i];

			if (i == done)
			{
				lg_symmetric_check_interrupt(rows, n);
				finish_rows(kernel, a, i, n, first, i < last ? i : last);
			}
			if (i >= last)
				continue;
			finish_row(a, i, first, done, i);
			for (j = 0; j < i; j++)
				pivot -= row[j] * row[j];
			if (!(pivot > 0.0) || !(diagonal > 0.0))
				return 0.0;
			smallest = fmin(smallest, pivot / diagonal);
			row[i] = sqrt(pivot);
		}
		reduce(kernel, a, n, first, last, rows);
	}
	return smallest;
}

/*
 * Solves L L' x = b; b comes in x.  Rows are taken together where they do not
 * depend on each other: all but the last triangle of each.
 */
void
lg_symmetric_solve(const LgKernel *kernel, const double *factor, int n,
				   double *x)
{
	double	   *rows[LG_KERNEL_X];
	double		sums[LG_KERNEL_Y][LG_KERNEL_X];
	const double *y[LG_KERNEL_Y];
	int			first;
	int			last;
	int			i;
	int			k;

	y[0] = y[1] = x;
	for (first = 0; first < n; first += LG_KERNEL_X)
	{
		last = first + LG_KERNEL_X < n ? first + LG_KERNEL_X : n;
		take_rows((double *) factor, first, n, 0, rows);
		kernel->dots((const double *const *) rows, y, first, sums);
		for (i = first; i < last; i++)
		{
			const double *row = factor + LG_PACKED(i, 0);

			x[i] -= sums[0][i - first];
			for (k = first; k < i; k++)
				x[i] -= row[k] * x[k];
			x[i] /= row[i];
		}
	}
	for (last = n; last > 0; last = first)
	{
		double		a[LG_KERNEL_X] = {0.0};

		first = (last - 1) / LG_KERNEL_X * LG_KERNEL_X;
		for (i = last - 1; i >= first; i--)
		{
			const double *row = factor + LG_PACKED(i, 0);

			x[i] /= row[i];
			for (k = first; k < i; k++)
				x[k] -= row[k] * x[i];
			a[i - first] = -x[i];
		}
		take_rows((double *) factor, first, n, 0, rows);
		kernel->combine(a, (const double *const *) rows, first, x);
	}
}

/* y += a x */
static inline void
add_multiple(double a, const double *x, int n, double *y)
{
	int			i;

	for (i = 0; i < n; i++)
		y[i] += a * x[i];
}

/*
 * Inverts L in place: row i of it is -1/l_ii times the sum of l_ik (row k), k
 * < i, with 1/l_ii on the diagonal, formed from the left.
 *
 * Some rows are formed together, so that those before them are read once for
 * all.
 */
void
lg_symmetric_invert_factor(const LgKernel *kernel, double *factor, int n,
						   const LgRows *rows)
{
	double	   *others[LG_KERNEL_X];
	int			first;
	int			i;
	int			k;
	int			m;

	for (first = 0; first < n; first += TILE)
	{
		int			last = first + TILE < n ? first + TILE : n;

		lg_symmetric_check_interrupt(rows, n);

		/* a row k that is final, times l_ik, goes left of k; four of them */
		for (k = 0; k + LG_KERNEL_X <= first; k += LG_KERNEL_X)
		{
			take_rows(factor, k, n, 0, others);
			for (i = first; i < last; i++)
			{
				double	   *row = factor + LG_PACKED(i, 0);
				double		elements[LG_KERNEL_X];

				memcpy(elements, row + k, sizeof(elements));
				kernel->combine(elements, (const double *const *) others, k,
								row);
				for (m = 0; m < LG_KERNEL_X; m++)
				{
					add_multiple(elements[m], others[m] + k, m, row + k);
					row[k + m] = elements[m] * others[m][k + m];
				}
			}
		}
		for (i = first; i < last; i++)
		{
			double	   *row = factor + LG_PACKED(i, 0);
			double		inverse_pivot = 1.0 / row[i];

			for (k = first; k < i; k++)
			{
				double		element = row[k];
				const double *other = factor + LG_PACKED(k, 0);

				add_multiple(element, other, k, row);
				row[k] = element * other[k];
			}
			for (k = 0; k < i; k++)
				row[k] *= -inverse_pivot;
			row[i] = inverse_pivot;
		}
	}
}

/*
 * Writes the inverse of L L', the sum over k of (row k)' (row k) of L^-1; what
 * is left of the factor is L^-1.
 */
void
lg_symmetric_invert(const LgKernel *kernel, double *factor, int n,
					double *inverse, const LgRows *rows)
{
	double	   *others[LG_KERNEL_X];
	int			first;
	int			i;
	int			k;
	int			m;

	lg_symmetric_invert_factor(kernel, factor, n, rows);
	memset(inverse, 0, LG_PACKED_SIZE(n) * sizeof(double));
	for (first = 0; first < n; first += TILE)
	{
		int			last = first + TILE < n ? first + TILE : n;

		lg_symmetric_check_interrupt(rows, n);
		for (i = 0; i < first; i++)
			for (k = first; k < last; k += LG_KERNEL_X)
			{
				double		elements[LG_KERNEL_X];

				take_rows(factor, k, n, 0, others);
				for (m = 0; m < LG_KERNEL_X; m++)
					elements[m] = k + m < n ? others[m][i] : 0.0;
				kernel->combine(elements, (const double *const *) others,
								i + 1, inverse + LG_PACKED(i, 0));
			}
		for (k = first; k < last; k++)
		{
			const double *row = factor + LG_PACKED(k, 0);

			for (i = first; i <= k; i++)
				add_multiple(row[i], row, i + 1, inverse + LG_PACKED(i, 0));
		}
	}
}

/* x := L L' x, in place: each part of it is read before it is written. */
static void
multiply(const LgKernel *kernel, const double *factor, int n, double *x)
{
	double	   *rows[LG_KERNEL_X];
	double		sums[LG_KERNEL_Y][LG_KERNEL_X];
	const double *y[LG_KERNEL_Y];
	int			first;
	int			last;
	int			i;
	int			k;

	y[0] = y[1] = x;
	for (first = 0; first < n; first += LG_KERNEL_X)
	{
		double		a[LG_KERNEL_X] = {0.0};

		last = first + LG_KERNEL_X < n ? first + LG_KERNEL_X : n;
		memcpy(a, x + first, (last - first) * sizeof(double));
		memset(x + first, 0, (last - first) * sizeof(double));
		for (i = first; i < last; i++)
			add_multiple(a[i - first], factor + LG_PACKED(i, first),
						 i - first + 1, x + first);
		take_rows((double *) factor, first, n, 0, rows);
		kernel->combine(a, (const double *const *) rows, first, x);
	}
	for (last = n; last > 0; last = first)
	{
		first = (last - 1) / LG_KERNEL_X * LG_KERNEL_X;
		take_rows((double *) factor, first, n, 0, rows);
		kernel->dots((const double *const *) rows, y, first, sums);
		for (i = last - 1; i >= first; i--)
		{
			const double *row = factor + LG_PACKED(i, 0);

			x[i] *= row[i];
			for (k = first; k < i; k++)
				x[i] += row[k] * x[k];
			x[i] += sums[0][i - first];
		}
	}
}

/* Brings a vector to unit length; returns how long it was. */
static double
normalise(double *x, int n)
{
	double		norm = 0.0;
	int			i;

	for (i = 0; i < n; i++)
		norm += x[i] * x[i];
	norm = sqrt(norm);
	for (i = 0; i < n; i++)
		x[i] /= norm;
	return norm;
}

/*
 * sqrt(lambda_max / lambda_min) of A = L L': the condition number of the
 * matrix whose cross product A is.
 *
 * Method: power iteration with A and with its inverse, until the estimate
 * stands still.  Working on the factor keeps lambda_min accurate where A
 * in doubles would have lost it.  A diagnostic: good to about 4 digits.
 */
double
lg_symmetric_condition(const LgKernel *kernel, const double *factor, int n,
					   double *scratch, const LgRows *rows)
{
	double		extreme[2] = {1.0, 1.0};
	int			inverse;

	for (inverse = 0; inverse < 2; inverse++)
	{
		double		last = 0.0;
		int			step;
		int			i;

		for (i = 0; i < n; i++)
			scratch[i] = (i % 2 ? -1.0 : 1.0) / (1.0 + 0.37 * i);
		for (step = 0; step < 300; step++)
		{
			lg_symmetric_check_interrupt(rows, n);
			if (inverse)
				lg_symmetric_solve(kernel, factor, n, scratch);
			else
				multiply(kernel, factor, n, scratch);
			extreme[inverse] = normalise(scratch, n);
			if (fabs(extreme[inverse] - last) <= 1e-6 * extreme[inverse])
				break;
			last = extreme[inverse];
		}
	}
	return sqrt(extreme[0] * extreme[1]);
}
