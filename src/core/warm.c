/*-------------------------------------------------------------------------
 *
 * warm.c
 *		A start near the maximum, from samples of the rows.
 *
 * Newton's method needs some passes to come near the maximum, and then
 * doubles its digits with each.  The first part is as well done on a sample
 * of the rows, whose maximum differs from that of all by the statistical
 * error of the sample: a hundredth for 100,000 rows.  A second, larger
 * sample costs one or two passes over it and comes nearer still.
 *
 * Only the way to the maximum depends on the samples, never the maximum.
 * They are evenly spaced blocks, the same each time.
 *
 *-------------------------------------------------------------------------
 */
#include "warm.h"

/* Fewer rows than the smallest sample times this are not worth a start. */
#define SMALLEST_SAMPLE		20000
#define SMALLEST_SHARE		20

/* A sample has so many times fewer rows than the next. */
#define SAMPLE_RATIO		16

/*
 * Newton's step on a sample, as the largest change of any row's score, below
 * which the error of the sample is larger.
 */
#define ROUGH_TOLERANCE		0.1

/* More steps than these: the sample has no clear maximum. */
#define ROUGH_STEPS			12

/*
 * Improves the start on a sample of about n rows, by at most n_steps steps;
 * false if they do not end.
 */
static bool
improve(LgDesign *design, LgNewton *newton, int64_t n)
{
	LgPenalty  *penalty = newton->penalty;
	double		l2 = penalty ? penalty->l2 : 0.0;
	LgStatus	status;

	design->skip = (design->rows->n_rows - n) / n * LG_BLOCK_ROWS;
	if (penalty)
		penalty->l2 *= (double) n / (double) design->rows->n_rows;
	lg_newton_restart(newton);
	status = lg_newton_run(newton, ROUGH_STEPS);
	design->skip = 0;
	if (penalty)
		penalty->l2 = l2;
	newton->n_steps = 0;
	return status == LG_OK;
}

/*
 * Starts the iteration: from samples where the rows are many, else at zero.
 * Its steps are counted from here on.
 */
void
lg_warm_start(LgDesign *design, LgNewton *newton)
{
	int64_t		n = design->rows->n_rows / SMALLEST_SHARE;
	double		tolerance = newton->tolerance;
	bool		is_near = true;
	int64_t		share = 1;

	lg_newton_start(newton);
	newton->n_steps = 0;
	if (n < SMALLEST_SAMPLE)
		return;
	while (n / share / SAMPLE_RATIO >= SMALLEST_SAMPLE)
		share *= SAMPLE_RATIO;

	newton->is_rough = true;
	newton->tolerance = ROUGH_TOLERANCE;
	for (; share > 0 && is_near; share /= SAMPLE_RATIO)
		is_near = improve(design, newton, n / share);
	newton->is_rough = false;
	newton->tolerance = tolerance;
	if (is_near)
		lg_newton_restart(newton);
	else
		lg_newton_start(newton);
}
