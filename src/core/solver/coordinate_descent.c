/*-------------------------------------------------------------------------
 *
 * coordinate_descent.c
 *		Coordinate descent on the quadratic model of a penalised likelihood.
 *
 * Method: one coefficient after the other goes to soft(c, l1 f) / a, where
 * soft moves c towards zero by l1 f and stops there (Friedman, Hastie &
 * Tibshirani 2010, Journal of Statistical Software 33).  Where columns are
 * alike that takes thousands of sweeps, and between them the equations of what
 * is not zero are solved, as far as no sign changes.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/coordinate_descent.h"

#include <math.h>
#include <string.h>

#include "core/linalg/cholesky.h"

/*
 * The gradient of a column that another one repeats is at its bound, but for
 * rounding: it stays zero.
 */
#define ENTRY_TOLERANCE		1e-12

/* The descent ends when no coefficient gains this share of the objective. */
#define GAIN_TOLERANCE		1e-14
#define MAX_SWEEPS			1000

/* Sweeps after which equations are worth solving, and may be. */
#define SWEEPS_TOGETHER		10
#define SMALLEST_PIVOT		1e-12

/* Copies the information to a square, whose rows are read in the descent. */
static void
unpack_information(LgQuadratic *model)
{
	const LgDd *information = model->information;
	int			n = model->n;
	int			i;
	int			j;

	for (i = 0; i < n; i++)
	{
		lg_symmetric_check_interrupt(model->rows, n);
		for (j = 0; j <= i; j++)
			model->square[(size_t) i * n + j] =
				model->square[(size_t) j * n + i] =
				information[LG_PACKED(i, j)].hi;
	}
}

/*
 * The best value of a coefficient where the gradient would be c if it were
 * zero: soft(c, bound) / curvature.
 */
static double
best_value(double c, double bound, double curvature)
{
	return fabs(c) > bound * (1.0 + ENTRY_TOLERANCE) ?
		(c - copysign(bound, c)) / curvature : 0.0;
}

/* residual -= sum of a_k row_k, LG_KERNEL_X of them */
static void
take_off(const LgKernel *kernel, const double *a, const double *const *rows,
		 int n, double *residual)
{
	double		negative[LG_KERNEL_X];
	int			k;

	for (k = 0; k < LG_KERNEL_X; k++)
		negative[k] = -a[k];
	kernel->combine(negative, rows, n, residual);
}

/*
 * One sweep over n coefficients, with their square of the information and
 * their residual, the gradient at b; "place" tells where they are among all,
 * NULL for all.  Returns the most that the model gains by one of them.
 */
static double
sweep(const LgQuadratic *model, const double *square, const int *place, int n,
	  double *residual, double *b)
{
	const LgKernel *kernel = model->kernel;
	double		largest = 0.0;
	int			i;
	int			k;

	for (i = 0; i < n; i++)
	{
		int			j = place ? place[i] : i;
		const double *rows[LG_KERNEL_X];
		double		change[LG_KERNEL_X] = {0.0};
		const double *row = square + (size_t) i * n;
		double		curvature = row[i];
		double		best;

		if (!(curvature > 0.0))
			continue;
		best = best_value(residual[i] + curvature * b[j], model->price[j],
						  curvature);
		change[0] = best - b[j];
		if (change[0] == 0.0)
			continue;
		b[j] = best;
		for (k = 0; k < LG_KERNEL_X; k++)
			rows[k] = row;
		take_off(kernel, change, rows, n, residual);
		largest = fmax(largest, 0.5 * curvature * change[0] * change[0]);
	}
	model->rows->check(model->rows->host);
	return largest;
}

/* The gradient of the quadratic model at b, on all columns. */
static void
find_residual(LgQuadratic *model, const double *b)
{
	const LgKernel *kernel = model->kernel;
	int			n = model->n;
	const double *rows[LG_KERNEL_X];
	double		change[LG_KERNEL_X];
	int			n_rows = 0;
	int			j;

	for (j = 0; j < n; j++)
		model->residual[j] = model->gradient[j].hi;
	for (j = 0; j < n; j++)
	{
		change[n_rows] = b[j] - model->point[j].hi;
		rows[n_rows] = model->square + (size_t) j * n;
		if (change[n_rows] != 0.0)
			n_rows++;
		if (n_rows < LG_KERNEL_X)
			continue;
		take_off(kernel, change, rows, n, model->residual);
		n_rows = 0;
	}
	if (n_rows == 0)
		return;
	for (j = n_rows; j < LG_KERNEL_X; j++)
	{
		change[j] = 0.0;
		rows[j] = rows[0];
	}
	take_off(kernel, change, rows, n, model->residual);
}

/*
 * Moves n coefficients, none of them zero, towards the best point that has
 * their signs, where the model is smooth: up to the first that becomes zero.
 */
static void
move_active(LgQuadratic *model, const double *square, const int *active, int n,
			double *residual, double *b)
{
	const LgKernel *kernel = model->kernel;
	double	   *factor = model->factor;
	double	   *step = model->active_step;
	double		share = 1.0;
	int			first = -1;
	int			i;
	int			k;

	for (i = 0; i < n; i++)
	{
		memcpy(factor + LG_PACKED(i, 0), square + (size_t) i * n,
			   (i + 1) * sizeof(double));
		step[i] = residual[i] - copysign(model->price[active[i]],
										 b[active[i]]);
	}
	if (!(lg_symmetric_factor(kernel, factor, n, model->rows) >
		  SMALLEST_PIVOT))
		return;
	lg_symmetric_solve(kernel, factor, n, step);
	for (i = 0; i < n; i++)
	{
		double		value = b[active[i]];

		if (model->price[active[i]] > 0.0 &&
			(value > 0.0 ? value + share * step[i] < 0.0 :
			 value + share * step[i] > 0.0))
		{
			share = -value / step[i];
			first = i;
		}
	}
	for (i = 0; i < n; i++)
	{
		const double *rows[LG_KERNEL_X];
		double		change[LG_KERNEL_X] = {0.0};

		change[0] = i == first ? -b[active[i]] : share * step[i];
		b[active[i]] += change[0];
		for (k = 0; k < LG_KERNEL_X; k++)
			rows[k] = square + (size_t) i * n;
		take_off(kernel, change, rows, n, residual);
	}
}

/*
 * Sweeps over what is not zero until it gains nothing, at most so many times,
 * on a copy of its part of the information: a small square where zeros are
 * many.  Where columns are alike sweeps creep, and equations help.  Returns
 * how many sweeps it made.
 */
static int
descend_active(LgQuadratic *model, double *b, double enough, int max_sweeps)
{
	int			n = model->n;
	int		   *active = model->active;
	double	   *square = model->active_square;
	double	   *residual = model->active_residual;
	int			n_sweeps = 0;

	while (n_sweeps < max_sweeps)
	{
		int			n_active = 0;
		double		gain = 0.0;
		int			i;
		int			j;

		find_residual(model, b);
		for (j = 0; j < n; j++)
			if (b[j] != 0.0)
				active[n_active++] = j;
		for (i = 0; i < n_active; i++)
		{
			const double *row = model->square + (size_t) active[i] * n;

			residual[i] = model->residual[active[i]];
			for (j = 0; j < n_active; j++)
				square[(size_t) i * n_active + j] = row[active[j]];
		}
		if (n_sweeps > 0)
			move_active(model, square, active, n_active, residual, b);
		for (i = 0; i < SWEEPS_TOGETHER && n_sweeps < max_sweeps; i++)
		{
			n_sweeps++;
			gain = sweep(model, square, active, n_active, residual, b);
			if (gain <= enough)
				return n_sweeps;
		}
	}
	return n_sweeps;
}

/*
 * Coordinate descent on the quadratic model, from the point, to "b".  Sweeps
 * over what is not zero alternate with sweeps over all.
 */
void
lg_coordinate_descent_run(LgQuadratic *model, double *b)
{
	double		enough = GAIN_TOLERANCE * (1.0 + fabs(model->objective));
	int			n_sweeps = 0;
	int			j;

	unpack_information(model);
	for (j = 0; j < model->n; j++)
		b[j] = model->point[j].hi;
	while (n_sweeps++ < MAX_SWEEPS)
	{
		find_residual(model, b);
		if (sweep(model, model->square, NULL, model->n,
				  model->residual, b) <= enough)
			break;
		n_sweeps += descend_active(model, b, enough, MAX_SWEEPS - n_sweeps);
	}
}
