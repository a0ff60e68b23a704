/*-------------------------------------------------------------------------
 *
 * cross_sums.c
 *		The sums that kernels leave, as gradient and information.
 *
 *-------------------------------------------------------------------------
 */
#include "core/kernel/cross_sums.h"

#include <string.h>

#include "core/numeric/packed.h"

#define EDGE	(LG_CROSS_TILE / 4)		/* after the sums with residuals, those
										 * with curvatures */
#define REST	(LG_CROSS_TILE / 2)		/* after the sums, the remainders */

/* Sets the sums of n columns to those of no rows. */
void
lg_cross_sums_clear(double *sums, int n)
{
	if (n > 0)
		memset(sums, 0, lg_cross_size(n) * sizeof(double));
}

/* Adds sum i of a tile. */
static void
add_sum(const double *tile, int i, LgDd *to)
{
	lg_dd_accumulate(to, lg_dd_sum(tile[i], tile[REST + i]));
}

/*
 * Adds the sums of n columns to a gradient and a packed information.  With
 * ones, these have a column of ones before the n others, whose own element
 * in both is left to the caller.
 */
void
lg_cross_sums_collect(const double *sums, int n, bool has_ones, LgDd *gradient,
					  LgDd *information)
{
	int			first = has_ones ? 1 : 0;
	int			i;
	int			j;
	int			k;

	for (j = 0; j < n; j += LG_CROSS_ROWS)
	{
		int			n_rows = n - j < LG_CROSS_ROWS ? n - j : LG_CROSS_ROWS;

		for (i = 0; i < n_rows; i++)
		{
			int			row = first + j + i;

			add_sum(sums, i, &gradient[row]);
			if (has_ones)
				add_sum(sums, EDGE + i, &information[LG_PACKED(row, 0)]);
		}
		sums += LG_CROSS_TILE;
		for (k = 0; k < j + n_rows; k += 2)
		{
			for (i = 0; i < n_rows; i++)
			{
				LgDd	   *row = information + LG_PACKED(first + j + i, first);

				if (k <= j + i)
					add_sum(sums, i, &row[k]);
				if (k + 1 <= j + i)
					add_sum(sums, EDGE + i, &row[k + 1]);
			}
			sums += LG_CROSS_TILE;
		}
	}
}
