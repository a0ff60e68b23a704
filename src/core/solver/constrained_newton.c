/*-------------------------------------------------------------------------
 *
 * constrained_newton.c
 *		Newton's method to the top of a likelihood, or along its flank.
 *
 * The objective is the log-likelihood, or with Jeffreys' prior
 *
 *		l(b) + 1/2 ln det I(b),		I = X'WX
 *
 * whose maximum is finite whatever the data (Firth 1993, Biometrika 80,
 * 27-38; Heinze & Schemper 2002, Statistics in Medicine 21, 2409-2419).  Its
 * gradient is that of the likelihood with h (1/2 - p) added to each residual
 * w (y - p), h = w p (1 - p) x'I^-1 x.
 *
 * In coordinates in which the information is 1, v for x, minus its Hessian is
 *
 *		1 - 1/2 sum w'' |v|^2 v v' + 1/2 sum_ab T_ab T_ab',
 *		T_abc = sum w' v_a v_b v_c
 *
 * with w' and w'' the derivatives of w p (1 - p) by the score.  More than two
 * classes have the cumulants of their deviations for these.
 *
 * Method: Newton steps g = H^-1 gradient.  Where a linear form f'b is held at
 * t, the step is g + v (t - c) / s with v = H^-1 f, s = f'v and c = f'(b + g),
 * which is where the free step would take the form.  The objective that a
 * quadratic model predicts there is l + gradient'g / 2 - (t - c)^2 / 2s; to
 * land at a given fall below the top, t solves that (Venzon & Moolgavkar 1988,
 * Applied Statistics 37, 87-94), so that a limit of a profile interval costs
 * no more than a fit.
 *
 * The information takes the place of the Hessian where that is not positive
 * definite, or has too many columns.  With many rows they differ by little,
 * and the Hessian is not worth its sums.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/constrained_newton.h"

#include <math.h>
#include <string.h>

#include "core/data/design_scan.h"
#include "core/likelihood/leverage.h"
#include "core/linalg/cholesky.h"

/* The step that ends a search: the largest change of any row's score. */
#define TOLERANCE			1e-13

/* Below this length a step that does not shrink is rounding. */
#define FLOOR_LENGTH		1e-9
#define FLOOR_RATIO			0.9

/* Steps below this length cannot lower the objective but by rounding. */
#define SAFE_LENGTH			1e-4

/* Along the flank nothing tells a step that is too long: none is longer. */
#define LONGEST_STEP		4.0

#define MAX_HALVINGS		60

/* A double-double pivot of this size is rounding of an exact zero. */
#define SMALLEST_PIVOT		1e-28

/* Below this the Hessian is next to indefinite, and its steps too long. */
#define SMALLEST_HESSIAN	1e-3

static LgDd
product(const LgDd *x, const LgDd *y, int n)
{
	LgDd		sum = lg_dd(0.0);
	int			j;

	for (j = 0; j < n; j++)
		lg_dd_accumulate(&sum, lg_dd_multiply(x[j], y[j]));
	return sum;
}

/* The form at the point. */
LgDd
lg_constrained_newton_form(const LgConstrainedNewton *search)
{
	return product(search->form, search->beta, search->design->n_columns);
}

/* The sum of x_i y_i. */
static double
dot(const double *x, const double *y, int n)
{
	double		sum = 0.0;
	int			i;

	for (i = 0; i < n; i++)
		sum += x[i] * y[i];
	return sum;
}

/* The derivatives of a block's rows: of the objective, and of w p (1 - p). */
typedef struct Derivatives
{
	double		gradient[LG_BLOCK_ROWS];	/* h (1/2 - p) */
	double		slope[LG_BLOCK_ROWS];	/* w' */
	double		curvature[LG_BLOCK_ROWS];	/* w'' |v|^2, uncoupled part */
} Derivatives;

/*
 * Of more than two classes the derivatives of the information are cumulants of
 * a row's deviations: the third, and of the fourth, with h = sum p_k |v_k|^2,
 *
 *		w (sum p_k (|v_k|^2 - h) v_k v_k' - 2 sum p_k p_l v_k'v_l v_k v_l')
 *
 * whose second sum couples the classes.
 */
static void
differentiate_classes(const LgSoftmax *softmax, const LgDense *dense,
					  const LgWhitened *rows, Derivatives *derivatives)
{
	int			i;
	int			k;

	for (i = 0; i < dense->n_rows; i += softmax->classes.n_classes)
	{
		double		h = 0.0;

		for (k = i; k < i + softmax->classes.n_classes; k++)
			h += rows->leverage[k] / dense->weight[k];
		for (k = i; k < i + softmax->classes.n_classes; k++)
		{
			derivatives->gradient[k] = 0.5 * rows->leverage[k];
			derivatives->slope[k] = rows->curvature[k];
			derivatives->curvature[k] = rows->leverage[k] -
				h * rows->curvature[k];
		}
	}
}

static void
differentiate(const LgDense *dense, const LgWhitened *rows,
			  Derivatives *derivatives)
{
	int			i;

	for (i = 0; i < dense->n_rows; i++)
	{
		double		score = rows->score[i];
		double		e = exp(-fabs(score));
		double		variance = e / ((1.0 + e) * (1.0 + e));
		double		half_less_p = -0.5 * tanh(0.5 * score);

		derivatives->gradient[i] = rows->leverage[i] * half_less_p;
		derivatives->slope[i] = 2.0 * rows->curvature[i] * half_less_p;
		derivatives->curvature[i] = rows->leverage[i] *
			(1.0 - 6.0 * variance);
	}
}

/* Adds a block to the sums of the gradient and the Hessian. */
static void
add_block(LgConstrainedNewton *search, const Derivatives *derivatives)
{
	const double *z = search->dense->z;
	int			n_rows = search->dense->n_rows;
	double	   *element = search->wants_hessian ? search->tensor : NULL;
	const LgSoftmax *softmax = element ? search->design->softmax : NULL;
	LgDd	   *hessian = search->hessian;
	double		product[LG_BLOCK_ROWS];
	double		turned[LG_BLOCK_ROWS];
	int			a;
	int			b;
	int			c;
	int			i;

	for (a = 0; a < search->design->n_columns; a++)
	{
		const double *v = z + (size_t) a * LG_BLOCK_STRIDE;

		lg_symmetric_check_interrupt(search->design->rows,
									 search->design->n_columns);
		lg_dd_accumulate_double(&search->sums[a],
								dot(derivatives->gradient, v, n_rows));
		if (softmax)
			lg_leverage_turn(softmax, v, n_rows, turned);
		for (b = 0; element != NULL && b <= a; b++)
		{
			const double *other = z + (size_t) b * LG_BLOCK_STRIDE;

			for (i = 0; i < n_rows; i++)
				product[i] = v[i] * other[i];
			if (softmax)
				lg_dd_accumulate_double(hessian, dot(turned, other, n_rows));
			lg_dd_accumulate_double(hessian++,
									-0.5 * dot(derivatives->curvature,
											   product, n_rows));
			for (i = 0; i < n_rows; i++)
				product[i] *= derivatives->slope[i];
			for (c = 0; c <= b; c++)
				*element++ += dot(product, z + (size_t) c * LG_BLOCK_STRIDE,
								  n_rows);
		}
	}
}

/* An element of the symmetric array. */
static double
tensor_element(const double *tensor, int a, int b, int c)
{
	int			high = a > b ? (a > c ? a : c) : (b > c ? b : c);
	int			low = a < b ? (a < c ? a : c) : (b < c ? b : c);
	int			middle = a + b + c - high - low;

	return tensor[LG_TENSOR_SIZE(high) + LG_PACKED(middle, low)];
}

/* Completes and factors the Hessian; tells whether it can serve. */
static bool
finish_hessian(LgConstrainedNewton *search)
{
	int			n = search->design->n_columns;
	int			a;
	int			b;
	int			k;
	int			l;

	for (k = 0; k < n; k++)
		for (l = 0; l <= k; l++)
		{
			LgDd	   *element = &search->hessian[LG_PACKED(k, l)];
			double		sum = k == l ? 1.0 : 0.0;

			for (a = 0; a < n; a++)
				for (b = 0; b < n; b++)
					sum += 0.5 * tensor_element(search->tensor, k, a, b) *
						tensor_element(search->tensor, l, a, b);
			lg_dd_accumulate_double(element, sum);
		}
	return lg_symmetric_factor_dd(search->hessian, n,
								  search->design->rows) > SMALLEST_HESSIAN;
}

/*
 * Adds the prior to the objective and its gradient, and finds its Hessian.
 * Sums over rows are taken in v = L^-1 z; the gradient's is brought back by L.
 */
static void
add_jeffreys(LgConstrainedNewton *search)
{
	const LgDesign *design = search->design;
	LgDense	   *dense = search->dense;
	int			n = design->n_columns;
	double	   *low = dense->z_low;
	LgWhitened	rows;
	Derivatives derivatives;
	int			j;
	int			k;

	if (!search->is_precise)
		dense->z_low = NULL;
	memset(search->sums, 0, n * sizeof(LgDd));
	memset(search->hessian, 0, LG_PACKED_SIZE(n) * sizeof(LgDd));
	if (search->wants_hessian && search->tensor)
		memset(search->tensor, 0, LG_TENSOR_SIZE(n) * sizeof(double));
	lg_design_rewind(design, dense);
	while (lg_whiten_next(design, dense, search->beta, search->factor, true,
						  &rows))
	{
		if (!design->softmax)
			differentiate(dense, &rows, &derivatives);
		else
			differentiate_classes(design->softmax, dense, &rows, &derivatives);
		if (design->softmax && search->wants_hessian)
		{
			lg_leverage_products(design, dense);
			lg_leverage_couple(design->softmax, dense, &rows);
		}
		add_block(search, &derivatives);
	}
	dense->z_low = low;

	for (j = 0; j < n; j++)
	{
		const LgDd *row = search->factor + LG_PACKED(j, 0);

		lg_dd_accumulate_double(&search->objective, log(row[j].hi));
		for (k = 0; k <= j; k++)
			lg_dd_accumulate(&search->curvature->gradient[j],
							 lg_dd_multiply(row[k], search->sums[k]));
	}
	search->has_hessian = search->wants_hessian && search->tensor &&
		finish_hessian(search);
}

/* Evaluates at the point; false when the information is singular. */
static bool
evaluate(LgConstrainedNewton *search)
{
	int			n = search->design->n_columns;

	if (search->is_precise)
		lg_objective_evaluate_dd(search->design, search->dense,
								 search->beta, search->curvature);
	else
		lg_objective_evaluate(search->design, search->dense, search->beta,
							  search->curvature);
	memcpy(search->factor, search->curvature->information,
		   LG_PACKED_SIZE(n) * sizeof(LgDd));
	search->smallest_pivot = lg_symmetric_factor_dd(search->factor, n,
							   search->design->rows);
	if (!(search->smallest_pivot > SMALLEST_PIVOT))
		return false;
	search->objective = search->curvature->log_lik;
	search->has_hessian = false;
	if (search->has_jeffreys)
		add_jeffreys(search);
	return true;
}

/* Where the form is to go, from c, where the free step takes it. */
static LgDd
aim(const LgConstrainedNewton *search, LgDd centre, LgDd variance)
{
	int			n = search->design->n_columns;
	LgDd		height;
	double		squared;

	if (search->goal == LG_GOAL_FIXED)
		return search->value;

	/* what the model predicts for c, above the height that is wanted */
	height = lg_dd_subtract(search->objective, search->top);
	lg_dd_accumulate(&height,
					 lg_dd_shift(product(search->curvature->gradient,
										 search->step, n), 0.5));
	lg_dd_accumulate_double(&height, search->fall);
	squared = 2.0 * height.hi * variance.hi;
	if (!(squared > 0.0))
		return centre;			/* too far out: first back to the ridge */
	return lg_dd_add(centre, lg_dd(search->side * sqrt(squared)));
}

/* Solves H x = b; b comes in x. */
static void
solve(const LgConstrainedNewton *search, LgDd *x)
{
	int			n = search->design->n_columns;

	lg_symmetric_forward_dd(search->factor, n, x);
	if (search->has_hessian)
		lg_symmetric_solve_dd(search->hessian, n, x);
	lg_symmetric_backward_dd(search->factor, n, x);
}

/* Solves for the step at the point. */
static void
find_step(LgConstrainedNewton *search)
{
	int			n = search->design->n_columns;
	LgDd		variance;
	LgDd		centre;
	LgDd		share;
	int			j;

	memcpy(search->step, search->curvature->gradient, n * sizeof(LgDd));
	solve(search, search->step);
	if (search->goal == LG_GOAL_TOP)
		return;
	memcpy(search->toward, search->form, n * sizeof(LgDd));
	solve(search, search->toward);
	variance = product(search->form, search->toward, n);
	centre = lg_dd_add(lg_constrained_newton_form(search),
					   product(search->form, search->step, n));
	search->variance = lg_dd_double(variance);
	search->slope = lg_dd_subtract(centre,
								   lg_constrained_newton_form(search)).hi /
		variance.hi;
	share = lg_dd_divide(lg_dd_subtract(aim(search, centre, variance),
										centre), variance);
	for (j = 0; j < n; j++)
		lg_dd_accumulate(&search->step[j],
						 lg_dd_multiply(share, search->toward[j]));
}

/* A bound on the change that the step makes to any row's score. */
static double
step_length(const LgConstrainedNewton *search)
{
	const LgDesign *design = search->design;
	double		length = 0.0;
	int			j;

	for (j = 0; j < design->n_columns; j++)
		length += fabs(search->step[j].hi) *
			lg_design_extent(&design->terms[design->columns[j]]);
	return length;
}

/* Adds a share of the step to the point. */
static void
move(LgConstrainedNewton *search, double share)
{
	int			j;

	for (j = 0; j < search->design->n_columns; j++)
		lg_dd_accumulate(&search->beta[j],
						 lg_dd_scale(search->step[j], share));
}

/*
 * Searches from the point on.  LG_OK: found; LG_NOT_CONVERGED: not within
 * the steps allowed, or the information became singular.
 */
LgStatus
lg_constrained_newton_run(LgConstrainedNewton *search)
{
	double		length = INFINITY;
	double		fraction = 1.0;
	int			n_halvings = 0;
	int			n_steps;

	for (n_steps = 0; n_steps < search->max_steps;)
	{
		LgDd		before = search->objective;
		double		last_length = length;

		if (!evaluate(search))
			return LG_NOT_CONVERGED;

		/* the first step to a fixed form may go down */
		if (search->goal != LG_GOAL_FALL &&
			n_steps > (search->goal == LG_GOAL_FIXED ? 1 : 0) &&
			last_length > SAFE_LENGTH && n_halvings < MAX_HALVINGS &&
			search->objective.hi < before.hi - 1e-12 * fabs(before.hi))
		{
			fraction *= 0.5;
			n_halvings++;
			move(search, -fraction);
			search->objective = before;
			continue;
		}
		find_step(search);
		length = step_length(search);
		fraction = search->goal == LG_GOAL_FALL && length > LONGEST_STEP ?
			LONGEST_STEP / length : 1.0;
		n_halvings = 0;
		move(search, fraction);
		n_steps++;
		search->n_steps++;
		if (!(length < INFINITY))
			return LG_NOT_CONVERGED;
		if (length <= TOLERANCE ||
			(length <= FLOOR_LENGTH && length > FLOOR_RATIO * last_length))
			return LG_OK;
	}
	return LG_NOT_CONVERGED;
}
