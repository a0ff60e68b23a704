/*-------------------------------------------------------------------------
 *
 * symmetric.c
 *		Cholesky factors of packed symmetric matrices, and what follows.
 *
 * Method: A = L L', row by row in the order given (Golub & Van Loan, 4th
 * ed., section 4.2), L in place of A.  Nothing is pivoted: the order of the
 * columns is the order of the terms, and the k-th pivot is what the k-th
 * column has beyond the earlier ones.
 *
 *-------------------------------------------------------------------------
 */
#include "symmetric.h"

#include <math.h>
#include <stdbool.h>

/* Smaller matrices are done before anybody grows impatient. */
#define PATIENCE	64

static inline void
ask_host(const LgRows *rows, int n)
{
	if (rows && n > PATIENCE)
		rows->check(rows->host);
}

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
 * Factors A in place; answers the smallest ratio of a squared pivot to its
 * diagonal element, 1 - R^2 of the column on the earlier ones.  Zero or
 * less: A is not positive definite in doubles and the factor is useless.
 */
double
lg_symmetric_factor(double *a, int n, const LgRows *rows)
{
	double		smallest = 1.0;
	int			i;
	int			j;

	for (i = 0; i < n; i++)
	{
		double	   *row = a + LG_PACKED(i, 0);
		double		diagonal = row[i];
		double		pivot = diagonal;

		ask_host(rows, n);
		for (j = 0; j < i; j++)
		{
			const double *other = a + LG_PACKED(j, 0);

			row[j] = (row[j] - dot(row, other, j)) / other[j];
			pivot -= row[j] * row[j];
		}
		if (!(pivot > 0.0) || !(diagonal > 0.0))
			return 0.0;
		smallest = fmin(smallest, pivot / diagonal);
		row[i] = sqrt(pivot);
	}
	return smallest;
}

/* Solves L L' x = b; b comes in x. */
void
lg_symmetric_solve(const double *factor, int n, double *x)
{
	int			i;
	int			k;

	for (i = 0; i < n; i++)
	{
		const double *row = factor + LG_PACKED(i, 0);

		for (k = 0; k < i; k++)
			x[i] -= row[k] * x[k];
		x[i] /= row[i];
	}
	for (i = n - 1; i >= 0; i--)
	{
		const double *row = factor + LG_PACKED(i, 0);

		x[i] /= row[i];
		for (k = 0; k < i; k++)
			x[k] -= row[k] * x[i];
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
 * Writes the inverse of L L'; what is left of the factor is L^-1.
 *
 * Method: row i of L^-1 is -1/l_ii times the sum of l_ik (row k), k < i, with
 * 1/l_ii on the diagonal, formed in place from the left; the inverse is the
 * sum over k of (row k)' (row k).
 */
void
lg_symmetric_invert(double *factor, int n, double *inverse,
					const LgRows *rows)
{
	size_t		size = LG_PACKED_SIZE(n);
	size_t		e;
	int			i;
	int			k;

	for (i = 0; i < n; i++)
	{
		double	   *row = factor + LG_PACKED(i, 0);
		double		inverse_pivot = 1.0 / row[i];

		ask_host(rows, n);
		for (k = 0; k < i; k++)
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

	for (e = 0; e < size; e++)
		inverse[e] = 0.0;
	for (k = 0; k < n; k++)
	{
		const double *row = factor + LG_PACKED(k, 0);

		ask_host(rows, n);
		for (i = 0; i <= k; i++)
			add_multiple(row[i], row, i + 1, inverse + LG_PACKED(i, 0));
	}
}

/* lg_symmetric_factor with 31 digits. */
double
lg_symmetric_factor_dd(LgDd *a, int n, const LgRows *rows)
{
	double		smallest = 1.0;
	int			i;
	int			j;
	int			k;

	for (i = 0; i < n; i++)
	{
		LgDd	   *row = a + LG_PACKED(i, 0);
		double		diagonal = row[i].hi;
		LgDd		pivot = row[i];

		ask_host(rows, n);
		for (j = 0; j < i; j++)
		{
			const LgDd *other = a + LG_PACKED(j, 0);
			LgDd		sum = row[j];

			for (k = 0; k < j; k++)
				sum = lg_dd_subtract(sum, lg_dd_multiply(row[k], other[k]));
			row[j] = lg_dd_divide(sum, other[j]);
			pivot = lg_dd_subtract(pivot, lg_dd_multiply(row[j], row[j]));
		}
		if (!(pivot.hi > 0.0) || !(diagonal > 0.0))
			return 0.0;
		smallest = fmin(smallest, pivot.hi / diagonal);
		row[i] = lg_dd_sqrt(pivot);
	}
	return smallest;
}

/* Solves L x = b with 31 digits; b comes in x. */
void
lg_symmetric_forward_dd(const LgDd *factor, int n, LgDd *x)
{
	int			i;
	int			k;

	for (i = 0; i < n; i++)
	{
		const LgDd *row = factor + LG_PACKED(i, 0);

		for (k = 0; k < i; k++)
			x[i] = lg_dd_subtract(x[i], lg_dd_multiply(row[k], x[k]));
		x[i] = lg_dd_divide(x[i], row[i]);
	}
}

/* Solves L' x = b with 31 digits; b comes in x. */
void
lg_symmetric_backward_dd(const LgDd *factor, int n, LgDd *x)
{
	int			i;
	int			k;

	for (i = n - 1; i >= 0; i--)
	{
		const LgDd *row = factor + LG_PACKED(i, 0);

		x[i] = lg_dd_divide(x[i], row[i]);
		for (k = 0; k < i; k++)
			x[k] = lg_dd_subtract(x[k], lg_dd_multiply(row[k], x[i]));
	}
}

/* lg_symmetric_solve with 31 digits. */
void
lg_symmetric_solve_dd(const LgDd *factor, int n, LgDd *x)
{
	lg_symmetric_forward_dd(factor, n, x);
	lg_symmetric_backward_dd(factor, n, x);
}

/*
 * Writes the inverse of L L', column by column: the j-th starts at row j,
 * above which the forward solution is zero and the result is known by
 * symmetry.  "column" has n elements.
 */
void
lg_symmetric_invert_dd(const LgDd *factor, int n, LgDd *inverse,
					   LgDd *column, const LgRows *rows)
{
	int			i;
	int			j;
	int			k;

	for (j = 0; j < n; j++)
	{
		ask_host(rows, n);
		for (i = j; i < n; i++)
		{
			const LgDd *row = factor + LG_PACKED(i, 0);

			column[i] = lg_dd(i == j ? 1.0 : 0.0);
			for (k = j; k < i; k++)
				column[i] = lg_dd_subtract(column[i],
										   lg_dd_multiply(row[k], column[k]));
			column[i] = lg_dd_divide(column[i], row[i]);
		}
		for (i = n - 1; i >= j; i--)
		{
			const LgDd *row = factor + LG_PACKED(i, 0);

			column[i] = lg_dd_divide(column[i], row[i]);
			for (k = j; k < i; k++)
				column[k] = lg_dd_subtract(column[k],
										   lg_dd_multiply(row[k], column[i]));
			inverse[LG_PACKED(i, j)] = column[i];
		}
	}
}

/* One product with L L' (inverse: with its inverse), normalised; answers
 * the growth of the vector. */
static double
power_step(const LgDd *factor, int n, bool inverse, double *x)
{
	double		norm = 0.0;
	int			i;
	int			k;

	if (inverse)
	{
		for (i = 0; i < n; i++)
		{
			for (k = 0; k < i; k++)
				x[i] -= factor[LG_PACKED(i, k)].hi * x[k];
			x[i] /= factor[LG_PACKED(i, i)].hi;
		}
		for (i = n - 1; i >= 0; i--)
		{
			x[i] /= factor[LG_PACKED(i, i)].hi;
			for (k = 0; k < i; k++)
				x[k] -= factor[LG_PACKED(i, k)].hi * x[i];
		}
	}
	else
	{
		for (i = 0; i < n; i++)
		{
			x[i] *= factor[LG_PACKED(i, i)].hi;
			for (k = i + 1; k < n; k++)
				x[i] += factor[LG_PACKED(k, i)].hi * x[k];
		}
		for (i = n - 1; i >= 0; i--)
		{
			x[i] *= factor[LG_PACKED(i, i)].hi;
			for (k = 0; k < i; k++)
				x[i] += factor[LG_PACKED(i, k)].hi * x[k];
		}
	}
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
lg_symmetric_condition(const LgDd *factor, int n, double *scratch,
					   const LgRows *rows)
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
			ask_host(rows, n);
			extreme[inverse] = power_step(factor, n, inverse == 1, scratch);
			if (fabs(extreme[inverse] - last) <= 1e-6 * extreme[inverse])
				break;
			last = extreme[inverse];
		}
	}
	return sqrt(extreme[0] * extreme[1]);
}
