/*-------------------------------------------------------------------------
 *
 * cholesky_dd.c
 *		Cholesky factors in double-double.
 *
 * Method: as in cholesky.c, element by element: what costs is the
 * arithmetic, not the memory.
 *
 *-------------------------------------------------------------------------
 */
#include "core/linalg/cholesky.h"

#include <math.h>

/* lg_symmetric_factor in double-double. */
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

		lg_symmetric_check_interrupt(rows, n);
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

/* Solves L x = b in double-double; b comes in x. */
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

/* Solves L' x = b in double-double; b comes in x. */
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

/* lg_symmetric_solve in double-double. */
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
		lg_symmetric_check_interrupt(rows, n);
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
