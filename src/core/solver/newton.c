/*-------------------------------------------------------------------------
 *
 * newton.c
 *		Newton's method on a design, in doubles and then in 31 digits.
 *
 * Method: solve (X'WX) step = gradient, halve the step while the
 * log-likelihood falls, and stop on the step itself: on the largest change
 * it makes to any row's score.  The likelihood is of no use for stopping.
 * It stands still at half of the digits of the coefficients, which is where
 * other programs stop.
 *
 * The passes run in doubles until the step is at its floor.  When the data
 * are small, or the information is too ill-conditioned for doubles, they go
 * on in double-double, where Newton's method doubles the number of correct
 * digits of whatever the doubles left behind.
 *
 * The information that remains is that of the last point, before a step
 * that changes no score by more than 1e-10: the standard errors are those of
 * the estimate, not of the previous iterate.  Where rows are many, a sample
 * tells what a step changes (warm_start.c), so that fewer will do.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/newton.h"

#include <math.h>
#include <string.h>

#include "core/linalg/cholesky.h"
#include "core/solver/warm_start.h"

/*
 * Below this smallest pivot a factor in doubles has lost half of its digits
 * and the last passes are made in double-double; below the second one it
 * has lost nearly all, and so are the first ones.
 */
#define PIVOT_FOR_DOUBLES	1e-9
#define PIVOT_FOR_STEPS		1e-13

/* A double-double pivot of this size is rounding of an exact zero. */
#define PIVOT_FOR_DOUBLE_DOUBLES 1e-28

/*
 * Above this smallest pivot an information estimated by some rows vouches for
 * that of all: for one that does not need 31 digits, nor a look at the rank.
 */
#define CLEAR_ESTIMATE		1e-4

/* The step below which 31-digit passes end: 1e-12 squared is far below. */
#define PRECISE_TOLERANCE	1e-12

/* What a step by conjugate gradients may leave to be done, if it is the last. */
#define TRUNCATED_TOLERANCE 1e-13

/* Steps below this length cannot lower the likelihood but by rounding. */
#define SAFE_LENGTH			1e-4

#define MAX_HALVINGS		60

/* Sets the iteration to its start, at the point zero. */
void
lg_newton_start(LgNewton *newton)
{
	memset(newton->beta, 0, newton->design->n_columns * sizeof(LgDd));
	lg_newton_restart(newton);
}

/* Starts the iteration anew where it is: the rows have changed. */
void
lg_newton_restart(LgNewton *newton)
{
	memset(newton->step, 0, newton->design->n_columns * sizeof(LgDd));
	newton->share = 1;
	newton->is_estimated = false;
	newton->is_precise = false;
	newton->is_started = false;
	newton->is_evaluated = false;
	newton->fraction = 1.0;
	newton->last_length = INFINITY;
	newton->smallest_pivot = 0.0;
	newton->n_halvings = 0;
}

/*
 * Adds a normal prior with variance 1 for each coefficient, of columns that
 * have a deviation of about 1.  It counts as little as one row does, and
 * gives samples a maximum in which a level is missing or separated.
 */
static void
add_stabilizer(LgNewton *newton)
{
	LgCurvature *curvature = &newton->curvature;
	int			j;

	for (j = 0; j < newton->design->n_columns; j++)
	{
		double		b = newton->beta[j].hi;

		lg_dd_accumulate_double(&curvature->log_lik, -0.5 * b * b);
		lg_dd_accumulate_double(&curvature->gradient[j], -b);
		lg_dd_accumulate_double(&curvature->information[LG_PACKED(j, j)],
								1.0);
	}
}

static void
evaluate(LgNewton *newton)
{
	LgDesign	design = *newton->design;

	newton->is_estimated = newton->share > 1;
	if (newton->is_truncated)
		lg_truncated_evaluate(newton->truncated, newton->design,
							  newton->dense, newton->beta,
							  &newton->curvature);
	else if (newton->is_precise)
		lg_objective_evaluate_dd(newton->design, newton->dense, newton->beta,
								 &newton->curvature);
	else
	{
		design.share = newton->share;
		lg_objective_evaluate(&design, newton->dense, newton->beta,
							  &newton->curvature);
	}
	newton->share = 1;
	if (newton->penalty)
		lg_penalty_add(newton->penalty, newton->design, newton->beta,
					   &newton->curvature);
	if (newton->penalty && !newton->is_truncated)
		lg_penalty_add_information(newton->penalty, newton->design,
								   &newton->curvature);
	if (newton->is_rough)
		add_stabilizer(newton);
}

/* Whether the likelihood fell by more than its rounding. */
static bool
likelihood_fell(const LgNewton *newton)
{
	double		before = newton->accepted_log_lik.hi;
	double		now = newton->curvature.log_lik.hi;

	if (!newton->is_started || newton->last_length < SAFE_LENGTH)
		return false;
	return !(now >= before - 1e-12 * fabs(before));
}

/* Moves back along the step that was taken, by half of it. */
static void
halve_step(LgNewton *newton)
{
	int			j;

	newton->fraction *= 0.5;
	newton->n_halvings++;
	for (j = 0; j < newton->design->n_columns; j++)
		lg_dd_accumulate(&newton->beta[j],
						 lg_dd_shift(newton->step[j], -newton->fraction));
}

/*
 * Solves for the full step at the current point.  Answers false when the
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

	if (newton->is_truncated)
		return lg_truncated_solve(newton->truncated, newton->design,
								  newton->dense, newton->penalty,
								  newton->beta, curvature, newton->step);

	if (newton->is_precise)
	{
		memcpy(newton->factor_dd, curvature->information,
			   size * sizeof(LgDd));
		newton->smallest_pivot =
			lg_symmetric_factor_dd(newton->factor_dd, n, newton->design->rows);
		if (!(newton->smallest_pivot > PIVOT_FOR_DOUBLE_DOUBLES))
			return false;
		memcpy(newton->step, curvature->gradient, n * sizeof(LgDd));
		lg_symmetric_solve_dd(newton->factor_dd, n, newton->step);
		return true;
	}

	for (i = 0; i < size; i++)
		newton->factor[i] = lg_dd_double(curvature->information[i]);
	newton->smallest_pivot = lg_symmetric_factor(kernel, newton->factor, n,
												 newton->design->rows);
	if (!(newton->smallest_pivot > PIVOT_FOR_STEPS))
		return false;
	for (j = 0; j < n; j++)
		newton->vector[j] = lg_dd_double(curvature->gradient[j]);
	lg_symmetric_solve(kernel, newton->factor, n, newton->vector);
	for (j = 0; j < n; j++)
		newton->step[j] = lg_dd(newton->vector[j]);
	return true;
}

/* A bound on the change that the full step makes to any row's score. */
static double
step_length(const LgNewton *newton)
{
	const LgDesign *design = newton->design;
	double		length = 0.0;
	int			j;

	for (j = 0; j < design->n_columns; j++)
		length += fabs(newton->step[j].hi) *
			lg_design_extent(&design->terms[design->columns[j]]);
	return length;
}

/*
 * Goes to the end of the step.  What is paid there is known at once: of the
 * penalised likelihood a short last step changes nothing, but of the penalty
 * and of the likelihood without it as much as it is long.
 */
void
lg_newton_take_step(LgNewton *newton)
{
	int			j;

	for (j = 0; j < newton->design->n_columns; j++)
		lg_dd_accumulate(&newton->beta[j], newton->step[j]);
	if (newton->penalty)
		lg_penalty_pay(newton->penalty, newton->design, newton->beta);
	newton->accepted_log_lik = newton->curvature.log_lik;
	newton->is_started = true;
	newton->is_evaluated = false;
	newton->fraction = 1.0;
	newton->n_halvings = 0;
	newton->n_steps++;
}

/*
 * Whether the digits carried are used up: the step is small and no longer
 * shrinks, where Newton's method would square it.
 */
static bool
is_at_floor(const LgNewton *newton, double length)
{
	return length < 1e-3 && length > 0.25 * newton->last_length;
}

/* Whether some rows say too little of the information to go on with. */
static bool
is_doubtful(const LgNewton *newton)
{
	return newton->is_estimated && !(newton->smallest_pivot > CLEAR_ESTIMATE);
}

/*
 * Evaluates at the point and solves for the step, going back along the last
 * step and over to 31 digits as needed.  Answers false when the information
 * is singular in 31 digits.
 */
static bool
find_step(LgNewton *newton)
{
	for (;;)
	{
		evaluate(newton);
		if (likelihood_fell(newton) && newton->n_halvings < MAX_HALVINGS)
			halve_step(newton);
		else if (solve_step(newton) && !is_doubtful(newton))
			break;
		else if (newton->is_estimated)
			continue;			/* the next evaluation is of all rows */
		else if (newton->is_precise || newton->is_rough ||
				 newton->factor == NULL)
			return false;
		else if (newton->is_truncated)
			newton->is_truncated = false;
		else
			newton->is_precise = true;
	}
	newton->is_evaluated = true;
	return true;
}

/*
 * Iterates until convergence (LG_OK), until n_steps steps have been made in
 * all (LG_NOT_CONVERGED), or until the information is singular in 31 digits
 * (LG_NOT_POSITIVE_DEFINITE).  Called again it goes on where it was.
 */
LgStatus
lg_newton_run(LgNewton *newton, int n_steps)
{
	for (;;)
	{
		double		length;
		bool		is_done;

		if (!newton->is_evaluated && !find_step(newton))
			return LG_NOT_POSITIVE_DEFINITE;
		length = step_length(newton);
		if (newton->design->rows->step != NULL)
			newton->design->rows->step(newton->design->rows->host,
									   newton->n_steps, length);
		if (newton->n_steps >= n_steps && length > newton->tolerance)
			return LG_NOT_CONVERGED;

		if (newton->is_rough)
			is_done = length <= newton->tolerance;
		else if (newton->is_truncated)
		{
			bool		is_last = newton->factor == NULL ||
				newton->skips_information;

			if (is_at_floor(newton, length) ||
				length * (length + newton->truncated->share) <=
				(is_last ? TRUNCATED_TOLERANCE : newton->tolerance))
			{
				lg_newton_take_step(newton);
				if (is_last)
					return LG_OK;
				newton->is_truncated = false;
				newton->is_started = false;
				newton->last_length = INFINITY;
				continue;
			}
			is_done = false;
		}
		else if (newton->is_precise)
			is_done = length <= PRECISE_TOLERANCE ||
				is_at_floor(newton, length);
		else if (newton->is_estimated)
			is_done = false;
		else if (newton->smallest_pivot > PIVOT_FOR_DOUBLES &&
				 lg_sample_ends(newton, length))
			return LG_OK;
		else if (is_at_floor(newton, length) || length <= newton->tolerance)
		{
			is_done = !newton->is_small && length <= newton->tolerance &&
				newton->smallest_pivot > PIVOT_FOR_DOUBLES;
			newton->is_precise = !is_done;
			if (newton->is_precise)
			{
				lg_newton_take_step(newton);
				newton->last_length = INFINITY;
				continue;
			}
		}
		else if (newton->smallest_pivot > PIVOT_FOR_DOUBLES &&
				 lg_sample_helps(newton, length))
		{
			lg_sample_take_step(newton);
			newton->last_length = length;
			continue;
		}
		else
			is_done = false;

		lg_newton_take_step(newton);
		newton->last_length = length;
		if (is_done)
			return LG_OK;
	}
}
