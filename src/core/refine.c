/*-------------------------------------------------------------------------
 *
 * refine.c
 *		A factor of the information with the digits that its sums have lost.
 *
 * Sums of products lose twice as many digits as the columns are
 * ill-conditioned by.  In v = L^-1 z, L being whatever factor those sums
 * have, the columns are nearly orthogonal and lose none; the rows z -> v lose
 * as many as the columns do, once.  So
 *
 *		H = L (sum w v v') L' = (L R) (L R)',	R R' = sum w v v'
 *
 * is known to the square root of the error, as it would be from a QR
 * decomposition of the weighted rows (Golub & Van Loan, 4th ed., section
 * 5.3), by one more pass.
 *
 *-------------------------------------------------------------------------
 */
#include "refine.h"

#include <string.h>

#include "cross.h"
#include "symmetric.h"
#include "whiten.h"

/* The sum of w v v' at beta, packed. */
static void
sum_whitened(const LgDesign *design, LgDense *dense, const LgDd *beta,
			 const LgDd *factor, LgDd *sum, LgDd *vector)
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
	lg_cross_clear(dense->sums, n);
	lg_design_rewind(design, dense);
	while (lg_whiten_next(design, dense, beta, factor, true, &rows))
	{
		response.n_rows = dense->n_rows;
		response.residual = rows.residual;
		response.curvature = rows.curvature;
		for (i = dense->n_rows; i % LG_KERNEL_PAD != 0; i++)
			rows.residual[i] = rows.curvature[i] = 0.0;
		kernel->cross(&response, dense->columns, n, dense->sums);
	}
	memset(sum, 0, LG_PACKED_SIZE(n) * sizeof(LgDd));
	lg_cross_collect(dense->sums, n, false, vector, sum);
	dense->z_low = low;
}

/*
 * Improves the factor L of the information at beta, for rows that are here.
 * "scratch" is packed, "vector" one too; false if the factor is so wrong that this fails.
 */
bool
lg_refine_factor(const LgDesign *design, LgDense *dense, const LgDd *beta,
				 LgDd *factor, LgDd *scratch, LgDd *vector)
{
	int			n = design->n_columns;
	int			i;
	int			j;
	int			k;

	sum_whitened(design, dense, beta, factor, scratch, vector);
	if (!(lg_symmetric_factor_dd(scratch, n, design->rows) > 0.0))
		return false;
	for (i = 0; i < n; i++)
	{
		LgDd	   *row = factor + LG_PACKED(i, 0);

		lg_symmetric_ask(design->rows, n);
		for (j = 0; j <= i; j++)
		{
			LgDd		sum = lg_dd(0.0);

			for (k = j; k <= i; k++)
				lg_dd_accumulate(&sum,
								 lg_dd_multiply(row[k],
												scratch[LG_PACKED(k, j)]));
			row[j] = sum;
		}
	}
	return true;
}
