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
 * that helps most by a pass over the data.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/separation_limits.h"

#include <math.h>
#include <string.h>

#include "core/data/design_scan.h"
#include "core/linalg/cholesky.h"

/* More work than this is not done: the sign stays undetermined. */
#define WORK_LIMIT		2e8

/* A row is of the overlap, or a form zero, below this share of its terms. */
#define ZERO_SHARE		1e-12

/* A residual of this length, of a target of length 1, is none. */
#define RESIDUAL_LIMIT	1e-9

/* The restricted problem of one term. */
typedef struct Cone
{
	const LgDesign *design;
	LgDense    *dense;
	const double *null_space;	/* n_null vectors over the columns */
	int			n_null;
	int			n_active;		/* rows with positive weight */
	double		active[LG_NULL_LIMIT][LG_NULL_LIMIT];	/* unit vectors over N */
	double		weight[LG_NULL_LIMIT];
} Cone;

/*
 * What the form below may be of a null vector on which it vanishes: the
 * components of such a vector are rounded to zero.  That of the intercept is
 * as small as the centre of a column, if this is the rounding of 0 itself.
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
	return LG_NULL_TOLERANCE * sum;
}

/*
 * The coefficient of term j on the user's scale as a linear form, applied to
 * a vector over the design's columns; *size is the size of its terms.
 */
static double
term_form(const LgDesign *design, const double *vector, int j, double *size)
{
	double		sum = vector[j];
	int			k;

	*size = fabs(sum);
	if (design->terms[design->columns[j]].kind != LG_TERM_INTERCEPT)
		return sum;
	for (k = 0; k < design->n_columns; k++)
	{
		const LgTerm *term = &design->terms[design->columns[k]];
		double		moved = vector[k] * term->centre * term->spread;

		if (k == j ||
			term->equation != design->terms[design->columns[j]].equation)
			continue;
		sum -= moved;
		*size += fabs(moved);
	}
	return sum;
}

/* One separated row over N, at unit length; false for rows of the overlap. */
static bool
restricted_row(const LgPass *pass, const LgDense *dense, int row,
			   double *result)
{
	int			n = pass->design->n_columns;
	double		squares = 0.0;
	double		size = 0.0;
	double		norm;
	int			a;
	int			j;

	for (a = 0; a < pass->n_null; a++)
	{
		const double *vector = pass->null_space + (size_t) a * n;

		result[a] = 0.0;
		for (j = 0; j < n; j++)
		{
			double		term = vector[j] *
				dense->z[(size_t) j * LG_BLOCK_STRIDE + row];

			result[a] += term;
			if (fabs(term) > size)
				size = fabs(term);
		}
	}
	if (size == 0.0)
		return false;
	for (a = 0; a < pass->n_null; a++)
	{
		result[a] /= size;
		squares += result[a] * result[a];
	}
	norm = sqrt(squares);
	if (norm <= ZERO_SHARE)
		return false;
	for (a = 0; a < pass->n_null; a++)
		result[a] *= dense->sign[row] / norm;
	return true;
}

/*
 * LG_PASS_CONE: the row that points most along the residual.  The totals
 * come cleared; n_null is at most LG_NULL_LIMIT.
 */
void
lg_separation_limits_pass(const LgPass *pass, LgDense *dense, LgTotals *totals)
{
	const LgDesign *design = pass->design;
	double	   *low = dense->z_low;
	double		row[LG_NULL_LIMIT];
	int			a;
	int			i;

	dense->z_low = NULL;
	lg_design_rewind(design, dense);
	while (lg_design_next(design, dense))
		for (i = 0; i < dense->n_rows; i++)
		{
			double		along = 0.0;

			lg_symmetric_check_interrupt(design->rows, design->n_columns);
			if (!restricted_row(pass, dense, i, row))
				continue;
			for (a = 0; a < pass->n_null; a++)
				along += row[a] * pass->residual[a];
			if (along <= totals->largest)
				continue;
			totals->largest = along;
			for (a = 0; a < pass->n_null; a++)
				totals->sums[a] = lg_dd(row[a]);
		}
	dense->z_low = low;
}

/*
 * Finds the row that points most along the residual, and adds it to the
 * active ones; false if none does.
 */
static bool
add_best_row(Cone *cone, const double *residual, double length)
{
	LgPass		pass = {
		.kind = LG_PASS_CONE, .design = cone->design, .n_null = cone->n_null,
		.null_space = cone->null_space, .residual = residual
	};
	LgPassShape shape = lg_pass_shape(&pass);
	LgDd		row[LG_NULL_LIMIT];
	LgTotals	here;
	const LgTotals *totals;
	int			a;

	if (cone->n_active == LG_NULL_LIMIT)
		return false;
	totals = lg_pass_elsewhere(&pass);
	if (totals == NULL)
	{
		here.moments = NULL;
		here.sums = row;
		lg_totals_clear(&here, &shape);
		lg_separation_limits_pass(&pass, cone->dense, &here);
		totals = &here;
	}
	if (totals->largest <= RESIDUAL_LIMIT * length)
		return false;
	for (a = 0; a < cone->n_null; a++)
		cone->active[cone->n_active][a] = totals->sums[a].hi;
	cone->weight[cone->n_active++] = 0.0;
	return true;
}

/* Least squares of the target on the active rows; false if degenerate. */
static bool
solve_active(const Cone *cone, const double *target, double *solution)
{
	const LgKernel *kernel = lg_design_kernel(cone->design);
	double		gram[LG_PACKED_SIZE(LG_NULL_LIMIT)];
	int			a;
	int			p;
	int			q;

	for (p = 0; p < cone->n_active; p++)
	{
		for (q = 0; q <= p; q++)
		{
			gram[LG_PACKED(p, q)] = 0.0;
			for (a = 0; a < cone->n_null; a++)
				gram[LG_PACKED(p, q)] +=
					cone->active[p][a] * cone->active[q][a];
		}
		solution[p] = 0.0;
		for (a = 0; a < cone->n_null; a++)
			solution[p] += cone->active[p][a] * target[a];
	}
	if (lg_symmetric_factor(kernel, gram, cone->n_active, NULL) <= 1e-12)
		return false;
	lg_symmetric_solve(kernel, gram, cone->n_active, solution);
	return true;
}

/*
 * Moves the weights to the solution as far as they stay positive, and drops
 * the rows whose weight reaches zero; true when the solution is reached.
 */
static bool
move_weights(Cone *cone, const double *solution)
{
	double		share = 1.0;
	int			n_kept = 0;
	int			p;

	for (p = 0; p < cone->n_active; p++)
		if (solution[p] <= 0.0)
			share = fmin(share, cone->weight[p] /
						 (cone->weight[p] - solution[p]));
	for (p = 0; p < cone->n_active; p++)
		cone->weight[p] += share * (solution[p] - cone->weight[p]);
	if (share == 1.0)
		return true;
	for (p = 0; p < cone->n_active; p++)
	{
		if (cone->weight[p] <= 1e-14)
			continue;
		memmove(cone->active[n_kept], cone->active[p],
				sizeof(cone->active[p]));
		cone->weight[n_kept++] = cone->weight[p];
	}
	cone->n_active = n_kept;
	return false;
}

/* Whether the target is a non-negative sum of rows. */
static bool
is_in_cone(Cone *cone, const double *target)
{
	double		residual[LG_NULL_LIMIT] = {0.0};
	double		solution[LG_NULL_LIMIT];
	int			round;
	int			a;
	int			p;

	cone->n_active = 0;
	for (round = 0; round < 4 * LG_NULL_LIMIT; round++)
	{
		double		length = 0.0;

		for (a = 0; a < cone->n_null; a++)
		{
			residual[a] = target[a];
			for (p = 0; p < cone->n_active; p++)
				residual[a] -= cone->weight[p] * cone->active[p][a];
			length = hypot(length, residual[a]);
		}
		if (length <= RESIDUAL_LIMIT)
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
						   int64_t n_rows, const double *null_space, int n_null,
						   const LgDd *direction, double *scratch, int *sign)
{
	int			n = design->n_columns;
	Cone		cone;
	bool		is_worthwhile = lg_recession_is_worthwhile(n_rows, n, n_null);
	double	   *low = dense->z_low;
	int			a;
	int			j;

	dense->z_low = NULL;
	cone.design = design;
	cone.dense = dense;
	cone.null_space = null_space;
	cone.n_null = n_null;
	for (j = 0; j < n; j++)
		scratch[j] = direction[design->columns[j]].hi;

	for (j = 0; j < n; j++)
	{
		double		target[LG_NULL_LIMIT];
		double		norm = 0.0;
		double		rounding = form_rounding(design, j);
		double		size;
		double		value;

		lg_symmetric_check_interrupt(design->rows, n);
		sign[j] = LG_RECESSION_NONE;
		for (a = 0; a < n_null; a++)
		{
			value = term_form(design, null_space + (size_t) a * n, j, &size);
			if (fabs(value) <= ZERO_SHARE * size + rounding)
				value = 0.0;
			else
				sign[j] = LG_RECESSION_UNDETERMINED;
			if (a < LG_NULL_LIMIT)
				target[a] = value;
			norm = hypot(norm, value);
		}
		if (sign[j] == LG_RECESSION_NONE)
			continue;
		value = term_form(design, scratch, j, &size);
		if (fabs(value) <= ZERO_SHARE * size ||
			(n_null > 1 && !is_worthwhile))
			continue;
		for (a = 0; a < n_null && a < LG_NULL_LIMIT; a++)
			target[a] *= (value > 0.0 ? 1.0 : -1.0) / norm;
		if (n_null == 1 || is_in_cone(&cone, target))
			sign[j] = value > 0.0 ? LG_RECESSION_UP : LG_RECESSION_DOWN;
	}
	dense->z_low = low;
}
