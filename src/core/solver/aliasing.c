/*-------------------------------------------------------------------------
 *
 * aliasing.c
 *		The solver's choice of columns: those that alias earlier ones are left out.
 *
 * Method: the Cholesky factor of the unweighted cross product in the order
 * of the terms.  Its squared pivots are squared residual norms; the
 * tolerance on a norm, 1e-11, is 1e-22 here and out of reach for doubles
 * but ten orders above the rounding of double-doubles.
 *
 * A residual as small as that is usually an exact combination that was
 * rounded: degrees in two units, a sum of three columns.  Such rounding can
 * be foreseen from the sizes of the columns and the combination.  What
 * exceeds it is information, and is fitted: two columns that agree to
 * 1e-13 have their own coefficients, which double-double resolves.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/aliasing.h"

#include <math.h>
#include <string.h>

#include "core/data/design_scan.h"
#include "core/data/pass.h"
#include "core/linalg/cholesky.h"

/*
 * The cross product z'z of the rows that take part, whose number it returns;
 * needs dense->z_low.
 */
int64_t
lg_aliasing_gram(const LgDesign *design, LgDense *dense, LgDd *gram)
{
	const LgKernel *kernel = lg_design_kernel(design);
	int64_t		n_rows = 0;
	int			n_columns = design->n_columns;
	LgPrecise	rows = {0};
	LgPass		pass = {.kind = LG_PASS_GRAM, .design = design};
	const LgTotals *totals = lg_pass_elsewhere(&pass);
	int			j;

	if (totals)
	{
		memcpy(gram, totals->sums, LG_PACKED_SIZE(n_columns) * sizeof(LgDd));
		return totals->n_rows;
	}
	memset(gram, 0, LG_PACKED_SIZE(n_columns) * sizeof(LgDd));
	rows.n_columns = n_columns;
	rows.z = dense->z;
	rows.z_low = dense->z_low;
	lg_design_rewind(design, dense);
	while (lg_design_next(design, dense))
	{
		rows.n_rows = dense->n_rows;
		n_rows += dense->n_rows;
		for (j = 0; j < n_columns; j++)
		{
			design->rows->check(design->rows->host);
			kernel->cross_precise(&rows, j, NULL, gram + LG_PACKED(j, 0));
		}
	}
	return n_rows;
}

/*
 * The squared norm of what rounding alone would leave of column i, were it an
 * exact combination of the earlier ones.  "row" is its row of the factor;
 * the combination's coefficients solve L'c = row and are left in scratch.
 */
static double
rounding_left(const LgDesign *design, int64_t n_rows, const LgDd *factor,
			  const bool *is_aliased, int i, double *scratch)
{
	double		sum = 0.0;
	int			j;
	int			k;

	for (j = 0; j < i; j++)
		scratch[j] = factor[LG_PACKED(i, j)].hi;
	for (j = i - 1; j >= 0; j--)
	{
		const LgDd *other = factor + LG_PACKED(j, 0);

		if (is_aliased[j])
			continue;
		scratch[j] /= other[j].hi;
		for (k = 0; k < j; k++)
			scratch[k] -= other[k].hi * scratch[j];
	}
	scratch[i] = 1.0;
	for (j = 0; j <= i; j++)
	{
		double		rounding;

		if (j < i && is_aliased[j])
			continue;
		rounding = scratch[j] *
			lg_design_rounding(&design->terms[design->columns[j]]);
		sum += rounding * rounding;
	}
	return (double) n_rows * sum;
}

/* The intercepts, which come first: one per equation. */
static int
count_intercepts(const LgDesign *design)
{
	int			n = 0;

	while (n < design->n_columns &&
		   design->terms[design->columns[n]].kind == LG_TERM_INTERCEPT)
		n++;
	return n;
}

/*
 * Squared pivots below this share are the rounding of double-doubles: of the
 * factor, and of the sums, which grows with the rows where all round alike.
 */
#define FACTOR_ROUNDING		1e-28
#define ROW_ROUNDING		0x1p-105

/*
 * Factors a cross product in place, and marks the aliased columns.
 *
 * With an intercept, the norm that a residual is measured against is that of
 * the centred column.  The columns are centred already, but about the
 * weighted mean of all rows; here all rows count alike, and some may be
 * left out.  Eliminating the intercept first centres exactly: afterwards
 * what is on the diagonal is the centred norm.
 */
void
lg_aliasing_factor(const LgDesign *design, int64_t n_rows, LgDd *gram,
				   double *scratch, bool *is_aliased)
{
	int			n = design->n_columns;
	int			n_intercepts = count_intercepts(design);
	double		tolerance = LG_ALIAS_TOLERANCE * LG_ALIAS_TOLERANCE;
	double		nothing = FACTOR_ROUNDING + ROW_ROUNDING * (double) n_rows;
	int			i;
	int			j;
	int			k;

	for (i = 0; i < n; i++)
	{
		LgDd	   *row = gram + LG_PACKED(i, 0);
		LgDd		pivot = row[i];
		double		norm = pivot.hi;

		design->rows->check(design->rows->host);
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
			if (j == n_intercepts - 1)
			{
				/* nothing beyond rounding: the column is constant */
				norm = pivot.hi > nothing * norm ? pivot.hi : INFINITY;
			}
		}
		is_aliased[i] = !(pivot.hi > tolerance * norm) &&
			!(pivot.hi > LG_ROUNDING_MARGIN * LG_ROUNDING_MARGIN *
			  rounding_left(design, n_rows, gram, is_aliased, i, scratch) &&
			  pivot.hi > nothing * norm);
		row[i] = lg_dd_sqrt(pivot);
		if (is_aliased[i])
		{
			for (j = 0; j < i; j++)
				row[j] = lg_dd(0.0);
			row[i] = lg_dd(1.0);
		}
	}
}
