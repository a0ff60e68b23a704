/*-------------------------------------------------------------------------
 *
 * offset_stages.c
 *		From the maximum without offsets to near that with all of them.
 *
 * Method: continuation.  The offsets are multiplied by a share that grows, and
 * each maximum is the start of the search for the next one: the maximum itself
 * or the point that the last two point to, whichever is the likelier there.
 * The way is nearly straight where the offsets are small, and again where they
 * are so large that the maximum grows with them; it turns in between.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/offset_stages.h"

#include <math.h>
#include <string.h>

/*
 * The smallest share of the offsets that is tried, which leaves of 700 less
 * than 1; how near to a maximum the next one is looked for, as the largest
 * change of a row's score; and how many steps it may take, and all together.
 */
#define SMALLEST_OFFSETS	0x1p-10
#define NEAR_MAXIMUM	0.1
#define STEPS_OF_SHARE	24
#define MOST_STEPS		120

/* By what the share grows, and by what after a stage of so few steps. */
#define GROWTH			2.0
#define GROWTH_OF_EASY	4.0
#define EASY_STEPS		8

/* Below this smallest pivot steps in doubles may lead nowhere. */
#define PIVOT_FOR_STAGES	1e-9

/* The way so far; the points are over the columns. */
typedef struct Stages
{
	LgNewton   *newton;
	LgScaledOffsets *scaled;
	LgPhase		phase;			/* in which steps are made */
	LgDd	   *here;			/* the last maximum */
	LgDd	   *before;			/* the one before it */
	double		share;			/* of the offsets there: 0 at first */
	double		last_share;		/* and there */
} Stages;

/* The log-likelihood of a point; -INFINITY where no step leads on. */
static double
evaluate(const Stages *stages)
{
	LgNewton   *newton = stages->newton;

	lg_newton_restart(newton, stages->phase);
	newton->share = 0.0;
	if (lg_newton_run(newton, newton->n_steps) == LG_NOT_POSITIVE_DEFINITE)
		return -INFINITY;
	return newton->curvature.log_lik.hi;
}

/* Goes to the likelier one of two points for a share of the offsets. */
static void
choose_start(const Stages *stages, double share)
{
	LgDd	   *beta = stages->newton->beta;
	int			n = stages->newton->design->n_columns;
	double		log_lik;
	double		ratio;
	int			j;

	memcpy(beta, stages->here, n * sizeof(LgDd));
	stages->scaled->share = share;
	log_lik = evaluate(stages);
	if (stages->share == stages->last_share)
		return;
	ratio = (share - stages->share) / (stages->share - stages->last_share);
	for (j = 0; j < n; j++)
		lg_dd_accumulate(&beta[j], lg_dd_scale(
			lg_dd_subtract(beta[j], stages->before[j]), ratio));
	if (evaluate(stages) > log_lik)
		return;
	memcpy(beta, stages->here, n * sizeof(LgDd));
	(void) evaluate(stages);
}

/*
 * Goes to near the maximum with a share of the offsets.  Returns the steps
 * that it took; 0 if it was not reached.
 */
static int
reach_share(Stages *stages, double share)
{
	LgNewton   *newton = stages->newton;
	size_t		size = newton->design->n_columns * sizeof(LgDd);
	int			first = newton->n_steps;
	LgStatus	status;

	choose_start(stages, share);
	do
		status = lg_newton_run(newton, newton->n_steps + 1);
	while (status == LG_NOT_CONVERGED && newton->length > NEAR_MAXIMUM &&
		   newton->n_steps < first + STEPS_OF_SHARE);
	if (status == LG_NOT_POSITIVE_DEFINITE || newton->length > NEAR_MAXIMUM)
		return 0;
	memcpy(stages->before, stages->here, size);
	memcpy(stages->here, newton->beta, size);
	stages->last_share = stages->share;
	stages->share = share;
	return newton->n_steps - first + 1;
}

/*
 * From the maximum without offsets, where newton is, to near that of all of
 * them, by shares that grow: by more after a stage that was easy, by less
 * after one that failed.  "here" and "before" are scratch, [n_columns].
 */
void
lg_offset_stages(LgNewton *newton, LgScaledOffsets *scaled, LgDd *here,
				 LgDd *before)
{
	Stages		stages = {
		.newton = newton, .scaled = scaled, .here = here, .before = before,
		.phase = newton->smallest_pivot < PIVOT_FOR_STAGES ?
		LG_PHASE_EXACT : LG_PHASE_DOUBLES
	};
	double		tolerance = newton->tolerance;
	double		growth = GROWTH;
	double		share = SMALLEST_OFFSETS;
	int			limit = newton->n_steps + MOST_STEPS;

	memcpy(here, newton->beta, newton->design->n_columns * sizeof(LgDd));
	newton->tolerance = 0.0;
	while (newton->n_steps < limit && share < 1.0)
	{
		int			n_steps = reach_share(&stages, share);

		if (n_steps == 0)
			growth = sqrt(growth);
		else
			growth = n_steps <= EASY_STEPS ? GROWTH_OF_EASY :
				fmin(growth * growth, GROWTH);
		share = stages.share > 0.0 ? stages.share * growth : 0.5 * share;
	}
	choose_start(&stages, 1.0);
	newton->tolerance = tolerance;
}
