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

/* A zero's gradient may exceed its bound by this share, for rounding. */
#define GRADIENT_TOLERANCE	1e-9

/* A rise of the objective by this share is rounding. */
#define RISE_TOLERANCE		1e-12

/* Halvings of a step, each a pass. */
#define MAX_HALVINGS		30

/*
 * Evaluates at the point on all columns, with the ridge; the objective is
 * the penalised log-likelihood.
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
	lg_objective_evaluate(lasso->design, newton->dense, lasso->beta,
						  &newton->curvature);
	lg_penalty_add(penalty, lasso->design, lasso->beta, &newton->curvature);
	lg_penalty_add_information(penalty, lasso->design, &newton->curvature);
	lasso->n_steps++;
	for (j = 0; j < lasso->n_columns; j++)
		paid += lg_lasso_price(lasso, j) * fabs(lasso->beta[j].hi);
	return newton->curvature.log_lik.hi - paid;
}

/* Whether no coefficient that is zero would gain by leaving it. */
static bool
zeros_hold(const LgLasso *lasso)
{
	int			j;

	for (j = 0; j < lasso->n_columns; j++)
		if (lasso->beta[j].hi == 0.0 &&
			fabs(lasso->newton->curvature.gradient[j].hi) >
			lg_lasso_price(lasso, j) * (1.0 + GRADIENT_TOLERANCE) &&
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

/* Goes from the point to the maximum of its quadratic model, b. */
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
 * Solves on the support.  Coefficients that change their sign there become
 * zero; returns false if there are any, or no solution.
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
		{
			lasso->beta[j] = lg_dd(0.0);
			is_found = false;
		}
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

/* Goes back half of the way to the last point. */
static void
halve_step(LgLasso *lasso)
{
	int			j;

	for (j = 0; j < lasso->n_columns; j++)
		lasso->beta[j] = lg_dd(0.5 * (lasso->beta[j].hi + lasso->last[j]));
}

/*
 * Searches from the null model.  LG_OK: the maximum, with the iteration of the
 * newton at it on the support, and the curvature that of the likelihood there
 * on all columns; LG_NOT_CONVERGED: the last point.
 */
LgStatus
lg_lasso_find(LgLasso *lasso, int max_iterations)
{
	LgNewton   *newton = lasso->newton;
	bool		is_polished = false;
	bool		is_first = true;
	int			n_halvings = 0;
	int			iteration;
	int			j;

	lg_newton_start(newton);
	memcpy(lasso->beta, newton->beta, lasso->n_columns * sizeof(LgDd));
	lasso->n_steps = 0;
	for (iteration = 0; iteration < max_iterations;)
	{
		double		objective = evaluate(lasso);
		double	   *b = newton->vector;

		if (!is_first && !is_polished && n_halvings < MAX_HALVINGS &&
			!(objective >= lasso->objective -
			  RISE_TOLERANCE * fabs(lasso->objective)))
		{
			halve_step(lasso);
			n_halvings++;
			continue;
		}
		if (is_polished && zeros_hold(lasso))
		{
			choose_support(lasso);
			return LG_OK;
		}
		is_first = false;
		n_halvings = 0;
		iteration++;
		lasso->objective = objective;
		for (j = 0; j < lasso->n_columns; j++)
			lasso->last[j] = lasso->beta[j].hi;
		descend(lasso, b);
		if (lasso->design->softmax)
			centre_classes(lasso, b);
		is_polished = has_same_support(lasso, b);
		for (j = 0; j < lasso->n_columns; j++)
			lasso->beta[j] = lg_dd(b[j]);
		if (is_polished)
			is_polished = polish(lasso, max_iterations);
	}
	choose_support(lasso);
	return LG_NOT_CONVERGED;
}
