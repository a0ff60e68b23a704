/*-------------------------------------------------------------------------
 *
 * line_search.c
 *		The part of a Newton step that is taken.
 *
 * Method: a step is taken whole, as long as it gains.
 * Otherwise the maximum along it is searched for, until the slope has
 * fallen to a share of what it was.  Far from zero the likelihood of a row is
 * a straight line, so along a long step there are bends, where rows of
 * extreme values change sides, and little between.  Newton's step does not see
 * the bends.  Where the tangents at the two ends of a bracket meet, there is
 * the bend, if there is one: one or two passes find it where halving would
 * take twenty.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/line_search.h"

#include <math.h>

/* A shorter step ends where the slope has fallen to this share. */
#define SUFFICIENT_FALL		0.5

/* How near to the lower and to the upper end of a bracket the next trial is. */
#define NEAREST_TO_LOWER	1e-10
#define NEAREST_TO_UPPER	0.1

/* After this many trials, any one that gains is accepted. */
#define FEW_TRIALS			20

/*
 * If the maximum is far out, as with a small ridge on separated data, each
 * step moves the scores by about 1.  After this many steps of about equal
 * length, steps are doubled, and doubled again, up to a limit.
 */
#define STEPS_ALIKE			6
#define ALIKE				1.5
#define SHORTEST_ALIKE		0.5
#define LONGEST_STRETCH		16.0

/* gradient'step, the slope along a step. */
double
lg_line_slope(const LgNewton *newton)
{
	double		sum = 0.0;
	int			j;

	for (j = 0; j < newton->design->n_columns; j++)
		sum += newton->step[j].hi * newton->curvature.gradient[j].hi;
	return sum;
}

/*
 * Whether a shortened step is so short that more of it would gain more: the
 * slope is nearly what it was at the start.
 */
bool
lg_line_has_undershot(const LgNewton *newton)
{
	return newton->proposal == LG_PROPOSAL_NEWTON &&
		newton->upper.fraction > 0.0 && newton->n_trials < FEW_TRIALS &&
		newton->fraction * newton->last_length > LG_SAFE_LENGTH &&
		lg_line_slope(newton) > SUFFICIENT_FALL * newton->best_slope;
}

/* Goes to another part of the step from the best point. */
void
lg_line_take(LgNewton *newton, double fraction)
{
	int			j;

	newton->fraction = fraction;
	for (j = 0; j < newton->design->n_columns; j++)
	{
		newton->beta[j] = newton->best[j];
		lg_dd_accumulate(&newton->beta[j],
						 lg_dd_scale(newton->step[j], fraction));
	}
}

/*
 * Takes another part of the step: where the tangents at the ends of the
 * bracket meet.
 */
void
lg_line_search(LgNewton *newton, bool is_upper)
{
	LgLinePoint point = {
		.fraction = newton->fraction, .slope = lg_line_slope(newton),
		.log_lik = newton->curvature.log_lik.hi
	};
	const LgLinePoint *lower = &newton->lower;
	const LgLinePoint *upper = &newton->upper;
	double		width;
	double		share;

	if (is_upper)
		newton->upper = point;
	else
		newton->lower = point;
	width = upper->fraction - lower->fraction;
	share = ((upper->log_lik - lower->log_lik) / width - upper->slope) /
		(lower->slope - upper->slope);
	if (!(share > NEAREST_TO_LOWER))
		share = NEAREST_TO_LOWER;
	share = fmin(share, 1.0 - NEAREST_TO_UPPER);
	newton->n_trials++;
	lg_line_take(newton, lower->fraction + share * width);
}

/* How much of the step to take: all of it, or more. */
double
lg_line_stretch(LgNewton *newton)
{
	double		stretch;

	if (newton->n_trials == 0 && newton->length > SHORTEST_ALIKE &&
		newton->length < ALIKE * newton->last_length &&
		newton->last_length < ALIKE * newton->length)
		newton->n_alike++;
	else
		newton->n_alike = 0;
	if (newton->n_alike < STEPS_ALIKE)
		return 1.0;
	stretch = ldexp(1.0, newton->n_alike - STEPS_ALIKE + 1);
	return fmin(stretch, LONGEST_STRETCH);
}
