/*-------------------------------------------------------------------------
 *
 * separation.c
 *		Proves that no finite maximum of the likelihood exists.
 *
 * The likelihood has no maximum exactly when some direction d has
 * s x'd >= 0 on every row (s = +1 for a success, -1 else) and is positive on
 * one (Albert & Anderson 1984, Biometrika 71, 1-10).  Large coefficients
 * prove nothing; such a d, checked on all rows, does.
 *
 * Where it comes from: on data without a maximum Newton's steps soon point
 * along such a direction.  Each adds about 1 to the margins of the rows that
 * are separated, while the rows on which d must vanish see ever less.
 *
 * Method: take a step as the candidate.  The rows it hardly moves form the
 * overlap; the candidate is moved into the null space of the overlap's
 * columns, where it vanishes on them to 31 digits, and is then checked on
 * every row.  An overlap of 1e-12 of the range fails the check, as it must.
 *
 *-------------------------------------------------------------------------
 */
#include "separation.h"

#include <math.h>
#include <string.h>

#include "rank.h"
#include "symmetric.h"

/* A full Newton step moves separated rows by about 1, others by less. */
#define OVERLAP_MARGIN		0.1

/* A sum in doubles above this share of its terms has its sign right. */
#define CLEAR_SIGN			1e-11

/* s z'd of one row of a dense block, and the size of its terms. */
static double
margin_of(const LgDense *dense, int n_columns, const LgDd *direction,
		  int row, double *size)
{
	double		sum = 0.0;
	int			j;

	*size = 0.0;
	for (j = 0; j < n_columns; j++)
	{
		double		term = dense->z[(size_t) j * LG_BLOCK_STRIDE + row] *
			direction[j].hi;

		sum += term;
		*size += fabs(term);
	}
	return dense->is_positive[row] ? sum : -sum;
}

/* The same with 31 digits, for rows where doubles cannot tell the sign. */
static double
exact_margin_of(const LgDense *dense, int n_columns, const LgDd *direction,
				int row)
{
	LgDd		sum = lg_dd(0.0);
	int			j;

	for (j = 0; j < n_columns; j++)
	{
		LgDd		value = {dense->z[(size_t) j * LG_BLOCK_STRIDE + row],
		dense->z_low[(size_t) j * LG_BLOCK_STRIDE + row]};

		lg_dd_accumulate(&sum, lg_dd_multiply(value, direction[j]));
	}
	return dense->is_positive[row] ? sum.hi : -sum.hi;
}

/*
 * Whether a direction separates: no row on the wrong side, some row on the
 * right one.
 */
static bool
separates(const LgDesign *design, LgDense *dense, const LgDd *direction)
{
	bool		is_strict = false;
	int			i;

	design->rows->rewind(design->rows->host);
	while (lg_design_next(design, dense))
		for (i = 0; i < dense->n_rows; i++)
		{
			double		size;
			double		margin = margin_of(dense, design->n_columns,
										   direction, i, &size);

			if (fabs(margin) <= CLEAR_SIGN * size)
				margin = exact_margin_of(dense, design->n_columns, direction,
										 i);
			if (fabs(margin) <= LG_ZERO_TOLERANCE * size)
				continue;
			if (margin < 0.0)
				return false;
			is_strict = true;
		}
	return is_strict;
}

/*
 * Looks at the candidate's margins: answers false when a row lies clearly on
 * the wrong side, and tells how many rows form the overlap.
 */
static bool
survey(const LgDesign *design, LgDense *dense, const LgDd *candidate,
	   int64_t *n_overlap)
{
	int			i;

	*n_overlap = 0;
	design->rows->rewind(design->rows->host);
	while (lg_design_next(design, dense))
		for (i = 0; i < dense->n_rows; i++)
		{
			double		size;
			double		margin = margin_of(dense, design->n_columns,
										   candidate, i, &size);

			if (margin < -OVERLAP_MARGIN)
				return false;
			if (margin <= OVERLAP_MARGIN)
				(*n_overlap)++;
		}
	return true;
}

/*
 * The cross product of the overlap (direction NULL), or the part of the
 * overlap's residuals z z'd that a correction of d must remove.
 */
static void
sum_overlap(const LgDesign *design, LgDense *dense, const LgDd *candidate,
			const LgDd *direction, LgDd *sums)
{
	int			n_columns = design->n_columns;
	int			i;
	int			j;
	int			k;

	memset(sums, 0, sizeof(LgDd) *
		   (direction ? (size_t) n_columns : LG_PACKED_SIZE(n_columns)));
	design->rows->rewind(design->rows->host);
	while (lg_design_next(design, dense))
		for (i = 0; i < dense->n_rows; i++)
		{
			double		size;
			LgDd	   *sum = sums;
			LgDd		residual = lg_dd(0.0);

			if (margin_of(dense, n_columns, candidate, i, &size) >
				OVERLAP_MARGIN)
				continue;
			for (j = 0; direction && j < n_columns; j++)
			{
				LgDd		value = {dense->z[(size_t) j * LG_BLOCK_STRIDE + i],
				dense->z_low[(size_t) j * LG_BLOCK_STRIDE + i]};

				lg_dd_accumulate(&residual,
								 lg_dd_multiply(value, direction[j]));
			}
			for (j = 0; j < n_columns; j++)
			{
				LgDd		value = {dense->z[(size_t) j * LG_BLOCK_STRIDE + i],
				dense->z_low[(size_t) j * LG_BLOCK_STRIDE + i]};

				if (direction)
				{
					lg_dd_accumulate(sum++, lg_dd_multiply(value, residual));
					continue;
				}
				for (k = 0; k <= j; k++)
				{
					LgDd		other = {
						dense->z[(size_t) k * LG_BLOCK_STRIDE + i],
						dense->z_low[(size_t) k * LG_BLOCK_STRIDE + i]
					};

					lg_dd_accumulate(sum++, lg_dd_multiply(value, other));
				}
			}
		}
}

/*
 * Moves the candidate into the null space of the overlap.
 *
 * The columns that are aliased on the overlap keep their coefficients; those
 * of the others follow by least squares, d_B = -(B'B)^-1 B'A d_A, and one
 * step of refinement with residuals taken from the rows restores the digits
 * that the cross product lost.  Answers false when no column is aliased:
 * only zero vanishes on the overlap.
 */
static bool
clean(const LgDesign *design, LgDense *dense, const LgDd *candidate,
	  LgDd *gram, bool *is_aliased, LgDd *scratch, LgDd *direction)
{
	int			n = design->n_columns;
	bool		is_null = true;
	int			round;
	int			j;

	sum_overlap(design, dense, candidate, NULL, gram);
	lg_rank_factor(design, gram, is_aliased);
	for (j = 0; j < n; j++)
	{
		direction[j] = lg_dd(is_aliased[j] ? candidate[j].hi : 0.0);
		if (is_aliased[j])
			is_null = false;
	}
	if (is_null)
		return false;

	for (round = 0; round < 3; round++)
	{
		sum_overlap(design, dense, candidate, direction, scratch);
		for (j = 0; j < n; j++)
			if (is_aliased[j])
				scratch[j] = lg_dd(0.0);
		lg_symmetric_solve_dd(gram, n, scratch);
		for (j = 0; j < n; j++)
			if (!is_aliased[j])
				direction[j] = lg_dd_subtract(direction[j], scratch[j]);
	}
	return true;
}

/*
 * Tries to prove separation from a candidate, a full Newton step or the
 * point itself; writes the proven direction for the design's columns.
 * Scratch: gram packed, is_aliased and scratch of n_columns.
 */
bool
lg_separation_prove(const LgDesign *design, LgDense *dense,
					const LgDd *candidate, LgDd *gram, bool *is_aliased,
					LgDd *scratch, LgDd *direction)
{
	int64_t		n_overlap;

	if (!survey(design, dense, candidate, &n_overlap))
		return false;
	if (n_overlap == 0)
		memcpy(direction, candidate, design->n_columns * sizeof(LgDd));
	else if (!clean(design, dense, candidate, gram, is_aliased, scratch,
					direction))
		return false;
	return separates(design, dense, direction);
}

/*
 * The largest factor f, at most 1, that keeps first + f second separating:
 * the second direction, found on the rows that the first leaves, may not
 * turn a row that the first has separated.  Directions over the design's
 * columns.
 */
double
lg_separation_join(const LgDesign *design, LgDense *dense,
				   const LgDd *first, const LgDd *second)
{
	double		factor = 1.0;
	int			i;

	design->rows->rewind(design->rows->host);
	while (lg_design_next(design, dense))
		for (i = 0; i < dense->n_rows; i++)
		{
			double		size;
			double		against = margin_of(dense, design->n_columns, second,
											i, &size);
			double		along;

			if (against >= -CLEAR_SIGN * size)
				continue;
			along = margin_of(dense, design->n_columns, first, i, &size);
			if (along > CLEAR_SIGN * size)
				factor = fmin(factor, 0.5 * along / -against);
		}
	return factor;
}
