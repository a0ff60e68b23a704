/*-------------------------------------------------------------------------
 *
 * newton.c
 *		Newton's method for the maximum of a (penalized) likelihood.
 *
 * Method: solve (X'WX) step = gradient, go there or, where the likelihood
 * falls, a part of the way (newton_step.c), and stop on the step itself: on
 * the largest change it makes to any row's score.  The likelihood is of no
 * use for stopping.  It stands still at half of the digits of the
 * coefficients, which is where other programs stop.
 *
 * Phases, each of which a fit may have or not:
 *
 *	rough			on subsamples, until a step changes no score by more than
 *					a half; where rows are many (warm_start.c)
 *	estimated		one pass over all rows whose information comes from some
 *					blocks: the start is so good that it will do
 *	conjugate		in place of the first steps in doubles, for a ridge of
 *	gradients		many columns (conjugate_gradient.c)
 *	doubles			until the step is below the tolerance; a subsample may
 *					correct a step, and what the last one changes of the
 *					information (newton_correction.c)
 *	exact			in double-double, where Newton's method doubles the
 *					number of correct digits of whatever the doubles left:
 *					when the data are small, when the information is too
 *					ill-conditioned for doubles, or when steps in doubles
 *					stop shrinking
 *
 * The information that remains is that of the last point, before a step
 * that changes no score by more than 1e-10: the standard errors are those of
 * the estimate, not of the previous iterate.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/newton.h"

#include <math.h>

#include "core/solver/newton_correction.h"

/*
 * Below this smallest pivot a factor in doubles has lost half of its digits
 * and the last passes are made in double-double.
 */
#define PIVOT_FOR_DOUBLES	1e-9

/* The step that ends double-double: 1e-12 squared is far below its digits. */
#define EXACT_TOLERANCE		1e-12

/* The error that the last step by conjugate gradients may leave. */
#define TRUNCATED_TOLERANCE 1e-13

/*
 * Short steps that do not shrink by this ratio have used up the digits
 * carried: Newton's method would square them.
 */
#define FLOOR_RATIO			0.25
#define FLOOR_LENGTH		1e-3

/*
 * Long ones have in doubles, if the gain that they promise is in the rounding
 * of the likelihood and shrinks no faster than this: where a row changes
 * sides, steps of length 1 promise e times less each time.
 */
#define FLOOR_GAIN			1e-12
#define FLOOR_GAIN_RATIO	0.5

/*
 * A step of which no more than this could be taken was along a bend: the
 * information does not see rows that are far on their sides, and the bound of
 * bound.c does.
 */
#define BENT_FRACTION		1e-2

/* The longest step that may be the last one of the bent phase. */
#define LONGEST_PLAIN		0.5

/* The decisions on a step. */
typedef enum Move
{
	MOVE_STEP,					/* take it */
	MOVE_TO_BENT,				/* take one with a lower bound's curvature */
	MOVE_CORRECTED_STEP,		/* and what a subsample adds to it */
	MOVE_TO_ALL_ROWS,			/* take it, and go on in another phase */
	MOVE_TO_DOUBLES,
	MOVE_TO_EXACT,
	MOVE_TO_EXACT_FROM_HERE,	/* the step has no digit: forget it */
	MOVE_LAST_STEP,				/* take it: the maximum is reached */
	MOVE_LAST_STEP_CORRECTED	/* and a subsample tells the information there */
} Move;

/* Whether the digits of the phase are used up. */
static bool
is_at_floor(const LgNewton *newton)
{
	return newton->length < FLOOR_LENGTH &&
		newton->length > FLOOR_RATIO * newton->last_length;
}

/*
 * Whether doubles get no further with an ill-conditioned information, which
 * two steps tell: the first one from a good start is short and right.
 */
static bool
is_lost_in_rounding(const LgNewton *newton)
{
	return newton->slope < FLOOR_GAIN * fabs(newton->curvature.log_lik.hi) &&
		newton->best_slope > 0.0 &&
		(newton->fraction < 1.0 ||
		 newton->slope > FLOOR_GAIN_RATIO * newton->best_slope);
}

/* The move in the phase of conjugate gradients. */
static Move
plan_conjugate(const LgNewton *newton)
{
	bool		is_last = newton->factor == NULL || newton->skips_information;
	double		left = newton->length *
		(newton->length + newton->truncated->share);

	if (!is_at_floor(newton) &&
		left > (is_last ? TRUNCATED_TOLERANCE : newton->tolerance))
		return MOVE_STEP;
	return is_last ? MOVE_LAST_STEP : MOVE_TO_DOUBLES;
}

/* The move in the phase of doubles. */
static Move
plan_doubles(const LgNewton *newton)
{
	bool		is_clear = newton->smallest_pivot > PIVOT_FOR_DOUBLES;

	if (is_clear && lg_correction_ends(newton))
		return MOVE_LAST_STEP_CORRECTED;
	if (is_lost_in_rounding(newton))
		return MOVE_TO_EXACT_FROM_HERE;
	if (newton->length <= newton->tolerance || is_at_floor(newton))
		return is_clear && !newton->ends_exact &&
			newton->length <= newton->tolerance ?
			MOVE_LAST_STEP : MOVE_TO_EXACT;
	if (is_clear && lg_correction_helps(newton))
		return MOVE_CORRECTED_STEP;
	return is_clear && newton->fraction < BENT_FRACTION ? MOVE_TO_BENT :
		MOVE_STEP;
}

/*
 * The move with a share of a lower bound: with all of it one step, and else
 * until the information might do without.
 */
static Move
plan_bent(const LgNewton *newton)
{
	if (newton->share < 1.0 && newton->length > LONGEST_PLAIN)
		return MOVE_STEP;
	return MOVE_TO_DOUBLES;
}

static Move
plan(const LgNewton *newton)
{
	switch (newton->phase)
	{
		case LG_PHASE_ROUGH:
			return newton->length <= newton->tolerance ? MOVE_LAST_STEP :
				MOVE_STEP;
		case LG_PHASE_CONJUGATE:
			return plan_conjugate(newton);
		case LG_PHASE_ESTIMATED:
			return MOVE_TO_ALL_ROWS;
		case LG_PHASE_DOUBLES:
			return plan_doubles(newton);
		case LG_PHASE_BENT:
			return plan_bent(newton);
		case LG_PHASE_EXACT:
			break;
	}
	return newton->length <= EXACT_TOLERANCE || is_at_floor(newton) ?
		MOVE_LAST_STEP : MOVE_STEP;
}

/*
 * Iterates until convergence (LG_OK), until n_steps steps have been made in
 * all (LG_NOT_CONVERGED), or until the information is singular in
 * double-double (LG_NOT_POSITIVE_DEFINITE).  Called again it goes on where it
 * was.
 */
LgStatus
lg_newton_run(LgNewton *newton, int n_steps)
{
	const LgRows *rows = newton->design->rows;

	for (;;)
	{
		if (!newton->is_evaluated && !lg_newton_find_step(newton))
			return LG_NOT_POSITIVE_DEFINITE;
		if (rows->step != NULL)
			rows->step(rows->host, newton->n_steps, newton->length);
		if (newton->n_steps >= n_steps && newton->length > newton->tolerance)
			return LG_NOT_CONVERGED;

		switch (plan(newton))
		{
			case MOVE_STEP:
				lg_newton_take_step(newton, LG_PROPOSAL_NEWTON);
				break;
			case MOVE_TO_BENT:
				if (!lg_newton_bend(newton, 1.0))
					lg_newton_take_step(newton, LG_PROPOSAL_NEWTON);
				break;
			case MOVE_CORRECTED_STEP:
				lg_correction_take_step(newton);
				break;
			case MOVE_TO_ALL_ROWS:
				lg_newton_take_step(newton, LG_PROPOSAL_SAMPLE);
				newton->phase = LG_PHASE_DOUBLES;
				break;
			case MOVE_TO_DOUBLES:
				lg_newton_take_step(newton, newton->phase == LG_PHASE_BENT ?
									LG_PROPOSAL_NEWTON : LG_PROPOSAL_NONE);
				lg_newton_enter(newton, LG_PHASE_DOUBLES);
				break;
			case MOVE_TO_EXACT:
				lg_newton_take_step(newton, LG_PROPOSAL_NEWTON);
				lg_newton_enter(newton, LG_PHASE_EXACT);
				break;
			case MOVE_TO_EXACT_FROM_HERE:
				lg_newton_restart(newton, LG_PHASE_EXACT);
				break;
			case MOVE_LAST_STEP:
				lg_newton_take_step(newton, LG_PROPOSAL_NEWTON);
				return LG_OK;
			case MOVE_LAST_STEP_CORRECTED:
				if (lg_correction_take_last_step(newton))
					return LG_OK;
				break;
		}
	}
}
