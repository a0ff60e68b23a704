/*-------------------------------------------------------------------------
 *
 * sample.c
 *		What samples of the rows save passes over all of them.
 *
 * Newton's method needs some passes to come near the maximum, and then
 * doubles its digits with each.  The first part is as well done on a sample
 * of the rows, whose maximum differs from that of all by the statistical
 * error of the sample: a hundredth for 100,000 rows.  From there a larger
 * sample takes one pass to its own maximum, and so on to the largest.
 *
 * In the end the information belongs to the point before the last step.  How
 * it changes along so short a step a sample tells well enough, for only the
 * error of the change counts.
 *
 * Only the way to the maximum depends on samples, never the maximum.  They
 * are evenly spaced blocks, the same each time.
 *
 *-------------------------------------------------------------------------
 */
#include "sample.h"

#include <math.h>

#include "symmetric.h"

/* The largest sample has so many times fewer rows than there are ... */
#define LARGEST_SHARE		8

/* ... and each smaller one so many times fewer than the next. */
#define SAMPLE_RATIO		8

/* The smallest has this many rows, and some for each column. */
#define SMALLEST_SAMPLE		4096
#define ROWS_OF_COLUMN		64

/* The share of the rows that tells how the information changes ... */
#define INFORMATION_SHARE	16

/* ... and what it may leave of a relative error, from experience. */
#define INFORMATION_ERROR	4e-12

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
 * The longest step, as the largest change of any row's score, after which a
 * sample can correct the information; 0 if there are too few rows.
 *
 * The step changes the information by less than its length, and the error of
 * a sample of m rows is about 1 / sqrt(m) of that.
 */
double
lg_sample_reach(const LgDesign *design)
{
	int64_t		n = design->rows->n_rows / INFORMATION_SHARE;

	if (design->rows->pass || n < smallest_sample(design))
		return 0.0;
	return INFORMATION_ERROR * sqrt((double) n);
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
	if (is_near)
		lg_newton_restart(newton);
	else
		lg_newton_start(newton);
}

/*
 * Adds the information of a sample at beta, extrapolated to all rows, to that
 * of the iteration, times the sign.  The gradient is lost.
 */
void
lg_sample_add_information(LgNewton *newton, double sign)
{
	LgDesign	sample = lg_sample(newton->design,
								   newton->design->rows->n_rows /
								   INFORMATION_SHARE);
	LgCurvature curvature;
	double		ratio;
	size_t		i;

	curvature.gradient = newton->curvature.gradient;
	curvature.information = newton->factor_dd;
	lg_objective_evaluate(&sample, newton->dense, newton->beta, &curvature);
	ratio = sign * (double) newton->curvature.n_rows /
		(double) curvature.n_rows;
	for (i = 0; i < LG_PACKED_SIZE(sample.n_columns); i++)
		lg_dd_accumulate(&newton->curvature.information[i],
						 lg_dd_scale(curvature.information[i], ratio));
}
