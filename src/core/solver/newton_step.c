/*-------------------------------------------------------------------------
 *
 * newton_step.c
 *		One step of Newton's method: evaluate, accept or go back, solve.
 *
 * Method: at a point b with gradient g and information H the step s solves
 * H s = g.  The log-likelihood is concave, so along a step its slope falls.
 * A point is accepted
 *
 *	-	if the slope g's there is not negative: the likelihood has risen all
 *		the way, whatever the rounding of its values;
 *	-	if the likelihood has gained a share of what the slope promised
 *		(Armijo 1966, Pacific Journal of Mathematics 16, 1-3);
 *	-	if the step changed no row's score by more than LG_SAFE_LENGTH: then H
 *		changed by less than that share, and a Newton step gains.
 *
 * Otherwise a part of the step is taken (line_search.c).
 *
 * With these rules a concave likelihood that has a maximum is climbed from
 * any start (Nocedal & Wright, Numerical Optimization, theorem 3.2).
 *
 * What subsamples propose, a start or a step, is accepted by the same signs
 * after a pass over all rows, and has to come nearer to the maximum as well:
 * the gain that the next step promises must be smaller.  If not, the
 * iteration goes back to the last accepted point, and asks no subsample
 * again.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/newton_step.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/data/subsample.h"
#include "core/likelihood/bound.h"
#include "core/linalg/cholesky.h"
#include "core/solver/line_search.h"

/* Below this smallest pivot a step from a factor in doubles has no digit. */
#define PIVOT_FOR_STEPS		1e-13

/* A double-double pivot of this size is rounding of an exact zero. */
#define PIVOT_FOR_EXACT_STEPS	1e-28

/* Above it, and of more work than this, last passes sum it in doubles. */
#define PIVOT_FOR_DOUBLE_SUMS	1e-2
#define FEW_PRODUCTS		2e5

/*
 * Above this smallest pivot an information estimated by some blocks vouches
 * for that of all: for one that does not need double-double, nor a look at
 * aliased columns.
 */
#define CLEAR_ESTIMATE		1e-4

/* Longer steps come from an information that is next to nothing. */
#define LONGEST_STEP		1e20

/* The share of the promised gain that a step has to bring. */
#define SUFFICIENT_GAIN		1e-4

/* The rounding of a log-likelihood, as a share of it. */
#define ROUNDING			1e-12

/* By how much the share of a lower bound grows where it is too little. */
#define SHARE_GROWTH		1e3

/*
 * What a subsample's step has to leave of the gain that is promised.  One
 * that leaves more gains nothing over Newton's own: subsamples see too
 * little.
 */
#define SAMPLE_LEAVES		0.25

/* Sets the iteration to its start, the null model. */
void
lg_newton_start(LgNewton *newton)
{
	const LgDesign *design = newton->design;

	memset(newton->beta, 0, design->n_columns * sizeof(LgDd));
	if (design->n_columns > 0 && !design->softmax &&
		design->terms[design->columns[0]].kind == LG_TERM_INTERCEPT)
		newton->beta[0] = lg_dd(newton->null.intercept);
	lg_newton_restart(newton, LG_PHASE_DOUBLES);
}

/* Starts the iteration anew where it is: the rows have changed. */
void
lg_newton_restart(LgNewton *newton, LgPhase phase)
{
	memset(newton->step, 0, newton->design->n_columns * sizeof(LgDd));
	newton->proposal = LG_PROPOSAL_NONE;
	newton->fraction = 1.0;
	newton->smallest_pivot = 0.0;
	newton->best_slope = 0.0;
	newton->is_evaluated = false;
	lg_newton_enter(newton, phase);
}

/* Goes on in another phase; how long steps were before says nothing there. */
void
lg_newton_enter(LgNewton *newton, LgPhase phase)
{
	newton->phase = phase;
	newton->last_length = INFINITY;
	newton->n_alike = 0;
}

/*
 * Adds a stabilizer: for each coefficient one success and one failure in
 * which its column alone is 1, a deviation, as columns are scaled.  It gives
 * subsamples a maximum in which a level is missing or separated, and its pull
 * is never more than that of one row, however large the coefficient.
 */
static void
add_stabilizer(LgNewton *newton)
{
	LgCurvature *curvature = &newton->curvature;
	int			j;

	for (j = 0; j < newton->design->n_columns; j++)
	{
		double		b = newton->beta[j].hi;
		double		e = exp(-fabs(b));
		double		gradient = copysign((1.0 - e) / (1.0 + e), b);

		lg_dd_accumulate_double(&curvature->log_lik,
								-fabs(b) - 2.0 * log1p(e));
		lg_dd_accumulate_double(&curvature->gradient[j], -gradient);
		lg_dd_accumulate_double(&curvature->information[LG_PACKED(j, j)],
								2.0 * e / ((1.0 + e) * (1.0 + e)));
	}
}

/*
 * Whether the last information is so well conditioned that the next one may be
 * summed in doubles: its errors are some units in the last place over the
 * pivot.  Of few rows it is summed in double-double, which costs little.
 */
static bool
has_clear_information(const LgNewton *newton)
{
	double		n = newton->design->n_columns;

	return newton->smallest_pivot > PIVOT_FOR_DOUBLE_SUMS &&
		(double) newton->curvature.n_rows * (n * n + 30.0) > FEW_PRODUCTS;
}

/* Makes the phase's pass, and adds the penalty or stabilizer. */
static void
evaluate(LgNewton *newton)
{
	LgDesign	design = *newton->design;
	LgCurvature *curvature = &newton->curvature;

	if (newton->phase == LG_PHASE_ESTIMATED)
		design.share = LG_LARGEST_SUBSAMPLE;
	switch (newton->phase)
	{
		case LG_PHASE_CONJUGATE:
			lg_truncated_evaluate(newton->truncated, &design, newton->dense,
								  newton->beta, curvature);
			break;
		case LG_PHASE_EXACT:
			lg_objective_evaluate_dd(&design, newton->dense, newton->beta,
									 has_clear_information(newton), curvature);
			break;
		case LG_PHASE_BENT:
			lg_bound_evaluate(&design, newton->dense, newton->beta,
							  newton->share, curvature);
			break;
		case LG_PHASE_ESTIMATED:
		case LG_PHASE_ROUGH:
		case LG_PHASE_DOUBLES:
			lg_objective_evaluate(&design, newton->dense, newton->beta,
								  curvature);
			break;
	}
	if (newton->penalty)
		lg_penalty_add(newton->penalty, &design, newton->beta, curvature);
	if (newton->penalty && newton->phase != LG_PHASE_CONJUGATE)
		lg_penalty_add_information(newton->penalty, &design, curvature);
	if (newton->phase == LG_PHASE_ROUGH)
		add_stabilizer(newton);
}

/* The likelihood that the point must not stay below, but for rounding. */
static double
likelihood_to_reach(const LgNewton *newton)
{
	const LgCensus *census = newton->design->census;
	LgNullModel null = newton->null;

	if (newton->proposal != LG_PROPOSAL_START)
		return newton->best_log_lik;

	/* the rows were counted by the pass that evaluated the start */
	if (census && census->is_taken && !census->row_counts.has_offsets)
		lg_null_model(newton->design, &census->row_counts, NULL, &null);
	return null.log_lik.hi;
}

/* Whether the point has to be given up. */
static bool
has_lost(const LgNewton *newton)
{
	double		now = newton->curvature.log_lik.hi;
	double		before;
	double		gain = 0.0;

	if (newton->proposal == LG_PROPOSAL_NONE)
		return false;
	before = likelihood_to_reach(newton);
	if (newton->proposal == LG_PROPOSAL_NEWTON)
	{
		if (newton->fraction * newton->last_length < LG_SAFE_LENGTH ||
			lg_line_slope(newton) >= 0.0)
			return false;
		gain = SUFFICIENT_GAIN * newton->fraction * newton->best_slope;
	}
	return !(now >= before + gain - ROUNDING * fabs(before));
}

/* Gives the point up: a part of a Newton step, all of a subsample's. */
static void
go_back(LgNewton *newton)
{
	switch (newton->proposal)
	{
		case LG_PROPOSAL_START:
			newton->refuses_samples = true;
			lg_newton_start(newton);
			break;
		case LG_PROPOSAL_SAMPLE:
			newton->refuses_samples = true;
			memcpy(newton->beta, newton->best,
				   newton->design->n_columns * sizeof(LgDd));
			lg_newton_restart(newton, LG_PHASE_DOUBLES);
			break;
		case LG_PROPOSAL_NEWTON:
			lg_line_search(newton, true);
			break;
		case LG_PROPOSAL_NONE:
			break;
	}
}

/*
 * Whether a subsample's step is no nearer to the maximum than the point it
 * started from; if it is hardly nearer no other one will be asked for.
 */
static bool
has_strayed(LgNewton *newton)
{
	if (newton->proposal != LG_PROPOSAL_SAMPLE)
		return false;
	if (newton->slope > SAMPLE_LEAVES * newton->best_slope)
		newton->refuses_samples = true;
	return newton->slope > newton->best_slope &&
		newton->last_length < LG_SAFE_LENGTH;
}

/*
 * Solves for the full step at the current point.  Returns false when the
 * information is singular to the digits carried.
 */
static bool
solve_step(LgNewton *newton)
{
	const LgKernel *kernel = lg_design_kernel(newton->design);
	int			n = newton->design->n_columns;
	LgCurvature *curvature = &newton->curvature;
	size_t		size = LG_PACKED_SIZE(n);
	size_t		i;
	int			j;

	if (newton->phase == LG_PHASE_CONJUGATE)
		return lg_truncated_solve(newton->truncated, newton->design,
								  newton->dense, newton->penalty,
								  newton->beta, curvature, newton->step);

	if (newton->phase == LG_PHASE_EXACT)
	{
		memcpy(newton->factor_dd, curvature->information,
			   size * sizeof(LgDd));
		newton->smallest_pivot =
			lg_symmetric_factor_dd(newton->factor_dd, n, newton->design->rows);
		if (!(newton->smallest_pivot > PIVOT_FOR_EXACT_STEPS))
			return false;
		memcpy(newton->step, curvature->gradient, n * sizeof(LgDd));
		lg_symmetric_solve_dd(newton->factor_dd, n, newton->step);
		return true;
	}

	for (i = 0; i < size; i++)
		newton->factor[i] = lg_dd_double(curvature->information[i]);
	newton->smallest_pivot = lg_symmetric_factor(kernel, newton->factor, n,
												 newton->design->rows);
	if (!(newton->smallest_pivot > (newton->phase == LG_PHASE_ESTIMATED ?
									CLEAR_ESTIMATE : PIVOT_FOR_STEPS)))
		return false;
	for (j = 0; j < n; j++)
		newton->vector[j] = lg_dd_double(curvature->gradient[j]);
	lg_symmetric_solve(kernel, newton->factor, n, newton->vector);
	for (j = 0; j < n; j++)
		newton->step[j] = lg_dd(newton->vector[j]);
	return true;
}

/*
 * After a step that could not be solved for: turns to the phase that carries
 * more digits.  Returns false if there is none.
 */
static bool
carry_more_digits(LgNewton *newton)
{
	switch (newton->phase)
	{
		case LG_PHASE_ESTIMATED:
			newton->phase = LG_PHASE_DOUBLES;
			return true;
		case LG_PHASE_CONJUGATE:
			newton->phase = LG_PHASE_DOUBLES;
			newton->proposal = LG_PROPOSAL_NONE;	/* its step is lost */
			return newton->factor != NULL;
		case LG_PHASE_DOUBLES:
			newton->phase = LG_PHASE_EXACT;
			return newton->factor != NULL;
		case LG_PHASE_BENT:
			newton->share *= SHARE_GROWTH;
			return newton->share <= 1.0;
		case LG_PHASE_ROUGH:
		case LG_PHASE_EXACT:
			break;
	}
	return false;
}

/*
 * Measures the step: its length is a bound on the change that it makes to any
 * row's score.  One that is longer than any step can be is cut.  Returns false
 * for one that is not finite.
 */
static bool
measure_step(LgNewton *newton)
{
	const LgDesign *design = newton->design;
	int			j;

	newton->slope = lg_line_slope(newton);
	newton->length = 0.0;
	for (j = 0; j < design->n_columns; j++)
		newton->length += fabs(newton->step[j].hi) *
			lg_design_extent(&design->terms[design->columns[j]]);
	if (newton->length > LONGEST_STEP && newton->length <= DBL_MAX)
	{
		double		share = LONGEST_STEP / newton->length;

		for (j = 0; j < design->n_columns; j++)
			newton->step[j] = lg_dd_scale(newton->step[j], share);
		newton->slope *= share;
		newton->length = LONGEST_STEP;
	}
	return newton->length <= LONGEST_STEP;
}

/*
 * Goes to the end of the step.  The penalty there is computed at once.  A
 * short last step does not change the penalised likelihood to first order, but
 * it does change the penalty and the likelihood without it.
 */
void
lg_newton_take_step(LgNewton *newton, LgProposal proposal)
{
	double		fraction = proposal == LG_PROPOSAL_NEWTON ?
		lg_line_stretch(newton) : 1.0;

	memcpy(newton->best, newton->beta,
		   newton->design->n_columns * sizeof(LgDd));
	newton->best_log_lik = newton->curvature.log_lik.hi;
	newton->best_slope = newton->slope;
	newton->last_length = newton->length;
	newton->lower.fraction = 0.0;
	newton->lower.log_lik = newton->best_log_lik;
	newton->lower.slope = newton->slope;
	newton->upper.fraction = 0.0;
	newton->n_trials = 0;
	lg_line_take(newton, fraction);
	if (newton->penalty)
		lg_penalty_pay(newton->penalty, newton->design, newton->beta);
	newton->proposal = proposal;
	newton->is_evaluated = false;
	newton->n_steps++;
}

/*
 * Evaluates at the point and solves for the step, going back and over to more
 * digits as needed.  Returns false when the information is singular in
 * double-double, or when no part of a step gains.
 */
bool
lg_newton_find_step(LgNewton *newton)
{
	for (;;)
	{
		evaluate(newton);
		if (has_lost(newton))
		{
			if (newton->n_trials >= LG_LINE_TRIALS)
			{
				lg_line_take(newton, 0.0);
				return false;
			}
			go_back(newton);
			continue;
		}
		if (lg_line_has_undershot(newton))
		{
			lg_line_search(newton, false);
			continue;
		}
		if (!solve_step(newton) || !measure_step(newton))
		{
			if (!carry_more_digits(newton))
				return false;
			continue;
		}
		if (!has_strayed(newton))
			break;
		go_back(newton);
	}
	newton->is_evaluated = true;
	return true;
}

/*
 * Goes on from the point with a share of the curvature of a lower bound of
 * the likelihood (bound.c) beside the information, which lacks it where rows
 * are so far on their sides that nothing of them is left.  Returns false
 * where there is no such bound.
 */
bool
lg_newton_bend(LgNewton *newton, double share)
{
	if (newton->design->softmax || newton->design->strata ||
		newton->design->rows->pass || newton->factor == NULL)
		return false;
	newton->share = share;
	lg_newton_restart(newton, LG_PHASE_BENT);
	return true;
}
