/*-------------------------------------------------------------------------
 *
 * newton_correction.c
 *		Corrections of Newton's steps by subsamples, which save full passes.
 *
 * After a step of Newton's method there remains what the gradient is not
 * linear in.  A subsample tells that, and a second, smaller step removes most
 * of it (as the surrogate likelihood of Jordan, Lee & Yang 2019, JASA 114,
 * 668-681, whose quadratic part here is that of all rows).  In the end the
 * information belongs to the point before the last step.  How it changes
 * along so short a step a subsample tells well enough.  Of both only the
 * error of a small change counts.
 *
 * Both suppose that the rows left out are like those that are seen.  A
 * subsample shows by its own information whether it is like all rows, and is
 * not asked again if it is not: with heavy tails a few rows make up most of
 * a column's information, and they are in the subsample or they are not.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/newton_correction.h"

#include <math.h>

#include "core/data/subsample.h"
#include "core/linalg/cholesky.h"
#include "core/solver/newton_step.h"

/* The largest subsample that tells how the information changes in the end ... */
#define INFORMATION_SHARE	16

/*
 * ... and what it may leave of it, as a relative error.  A step that changes
 * scores by s, typically, changes the information by about s / 2, which m
 * rows tell with an error of s / (2 sqrt(m)).
 */
#define INFORMATION_ERROR	2e-14

/*
 * The longest step to end with, as the largest change of any row's score:
 * the subsample may not see that row.
 */
#define LARGEST_END		1e-10

/* The smallest part of all rows that tells what a step leaves of the gradient ... */
#define REMAINDER_SHARE		64

/* ... which is about this times the square of such an s, ... */
#define REMAINDER			0.15

/* ... if s is not so large that a subsample has extremes of its own. */
#define LARGEST_STEP		0.1

/* How far the information of a column may be from that of all rows. */
#define LARGEST_RATIO		1.5

/*
 * The typical change that the step makes to a row's score, the root of its
 * mean square by weight, from step'H step = step'gradient; where the weights
 * are not known its bound.
 */
static double
typical_change(const LgNewton *newton)
{
	double		weight = newton->curvature.weight;

	if (!(weight > 0.0) || !(newton->slope >= 0.0))
		return newton->length;
	return fmin(newton->length, sqrt(newton->slope / weight));
}

/* The rows of a subsample that can end an iteration by a step of this size. */
static double
rows_to_end(double change)
{
	double		root = 0.5 * change / INFORMATION_ERROR;

	return root * root;
}

/*
 * Evaluates a subsample of about n rows at beta.  Its information is left in
 * factor_dd, and its gradient in that of the curvature.  Returns by what they
 * have to be multiplied for all rows.
 */
static double
evaluate(LgNewton *newton, int64_t n)
{
	LgDesign	sample = lg_subsample(newton->design, n);
	LgCurvature curvature;

	curvature.gradient = newton->curvature.gradient;
	curvature.information = newton->factor_dd;
	lg_objective_evaluate(&sample, newton->dense, newton->beta, &curvature);
	return (double) newton->curvature.n_rows / (double) curvature.n_rows;
}

/* Whether the information of a subsample is like that of all rows. */
static bool
is_typical(const LgNewton *newton, double ratio)
{
	int			j;

	for (j = 0; j < newton->design->n_columns; j++)
	{
		size_t		place = LG_PACKED(j, j);
		double		whole = newton->curvature.information[place].hi;
		double		part = ratio * newton->factor_dd[place].hi;

		if (newton->penalty)
			part += lg_penalty_ridge(newton->penalty, newton->design, j, j);
		if (!(part < LARGEST_RATIO * whole && whole < LARGEST_RATIO * part))
			return false;
	}
	return true;
}

/* Adds the information of the subsample, times a factor, to that of all rows. */
static void
add_information(LgNewton *newton, double factor)
{
	size_t		size = LG_PACKED_SIZE(newton->design->n_columns);
	size_t		i;

	for (i = 0; i < size; i++)
		lg_dd_accumulate(&newton->curvature.information[i],
						 lg_dd_scale(newton->factor_dd[i], factor));
}

/* The rows of the subsample for the last step. */
static double
rows_of_last_step(const LgNewton *newton)
{
	const LgDesign *design = newton->design;
	double		n = fmax(rows_to_end(typical_change(newton)),
						 (double) lg_subsample_smallest(design));

	if (newton->length <= newton->tolerance)
		n = fmin(n, (double) design->rows->n_rows / INFORMATION_SHARE);
	return n;
}

/*
 * Whether the step can be the last one: it is so short that the next would be
 * below the rounding of doubles, and a subsample can tell how it changes the
 * information; where it is short enough as it is, as well as one can.
 */
bool
lg_correction_ends(const LgNewton *newton)
{
	const LgDesign *design = newton->design;
	double		largest = (double) design->rows->n_rows / INFORMATION_SHARE;

	return !newton->refuses_samples && design->rows->pass == NULL &&
		newton->length <= LARGEST_END &&
		(double) lg_subsample_smallest(design) <= largest &&
		rows_of_last_step(newton) <= largest;
}

/*
 * Takes the last step, and the change of the information with it.  Returns
 * false, and does nothing, if the subsample is not like all rows.
 */
bool
lg_correction_take_last_step(LgNewton *newton)
{
	int64_t		n = (int64_t) rows_of_last_step(newton);
	double		ratio = evaluate(newton, n);

	if (!is_typical(newton, ratio))
	{
		newton->refuses_samples = true;
		return false;
	}
	add_information(newton, -ratio);
	lg_newton_take_step(newton, LG_PROPOSAL_NEWTON);
	add_information(newton, evaluate(newton, n));
	return true;
}

/* The rows of the subsample that helps with a step. */
static int64_t
remainder_rows(const LgDesign *design)
{
	int64_t		n = design->rows->n_rows / REMAINDER_SHARE;
	int64_t		smallest = lg_subsample_smallest(design);

	return n < smallest ? smallest : n;
}

/*
 * Whether a subsample helps with the step: without it, the next one would not
 * be short enough to end with.
 */
bool
lg_correction_helps(const LgNewton *newton)
{
	const LgDesign *design = newton->design;
	double		change = typical_change(newton);
	int64_t		n = remainder_rows(design);

	return !newton->refuses_samples && design->rows->pass == NULL &&
		design->softmax == NULL && design->strata == NULL &&
		n <= design->rows->n_rows / INFORMATION_SHARE &&
		change <= LARGEST_STEP &&
		rows_to_end(REMAINDER * change * change) > (double) n;
}

/*
 * The gradient that the subsample has at the end of the step if it is linear,
 * F(b) - H(b) s.
 */
static void
expect_gradient(const LgNewton *newton, double *expected)
{
	int			n = newton->design->n_columns;
	int			i;
	int			j;

	for (i = 0; i < n; i++)
	{
		LgDd		sum = newton->curvature.gradient[i];

		for (j = 0; j < n; j++)
		{
			LgDd		element = lg_symmetric_element(newton->factor_dd, i, j);

			sum = lg_dd_subtract(sum, lg_dd_multiply(element,
													 newton->step[j]));
		}
		expected[i] = sum.hi;
	}
}

/*
 * Takes the step, and after it another one that removes what a subsample has
 * left of its own gradient, F(b + s) - F(b) + H(b) s for the step s.  If the
 * subsample is not like all rows, takes the step alone.
 */
void
lg_correction_take_step(LgNewton *newton)
{
	const LgDesign *design = newton->design;
	int64_t		n_rows = remainder_rows(design);
	int			n = design->n_columns;
	double	   *expected = newton->vector;
	double		ratio = evaluate(newton, n_rows);
	int			j;

	if (!is_typical(newton, ratio))
	{
		newton->refuses_samples = true;
		lg_newton_take_step(newton, LG_PROPOSAL_NEWTON);
		return;
	}
	expect_gradient(newton, expected);
	lg_newton_take_step(newton, LG_PROPOSAL_SAMPLE);
	ratio = evaluate(newton, n_rows);
	for (j = 0; j < n; j++)
		expected[j] = ratio *
			(newton->curvature.gradient[j].hi - expected[j]);
	lg_symmetric_solve(lg_design_kernel(design), newton->factor, n, expected);
	for (j = 0; j < n; j++)
	{
		lg_dd_accumulate_double(&newton->step[j], expected[j]);
		lg_dd_accumulate_double(&newton->beta[j], expected[j]);
	}
}
