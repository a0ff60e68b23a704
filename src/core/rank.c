/*-------------------------------------------------------------------------
 *
 * rank.c
 *		Which columns are linear combinations of earlier ones.
 *
 * Method: the Cholesky factor of the unweighted cross product in the order
 * of the terms.  Its squared pivots are squared residual norms; the
 * tolerance on a norm, 1e-11, is 1e-22 here and out of reach for doubles
 * but ten orders above the rounding of double-doubles.
 *
 *-------------------------------------------------------------------------
 */
#include "rank.h"

#include <string.h>

#include "symmetric.h"

/* The cross product z'z of the rows that take part; needs dense->z_low. */
void
lg_rank_gram(const LgDesign *design, LgDense *dense, LgDd *gram)
{
	int			n_columns = design->n_columns;
	int			i;
	int			j;
	int			k;

	memset(gram, 0, LG_PACKED_SIZE(n_columns) * sizeof(LgDd));
	design->rows->rewind(design->rows->host);
	while (lg_design_next(design, dense))
		for (i = 0; i < dense->n_rows; i++)
		{
			const double *z = dense->z + i;
			const double *z_low = dense->z_low + i;
			LgDd	   *row = gram;

			for (j = 0; j < n_columns; j++)
			{
				LgDd		value = {z[(size_t) j * LG_BLOCK_STRIDE],
				z_low[(size_t) j * LG_BLOCK_STRIDE]};

				for (k = 0; k <= j; k++)
				{
					LgDd		other = {z[(size_t) k * LG_BLOCK_STRIDE],
					z_low[(size_t) k * LG_BLOCK_STRIDE]};

					lg_dd_accumulate(row++, lg_dd_multiply(value, other));
				}
			}
		}
}

/*
 * Factors a cross product in place and tells the aliased columns.
 *
 * With an intercept, the norm that a residual is measured against is that of
 * the centred column.  The columns are centred already, but about the
 * weighted mean of all rows; here all rows count alike, and some may be
 * left out.  Eliminating the intercept first centres exactly: afterwards
 * what is on the diagonal is the centred norm.
 */
void
lg_rank_factor(const LgDesign *design, LgDd *gram, bool *is_aliased)
{
	int			n = design->n_columns;
	double		tolerance = LG_ALIAS_TOLERANCE * LG_ALIAS_TOLERANCE;
	int			i;
	int			j;
	int			k;

	for (i = 0; i < n; i++)
	{
		LgDd	   *row = gram + LG_PACKED(i, 0);
		LgDd		pivot = row[i];
		double		norm = pivot.hi;

		for (j = 0; j < i; j++)
		{
			const LgDd *other = gram + LG_PACKED(j, 0);
			LgDd		sum = row[j];

			if (is_aliased[j])
			{
				row[j] = lg_dd(0.0);
				continue;
			}
			for (k = 0; k < j; k++)
				sum = lg_dd_subtract(sum, lg_dd_multiply(row[k], other[k]));
			row[j] = lg_dd_divide(sum, other[j]);
			pivot = lg_dd_subtract(pivot, lg_dd_multiply(row[j], row[j]));
			if (j == 0 && design->has_intercept)
			{
				/* nothing beyond rounding: the column is constant */
				norm = pivot.hi > 1e-28 * norm ? pivot.hi : INFINITY;
			}
		}
		is_aliased[i] = !(pivot.hi > tolerance * norm);
		row[i] = lg_dd_sqrt(pivot);
		if (is_aliased[i])
		{
			for (j = 0; j < i; j++)
				row[j] = lg_dd(0.0);
			row[i] = lg_dd(1.0);
		}
	}
}
