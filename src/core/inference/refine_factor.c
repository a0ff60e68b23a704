/*-------------------------------------------------------------------------
 *
 * refine_factor.c
 *		Standard errors to the last digit: restores digits of the Cholesky factor.
 *
 * Sums of products lose twice as many digits as the columns are
 * ill-conditioned by.  In v = L^-1 z, L being whatever factor those sums have,
 * the columns are nearly orthogonal and lose none; the map z -> v loses digits
 * only once.  So
 *
 *		X'WX + P = L (sum w v v' + U U') L' = (L R) (L R)'
 *
 * with U = L^-1 P^(1/2) and R the factor of what stands between, is known to
 * the square root of the error, as it would be from a QR decomposition of the
 * weighted rows (Golub & Van Loan, 4th ed., section 5.3), by one more pass
 * and in doubles.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/refine_factor.h"

#include <math.h>
#include <string.h>

#include "core/data/design_scan.h"
#include "core/likelihood/whiten.h"
#include "core/linalg/cholesky.h"

/* The sum of w v v' at beta, packed. */
static void
sum_whitened(const LgDesign *design, LgDense *dense, const LgDd *beta,
			 const LgRefinement *scratch)
{
	const LgKernel *kernel = lg_design_kernel(design);
	int			n = design->n_columns;
	double	   *low = dense->z_low;
	LgResponse	response = {0};
	LgWhitened	rows;
	int			i;
	int			j;

	dense->z_low = NULL;
	for (j = 0; j < n; j++)
		dense->columns[j] = dense->z + (size_t) j * LG_BLOCK_STRIDE;
	lg_cross_sums_clear(dense->sums, n);
	lg_design_rewind(design, dense);
	while (lg_whiten_next(design, dense, beta, scratch->factor, true, &rows))
	{
		response.n_rows = dense->n_rows;
		response.residual = rows.residual;
		response.curvature = rows.curvature;
		for (i = dense->n_rows; i % LG_KERNEL_PAD != 0; i++)
			rows.residual[i] = rows.curvature[i] = 0.0;
		kernel->cross(&response, dense->columns, n, dense->sums);
	}
	dense->z_low = low;
	memset(scratch->sums, 0, LG_PACKED_SIZE(n) * sizeof(LgDd));
	lg_cross_sums_collect(dense->sums, n, false, scratch->gradient,
						  scratch->sums);
}

/* Adds U U' to the packed sums, for a triangle U. */
static void
add_square(const LgDesign *design, const double *u, double *sums)
{
	const LgKernel *kernel = lg_design_kernel(design);
	int			n = design->n_columns;
	double		products[LG_KERNEL_Y][LG_KERNEL_X];
	int			i;
	int			j;
	int			k;

	for (i = 0; i < n; i++)
	{
		const double *y[LG_KERNEL_Y];

		lg_symmetric_check_interrupt(design->rows, n);
		y[0] = y[1] = u + LG_PACKED(i, 0);
		for (j = 0; j <= i; j += LG_KERNEL_X)
		{
			const double *x[LG_KERNEL_X];

			/* rows are as long as their place: the rest of each by itself */
			for (k = 0; k < LG_KERNEL_X; k++)
				x[k] = u + LG_PACKED(j + k <= i ? j + k : i, 0);
			kernel->dots(x, y, j + 1, products);
			for (k = 0; k < LG_KERNEL_X && j + k <= i; k++)
			{
				double	   *sum = &sums[LG_PACKED(i, j + k)];
				int			m;

				*sum += products[0][k];
				for (m = j + 1; m <= j + k; m++)
					*sum += x[k][m] * y[0][m];
			}
		}
	}
}

/* to = L R of two triangles, the first in double-double. */
static void
multiply(const LgDesign *design, const LgDd *l, const double *r, double *to)
{
	const LgKernel *kernel = lg_design_kernel(design);
	int			n = design->n_columns;
	int			i;
	int			j;
	int			k;

	memset(to, 0, LG_PACKED_SIZE(n) * sizeof(double));
	for (i = 0; i < n; i++)
	{
		double	   *row = to + LG_PACKED(i, 0);

		lg_symmetric_check_interrupt(design->rows, n);
		for (j = 0; j <= i; j += LG_KERNEL_X)
		{
			const double *x[LG_KERNEL_X];
			double		a[LG_KERNEL_X] = {0.0};

			for (k = 0; k < LG_KERNEL_X; k++)
			{
				x[k] = r + LG_PACKED(j + k <= i ? j + k : i, 0);
				if (j + k <= i)
					a[k] = l[LG_PACKED(i, j + k)].hi;
			}
			kernel->combine(a, x, j + 1, row);
			for (k = 1; k < LG_KERNEL_X && j + k <= i; k++)
			{
				int			m;

				for (m = j + 1; m <= j + k; m++)
					row[m] += a[k] * x[k][m];
			}
		}
	}
}

/*
 * Improves the factor of the information at beta, for rows that are here; of
 * more than two classes without a penalty.  False if the factor is so wrong
 * that this fails.
 */
bool
lg_refine_factor(const LgDesign *design, LgDense *dense,
				 const LgPenalty *penalty, const LgDd *beta, double *factor,
				 const LgRefinement *scratch)
{
	const LgKernel *kernel = lg_design_kernel(design);
	int			n = design->n_columns;
	size_t		size = LG_PACKED_SIZE(n);
	size_t		i;
	int			j;
	int			k;

	for (i = 0; i < size; i++)
		scratch->factor[i] = lg_dd(factor[i]);
	sum_whitened(design, dense, beta, scratch);
	if (penalty)
	{
		memcpy(scratch->inverse, factor, size * sizeof(double));
		lg_symmetric_invert_factor(kernel, scratch->inverse, n, design->rows);
		for (j = 0; j < n; j++)
		{
			double		root = sqrt(lg_penalty_ridge(penalty, design, j,
													j));

			for (k = j; k < n; k++)
				scratch->inverse[LG_PACKED(k, j)] *= root;
		}
	}
	for (i = 0; i < size; i++)
		factor[i] = lg_dd_double(scratch->sums[i]);
	if (penalty)
		add_square(design, scratch->inverse, factor);
	if (!(lg_symmetric_factor(kernel, factor, n, design->rows) > 0.0))
		return false;
	multiply(design, scratch->factor, factor, scratch->inverse);
	memcpy(factor, scratch->inverse, size * sizeof(double));
	return true;
}
