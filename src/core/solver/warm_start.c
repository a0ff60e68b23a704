/*-------------------------------------------------------------------------
 *
 * warm_start.c
 *		Warm starts of Newton's method from subsamples of the rows.
 *
 * Newton's method needs some passes to come near the maximum, and then
 * doubles its digits with each.  The first part is as well done on a subsample
 * of the rows, whose maximum differs from that of all by the statistical
 * error of the subsample: a hundredth for 100,000 rows.  From there a larger
 * one takes one pass to its own maximum, and so on to the largest.
 *
 * The first pass over all rows takes their gradient, but the information of
 * some blocks only: it starts so near the maximum that what the step lacks is
 * as little as the curvature of the likelihood will leave anyway.
 *
 * Only the way to the maximum depends on subsamples, never the maximum: the
 * start counts once a pass over all rows has found it better than the null
 * model (newton_step.c).
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/warm_start.h"

#include "core/data/subsample.h"

/* Each subsample has so many times fewer rows than the next one. */
#define RATIO			8

/*
 * The first pass takes the information of some blocks where they have so many
 * rows for each column: with fewer, the step is so much worse that another
 * pass is needed.
 */
#define ESTIMATED_ROWS	50000

/*
 * Newton's step on a subsample, as the largest change of any row's score,
 * after which its error is below that of the subsample.
 */
#define ROUGH_TOLERANCE	0.5

/* After this many steps the subsample is taken to have no clear maximum. */
#define ROUGH_STEPS		12

/*
 * Improves the start on a subsample of about n rows; false if its maximum is
 * not found.
 */
static bool
improve(LgNewton *newton, LgDesign sample, int64_t n)
{
	const LgDesign *design = newton->design;
	LgPenalty  *penalty = newton->penalty;
	double		l2 = penalty ? penalty->l2 : 0.0;
	double		tolerance = newton->tolerance;
	LgStatus	status;

	sample.census = NULL;
	newton->design = &sample;
	newton->tolerance = ROUGH_TOLERANCE;
	if (penalty)
		penalty->l2 *= (double) n / (double) design->rows->n_rows;
	lg_newton_restart(newton, LG_PHASE_ROUGH);
	status = lg_newton_run(newton, ROUGH_STEPS);
	if (penalty)
		penalty->l2 = l2;
	newton->tolerance = tolerance;
	newton->design = design;
	newton->n_steps = 0;
	return status == LG_OK;
}

/* Comes near the maximum by ever larger subsamples; false if that fails. */
static bool
approach(LgNewton *newton)
{
	const LgDesign *design = newton->design;
	int64_t		share = LG_LARGEST_SUBSAMPLE;
	bool		is_near = true;

	while (design->rows->n_rows / share / RATIO >=
		   lg_subsample_smallest(design))
		share *= RATIO;
	for (; share >= LG_LARGEST_SUBSAMPLE && is_near; share /= RATIO)
	{
		int64_t		n = design->rows->n_rows / share;

		is_near = improve(newton, lg_subsample(design, n), n);
	}
	return is_near;
}

/*
 * Does the same for rows that lie elsewhere, with the one sample that came
 * from there.
 */
static bool
approach_elsewhere(LgNewton *newton)
{
	LgDesign	sample = *newton->design;

	sample.rows = sample.rows->sample;
	return improve(newton, sample, sample.rows->n_rows);
}

/* Whether there is a subsample to start from. */
static bool
has_subsample(const LgNewton *newton)
{
	const LgDesign *design = newton->design;
	const LgRows *elsewhere = design->rows->sample;

	if (newton->refuses_samples)
		return false;
	if (design->rows->pass == NULL)
		return lg_subsample_is_worthwhile(design);
	return elsewhere != NULL &&
		elsewhere->n_rows >= lg_subsample_smallest(design);
}

/*
 * Starts the iteration: from subsamples where the rows are many, else at the
 * null model.  Its steps are counted from here on.
 */
void
lg_warm_start(LgNewton *newton)
{
	const LgDesign *design = newton->design;
	bool		is_elsewhere = design->rows->pass != NULL;
	bool		is_estimated;

	lg_newton_start(newton);
	newton->n_steps = 0;
	if (!has_subsample(newton))
		return;
	if (!(is_elsewhere ? approach_elsewhere(newton) : approach(newton)))
	{
		lg_newton_start(newton);
		return;
	}
	is_estimated = !is_elsewhere && !design->softmax &&
		newton->truncated == NULL &&
		design->rows->n_rows / LG_LARGEST_SUBSAMPLE >=
		(int64_t) ESTIMATED_ROWS * design->n_columns;
	lg_newton_restart(newton, is_estimated ? LG_PHASE_ESTIMATED :
					  LG_PHASE_DOUBLES);
	newton->proposal = LG_PROPOSAL_START;
}
