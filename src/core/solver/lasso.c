/*-------------------------------------------------------------------------
 *
 * lasso.c
 *		L1-penalized maximum likelihood (lasso, elastic net).
 *
 * Method: at a point the likelihood is replaced by its quadratic model, whose
 * penalised maximum coordinate descent finds (coordinate_descent.c).  This tells which
 * coefficients are zero, and the signs of the others.
 *
 * Given these, |b| is b or -b, the penalty is smooth, and Newton's method
 * solves for what is not zero, to the last digits.  The point is the maximum
 * if then no sign has changed, and no zero's gradient exceeds l1 f: the
 * Karush-Kuhn-Tucker conditions, checked on all rows.  If not, the descent
 * goes on from there.
 *
 * Zeros are exact, for they never enter the last equations.  Of more than two
 * classes each has coefficients of its own, see penalty.h.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/lasso.h"

#include <math.h>
#include <string.h>

#include "core/likelihood/softmax.h"
#include "core/solver/coordinate_descent.h"

/*
 * A zero's gradient may exceed its bound by this share, for rounding, or by
 * so many times what rounding does to those that are not zero, but no more.
 * Of more than two classes gradients add up to nothing, and that of a zero is
 * often at its bound but for rounding.
 */
#define GRADIENT_TOLERANCE	1e-9
#define ROUNDING_MARGIN		4.0
#define LARGEST_ROUNDING	1e-6

/* A rise of the objective by this share is rounding. */
#define RISE_TOLERANCE		1e-12

/* The share of the promised gain that a step has to bring. */
#define SUFFICIENT_GAIN		1e-4

/* How near to the last point, and how far from it, a shorter step may be. */
#define NEAREST_TO_LAST		1e-10
#define FARTHEST_FROM_LAST	0.9

/* Shorter steps that are tried, each a pass. */
#define MOST_TRIALS			40

/*
 * Evaluates at the point on all columns, with the ridge, unless that is known;
 * the objective is the penalised log-likelihood.
 */
static double
evaluate(LgLasso *lasso)
{
	LgNewton   *newton = lasso->newton;
	LgPenalty  *penalty = newton->penalty;
	double		paid = 0.0;
	int			j;

	lasso->design->columns = (int *) lasso->columns;
	lasso->design->n_columns = lasso->n_columns;
	memset(penalty->slope, 0, lasso->design->n_terms * sizeof(double));
	if (!lasso->is_evaluated)
	{
		lg_objective_evaluate(lasso->design, newton->dense, lasso->beta,
							  &newton->curvature);
		lg_penalty_add(penalty, lasso->design, lasso->beta,
					   &newton->curvature);
		lg_penalty_add_information(penalty, lasso->design,
								   &newton->curvature);
		lasso->n_steps++;
	}
	lasso->is_evaluated = false;
	for (j = 0; j < lasso->n_columns; j++)
		paid += lg_lasso_price(lasso, j) * fabs(lasso->beta[j].hi);
	return newton->curvature.log_lik.hi - paid;
}

/*
 * The rounding of gradients, as a share of prices: what is left of the
 * equations of coefficients that are not zero, after they were solved.
 */
static double
rounding_of_gradient(const LgLasso *lasso)
{
	double		largest = 0.0;
	int			j;

	for (j = 0; j < lasso->n_columns; j++)
	{
		double		price = lg_lasso_price(lasso, j);
		double		gradient = lasso->newton->curvature.gradient[j].hi;

		if (lasso->beta[j].hi != 0.0 && price > 0.0)
			largest = fmax(largest, fabs(fabs(gradient) / price - 1.0));
	}
	return fmin(largest, LARGEST_ROUNDING);
}

/* Whether no coefficient that is zero would gain by leaving it. */
static bool
zeros_hold(const LgLasso *lasso)
{
	double		tolerance = fmax(GRADIENT_TOLERANCE, ROUNDING_MARGIN *
								 rounding_of_gradient(lasso));
	int			j;

	for (j = 0; j < lasso->n_columns; j++)
		if (lasso->beta[j].hi == 0.0 &&
			fabs(lasso->newton->curvature.gradient[j].hi) >
			lg_lasso_price(lasso, j) * (1.0 + tolerance) &&
			lg_lasso_price(lasso, j) > 0.0)
			return false;
	return true;
}

/*
 * Where n values of one price and ridge each pay least when all are moved
 * alike: the c with the least sum of price |b - c| + ridge (b - c)^2 / 2, of
 * several the lowest.  Its slope rises with c, by jumps at the values, which
 * are sorted.
 */
static double
find_centre(const double *b, int n, double price, double ridge)
{
	double		sum = 0.0;
	int			i;

	for (i = 0; i < n; i++)
		sum += b[i];
	for (i = 0; i < n; i++)
	{
		double		after = price * (2 * i + 2 - n) + ridge * (n * b[i] - sum);

		if (!(after >= 0.0))
			continue;
		return after - 2.0 * price <= 0.0 ? b[i] :
			(sum - price * (2 * i - n) / ridge) / n;
	}
	return b[n - 1];
}

/* Finds the maximum b of the quadratic model at the point. */
static void
descend(LgLasso *lasso, double *b)
{
	const LgNewton *newton = lasso->newton;
	LgQuadratic model = {
		.rows = lasso->design->rows, .kernel = lg_design_kernel(lasso->design),
		.n = lasso->n_columns, .point = lasso->beta,
		.gradient = newton->curvature.gradient,
		.information = newton->curvature.information,
		.price = lasso->price, .objective = lasso->objective,
		.residual = lasso->residual, .square = lasso->square,
		.factor = newton->factor, .active = lasso->support,
		.active_square = lasso->active_square,
		.active_residual = lasso->active_residual,
		.active_step = lasso->active_step
	};
	int			j;

	for (j = 0; j < lasso->n_columns; j++)
		lasso->price[j] = lg_lasso_price(lasso, j);
	lg_coordinate_descent_run(&model, b);
}

/*
 * Of more than two classes, moves the coefficients of each column alike to
 * where they pay least, which no row notices and descent is slow to find.
 * Without a ridge one of them becomes zero: an even number of both signs is
 * what no equation determines.
 */
static void
centre_classes(const LgLasso *lasso, double *b)
{
	const LgDesign *design = lasso->design;
	const LgPenalty *penalty = lasso->newton->penalty;
	int			n = design->softmax->classes.n_classes;
	double		sorted[LG_CLASSES_LIMIT];
	int			i;
	int			j;
	int			k;

	for (j = 0; j < lasso->n_columns; j += lg_lasso_price(lasso, j) > 0.0 ? n : 1)
	{
		double		centre;

		if (!(lg_lasso_price(lasso, j) > 0.0))
			continue;			/* an intercept */
		for (k = 0; k < n; k++)
		{
			for (i = k; i > 0 && sorted[i - 1] > b[j + k]; i--)
				sorted[i] = sorted[i - 1];
			sorted[i] = b[j + k];
		}
		centre = find_centre(sorted, n, lg_lasso_price(lasso, j),
							 lg_penalty_ridge(penalty, design, j, j));
		for (k = 0; k < n; k++)
			b[j + k] -= centre;
	}
}

/* The support of the point, as the design's columns, and its signs. */
static void
choose_support(LgLasso *lasso)
{
	LgDesign   *design = lasso->design;
	LgNewton   *newton = lasso->newton;
	int			n = 0;
	int			j;

	for (j = 0; j < lasso->n_columns; j++)
	{
		int			term = lasso->columns[j];

		newton->penalty->slope[term] = 0.0;
		if (lasso->beta[j].hi == 0.0 && lg_lasso_price(lasso, j) > 0.0)
			continue;
		newton->penalty->slope[term] = copysign(lg_lasso_price(lasso, j),
												lasso->beta[j].hi);
		newton->beta[n] = lasso->beta[j];
		lasso->support[n++] = term;
	}
	design->columns = lasso->support;
	design->n_columns = n;
}

/*
 * Solves on the support.  Returns false if a coefficient changes its sign
 * there, or if there is no solution.
 */
static bool
polish(LgLasso *lasso, int max_steps)
{
	LgNewton   *newton = lasso->newton;
	bool		is_found;
	int			k = 0;
	int			j;

	choose_support(lasso);
	lg_newton_restart(newton, LG_PHASE_DOUBLES);
	newton->n_steps = 0;
	is_found = lasso->design->n_columns == 0 ||
		lg_newton_run(newton, max_steps) == LG_OK;
	lasso->n_steps += newton->n_steps;
	if (!is_found)
		return false;
	for (j = 0; j < lasso->n_columns; j++)
	{
		double		slope = newton->penalty->slope[lasso->columns[j]];

		if (k == lasso->design->n_columns ||
			lasso->support[k] != lasso->columns[j])
			continue;
		lasso->beta[j] = newton->beta[k++];
		if (slope * lasso->beta[j].hi < 0.0)
			is_found = false;
	}
	return is_found;
}

/* Is what is zero, and the signs of the rest, the same in two points? */
static bool
has_same_support(const LgLasso *lasso, const double *b)
{
	int			j;

	for (j = 0; j < lasso->n_columns; j++)
		if ((b[j] > 0.0) != (lasso->beta[j].hi > 0.0) ||
			(b[j] < 0.0) != (lasso->beta[j].hi < 0.0))
			return false;
	return true;
}

/* The slope of what is paid along the step, on the side of the last point. */
static double
slope_of_price(const LgLasso *lasso, bool is_at_start)
{
	double		sum = 0.0;
	int			j;

	for (j = 0; j < lasso->n_columns; j++)
	{
		double		b = lasso->beta[j].hi;
		double		step = lasso->step[j];
		double		price = lg_lasso_price(lasso, j);

		if (b == 0.0)
			sum += is_at_start ? price * fabs(step) : -price * fabs(step);
		else
			sum += b > 0.0 ? price * step : -price * step;
	}
	return sum;
}

/* The slope of the objective along the step. */
static double
slope_of(const LgLasso *lasso, bool is_at_start)
{
	double		sum = 0.0;
	int			j;

	for (j = 0; j < lasso->n_columns; j++)
		sum += lasso->step[j] * lasso->newton->curvature.gradient[j].hi;
	return sum - slope_of_price(lasso, is_at_start);
}

/* Goes to a part of the step from the last point. */
static void
take(LgLasso *lasso, double fraction)
{
	int			j;

	lasso->fraction = fraction;
	for (j = 0; j < lasso->n_columns; j++)
		lasso->beta[j] = lg_dd(fraction == 1.0 ? lasso->proposed[j] :
							   lasso->last[j] + fraction * lasso->step[j]);
}

/*
 * Has the point gained a share of what the slope at the last one promised?  A
 * slope that still points upwards here proves that the objective has risen all
 * the way, whatever the rounding of its values.
 */
static bool
has_gained(const LgLasso *lasso, double objective)
{
	double		promised = lasso->fraction * lasso->slope;

	if (!isfinite(objective))
		return false;
	return objective >= lasso->objective + SUFFICIENT_GAIN * promised -
		RISE_TOLERANCE * fabs(lasso->objective) ||
		slope_of(lasso, false) >= 0.0;
}

/*
 * After a part of the step that did not gain takes a shorter one: where the
 * tangents at its ends meet.  The objective is concave, so in the end one
 * gains.
 */
static void
shorten(LgLasso *lasso, double objective)
{
	double		slope = slope_of(lasso, false);
	double		share = ((objective - lasso->objective) / lasso->fraction -
						 slope) / (lasso->slope - slope);

	if (!(share > NEAREST_TO_LAST))
		share = NEAREST_TO_LAST;
	take(lasso, lasso->fraction * fmin(share, FARTHEST_FROM_LAST));
	lasso->n_trials++;
}

/* Solves the quadratic model at the point, and goes to its maximum. */
static void
propose(LgLasso *lasso, double objective)
{
	int			j;

	lasso->objective = objective;
	for (j = 0; j < lasso->n_columns; j++)
		lasso->last[j] = lasso->beta[j].hi;
	descend(lasso, lasso->proposed);
	if (lasso->design->softmax)
		centre_classes(lasso, lasso->proposed);
	for (j = 0; j < lasso->n_columns; j++)
		lasso->step[j] = lasso->proposed[j] - lasso->last[j];
	lasso->slope = slope_of(lasso, true);
	lasso->n_trials = 0;
}

/*
 * Searches from the null model, or from a start near the maximum, which is
 * that of another penalty: then the support is believed at once, and the
 * conditions tell whether it was right.  LG_OK: the maximum, with the iteration of the
 * newton at it on the support, and the curvature that of the likelihood there
 * on all columns; LG_NOT_CONVERGED: the last point.
 *
 * Every point that is accepted has a larger objective than the one before:
 * the step to the maximum of a concave model leads upwards, and a part of it
 * that is small enough gains.
 */
LgStatus
lg_lasso_find(LgLasso *lasso, int max_iterations)
{
	LgNewton   *newton = lasso->newton;
	bool		is_polished = false;	/* the point solves the equations */
	bool		is_trial = false;	/* it may be given up */
	int			iteration = 0;

	if (!lasso->is_warm)
	{
		lg_newton_start(newton);
		memcpy(lasso->beta, newton->beta, lasso->n_columns * sizeof(LgDd));
	}
	lasso->n_steps = 0;
	newton->share = 0.0;
	for (;;)
	{
		double		objective = evaluate(lasso);

		if (is_polished && objective < lasso->objective -
			RISE_TOLERANCE * fabs(lasso->objective))
		{
			is_polished = false;
			take(lasso, 1.0);
			continue;
		}
		if (is_polished && zeros_hold(lasso))
		{
			choose_support(lasso);
			return LG_OK;
		}
		if (is_trial && !is_polished && !has_gained(lasso, objective))
		{
			if (lasso->n_trials >= MOST_TRIALS)
				take(lasso, 0.0);
			else
				shorten(lasso, objective);
			is_trial = lasso->fraction > 0.0;
			continue;
		}
		if (iteration++ == max_iterations)
			break;
		propose(lasso, objective);
		is_trial = true;
		is_polished = lasso->is_warm ||
			has_same_support(lasso, lasso->proposed);
		take(lasso, 1.0);
		if (is_polished && !polish(lasso, max_iterations))
		{
			is_polished = false;
			take(lasso, 1.0);
		}
	}
	lasso->n_steps -= 1 + lasso->n_trials;	/* passes that led to no step */
	choose_support(lasso);
	return LG_NOT_CONVERGED;
}
