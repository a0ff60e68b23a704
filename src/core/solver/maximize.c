/*-------------------------------------------------------------------------
 *
 * maximize.c
 *		Maximum of the likelihood, or a proof of separation.
 *
 * Newton's method, with a look at the rank when the first information asks
 * for it, and a proof of separation when coefficients run off.  After a
 * proof the search goes on among the rows that the proven direction leaves
 * alone: their maximum is the limit that the likelihood of all rows tends
 * to (Geyer 2009, Electronic Journal of Statistics 3, 259-289).
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/maximize.h"

#include <math.h>
#include <string.h>

#include "core/data/scaled_offsets.h"
#include "core/linalg/cholesky.h"
#include "core/solver/aliasing.h"
#include "core/solver/offset_stages.h"
#include "core/solver/recentre.h"
#include "core/solver/separation.h"
#include "core/solver/separation_limits.h"
#include "core/solver/warm_start.h"

/* Steps before separation is first suspected; rare events need 9 or so. */
#define FIRST_SUSPICION 7

/* How often columns are centred anew in one search. */
#define MOST_CENTRES		5

/* Steps after which offsets are suspected of keeping it from its end. */
#define PATIENCE		30

/* How far the candidate moves rows if the information is singular. */
#define CLEAR_LENGTH	1e4

/* Keeps the columns of "from" that are not marked as aliased. */
static int
keep_independent(const int *from, int n, const bool *is_aliased, int *to)
{
	int			n_kept = 0;
	int			j;

	for (j = 0; j < n; j++)
		if (!is_aliased[j])
			to[n_kept++] = from[j];
	return n_kept;
}

/*
 * A constant column cannot be standardised, as a ridge may ask for; and an
 * intercept of the baseline's own, which costs nothing, is not needed.
 */
static bool
is_without_scale(const LgMaximum *maximum, int index)
{
	const LgPenalty *penalty = maximum->newton.penalty;
	const LgTerm *term = &maximum->design.terms[index];

	return lg_penalty_is_given(penalty) && penalty->scale[index] == 0.0 &&
		(term->kind != LG_TERM_INTERCEPT ||
		 (maximum->design.softmax && term->equation == 0));
}

/*
 * Settles which columns take part: all that are not constant, and of these,
 * should the first information not vouch for them, the independent ones.
 * With a ridge any columns are independent.
 */
void
lg_maximize_columns(LgMaximum *maximum, int64_t n_rows)
{
	LgDesign   *design = &maximum->design;
	double		pivot = 0.0;
	int			j;

	maximum->n_columns = 0;
	for (j = 0; j < design->n_terms; j++)
		if (!(design->has_intercept &&
			  design->terms[j].kind != LG_TERM_INTERCEPT &&
			  lg_design_is_constant(&design->terms[j])) &&
			!is_without_scale(maximum, j))
			maximum->columns[maximum->n_columns++] = j;

	design->columns = maximum->columns;
	design->n_columns = maximum->n_columns;
	if (maximum->newton.factor == NULL)
		lg_newton_start(&maximum->newton);
	else
		lg_warm_start(&maximum->newton);
	if (lg_penalty_is_given(maximum->newton.penalty))
		return;
	if (maximum->n_columns <= n_rows)
	{
		(void) lg_newton_run(&maximum->newton, 0);
		pivot = maximum->newton.smallest_pivot;
	}
	if (pivot > LG_CLEAR_PIVOT)
		return;

	(void) lg_aliasing_gram(design, &maximum->dense, maximum->gram);
	lg_aliasing_factor(design, n_rows, maximum->gram, maximum->newton.vector,
					   maximum->is_aliased);
	maximum->n_columns = keep_independent(maximum->columns, maximum->n_columns,
									  maximum->is_aliased, maximum->columns);
	design->n_columns = maximum->n_columns;
	lg_warm_start(&maximum->newton);
}

/*
 * Tries to prove separation, from the point itself if all rows are on the
 * right side of it and else from the last step.
 */
static bool
prove_separation(LgMaximum *maximum)
{
	const LgDesign *design = &maximum->design;
	double		margin = maximum->newton.curvature.smallest_margin;
	int			j;

	for (j = 0; j < design->n_columns; j++)
		maximum->vector[j] = margin > 0.0 ?
			lg_dd_scale(maximum->newton.beta[j], 1.0 / margin) :
			maximum->newton.step[j];
	return lg_separation_prove(design, &maximum->dense, maximum->vector, maximum->gram,
							   maximum->is_aliased, maximum->newton.factor_dd,
							   maximum->newton.vector, maximum->proven);
}

/*
 * Tries to prove separation where the information is singular for rows so far
 * on their sides that nothing of them is left in it.  A step does not see
 * them, for their gradient is nothing either, but the point does: the
 * candidate is the part of it that moves no other row.
 */
static bool
prove_saturated(LgMaximum *maximum)
{
	const LgDesign *design = &maximum->design;
	LgNewton   *newton = &maximum->newton;
	const LgDd *information = newton->curvature.information;
	LgDd	   *candidate = maximum->vector;
	LgDd	   *rest = newton->factor_dd;
	int			n = design->n_columns;
	double		length = 0.0;
	int			i;
	int			j;

	if (newton->phase != LG_PHASE_EXACT)
		return false;
	memcpy(maximum->gram, information, LG_PACKED_SIZE(n) * sizeof(LgDd));
	lg_aliasing_factor(design, newton->curvature.n_rows, maximum->gram,
					   newton->vector, maximum->is_aliased);
	for (j = 0; j < n; j++)
	{
		candidate[j] = maximum->is_aliased[j] ? newton->beta[j] : lg_dd(0.0);
		rest[j] = lg_dd(0.0);
	}
	for (i = 0; i < n; i++)
		for (j = 0; j < n && !maximum->is_aliased[i]; j++)
			if (maximum->is_aliased[j])
				lg_dd_accumulate(&rest[i], lg_dd_multiply(
					lg_symmetric_element(information, i, j), candidate[j]));
	lg_symmetric_solve_dd(maximum->gram, n, rest);
	for (j = 0; j < n; j++)
	{
		if (!maximum->is_aliased[j])
			candidate[j] = lg_dd_negate(rest[j]);
		length += fabs(candidate[j].hi) *
			lg_design_extent(&design->terms[design->columns[j]]);
	}
	if (!(length > 0.0))
		return false;
	for (j = 0; j < n; j++)
		candidate[j] = lg_dd_scale(candidate[j],
								   fmax(1.0, CLEAR_LENGTH / length));
	return lg_separation_prove(design, &maximum->dense, candidate,
							   maximum->gram, maximum->is_aliased,
							   newton->factor_dd, newton->vector,
							   maximum->proven);
}

/*
 * Adds the proven direction, found on the columns and rows being fitted, to
 * the direction of the whole, which covers all terms.
 */
static void
add_direction(LgMaximum *maximum)
{
	LgDesign   *design = &maximum->design;
	LgDesign	whole = *design;
	double		largest = 0.0;
	double		factor;
	int			j;

	for (j = 0; j < design->n_columns; j++)
		largest = fmax(largest, fabs(maximum->proven[j].hi));
	for (j = 0; j < design->n_columns; j++)
		maximum->vector[j] = lg_dd_scale(maximum->proven[j], 1.0 / largest);

	if (!maximum->is_separated)
	{
		memset(maximum->direction, 0, design->n_terms * sizeof(LgDd));
		for (j = 0; j < design->n_columns; j++)
			maximum->direction[design->columns[j]] = maximum->vector[j];
		maximum->is_separated = true;
		return;
	}

	/* both over all terms, so that they can be compared in one design */
	for (j = 0; j < design->n_terms; j++)
		maximum->proven[j] = lg_dd(0.0);
	for (j = 0; j < design->n_columns; j++)
		maximum->proven[design->columns[j]] = maximum->vector[j];
	whole.direction = NULL;
	whole.columns = maximum->columns;
	whole.n_columns = maximum->n_columns;
	for (j = 0; j < whole.n_columns; j++)
	{
		maximum->vector[j] = maximum->direction[whole.columns[j]];
		maximum->newton.step[j] = maximum->proven[whole.columns[j]];
	}
	factor = lg_separation_join(&whole, &maximum->dense, maximum->vector,
								maximum->newton.step);
	for (j = 0; j < design->n_terms; j++)
		lg_dd_accumulate(&maximum->direction[j],
						 lg_dd_scale(maximum->proven[j], factor));
}

/*
 * Turns to the rows that the direction leaves, and to the columns that are
 * independent on them; keeps the null space of the rest.
 *
 * For each column a that is aliased there, the null vector has 1 at a and
 * minus the coefficients of a's regression on the kept columns: row k of
 * null_space, over the columns of the whole.
 */
static void
turn_to_overlap(LgMaximum *maximum)
{
	LgDesign   *design = &maximum->design;
	LgDd	   *cross = maximum->newton.curvature.information;
	int			n = maximum->n_columns;
	int64_t		n_rows;
	int			a;
	int			j;

	design->direction = maximum->direction;
	design->columns = maximum->columns;
	design->n_columns = n;
	n_rows = lg_aliasing_gram(design, &maximum->dense, maximum->gram);
	memcpy(cross, maximum->gram, LG_PACKED_SIZE(n) * sizeof(LgDd));
	lg_aliasing_factor(design, n_rows, maximum->gram, maximum->newton.vector,
					   maximum->is_aliased);

	maximum->n_null = 0;
	for (a = 0; a < n; a++)
	{
		LgDd	   *null_vector = maximum->null_space +
			(size_t) maximum->n_null * n;

		if (!maximum->is_aliased[a])
			continue;
		lg_symmetric_check_interrupt(design->rows, n);
		for (j = 0; j < n; j++)
			maximum->vector[j] = maximum->is_aliased[j] ? lg_dd(0.0) :
				lg_symmetric_element(cross, a, j);
		lg_symmetric_solve_dd(maximum->gram, n, maximum->vector);
		for (j = 0; j < n; j++)
			null_vector[j] = lg_dd_negate(maximum->vector[j]);
		null_vector[a] = lg_dd(1.0);
		maximum->n_null++;
	}

	design->n_columns = keep_independent(maximum->columns, n, maximum->is_aliased,
										 maximum->fitted);
	design->columns = maximum->fitted;
	lg_newton_start(&maximum->newton);

	/* the null model of all rows says nothing about these, but for offsets */
	if (!maximum->newton.null.has_offsets)
		memset(maximum->newton.beta, 0, design->n_columns * sizeof(LgDd));
}

/*
 * The share of a lower bound that helps where the information is singular;
 * where it still is in the end a smaller one, and then none.
 */
#define LARGEST_SHARE	1e-6
#define SHARE_FALL		1e-3
#define SMALLEST_SHARE	1e-12

/* Whether the search goes on, from a point with a singular information. */
static bool
goes_on(LgNewton *newton, int limit)
{
	double		share = newton->share > 0.0 ?
		fmin(newton->share, LARGEST_SHARE) * SHARE_FALL : LARGEST_SHARE;

	return newton->n_steps < limit && share > SMALLEST_SHARE &&
		lg_newton_bend(newton, share);
}

/* Adds the proven direction, and turns to the rows that it leaves. */
static void
leave_separated(LgMaximum *maximum)
{
	add_direction(maximum);
	turn_to_overlap(maximum);
	maximum->newton.share = 0.0;
}

static LgStatus climb(LgMaximum *maximum, int max_iterations,
					  bool is_overlapping);

/*
 * If large offsets keep the search from converging: finds the separating
 * directions without offsets, and goes from the maximum of the remaining rows
 * to near that with offsets.  Returns false if this does not help.
 */
static bool
separate_without_offsets(LgMaximum *maximum, int max_iterations)
{
	LgDesign   *design = &maximum->design;
	LgNewton   *newton = &maximum->newton;
	LgNullModel null = newton->null;
	LgRows	   *rows = design->rows;
	LgScaledOffsets scaled;
	LgStatus	status;

	lg_scaled_offsets_start(&scaled, rows);
	design->rows = &scaled.rows;
	newton->null.has_offsets = false;
	memset(newton->beta, 0, design->n_columns * sizeof(LgDd));
	lg_newton_restart(newton, LG_PHASE_DOUBLES);
	newton->share = 0.0;
	status = climb(maximum, max_iterations, false);
	if (status == LG_OK && design->n_columns > 0)
		lg_offset_stages(newton, &scaled, maximum->vector, maximum->proven);
	design->rows = rows;
	newton->null = null;
	newton->share = 0.0;
	lg_newton_restart(newton, LG_PHASE_DOUBLES);
	return status == LG_OK;
}

/*
 * Newton's method to the maximum, or through proofs of separation, unless it
 * is known that there is none, to the maximum of the rows that are left.
 */
static LgStatus
climb(LgMaximum *maximum, int max_iterations, bool is_overlapping)
{
	LgNewton   *newton = &maximum->newton;
	int			first = newton->n_steps;
	int			limit = first + max_iterations;
	int			suspicion = first + FIRST_SUSPICION;
	bool		may_scale_offsets = newton->null.has_offsets &&
		!is_overlapping && maximum->design.rows->pass == NULL;
	int			n_centres = 0;

	for (;;)
	{
		LgStatus	status;
		bool		is_last;

		if (maximum->design.n_columns == 0)
		{
			lg_objective_evaluate(&maximum->design, &maximum->dense, newton->beta,
								  &newton->curvature);
			return LG_OK;
		}
		status = lg_newton_run(newton, newton->n_steps + 1);
		if (status != LG_NOT_CONVERGED && !maximum->is_separated &&
			n_centres < MOST_CENTRES && lg_recentre(newton, &maximum->design))
		{
			n_centres++;
			lg_newton_restart(newton, LG_PHASE_EXACT);
			limit = newton->n_steps + max_iterations;
			continue;
		}
		if (status == LG_OK)
			return LG_OK;
		is_last = status == LG_NOT_POSITIVE_DEFINITE ||
			newton->n_steps >= limit ||
			(may_scale_offsets && newton->n_steps >= first + PATIENCE);
		if (is_overlapping)
		{
			/* a maximum exists: nothing can be proven */
			if (is_last && !goes_on(newton, limit))
				return LG_NOT_CONVERGED;
			continue;
		}
		if (!is_last && newton->n_steps < suspicion &&
			!(newton->curvature.smallest_margin > 0.0))
			continue;
		if (newton->n_steps >= suspicion)
			suspicion += (suspicion - first) / 2;

		if (prove_separation(maximum) ||
			(status == LG_NOT_POSITIVE_DEFINITE && prove_saturated(maximum)))
		{
			leave_separated(maximum);
			first = newton->n_steps;
			limit = first + max_iterations;
			suspicion = first + FIRST_SUSPICION;
		}
		else if (is_last && may_scale_offsets)
		{
			may_scale_offsets = false;
			is_overlapping = separate_without_offsets(maximum, max_iterations);
			first = newton->n_steps;
			limit = first + max_iterations;
			suspicion = first + FIRST_SUSPICION;
		}
		else if (is_last && !goes_on(newton, limit))
			return LG_NOT_CONVERGED;
	}
}

/*
 * After lg_maximize_columns: finds the maximum, or the limit where there is
 * none.  Returns LG_OK or LG_NOT_CONVERGED.
 */
LgStatus
lg_maximize_find(LgMaximum *maximum, int max_iterations)
{
	LgNewton   *newton = &maximum->newton;

	if (newton->truncated)
		lg_newton_enter(newton, LG_PHASE_CONJUGATE);
	return climb(maximum, max_iterations,
				 lg_penalty_is_given(newton->penalty));
}
