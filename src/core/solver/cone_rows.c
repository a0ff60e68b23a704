/*-------------------------------------------------------------------------
 *
 * cone_rows.c
 *		Rows over a null space, and which of them points most along a vector.
 *
 * A row r, restricted to the vectors n_a of the null space, is (r'n_a): its
 * values are what remains where the columns cancel, and are taken in
 * double-double.  Doubles only say which rows need not be looked at.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/cone_rows.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/data/design_scan.h"
#include "core/linalg/cholesky.h"

/* The rounding of a product of a row in doubles, as a share of its terms. */
#define PRODUCT_ROUNDING	0x1p-50

/* x'y */
LgDd
lg_cone_product(const LgDd *x, const LgDd *y, int n)
{
	LgDd		sum = lg_dd(0.0);
	int			a;

	for (a = 0; a < n; a++)
		lg_dd_accumulate(&sum, lg_dd_multiply(x[a], y[a]));
	return sum;
}

/* The length of a vector. */
LgDd
lg_cone_length(const LgDd *x, int n)
{
	return lg_dd_sqrt(lg_cone_product(x, x, n));
}

/*
 * How far a row over N, were it as long as it seems, can point along the
 * residual, in doubles: what it does, and their rounding.  INFINITY where they
 * cannot tell, and 0 for rows of the overlap.
 */
static double
most_along(const LgPass *pass, const LgDense *dense, int row, double length)
{
	int			n = pass->design->n_columns;
	double		squares = 0.0;
	double		size = 0.0;
	double		along = 0.0;
	double		norm;
	double		share;
	int			a;
	int			j;

	for (a = 0; a < pass->n_null; a++)
	{
		const LgDd *vector = pass->null_space + (size_t) a * n;
		double		sum = 0.0;

		for (j = 0; j < n; j++)
		{
			double		term = vector[j].hi *
				dense->z[(size_t) j * LG_BLOCK_STRIDE + row];

			sum += term;
			size = fmax(size, fabs(term));
		}
		squares += sum * sum;
		along += sum * pass->residual[a].hi;
	}
	norm = sqrt(squares);
	if (norm <= 0.5 * LG_CONE_ZERO * size)
		return 0.0;
	share = PRODUCT_ROUNDING * n * pass->n_null * size / norm;
	return share < 0.1 ? dense->sign[row] * along / norm + share * length :
		INFINITY;
}

/*
 * What a row over N may be off: by the rounding of its values, of half a unit
 * in their last places, and by that of the null vectors, which carry the
 * rounding of the overlap's values where there is an overlap.
 */
static double
row_rounding(const LgPass *pass, const LgDense *dense, int row)
{
	const LgDesign *design = pass->design;
	int			n = design->n_columns;
	double		sum = 0.0;
	int			a;
	int			j;

	for (j = 0; j < n; j++)
	{
		const LgTerm *term = &design->terms[design->columns[j]];
		double		z = dense->z[(size_t) j * LG_BLOCK_STRIDE + row];
		double		moved = term->centre * term->spread;
		double		value = term->kind != LG_TERM_NUMBER ? 0.0 :
			term->equation == 0 ? fabs(z + moved) : fabs(z) + fabs(moved);

		for (a = 0; a < pass->n_null; a++)
			sum += fabs(pass->null_space[(size_t) a * n + j].hi) * value *
				0.5 * DBL_EPSILON;
		if (pass->n_null < n)
			sum += LG_CONE_ROUNDING * fabs(z);
	}
	return sum;
}

/*
 * One separated row over N, at unit length, and then what it may be off;
 * false for rows of the overlap.
 */
static bool
restricted_row(const LgPass *pass, const LgDense *dense, int row,
			   LgDd *result)
{
	int			n = pass->design->n_columns;
	double		size = 0.0;
	double		rounding = row_rounding(pass, dense, row);
	LgDd		norm;
	LgDd		factor;
	int			a;
	int			j;

	for (a = 0; a < pass->n_null; a++)
	{
		const LgDd *vector = pass->null_space + (size_t) a * n;

		result[a] = lg_dd(0.0);
		for (j = 0; j < n; j++)
		{
			size_t		place = (size_t) j * LG_BLOCK_STRIDE + row;
			LgDd		value = {dense->z[place], dense->z_low[place]};
			LgDd		term = lg_dd_multiply(vector[j], value);

			lg_dd_accumulate(&result[a], term);
			size = fmax(size, fabs(term.hi));
		}
	}
	norm = lg_cone_length(result, pass->n_null);
	if (norm.hi <= LG_CONE_ZERO * size ||
		(pass->n_null < n && norm.hi <= rounding))
		return false;
	factor = lg_dd_divide(lg_dd(dense->sign[row]), norm);
	for (a = 0; a < pass->n_null; a++)
		result[a] = lg_dd_multiply(result[a], factor);
	result[pass->n_null] = lg_dd(rounding / norm.hi);
	return true;
}

/*
 * LG_PASS_CONE: the row that points most along the residual.  The totals
 * come cleared; n_null is at most LG_NULL_LIMIT.
 */
void
lg_cone_rows_pass(const LgPass *pass, LgDense *dense, LgTotals *totals)
{
	const LgDesign *design = pass->design;
	double		length = lg_cone_length(pass->residual, pass->n_null).hi;
	LgDd		row[LG_NULL_LIMIT + 1];
	int			i;

	lg_design_rewind(design, dense);
	while (lg_design_next(design, dense))
		for (i = 0; i < dense->n_rows; i++)
		{
			double		along;

			lg_symmetric_check_interrupt(design->rows, design->n_columns);
			if (most_along(pass, dense, i, length) <= totals->largest ||
				!restricted_row(pass, dense, i, row))
				continue;
			along = lg_cone_product(row, pass->residual, pass->n_null).hi;
			if (along <= totals->largest)
				continue;
			totals->largest = along;
			memcpy(totals->sums, row, (pass->n_null + 1) * sizeof(LgDd));
		}
}
