/*-------------------------------------------------------------------------
 *
 * activation_test.c
 *		Identities, edges and certified points of activation.c.
 *
 * The points are correctly rounded results of mpmath 1.3.0 at 60 digits;
 * test/reference/elementwise_check.py measures many more.
 *
 *-------------------------------------------------------------------------
 */
#include "core/numeric/activation.h"

#include <float.h>

#include "tap.h"
#include "ulps.h"

#include "core/numeric/link.h"

#define SMALLEST	0x1p-1074	/* the smallest subnormal */

static const struct
{
	const char *name;
	double		(*function) (double x);
	double		x;
	double		want;
	double		ulps;			/* allowed */
}			points[] =
{
	{"relu", lg_activation_relu, 3.5, 3.5, 0},
	{"relu", lg_activation_relu, -3.5, 0.0, 0},
	{"relu", lg_activation_relu, -0.0, 0.0, 0},
	{"relu", lg_activation_relu, SMALLEST, SMALLEST, 0},
	{"relu", lg_activation_relu, INFINITY, INFINITY, 0},
	{"relu", lg_activation_relu, -INFINITY, 0.0, 0},
	{"relu", lg_activation_relu, NAN, NAN, 0},
	{"gelu", lg_activation_gelu, 0.0, 0.0, 0},
	{"gelu", lg_activation_gelu, 0.5, 0x1.62075e232ac77p-2, 2},
	{"gelu", lg_activation_gelu, -0.5, -0x1.3bf143b9aa712p-3, 2},
	{"gelu", lg_activation_gelu, 1.0, 0x1.aec4bd120d37dp-1, 2},
	{"gelu", lg_activation_gelu, -1.0, -0x1.44ed0bb7cb20bp-3, 2},
	{"gelu", lg_activation_gelu, -2.0, -0x1.74bcf82c9d860p-5, 2},
	{"gelu", lg_activation_gelu, -4.0, -0x1.09ad7954afff8p-13, 2},
	{"gelu", lg_activation_gelu, -6.0, -0x1.96c96680dc3ecp-28, 2},
	{"gelu", lg_activation_gelu, -36.8, -0x1.bc5738476250cp-979, 2},
	{"gelu", lg_activation_gelu, -38.0, -0x0.0000084474d57p-1022, 2},
	{"gelu", lg_activation_gelu, -39.0, 0.0, 0},
	{"gelu", lg_activation_gelu, 3.0, 0x1.7f7b4cb426ddcp+1, 2},
	{"gelu", lg_activation_gelu, 1e300, 1e300, 0},
	{"gelu", lg_activation_gelu, -1e300, 0.0, 0},
	{"gelu", lg_activation_gelu, 1e-300, 0.5e-300, 2},
	{"gelu", lg_activation_gelu, 2 * SMALLEST, SMALLEST, 0},
	{"gelu", lg_activation_gelu, INFINITY, INFINITY, 0},
	{"gelu", lg_activation_gelu, -INFINITY, 0.0, 0},
	{"gelu", lg_activation_gelu, NAN, NAN, 0},
	{"silu", lg_activation_silu, 0.0, 0.0, 0},
	{"silu", lg_activation_silu, 1.0, 0x1.764d4f5d5a2bdp-1, 2},
	{"silu", lg_activation_silu, -1.0, -0x1.136561454ba86p-2, 2},
	{"silu", lg_activation_silu, 5.0, 0x1.3ddbb8be3438dp+2, 2},
	{"silu", lg_activation_silu, -30.0, -0x1.8b172b681b4f3p-39, 2},
	{"silu", lg_activation_silu, -700.0, -0x1.7aa3cdf7f304ep-1001, 2},
	{"silu", lg_activation_silu, -745.0, -426 * SMALLEST, 1},
	{"silu", lg_activation_silu, -750.0, -3 * SMALLEST, 1},
	{"silu", lg_activation_silu, -760.5, 0.0, 0},
	{"silu", lg_activation_silu, 709.8, 709.8, 0},
	{"silu", lg_activation_silu, -1e300, 0.0, 0},
	{"silu", lg_activation_silu, 2 * SMALLEST, SMALLEST, 0},
	{"silu", lg_activation_silu, INFINITY, INFINITY, 0},
	{"silu", lg_activation_silu, -INFINITY, 0.0, 0},
	{"silu", lg_activation_silu, NAN, NAN, 0}
};

/* alpha (e^x - 1), of mpmath 1.2.1 at 60 digits */
static const struct
{
	double		x;
	double		alpha;
	double		want;
	double		ulps;			/* allowed */
}			elu_points[] =
{
	{-0.5, 1.0, -0x1.92e9a0720d3ecp-2, 2},
	{-1.0, 1.0, -0x1.43a54e4e98864p-1, 2},
	{-1e-08, 1.0, -0x1.5798ee0636111p-27, 2},
	{-1e-300, 1.0, -0x1.56e1fc2f8f359p-997, 2},
	{-5.0, 1.0, -0x1.fc8cd803fe559p-1, 2},
	{-37.0, 1.0, -0x1.fffffffffffffp-1, 2},
	{-50.0, 1.0, -0x1.0000000000000p+0, 2},
	{-745.0, 1.0, -0x1.0000000000000p+0, 2},
	{-1.0, 0.5, -0x1.43a54e4e98864p-2, 2},
	{-2.5, 1.6732632423543772, -0x1.89319f6562c25p+0, 2},
	{-1.0, -2.0, 0x1.43a54e4e98864p+0, 2},
	{-0.1, 1e-310, -0x0.001c0753a4676p-1022, 2},
	{3.5, 2.0, 3.5, 0},
	{-3.5, 0.0, 0.0, 0},
	{INFINITY, 2.0, INFINITY, 0},
	{-INFINITY, 2.0, -2.0, 0},
	{-INFINITY, 0.0, 0.0, 0},
	{NAN, 1.0, NAN, 0},
	{1.0, NAN, NAN, 0}
};

static const struct
{
	const char *name;
	int			n;
	double		x[3];
	double		softmax[3];
	double		log_softmax[3];
}			arrays[] =
{
	{"one element", 1, {-1e300}, {1}, {0}},
	{"1, 2, 3", 3, {1, 2, 3},
		{0x1.70c3e5f682bdap-4, 0x1.f534335ca4bcfp-3, 0x1.549a766a06791p-1},
		{-0x1.342c6ea778b93p+1, -0x1.6858dd4ef1727p+0,
		-0x1.a163753bc5c9bp-2}},
	{"equal", 2, {1e308, 1e308}, {0.5, 0.5},
		{-0x1.62e42fefa39efp-1, -0x1.62e42fefa39efp-1}},
	{"farther apart than a double reaches", 2, {DBL_MAX, -DBL_MAX}, {1, 0},
		{0, -INFINITY}},
	{"far apart", 2, {0, 1000}, {0, 1}, {-1000, 0}},
	{"subnormal", 2, {-745, 0}, {SMALLEST, 1}, {-745, -SMALLEST}},
	{"a -Inf", 2, {-INFINITY, 1}, {0, 1}, {-INFINITY, 0}},
	{"one +Inf", 3, {1, INFINITY, -INFINITY}, {0, 1, 0},
		{-INFINITY, 0, -INFINITY}},
	{"two +Inf", 3, {INFINITY, 1, INFINITY}, {NAN, NAN, NAN},
		{NAN, NAN, NAN}},
	{"nothing but -Inf", 2, {-INFINITY, -INFINITY}, {NAN, NAN}, {NAN, NAN}},
	{"a NaN", 2, {NAN, 1}, {NAN, NAN}, {NAN, NAN}},
	{"a NaN after +Inf", 2, {INFINITY, NAN}, {NAN, NAN}, {NAN, NAN}}
};

static void
test_identities(void)
{
	double		gelu = 0.0;
	double		silu = 0.0;
	int			i;

	for (i = -4000; i <= 4000; i++)
	{
		double		x = i / 100.0;

		gelu = fmax(gelu, fabs(lg_activation_gelu(x) - lg_activation_gelu(-x)
							   - x) / fmax(1.0, fabs(x)));
		silu = fmax(silu, ulps_between(lg_activation_silu(x),
									   x * lg_link_sigmoid(x)));
	}
	ok(gelu <= DBL_EPSILON, "gelu(x) - gelu(-x) = x, off by %g", gelu);
	ok(silu <= 3.0, "silu(x) = x sigmoid(x), off by %g ulp", silu);
}

static void
test_leaky_relu(void)
{
	ok(lg_activation_leaky_relu(2.0, 0.01) == 2.0, "leaky_relu above 0");
	ok(lg_activation_leaky_relu(-2.0, 0.01) == -0.02, "leaky_relu below 0");
	ok(lg_activation_leaky_relu(-2.0, -1.0) == 2.0, "a negative slope");
	ok(lg_activation_leaky_relu(-INFINITY, 0.01) == -INFINITY, "at -Inf");
	ok(lg_activation_leaky_relu(-INFINITY, 0.0) == 0.0, "slope 0 at -Inf");
	ok(isnan(lg_activation_leaky_relu(NAN, 0.0)), "leaky_relu(NaN)");
	ok(isnan(lg_activation_leaky_relu(1.0, NAN)), "slope NaN");
}

static void
test_arrays(void)
{
	double		x[1000];
	double		y[1000];
	double		shifted[1000];
	double		sum = 0.0;
	double		worst = 0.0;
	size_t		i;
	int			j;

	for (i = 0; i < sizeof(arrays) / sizeof(arrays[0]); i++)
	{
		lg_activation_softmax(arrays[i].x, arrays[i].n, x);
		lg_activation_log_softmax(arrays[i].x, arrays[i].n, y);
		for (j = 0; j < arrays[i].n; j++)
		{
			ok(ulps_between(x[j], arrays[i].softmax[j]) <= 2,
			   "softmax of %s [%d] is %.17g, want %.17g", arrays[i].name, j,
			   x[j], arrays[i].softmax[j]);
			ok(ulps_between(y[j], arrays[i].log_softmax[j]) <= 2,
			   "log_softmax of %s [%d] is %.17g, want %.17g", arrays[i].name,
			   j, y[j], arrays[i].log_softmax[j]);
		}
	}

	for (j = 0; j < 1000; j++)
	{
		x[j] = (j * 37) % 101 / 8.0;
		shifted[j] = x[j] - 1024.0;
	}
	lg_activation_softmax(shifted, 1000, shifted);
	lg_activation_log_softmax(x, 1000, y);
	lg_activation_softmax(x, 1000, x);
	for (j = 0; j < 1000; j++)
	{
		sum += x[j];
		worst = fmax(worst, ulps_between(x[j], shifted[j]));
	}
	ok(fabs(sum - 1.0) < 100 * DBL_EPSILON, "softmax sums to 1, off by %g",
	   sum - 1.0);
	ok(worst <= 0.0, "softmax(x - 1024) = softmax(x), off by %g ulp", worst);
	worst = 0.0;
	for (j = 0; j < 1000; j++)
		worst = fmax(worst, fabs(exp(y[j]) / x[j] - 1.0));
	ok(worst <= 32 * DBL_EPSILON, "e^log_softmax = softmax, off by %g",
	   worst);

	y[0] = 42.0;
	lg_activation_softmax(x, 0, y);
	lg_activation_log_softmax(x, 0, y);
	ok(y[0] == 42.0, "an empty array stays alone");
}

int
main(void)
{
	size_t		i;

	for (i = 0; i < sizeof(points) / sizeof(points[0]); i++)
	{
		double		got = points[i].function(points[i].x);

		ok(ulps_between(got, points[i].want) <= points[i].ulps,
		   "%s(%.17g) is %.17g, want %.17g", points[i].name, points[i].x, got,
		   points[i].want);
	}
	for (i = 0; i < sizeof(elu_points) / sizeof(elu_points[0]); i++)
	{
		double		got = lg_activation_elu(elu_points[i].x,
											elu_points[i].alpha);

		ok(ulps_between(got, elu_points[i].want) <= elu_points[i].ulps,
		   "elu(%.17g, %.17g) is %.17g, want %.17g", elu_points[i].x,
		   elu_points[i].alpha, got, elu_points[i].want);
	}
	ok(signbit(lg_activation_silu(-800.0)) == 0 &&
	   signbit(lg_activation_gelu(-40.0)) == 0,
	   "what underflows is 0 without a sign");
	test_identities();
	test_leaky_relu();
	test_arrays();
	return tap_done();
}
