/*-------------------------------------------------------------------------
 *
 * cross_sums.h
 *		The sums that kernels leave, as gradient and information.
 *
 * A kernel makes four rows of the triangle at a time: first the sums of
 * residual * x_j and of curvature * x_j, and then curvature * x_j x_k for two
 * columns k after the other up to the diagonal.  Each such tile is eight
 * sums, and behind them eight remainders: what the roundings of the sums have
 * left out.  Only at the end of a pass are they put where a solver looks.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CROSS_SUMS_H
#define LG_CROSS_SUMS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/numeric/doubledouble.h"

#define LG_CROSS_ROWS	4		/* of the triangle in a tile */
#define LG_CROSS_TILE	16		/* doubles of a tile, with remainders */

/* How many doubles the sums of n columns take. */
static inline size_t
lg_cross_size(int n)
{
	size_t		n_rows = (n + LG_CROSS_ROWS - 1) / LG_CROSS_ROWS;

	return n_rows * (n_rows + 2) * LG_CROSS_TILE;
}

extern void lg_cross_sums_clear(double *sums, int n);
extern void lg_cross_sums_collect(const double *sums, int n, bool has_ones,
								  LgDd *gradient, LgDd *information);

#endif							/* LG_CROSS_SUMS_H */
