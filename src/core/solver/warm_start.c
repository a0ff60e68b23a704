/*-------------------------------------------------------------------------
 *
 * warm_start.c
 *		What samples of the rows save passes over all of them.
 *
 * Newton's method needs some passes to come near the maximum, and then
 * doubles its digits with each.  The first part is as well done on a sample
 * of the rows, whose maximum differs from that of all by the statistical
 * error of the sample: a hundredth for 100,000 rows.  From there a larger
 * sample takes one pass to its own maximum, and so on to the largest.
 *
 * The first pass over all rows takes their gradient, but the information of
 * some only: it starts so near the maximum that what the step lacks is as
 * little as the curvature of the likelihood will leave anyway.
 *
 * After a step of Newton's method there remains what the gradient is not
 * linear in.  A sample tells that, too, and a second, smaller step removes
 * most of it (as the surrogate likelihood of Jordan, Lee & Yang 2019, JASA
 * 114, 668-681, whose quadratic part here is that of all rows).  In the end
 * the information belongs to the point before the last step.  How it changes
 * along so short a step a sample tells well enough.  Of both only the error
 * of a small change counts.
 *
 * Only the way to the maximum depends on samples, never the maximum.  They
 * are evenly spaced blocks, the same each time.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/warm_start.h"

#include <math.h>

#include "core/linalg/cholesky.h"

/* The largest sample has so many times fewer rows than there are ... */
#define LARGEST_SHARE		8

/* ... and each smaller one so many times fewer than the next. */
#define SAMPLE_RATIO		8

/* The smallest has this many rows, and some for each column. */
#define SMALLEST_SAMPLE		4096
#define ROWS_OF_COLUMN		64

/*
 * One of so many blocks gives the information of the first pass, where they
 * have so many rows for each column: with fewer, the step is so much worse
 * that another pass is needed.
 */
#define ESTIMATED_SHARE		8
#define ESTIMATED_ROWS		50000

/* The largest sample that tells how the information changes in the end ... */
#define INFORMATION_SHARE	16

/*
 * ... and what it may leave of it, as a relative error.  A step that changes
 * scores by s, typically, changes the information by about s / 2, which m
 * rows tell with an error of s / (2 sqrt(m)).
 */
#define INFORMATION_ERROR	2e-14

/*
 * The longest step to end with, as the largest change of any row's score:
 * the sample may not see that row.
 */
#define LARGEST_END		1e-10

/* A sample, or the smallest, that tells what a step leaves of the gradient ... */
#define REMAINDER_SHARE		64

/* ... which is about this times the square of such an s, ... */
#define REMAINDER			0.15

/* ... if s is not so large that a sample has extremes of its own. */
#define LARGEST_STEP		0.1

/*
 * Newton's step on a sample, as the largest change of any row's score, after
 * which its error is below that of the sample.
 */
#define ROUGH_TOLERANCE		0.5

/* More steps than these: the sample has no clear maximum. */
#define ROUGH_STEPS			12

/* A sample of about n rows, as a design. */
LgDesign
lg_sample(const LgDesign *design, int64_t n)
{
	LgDesign	sample = *design;

	sample.skip = n < design->rows->n_rows ?
		(design->rows->n_rows / n - 1) * LG_BLOCK_ROWS : 0;
	return sample;
}

/* The rows of the smallest sample that has a maximum worth finding. */
static int64_t
smallest_sample(const LgDesign *design)
{
	return SMALLEST_SAMPLE + ROWS_OF_COLUMN * (int64_t) design->n_terms;
}

/* Whether the rows are many, and here. */
bool
lg_sample_is_worthwhile(const LgDesign *design)
{
	return design->rows->pass == NULL &&
		design->rows->n_rows / LARGEST_SHARE >= smallest_sample(design);
}

/*
 * The typical change that the step makes to a row's score, the root of its
 * mean square by weight, from step'H step = step'gradient; where the weights
 * are not known its bound.
 */
static double
typical_change(const LgNewton *newton, double length)
{
	const LgCurvature *curvature = &newton->curvature;
	double		square = 0.0;
	int			j;

	for (j = 0; j < newton->design->n_columns; j++)
		square += newton->step[j].hi * curvature->gradient[j].hi;
	if (!(curvature->weight > 0.0) || !(square >= 0.0))
		return length;
	return fmin(length, sqrt(square / curvature->weight));
}

/* The rows of a sample that can end an iteration by a step of this size. */
static double
rows_to_end(double change)
{
	double		root = 0.5 * change / INFORMATION_ERROR;

	return root * root;
}

/*
 * Improves the start on a sample of about n rows; false if its maximum is not
 * found.
 */
static bool
improve(LgNewton *newton, LgDesign sample, int64_t n)
{
	const LgDesign *design = newton->design;
	LgPenalty  *penalty = newton->penalty;
	double		l2 = penalty ? penalty->l2 : 0.0;
	LgStatus	status;

	sample.census = NULL;
	newton->design = &sample;
	if (penalty)
		penalty->l2 *= (double) n / (double) design->rows->n_rows;
	lg_newton_restart(newton);
	status = lg_newton_run(newton, ROUGH_STEPS);
	if (penalty)
		penalty->l2 = l2;
	newton->design = design;
	newton->n_steps = 0;
	return status == LG_OK;
}

/* Comes near the maximum by ever larger samples; false if that fails. */
static bool
approach(LgNewton *newton)
{
	const LgDesign *design = newton->design;
	int64_t		share = LARGEST_SHARE;
	bool		is_near = true;

	while (design->rows->n_rows / share / SAMPLE_RATIO >=
		   smallest_sample(design))
		share *= SAMPLE_RATIO;
	for (; share >= LARGEST_SHARE && is_near; share /= SAMPLE_RATIO)
	{
		int64_t		n = design->rows->n_rows / share;

		is_near = improve(newton, lg_sample(design, n), n);
	}
	return is_near;
}

/* The same by the one sample that there is of rows that lie elsewhere. */
static bool
approach_elsewhere(LgNewton *newton)
{
	LgDesign	sample = *newton->design;

	sample.rows = sample.rows->sample;
	return improve(newton, sample, sample.rows->n_rows);
}

/*
 * Starts the iteration: from samples where the rows are many, else at zero.
 * Its steps are counted from here on.
 */
void
lg_sample_start(LgNewton *newton)
{
	const LgDesign *design = newton->design;
	const LgRows *sample = design->rows->sample;
	double		tolerance = newton->tolerance;
	bool		is_elsewhere = design->rows->pass != NULL;
	bool		is_near;

	lg_newton_start(newton);
	newton->n_steps = 0;
	if (is_elsewhere ?
		sample == NULL || sample->n_rows < smallest_sample(design) :
		!lg_sample_is_worthwhile(design))
		return;

	newton->is_rough = true;
	newton->tolerance = ROUGH_TOLERANCE;
	is_near = is_elsewhere ? approach_elsewhere(newton) : approach(newton);
	newton->is_rough = false;
	newton->tolerance = tolerance;
	if (!is_near)
	{
		lg_newton_start(newton);
		return;
	}
	lg_newton_restart(newton);
	if (!is_elsewhere && !design->softmax && !newton->is_truncated &&
		design->rows->n_rows / ESTIMATED_SHARE >=
		(int64_t) ESTIMATED_ROWS * design->n_columns)
		newton->share = ESTIMATED_SHARE;
}

/*
 * Evaluates a sample of about n rows at beta, and adds its information,
 * extrapolated to all rows, to that of the iteration, times the sign.  The
 * sample's own is left in factor_dd, and its gradient in that of the
 * curvature.  Answers by what it has to be multiplied for all rows.
 */
static double
add_sample(LgNewton *newton, int64_t n, double sign)
{
	LgDesign	sample = lg_sample(newton->design, n);
	LgCurvature curvature;
	double		ratio;
	size_t		i;

	curvature.gradient = newton->curvature.gradient;
	curvature.information = newton->factor_dd;
	lg_objective_evaluate(&sample, newton->dense, newton->beta, &curvature);
	ratio = (double) newton->curvature.n_rows / (double) curvature.n_rows;
	for (i = 0; i < LG_PACKED_SIZE(sample.n_columns); i++)
		lg_dd_accumulate(&newton->curvature.information[i],
						 lg_dd_scale(curvature.information[i], sign * ratio));
	return ratio;
}

/*
 * Takes the step as the last one, if it is so short that the next would be
 * below the rounding of doubles, and that a sample can tell how it changes
 * the information; where it is short enough as it is, as well as one can.
 */
bool
lg_sample_ends(LgNewton *newton, double length)
{
	const LgDesign *design = newton->design;
	double		change = typical_change(newton, length);
	double		smallest = (double) smallest_sample(design);
	double		largest = (double) design->rows->n_rows / INFORMATION_SHARE;
	double		n = fmax(rows_to_end(change), smallest);

	if (length <= newton->tolerance)
		n = fmin(n, largest);
	if (design->rows->pass || smallest > largest || n > largest ||
		length > LARGEST_END)
		return false;
	(void) add_sample(newton, (int64_t) n, -1.0);
	lg_newton_take_step(newton);
	(void) add_sample(newton, (int64_t) n, 1.0);
	return true;
}

/* The rows of the sample that helps with a step. */
static int64_t
remainder_sample(const LgDesign *design)
{
	int64_t		n = design->rows->n_rows / REMAINDER_SHARE;
	int64_t		smallest = smallest_sample(design);

	return n < smallest ? smallest : n;
}

/*
 * Whether a sample helps with the step: without it, the next one would not be
 * short enough to end with.
 */
bool
lg_sample_helps(const LgNewton *newton, double length)
{
	const LgDesign *design = newton->design;
	double		change = typical_change(newton, length);
	int64_t		n = remainder_sample(design);

	return design->rows->pass == NULL && design->softmax == NULL &&
		n <= design->rows->n_rows / INFORMATION_SHARE &&
		change <= LARGEST_STEP &&
		rows_to_end(REMAINDER * change * change) > (double) n;
}

/*
 * Takes the step, and after it another one that removes what a sample has
 * left of its own gradient, F(b + s) - F(b) + H(b) s for the step s.
 */
void
lg_sample_take_step(LgNewton *newton)
{
	const LgDesign *design = newton->design;
	int64_t		n_rows = remainder_sample(design);
	int			n = design->n_columns;
	const LgDd *gradient = newton->curvature.gradient;
	double	   *expected = newton->vector;
	double		ratio;
	int			i;
	int			j;

	(void) add_sample(newton, n_rows, -1.0);
	for (i = 0; i < n; i++)
	{
		LgDd		sum = gradient[i];

		for (j = 0; j < n; j++)
		{
			LgDd		element = lg_symmetric_element(newton->factor_dd, i, j);

			sum = lg_dd_subtract(sum, lg_dd_multiply(element,
													 newton->step[j]));
		}
		expected[i] = sum.hi;
	}
	lg_newton_take_step(newton);
	ratio = add_sample(newton, n_rows, 1.0);
	for (i = 0; i < n; i++)
		expected[i] = ratio * (gradient[i].hi - expected[i]);
	lg_symmetric_solve(lg_design_kernel(design), newton->factor, n, expected);
	for (i = 0; i < n; i++)
	{
		lg_dd_accumulate_double(&newton->step[i], expected[i]);
		lg_dd_accumulate_double(&newton->beta[i], expected[i]);
	}
}
