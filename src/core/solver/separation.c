/*-------------------------------------------------------------------------
 *
 * separation.c
 *		Detects separation: proves that no finite maximum exists.
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
 * columns, where it vanishes on them in double-double, and is then checked on
 * every row.  An overlap of 1e-12 of the range fails the check, as it must.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/separation.h"

#include <math.h>
#include <string.h>

#include "core/data/design_scan.h"
#include "core/linalg/cholesky.h"
#include "core/solver/aliasing.h"

/* A full Newton step moves separated rows by about 1, others by less. */
#define OVERLAP_MARGIN		0.1

/* A sum in doubles above this share of its terms has its sign right. */
#define CLEAR_SIGN			1e-11

/*
 * A coefficient of a direction below this share of the largest is rounding,
 * the columns being scaled.
 */
#define ROUNDING_OF_DIRECTION	1e-24

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
	return dense->sign[row] * sum;
}

/* The same in double-double, for rows where doubles cannot tell the sign. */
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
	return dense->sign[row] * sum.hi;
}

/* The margin of a row with its sign right; 0 where it is but rounding. */
static double
sure_margin_of(const LgDense *dense, int n_columns, const LgDd *direction,
			   int row)
{
	double		size;
	double		margin = margin_of(dense, n_columns, direction, row, &size);

	if (fabs(margin) <= CLEAR_SIGN * size)
		margin = exact_margin_of(dense, n_columns, direction, row);
	return fabs(margin) <= LG_ZERO_TOLERANCE * size ? 0.0 : margin;
}

/*
 * LG_PASS_SEPARATES: no row on the wrong side, some row on the right one?
 * Ends with the first row that says no.
 */
static void
look_for_contradiction(const LgDesign *design, LgDense *dense,
					   const LgDd *direction, LgTotals *totals)
{
	int			i;

	while (totals->smallest >= 0.0 && lg_design_next(design, dense))
		for (i = 0; i < dense->n_rows; i++)
		{
			double		margin = sure_margin_of(dense, design->n_columns,
												direction, i);

			if (margin == 0.0)
				continue;
			totals->smallest = fmin(totals->smallest, margin);
			if (margin > 0.0)
				totals->n_rows++;
		}
}

/*
 * LG_PASS_SURVEY: does a row lie clearly on the wrong side of the candidate,
 * and how many rows form the overlap?  Ends with the first such row.
 */
static void
survey(const LgDesign *design, LgDense *dense, const LgDd *candidate,
	   LgTotals *totals)
{
	int			i;

	while (totals->smallest >= -OVERLAP_MARGIN &&
		   lg_design_next(design, dense))
		for (i = 0; i < dense->n_rows; i++)
		{
			double		size;
			double		margin = margin_of(dense, design->n_columns,
										   candidate, i, &size);

			totals->smallest = fmin(totals->smallest, margin);
			if (margin <= OVERLAP_MARGIN)
				totals->n_rows++;
		}
}

/*
 * LG_PASS_OVERLAP_GRAM, the cross product of the overlap (direction NULL),
 * and LG_PASS_OVERLAP_RESIDUAL, the part of the overlap's residuals z z'd
 * that a correction of d must remove.
 */
static void
sum_overlap(const LgDesign *design, LgDense *dense, const LgDd *candidate,
			const LgDd *direction, LgDd *sums)
{
	int			n_columns = design->n_columns;
	int			i;
	int			j;
	int			k;

	while (lg_design_next(design, dense))
		for (i = 0; i < dense->n_rows; i++)
		{
			double		size;
			LgDd	   *sum = sums;
			LgDd		residual = lg_dd(0.0);

			lg_symmetric_check_interrupt(design->rows, n_columns);
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
 * LG_PASS_JOIN: the largest factor f that keeps first + f second on the right
 * side of the rows where the first is.
 */
static void
join(const LgDesign *design, LgDense *dense, const LgDd *first,
	 const LgDd *second, LgTotals *totals)
{
	int			i;

	while (lg_design_next(design, dense))
		for (i = 0; i < dense->n_rows; i++)
		{
			double		against = sure_margin_of(dense, design->n_columns,
												 second, i);
			double		along;

			if (against >= 0.0)
				continue;
			along = sure_margin_of(dense, design->n_columns, first, i);
			if (along > 0.0)
				totals->smallest = fmin(totals->smallest,
										0.5 * along / -against);
		}
}

/* Makes one of the passes above; the totals come cleared. */
void
lg_separation_pass(const LgPass *pass, LgDense *dense, LgTotals *totals)
{
	const LgDesign *design = pass->design;

	lg_design_rewind(design, dense);
	switch (pass->kind)
	{
		case LG_PASS_SURVEY:
			survey(design, dense, pass->first, totals);
			break;
		case LG_PASS_OVERLAP_GRAM:
		case LG_PASS_OVERLAP_RESIDUAL:
			sum_overlap(design, dense, pass->first, pass->second,
						totals->sums);
			break;
		case LG_PASS_SEPARATES:
			look_for_contradiction(design, dense, pass->first, totals);
			break;
		case LG_PASS_JOIN:
			join(design, dense, pass->first, pass->second, totals);
			break;
		default:
			break;
	}
}

/* Asks for a pass, here or elsewhere; sums go to "sums" if it has any. */
static LgTotals
ask(LgPassKind kind, const LgDesign *design, LgDense *dense,
	const LgDd *first, const LgDd *second, LgDd *sums)
{
	LgPass		pass = {
		.kind = kind, .design = design, .first = first, .second = second
	};
	LgPassShape shape = lg_pass_shape(&pass);
	const LgTotals *answer = lg_pass_elsewhere(&pass);
	LgTotals	totals;

	totals.moments = NULL;
	totals.sums = sums;
	lg_totals_clear(&totals, &shape);
	if (answer == NULL)
		lg_separation_pass(&pass, dense, &totals);
	else
		lg_totals_merge(&totals, answer, &shape);
	return totals;
}

/*
 * Sets to zero the coefficients that are nothing but rounding beside the
 * others: rows that have no other ones would take it for a margin.
 */
static void
drop_rounding(const LgDesign *design, LgDd *direction)
{
	double		largest = 0.0;
	int			j;

	for (j = 0; j < design->n_columns; j++)
		largest = fmax(largest, fabs(direction[j].hi));
	for (j = 0; j < design->n_columns; j++)
		if (fabs(direction[j].hi) < ROUNDING_OF_DIRECTION * largest)
			direction[j] = lg_dd(0.0);
}

/*
 * Moves the candidate into the null space of the overlap.
 *
 * The columns that are aliased on the overlap keep their coefficients; those
 * of the others follow by least squares, d_B = -(B'B)^-1 B'A d_A, and one
 * step of refinement with residuals taken from the rows restores the digits
 * that the cross product lost.  Returns false when no column is aliased:
 * only zero vanishes on the overlap.
 */
static bool
clean(const LgDesign *design, LgDense *dense, const LgDd *candidate,
	  int64_t n_overlap, LgDd *gram, bool *is_aliased, LgDd *scratch,
	  double *vector, LgDd *direction)
{
	int			n = design->n_columns;
	bool		is_null = true;
	int			round;
	int			j;

	(void) ask(LG_PASS_OVERLAP_GRAM, design, dense, candidate, NULL, gram);
	lg_aliasing_factor(design, n_overlap, gram, vector, is_aliased);
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
		(void) ask(LG_PASS_OVERLAP_RESIDUAL, design, dense, candidate,
				   direction, scratch);
		for (j = 0; j < n; j++)
			if (is_aliased[j])
				scratch[j] = lg_dd(0.0);
		lg_symmetric_solve_dd(gram, n, scratch);
		for (j = 0; j < n; j++)
			if (!is_aliased[j])
				direction[j] = lg_dd_subtract(direction[j], scratch[j]);
	}
	drop_rounding(design, direction);
	return true;
}

/*
 * Tries to prove separation from a candidate, a full Newton step or the
 * point itself; writes the proven direction for the design's columns.
 * Scratch: gram packed; is_aliased, scratch and vector of n_columns.
 */
bool
lg_separation_prove(const LgDesign *design, LgDense *dense,
					const LgDd *candidate, LgDd *gram, bool *is_aliased,
					LgDd *scratch, double *vector, LgDd *direction)
{
	LgTotals	totals = ask(LG_PASS_SURVEY, design, dense, candidate, NULL,
							 NULL);

	if (totals.smallest < -OVERLAP_MARGIN)
		return false;
	if (totals.n_rows == 0)
		memcpy(direction, candidate, design->n_columns * sizeof(LgDd));
	else if (!clean(design, dense, candidate, totals.n_rows, gram, is_aliased,
					scratch, vector, direction))
		return false;
	totals = ask(LG_PASS_SEPARATES, design, dense, direction, NULL, NULL);
	return totals.smallest >= 0.0 && totals.n_rows > 0;
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
	LgTotals	totals = ask(LG_PASS_JOIN, design, dense, first, second, NULL);

	return fmin(1.0, totals.smallest);
}
