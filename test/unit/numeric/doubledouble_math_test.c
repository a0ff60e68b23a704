/*-------------------------------------------------------------------------
 *
 * doubledouble_math_test.c
 *		Identities and certified points of exponential and logarithm in
 *		double-double.
 *
 * The reference values are by mpmath 1.3 at 60 digits, rounded to the
 * nearest pair of doubles.
 *
 *-------------------------------------------------------------------------
 */
#include "core/numeric/doubledouble_math.h"

#include "tap.h"

/* |a - b| / |b| */
static double
relative_error(LgDd a, LgDd b)
{
	return fabs(lg_dd_subtract(a, b).hi / b.hi);
}

static void
test_arithmetic(void)
{
	LgDd		third = lg_dd_divide(lg_dd(1.0), lg_dd(3.0));
	LgDd		root = lg_dd_sqrt(lg_dd(2.0));
	LgDd		large = lg_dd_sum(1e16, 1.0);

	ok(lg_dd_sum(1.0, 0x1p-80).lo == 0x1p-80, "a sum keeps what rounding loses");
	ok(lg_dd_product(1.0 + 0x1p-30, 1.0 + 0x1p-30).lo == 0x1p-60,
	   "a product keeps what rounding loses");
	ok(relative_error(lg_dd_multiply(third, lg_dd(3.0)), lg_dd(1.0)) < 1e-31,
	   "1/3 * 3 = 1");
	ok(relative_error(lg_dd_multiply(root, root), lg_dd(2.0)) < 1e-31,
	   "sqrt(2)^2 = 2");
	ok(lg_dd_sqrt(lg_dd(0.0)).hi == 0.0, "sqrt(0) = 0");
	ok(lg_dd_subtract(large, lg_dd(1e16)).hi == 1.0, "1e16 + 1 - 1e16 = 1");
	ok(lg_dd_double(lg_dd_negate(third)) == -1.0 / 3.0, "-(1/3)");
}

static void
test_exp(void)
{
	static const struct
	{
		double		x;
		LgDd		expected;
	}			points[] =
	{
		{0.0, {1.0, 0.0}},
		{-1e-20, {0x1.0000000000000p+0, -0x1.79ca10c924223p-67}},
		{-0.1, {0x1.cf46d99d52b3ap-1, 0x1.d255100c4c1e2p-55}},
		{-0.5, {0x1.368b2fc6f960ap-1, -0x1.85314b9559e64p-61}},
		{-1.0, {0x1.78b56362cef38p-2, -0x1.ca8a4270fadf5p-57}},
		{-3.75, {0x1.81509354f0d29p-6, 0x1.75db52f890742p-60}},
		{-20.0, {0x1.1b48655f37267p-29, -0x1.9fb4baeafe811p-85}},
		{-100.25, {0x1.4acd31e167ebbp-145, -0x1.1e6a6d01602c6p-200}},
		{-600.0, {0x1.4dd4d0d12c071p-866, 0x1.2167a13398003p-921}}
	};
	size_t		i;

	for (i = 0; i < sizeof(points) / sizeof(points[0]); i++)
	{
		double		error = relative_error(lg_dd_exp(lg_dd(points[i].x)),
										   points[i].expected);

		ok(error < 4e-31, "exp(%g): error %.1e", points[i].x, error);
	}
	ok(lg_dd_exp(lg_dd(-800.0)).hi == 0.0, "exp(-800) = 0");
	ok(lg_dd_exp(lg_dd(-745.0)).hi > 0.0, "exp(-745) is not 0");
}

static void
test_log1p(void)
{
	static const struct
	{
		double		x;
		LgDd		expected;
	}			points[] =
	{
		{1e-25, {0x1.ef2d0f5da7dd9p-84, -0x1.dee7a4ad4b820p-168}},
		{1e-09, {0x1.12e0be801f1d9p-30, 0x1.73146f77b063ap-84}},
		{1e-08, {0x1.5798ee0636111p-27, -0x1.27cfa8d384bf5p-81}},
		{0.0001, {0x1.a368d06580001p-14, 0x1.814aac4f91e1ap-71}},
		{0.3, {0x1.0ca937be1b9dcp-2, -0x1.28637a1723644p-56}},
		{0.5, {0x1.9f323ecbf984cp-2, -0x1.a92e513217f5cp-59}},
		{1.0, {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}}
	};
	size_t		i;

	for (i = 0; i < sizeof(points) / sizeof(points[0]); i++)
	{
		double		error;

		error = fabs(lg_dd_subtract(lg_dd_log1p(lg_dd(points[i].x)),
									points[i].expected).hi);
		ok(error < 2e-32 * (1.0 + points[i].x), "log1p(%g): error %.1e",
		   points[i].x, error);
	}
	ok(lg_dd_log1p(lg_dd(0.0)).hi == 0.0, "log1p(0) = 0");
}

int
main(void)
{
	test_arithmetic();
	test_exp();
	test_log1p();
	return tap_done();
}
