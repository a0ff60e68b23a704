/*-------------------------------------------------------------------------
 *
 * coordinate_descent_test.c
 *		Coordinate descent: the conditions of its maximum, and closed forms.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/coordinate_descent.h"

#include <math.h>

#include "core/numeric/packed.h"
#include "table.h"
#include "tap.h"

#define N	12

/* A model with its arrays. */
typedef struct Model
{
	LgQuadratic model;
	LgRows		rows;
	LgDd		point[N];
	LgDd		gradient[N];
	LgDd		information[LG_PACKED_SIZE(N)];
	double		price[N];
	double		residual[N];
	double		square[N * N];
	double		factor[LG_PACKED_SIZE(N)];
	int			active[N];
	double		active_square[N * N];
	double		active_residual[N];
	double		active_step[N];
} Model;

static void
make(Model *of, int n)
{
	memset(of, 0, sizeof(*of));
	of->rows.check = check_nothing;
	of->model = (LgQuadratic) {
		.rows = &of->rows, .kernel = lg_kernel_find(LG_KERNEL_AUTO), .n = n,
		.point = of->point, .gradient = of->gradient,
		.information = of->information, .price = of->price,
		.residual = of->residual, .square = of->square,
		.factor = of->factor, .active = of->active,
		.active_square = of->active_square,
		.active_residual = of->active_residual,
		.active_step = of->active_step
	};
}

/* Independent coordinates: soft(g + a b0, price) / a each. */
static void
test_diagonal(void)
{
	static Model of;
	double		b[N];
	double		worst = 0.0;
	int			n_zero = 0;
	int			j;

	make(&of, N);
	for (j = 0; j < N; j++)
	{
		of.point[j] = lg_dd(j % 3 - 1.0);
		of.gradient[j] = lg_dd(j - 5.5);
		of.information[LG_PACKED(j, j)] = lg_dd(0.5 + j % 4);
		of.price[j] = j % 5;
	}
	lg_coordinate_descent_run(&of.model, b);
	for (j = 0; j < N; j++)
	{
		double		a = 0.5 + j % 4;
		double		c = j - 5.5 + a * (j % 3 - 1.0);
		double		expected = fabs(c) <= j % 5 ? 0.0 :
			(c - copysign(j % 5, c)) / a;

		n_zero += b[j] == 0.0;
		worst = fmax(worst, fabs(b[j] - expected));
	}
	ok(worst < 1e-15 && n_zero > 2 && n_zero < N,
	   "independent coordinates have a closed form: %.1e, %d are zero",
	   worst, n_zero);
}

/* A = X'X + ridge of random columns, some of them nearly alike. */
static void
test_conditions(double likeness, double ridge, double tolerance)
{
	static Model of;
	double		x[N][20];
	double		b[N];
	double		worst = 0.0;
	int			n_zero = 0;
	int			i;
	int			j;
	int			k;

	make(&of, N);
	for (j = 0; j < N; j++)
		for (i = 0; i < 20; i++)
			x[j][i] = j % 3 == 0 ? uniform() - 0.5 :
				likeness * x[j - 1][i] + (1.0 - likeness) * (uniform() - 0.5);
	for (j = 0; j < N; j++)
	{
		of.point[j] = lg_dd(uniform() - 0.5);
		of.gradient[j] = lg_dd(4.0 * uniform() - 2.0);
		of.price[j] = j == 0 ? 0.0 : 1.0;
		for (k = 0; k <= j; k++)
		{
			double		sum = j == k ? ridge : 0.0;

			for (i = 0; i < 20; i++)
				sum += x[j][i] * x[k][i];
			of.information[LG_PACKED(j, k)] = lg_dd(sum);
		}
	}
	lg_coordinate_descent_run(&of.model, b);
	for (j = 0; j < N; j++)
	{
		double		left = of.gradient[j].hi;

		for (k = 0; k < N; k++)
			left -= of.information[LG_PACKED(j > k ? j : k, j > k ? k : j)].hi *
				(b[k] - of.point[k].hi);
		n_zero += b[j] == 0.0;
		if (b[j] == 0.0)
			worst = fmax(worst, fabs(left) - of.price[j]);
		else
			worst = fmax(worst, fabs(left - copysign(of.price[j], b[j])));
	}
	ok(worst < tolerance && n_zero < N,
	   "likeness %g: conditions hold to %.1e, %d are zero", likeness, worst,
	   n_zero);
}

int
main(void)
{
	test_diagonal();
	test_conditions(0.0, 0.1, 1e-12);
	test_conditions(0.5, 0.1, 1e-12);
	test_conditions(0.99, 0.1, 1e-12);
	test_conditions(0.99, 1e-6, 1e-10);
	return tap_done();
}
