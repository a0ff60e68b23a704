/*-------------------------------------------------------------------------
 *
 * separation_limits.c
 *		Which coefficients diverge under separation, and in which direction.
 *
 * The directions that separate form a cone: d within the null space N of
 * the overlap, with r'd >= 0 for each separated row, r = s z.  A term runs
 * off to plus infinity if its coefficient q'd is nowhere negative on the
 * cone; by Farkas' lemma that is so exactly when q, restricted to N, is a
 * sum of rows r with weights >= 0.  A one-dimensional N needs no such proof.
 *
 * Method: least squares with non-negative weights by Lawson & Hanson
 * (1974, "Solving least squares problems", chapter 23), fetching the row
 * that helps most by a pass over the data.  All of it is in double-double,
 * since an outlier leaves the rows next to a threshold within 1e-12 of each
 * other; and no vector of N is rounded, for a row and the form of a term can
 * agree in a component that is nothing but the rounding of a column's centre.
 * What remains in the end is judged by the rounding of the rows in use: of
 * decimals 1e-17 of the range remain, and next to an outlier 1e-17 can tell.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/separation_limits.h"

#include <math.h>
#include <string.h>

#include "core/linalg/cholesky.h"
#include "core/solver/cone_rows.h"

/* More work than this is not done: the sign stays undetermined. */
#define WORK_LIMIT		2e8

/*
 * What a residual of a target of length 1 may be in any case and at most,
 * however large the rounding of the rows is.
 */
#define LEAST_RESIDUAL	1e-24
#define MOST_RESIDUAL	1e-9

/* No row that points less along the residual is of help. */
#define LEAST_ALONG		1e-20

/* Rows at an angle whose sine is this are the same row. */
#define SAME_ROW		1e-26

/* By how much more than their rounding rows may be off. */
#define SAFETY			4.0

/* The restricted problem of one term. */
typedef struct Cone
{
	const LgDesign *design;
	LgDense    *dense;
	const LgDd *null_space;		/* n_null vectors over the columns */
	int			n_null;
	int			n_active;		/* rows with positive weight */
	LgDd		active[LG_NULL_LIMIT][LG_NULL_LIMIT];	/* unit vectors over N */
	double		rounding[LG_NULL_LIMIT];	/* what they may be off */
	LgDd		weight[LG_NULL_LIMIT];
} Cone;

/*
 * What the form below may be of a null vector on which it vanishes, given the
 * rounding of its components.
 */
static double
form_rounding(const LgDesign *design, int j)
{
	const LgTerm *own = &design->terms[design->columns[j]];
	double		sum = 1.0;
	int			k;

	for (k = 0; k < design->n_columns; k++)
	{
		const LgTerm *term = &design->terms[design->columns[k]];

		if (own->kind == LG_TERM_INTERCEPT &&
			term->kind != LG_TERM_INTERCEPT && term->equation == own->equation)
			sum += fabs(term->centre * term->spread);
	}
	return LG_CONE_ROUNDING * sum;
}

/*
 * The coefficient of term j on the user's scale as a linear form, applied to
 * a vector over the design's columns; *size is the size of its terms.
 */
static LgDd
term_form(const LgDesign *design, const LgDd *vector, int j, double *size)
{
	LgDd		sum = vector[j];
	int			k;

	*size = fabs(sum.hi);
	if (design->terms[design->columns[j]].kind != LG_TERM_INTERCEPT)
		return sum;
	for (k = 0; k < design->n_columns; k++)
	{
		const LgTerm *term = &design->terms[design->columns[k]];
		LgDd		moved;

		if (k == j ||
			term->equation != design->terms[design->columns[j]].equation)
			continue;
		moved = lg_dd_multiply(vector[k],
							   lg_dd_product(term->centre, term->spread));
		sum = lg_dd_subtract(sum, moved);
		*size += fabs(moved.hi);
	}
	return sum;
}

/*
 * Finds the row that points most along the residual, and adds it to the
 * active ones; false if none does.
 */
static bool
add_best_row(Cone *cone, const LgDd *residual, double length)
{
	LgPass		pass = {
		.kind = LG_PASS_CONE, .design = cone->design, .n_null = cone->n_null,
		.null_space = cone->null_space, .residual = residual
	};
	LgPassShape shape = lg_pass_shape(&pass);
	LgDd		row[LG_NULL_LIMIT + 1];
	LgTotals	here;
	const LgTotals *totals;

	if (cone->n_active == LG_NULL_LIMIT)
		return false;
	totals = lg_pass_elsewhere(&pass);
	if (totals == NULL)
	{
		here.moments = NULL;
		here.sums = row;
		lg_totals_clear(&here, &shape);
		lg_cone_rows_pass(&pass, cone->dense, &here);
		totals = &here;
	}
	if (totals->largest <= LEAST_ALONG * length)
		return false;
	memcpy(cone->active[cone->n_active], totals->sums,
		   cone->n_null * sizeof(LgDd));
	cone->rounding[cone->n_active] = totals->sums[cone->n_null].hi;
	cone->weight[cone->n_active++] = lg_dd(0.0);
	return true;
}

/*
 * Least squares of the target on the active rows; false if degenerate.  By
 * orthogonal vectors, since the cross products of two rows that an outlier
 * leaves at 1e-12 of each other have lost half of the digits.
 */
static bool
solve_active(const Cone *cone, const LgDd *target, LgDd *solution)
{
	LgDd		unit[LG_NULL_LIMIT + 1][LG_NULL_LIMIT];
	LgDd		along[LG_NULL_LIMIT + 1][LG_NULL_LIMIT];
	int			n = cone->n_active;
	int			a;
	int			p;
	int			q;

	for (p = 0; p <= n; p++)	/* the target is the last one */
	{
		LgDd		length;

		memcpy(unit[p], p < n ? cone->active[p] : target,
			   cone->n_null * sizeof(LgDd));
		for (q = 0; q < p; q++)
		{
			along[p][q] = lg_cone_product(unit[q], unit[p], cone->n_null);
			for (a = 0; a < cone->n_null; a++)
				unit[p][a] = lg_dd_subtract(unit[p][a], lg_dd_multiply(
					along[p][q], unit[q][a]));
		}
		if (p == n)
			break;
		length = lg_cone_length(unit[p], cone->n_null);
		if (length.hi <= SAME_ROW)
			return false;
		along[p][p] = length;
		for (a = 0; a < cone->n_null; a++)
			unit[p][a] = lg_dd_divide(unit[p][a], length);
	}
	for (p = n - 1; p >= 0; p--)
	{
		solution[p] = along[n][p];
		for (q = p + 1; q < n; q++)
			solution[p] = lg_dd_subtract(solution[p], lg_dd_multiply(
				along[q][p], solution[q]));
		solution[p] = lg_dd_divide(solution[p], along[p][p]);
	}
	return true;
}

/*
 * Moves the weights to the solution as far as they stay positive, and drops
 * the rows whose weight reaches zero; true when the solution is reached.
 */
static bool
move_weights(Cone *cone, const LgDd *solution)
{
	LgDd		share = lg_dd(1.0);
	int			first = -1;		/* whose weight reaches zero */
	int			n_kept = 0;
	int			p;

	for (p = 0; p < cone->n_active; p++)
	{
		LgDd		part;

		if (solution[p].hi > 0.0 ||
			(solution[p].hi == 0.0 && cone->weight[p].hi == 0.0))
			continue;
		part = lg_dd_divide(cone->weight[p], lg_dd_subtract(cone->weight[p],
															solution[p]));
		if (first >= 0 && lg_dd_subtract(part, share).hi >= 0.0)
			continue;
		share = part;
		first = p;
	}
	for (p = 0; p < cone->n_active; p++)
		lg_dd_accumulate(&cone->weight[p], lg_dd_multiply(
			share, lg_dd_subtract(solution[p], cone->weight[p])));
	if (first < 0)
		return true;
	for (p = 0; p < cone->n_active; p++)
	{
		if (p == first || !(cone->weight[p].hi > 0.0))
			continue;
		memmove(cone->active[n_kept], cone->active[p],
				sizeof(cone->active[p]));
		cone->rounding[n_kept] = cone->rounding[p];
		cone->weight[n_kept++] = cone->weight[p];
	}
	cone->n_active = n_kept;
	return false;
}

/*
 * Whether the target, of length 1, is a non-negative sum of rows, as far as
 * the rounding of these and its own can tell.
 */
static bool
is_in_cone(Cone *cone, const LgDd *target, double rounding)
{
	LgDd		residual[LG_NULL_LIMIT];
	LgDd		solution[LG_NULL_LIMIT];
	int			round;
	int			a;
	int			p;

	cone->n_active = 0;
	for (round = 0; round < 4 * LG_NULL_LIMIT; round++)
	{
		double		limit = fmax(rounding, LEAST_RESIDUAL);
		double		length;

		for (p = 0; p < cone->n_active; p++)
			limit += SAFETY * cone->rounding[p] * cone->weight[p].hi;
		for (a = 0; a < cone->n_null; a++)
		{
			residual[a] = target[a];
			for (p = 0; p < cone->n_active; p++)
				residual[a] = lg_dd_subtract(residual[a], lg_dd_multiply(
					cone->weight[p], cone->active[p][a]));
		}
		length = lg_cone_length(residual, cone->n_null).hi;
		if (length <= fmin(limit, MOST_RESIDUAL))
			return true;
		if (!add_best_row(cone, residual, length))
			return false;
		do
		{
			if (cone->n_active == 0 ||
				!solve_active(cone, target, solution))
				return false;
		} while (!move_weights(cone, solution));
	}
	return false;
}

/* Whether so much work is done for exact signs. */
bool
lg_recession_is_worthwhile(int64_t n_rows, int n_columns, int n_null)
{
	return n_null <= LG_NULL_LIMIT &&
		(double) n_rows * n_columns * n_columns * n_null * n_null <=
		WORK_LIMIT;
}

/*
 * For each of the design's columns, tells what becomes of its term.  The
 * null space has n_null vectors over the columns; the direction, proven to
 * separate, is over the terms.  "scratch" has n_columns elements.
 */
void
lg_separation_limits_signs(const LgDesign *design, LgDense *dense,
						   int64_t n_rows, const LgDd *null_space, int n_null,
						   const LgDd *direction, LgDd *scratch, int *sign)
{
	int			n = design->n_columns;
	bool		is_worthwhile = lg_recession_is_worthwhile(n_rows, n, n_null);
	Cone		cone = {
		.design = design, .dense = dense, .null_space = null_space,
		.n_null = n_null
	};
	int			a;
	int			j;

	for (j = 0; j < n; j++)
		scratch[j] = direction[design->columns[j]];

	for (j = 0; j < n; j++)
	{
		LgDd		target[LG_NULL_LIMIT];
		double		rounding = form_rounding(design, j);
		double		size;
		LgDd		norm;
		LgDd		value;

		lg_symmetric_check_interrupt(design->rows, n);
		sign[j] = LG_RECESSION_NONE;
		for (a = 0; a < n_null; a++)
		{
			value = term_form(design, null_space + (size_t) a * n, j, &size);
			if (fabs(value.hi) > LG_CONE_ZERO * size + rounding)
				sign[j] = LG_RECESSION_UNDETERMINED;
			if (a < LG_NULL_LIMIT)
				target[a] = value;
		}
		if (sign[j] == LG_RECESSION_NONE)
			continue;
		value = term_form(design, scratch, j, &size);
		if (fabs(value.hi) <= LG_ZERO_TOLERANCE * size ||
			(n_null > 1 && !is_worthwhile))
			continue;
		if (n_null > 1)
		{
			norm = lg_cone_length(target, n_null);
			for (a = 0; a < n_null; a++)
				target[a] = lg_dd_divide(value.hi > 0.0 ? target[a] :
										 lg_dd_negate(target[a]), norm);
			if (!is_in_cone(&cone, target,
							n_null < n ? rounding / norm.hi : 0.0))
				continue;
		}
		sign[j] = value.hi > 0.0 ? LG_RECESSION_UP : LG_RECESSION_DOWN;
	}
}
