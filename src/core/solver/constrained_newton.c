/*-------------------------------------------------------------------------
 *
 * constrained_newton.c
 *		Newton's method for the (penalized) likelihood, unconstrained or with
 *		one linear form held fixed.
 *
 * The objective is the log-likelihood, or with Jeffreys' prior
 *
 *		l(b) + 1/2 ln det I(b),		I = X'WX
 *
 * whose maximum is finite whatever the data, see jeffreys.c.
 *
 * Method: Newton steps g = H^-1 gradient.  Where a linear form f'b is held at
 * t, the step is g + v (t - c) / s with v = H^-1 f, s = f'v and c = f'(b + g),
 * which is where the free step would take the form.  The objective that a
 * quadratic model predicts there is l + gradient'g / 2 - (t - c)^2 / 2s; to
 * land at a given fall below the top, t solves that (Venzon & Moolgavkar 1988,
 * Applied Statistics 37, 87-94), so that a limit of a profile interval costs
 * no more than a fit.
 *
 * With the prior the Hessian costs as much as n / 3 evaluations.  In the
 * metric of the information it changes slowly, so that the one of an earlier
 * point serves; and where there is none the information does.  Either makes
 * each step a fraction of the last one.  The Hessian is found anew when that
 * saves more evaluations than it costs.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/constrained_newton.h"

#include <math.h>
#include <string.h>

#include "core/linalg/cholesky.h"

/*
 * The step that ends a search for the top, as the largest change of any row's
 * score; and the one that ends a search along the flank, where what is left
 * after it is its square.
 */
#define TOLERANCE			1e-13
#define FLANK_TOLERANCE		1e-7

/* What a step may still gain where the objective is all that is wanted. */
#define GAIN_TOLERANCE		1e-13

/*
 * The error of a slope along the flank, in standard errors of what is free,
 * where a point of a profile is wanted; and the rate at which steps shrink that
 * the first one may count on if its Hessian is an old one.
 */
#define POINT_TOLERANCE		1e-11
#define FIRST_RATE			0.5

/* A step of more standard errors is too far from the end to tell a slope. */
#define LARGEST_POINT		0.1

/* Below this length a step that does not shrink is rounding. */
#define FLOOR_LENGTH		1e-9
#define FLOOR_RATIO			0.9

/* Steps below this length cannot lower the objective but by rounding. */
#define SAFE_LENGTH			1e-4

/*
 * Longest step along the flank, where no test detects a step that is too long.
 */
#define LONGEST_STEP		4.0

/* A step longer than this is too far from the end to tell the rate. */
#define LARGEST_RATED		0.5

#define MAX_HALVINGS		60

/* A double-double pivot of this size is rounding of an exact zero. */
#define SMALLEST_PIVOT		1e-28

/* The same of doubles. */
#define SMALLEST_DOUBLE		1e-14

/* So many columns, and a factor in double-double costs more than a pass. */
#define MANY_COLUMNS		16

/* Whether the form keeps its value. */
static bool
is_fixed(const LgConstrainedNewton *search)
{
	return search->goal == LG_GOAL_FIXED || search->goal == LG_GOAL_POINT;
}

static LgDd
product(const LgDd *x, const LgDd *y, int n)
{
	LgDd		sum = lg_dd(0.0);
	int			j;

	for (j = 0; j < n; j++)
		lg_dd_accumulate(&sum, lg_dd_multiply(x[j], y[j]));
	return sum;
}

/* The form at the point. */
LgDd
lg_constrained_newton_form(const LgConstrainedNewton *search)
{
	return product(search->form, search->beta, search->design->n_columns);
}

/* Factors the information at the point; false when it is singular. */
static bool
factor_information(LgConstrainedNewton *search)
{
	const LgDesign *design = search->design;
	const LgDd *information = search->curvature->information;
	int			n = design->n_columns;
	size_t		size = LG_PACKED_SIZE(n);
	double	   *factor = search->prior.tensor;
	size_t		i;

	if (search->prior.is_precise || n < MANY_COLUMNS || factor == NULL)
	{
		memcpy(search->factor, information, size * sizeof(LgDd));
		search->smallest_pivot =
			lg_symmetric_factor_dd(search->factor, n, design->rows);
		return search->smallest_pivot > SMALLEST_PIVOT;
	}
	for (i = 0; i < size; i++)
		factor[i] = lg_dd_double(information[i]);
	search->smallest_pivot = lg_symmetric_factor(lg_design_kernel(design),
												 factor, n, design->rows);
	for (i = 0; i < size; i++)
		search->factor[i] = lg_dd(factor[i]);
	return search->smallest_pivot > SMALLEST_DOUBLE;
}

/* Evaluates at the point; false when the information is singular. */
static bool
evaluate(LgConstrainedNewton *search)
{
	if (search->prior.is_precise)
		lg_objective_evaluate_dd(search->design, search->dense,
								 search->beta, false, search->curvature);
	else
		lg_objective_evaluate(search->design, search->dense, search->beta,
							  search->curvature);
	if (!factor_information(search))
		return false;
	search->objective = search->curvature->log_lik;
	if (search->has_jeffreys)
		lg_jeffreys_add(&search->prior, search->beta, search->factor,
						&search->objective, search->curvature->gradient);
	search->is_evaluated = true;
	return true;
}

/* Where the form is to go, from c, where the free step takes it. */
static LgDd
aim(const LgConstrainedNewton *search, LgDd centre, LgDd variance)
{
	int			n = search->design->n_columns;
	LgDd		height;
	double		squared;

	if (is_fixed(search))
		return search->value;

	/* what the model predicts for c, above the height that is wanted */
	height = lg_dd_subtract(search->objective, search->top);
	lg_dd_accumulate(&height,
					 lg_dd_shift(product(search->curvature->gradient,
										 search->step, n), 0.5));
	lg_dd_accumulate_double(&height, search->fall);
	squared = 2.0 * height.hi * variance.hi;
	if (!(squared > 0.0))
		return centre;			/* too far out: first back to the maximum given
								 * the form */
	return lg_dd_add(centre, lg_dd(search->side * sqrt(squared)));
}

/* Solves H x = b; b comes in x. */
static void
solve(const LgConstrainedNewton *search, LgDd *x)
{
	int			n = search->design->n_columns;

	lg_symmetric_forward_dd(search->factor, n, x);
	if (search->has_hessian)
	{
		double	   *y = search->dense->factor;
		int			j;

		for (j = 0; j < n; j++)
			y[j] = lg_dd_double(x[j]);
		lg_symmetric_solve(lg_design_kernel(search->design),
						   search->prior.hessian, n, y);
		for (j = 0; j < n; j++)
			x[j] = lg_dd(y[j]);
	}
	lg_symmetric_backward_dd(search->factor, n, x);
}

/* The way that the point goes with the form, at a point evaluated. */
void
lg_constrained_newton_turn(LgConstrainedNewton *search)
{
	int			n = search->design->n_columns;

	memcpy(search->toward, search->form, n * sizeof(LgDd));
	solve(search, search->toward);
	search->variance = product(search->form, search->toward, n).hi;
}

/* Solves for the step at the point. */
static void
find_step(LgConstrainedNewton *search)
{
	int			n = search->design->n_columns;
	LgDd		variance;
	LgDd		centre;
	LgDd		share;
	int			j;

	memcpy(search->step, search->curvature->gradient, n * sizeof(LgDd));
	solve(search, search->step);
	if (search->goal == LG_GOAL_TOP)
		return;
	memcpy(search->toward, search->form, n * sizeof(LgDd));
	solve(search, search->toward);
	variance = product(search->form, search->toward, n);
	centre = lg_dd_add(lg_constrained_newton_form(search),
					   product(search->form, search->step, n));
	search->variance = lg_dd_double(variance);
	search->slope = lg_dd_subtract(centre, lg_constrained_newton_form(search)).hi /
		variance.hi;
	share = lg_dd_divide(lg_dd_subtract(aim(search, centre, variance),
										centre), variance);
	for (j = 0; j < n; j++)
		lg_dd_accumulate(&search->step[j],
						 lg_dd_multiply(share, search->toward[j]));
}

/* A bound on the change that a step makes to any row's score. */
static double
step_length(const LgConstrainedNewton *search, const LgDd *step)
{
	const LgDesign *design = search->design;
	double		length = 0.0;
	int			j;

	for (j = 0; j < design->n_columns; j++)
		length += fabs(step[j].hi) *
			lg_design_extent(&design->terms[design->columns[j]]);
	return length;
}

/*
 * How far the form may go in one step along the flank, from a point where a
 * step was found.
 */
double
lg_constrained_newton_reach(const LgConstrainedNewton *search)
{
	return LONGEST_STEP * search->variance /
		step_length(search, search->toward);
}

/* Adds a share of the step to the point. */
static void
move(LgConstrainedNewton *search, double share)
{
	int			j;

	for (j = 0; j < search->design->n_columns; j++)
		lg_dd_accumulate(&search->beta[j],
						 lg_dd_scale(search->step[j], share));
	search->is_evaluated = false;
}

/*
 * Whether the prior's Hessian is worth finding: steps shrink so slowly that
 * the evaluations that are left are more than it costs.
 */
static bool
is_slow(const LgConstrainedNewton *search, double length, double last_length)
{
	double		tolerance = search->goal == LG_GOAL_TOP ? TOLERANCE :
		FLANK_TOLERANCE;
	double		cost = 1.0 + search->design->n_columns / 3.0;

	if (!search->has_jeffreys || search->prior.tensor == NULL ||
		!(length < LARGEST_RATED) || !(last_length < LARGEST_RATED) ||
		length <= tolerance || length <= FLOOR_LENGTH)
		return false;
	return length >= last_length ||
		log(length / tolerance) / log(last_length / length) > cost;
}

/*
 * Whether the step to a point of a profile is the last one: with the Hessian
 * of the point itself the next one would be shorter by as much as a step
 * changes it, and with an older one by as much as the last one was.
 */
static bool
is_at_point(const LgConstrainedNewton *search, int n_steps, double length,
			double last_length, double gain)
{
	double		size = sqrt(2.0 * fabs(gain));
	double		rate = !search->has_jeffreys ? length :
		n_steps == 0 ? FIRST_RATE : fmin(length / last_length, 1.0);

	return length <= FLOOR_LENGTH ||
		(size <= LARGEST_POINT && size * rate <= POINT_TOLERANCE);
}

/* Whether the step, found at the point, is the last one. */
static bool
is_last(const LgConstrainedNewton *search, int n_steps, double length,
		double last_length, double *gain)
{
	*gain = 0.0;
	if (is_fixed(search))
		*gain = 0.5 * product(search->curvature->gradient, search->step,
							  search->design->n_columns).hi;
	switch (search->goal)
	{
		case LG_GOAL_TOP:
			return length <= TOLERANCE ||
				(length <= FLOOR_LENGTH && !search->has_jeffreys) ||
				(length <= FLOOR_LENGTH && length > FLOOR_RATIO * last_length);
		case LG_GOAL_FALL:
			return length <= FLANK_TOLERANCE;
		case LG_GOAL_POINT:
			return is_at_point(search, n_steps, length, last_length, *gain);
		case LG_GOAL_FIXED:
			break;
	}
	if (n_steps == 0)
		return false;			/* the form is not there yet */
	return length <= FLANK_TOLERANCE ||
		(length <= SAFE_LENGTH * 100.0 && fabs(*gain) <= GAIN_TOLERANCE);
}

/*
 * Searches from the point on.  LG_OK: found; LG_NOT_CONVERGED: not within
 * the steps allowed, or the information became singular.
 *
 * With a fixed form the objective is what is wanted, which is flat there: the
 * search ends before a step whose gain is nothing, and adds it.
 */
LgStatus
lg_constrained_newton_run(LgConstrainedNewton *search)
{
	double		length = INFINITY;
	double		fraction = 1.0;
	int			n_halvings = 0;
	int			n_steps;

	if (!is_fixed(search) && search->keeps_form)
		search->has_hessian = false;
	for (n_steps = 0; n_steps < search->max_steps;)
	{
		LgDd		before = search->objective;
		double		last_length = length;
		double		gain;

		if (!search->is_evaluated && !evaluate(search))
			return LG_NOT_CONVERGED;

		/* the first step to a fixed form may go down */
		if (search->goal != LG_GOAL_FALL &&
			n_steps > (search->goal == LG_GOAL_FIXED ? 1 : 0) &&
			last_length > SAFE_LENGTH && n_halvings < MAX_HALVINGS &&
			search->objective.hi < before.hi - 1e-12 * fabs(before.hi))
		{
			fraction *= 0.5;
			n_halvings++;
			move(search, -fraction);
			search->objective = before;
			continue;
		}
		find_step(search);
		length = step_length(search, search->step);
		if (is_slow(search, length, last_length))
		{
			search->keeps_form = is_fixed(search);
			search->has_hessian =
				lg_jeffreys_hessian(&search->prior, search->beta,
									search->factor, search->keeps_form ?
									search->form : NULL);
			find_step(search);
			length = step_length(search, search->step);
		}
		if (!(length < INFINITY))
			return LG_NOT_CONVERGED;
		if (is_last(search, n_steps, length, last_length, &gain))
		{
			lg_dd_accumulate_double(&search->objective, gain);
			if (search->goal != LG_GOAL_FIXED)
				move(search, 1.0);
			return LG_OK;
		}
		fraction = search->goal == LG_GOAL_FALL && length > LONGEST_STEP ?
			LONGEST_STEP / length : 1.0;
		n_halvings = 0;
		move(search, fraction);
		n_steps++;
		search->n_steps++;
	}
	return LG_NOT_CONVERGED;
}
