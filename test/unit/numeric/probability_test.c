/*-------------------------------------------------------------------------
 *
 * probability_test.c
 *		Certified points of quantiles and tails.
 *
 * The reference values are by mpmath 1.3 at 60 digits.
 *
 *-------------------------------------------------------------------------
 */
#include "core/numeric/probability.h"

#include <math.h>

#include "tap.h"

/* One point: arguments and the certified value. */
typedef struct Point
{
	double		x;
	double		df;
	double		expected;
} Point;

static const Point quantiles[] = {
	{0.975, 0, 1.9599639845400538},
	{0.995, 0, 2.5758293035489004},
	{0.95, 0, 1.6448536269514722},
	{0.75, 0, 0.6744897501960817},
	{0.1, 0, -1.2815515655446004},
	{0.001, 0, -3.0902323061678136},
	{1e-10, 0, -6.361340902404057}
};

static const Point two_sided[] = {
	{0.1, 0, 0.920344325445942},
	{1.0, 0, 0.3173105078629141},
	{1.96, 0, 0.04999579029644087},
	{5.0, 0, 5.733031437583878e-07},
	{10.0, 0, 1.523970604832105e-23},
	{30.0, 0, 9.813427854296374e-198},
	{37.0, 0, 1.1451142445049154e-299}
};

static const Point chi_square[] = {
	{0.5, 1.0, 0.4795001221869535},
	{3.84, 1.0, 0.050043521248705106},
	{100.0, 1.0, 1.523970604832105e-23},
	{5.0, 3.0, 0.17179714429673312},
	{218.3, 18.0, 2.1288845484602035e-36},
	{10.0, 20.0, 0.9681719426937951},
	{400.0, 300.0, 9.678621994933577e-05}
};

#define LENGTH(array)	(sizeof(array) / sizeof((array)[0]))

int
main(void)
{
	size_t		i;

	for (i = 0; i < LENGTH(quantiles); i++)
	{
		double		got = lg_probability_normal_quantile(quantiles[i].x);

		ok(fabs(got / quantiles[i].expected - 1.0) < 2e-15,
		   "quantile(%g) = %.17g", quantiles[i].x, got);
	}
	for (i = 0; i < LENGTH(two_sided); i++)
	{
		double		got = lg_probability_two_sided_p(two_sided[i].x);

		ok(fabs(got / two_sided[i].expected - 1.0) < 1e-15,
		   "P(|Z| > %g) = %.17g", two_sided[i].x, got);
	}
	for (i = 0; i < LENGTH(chi_square); i++)
	{
		double		got = lg_probability_chi_square_upper(chi_square[i].x,
														  chi_square[i].df);

		ok(fabs(got / chi_square[i].expected - 1.0) < 1e-13,
		   "P(chi2(%g) > %g) = %.17g", chi_square[i].df, chi_square[i].x,
		   got);
	}
	ok(lg_probability_normal_quantile(0.5) == 0.0, "the median is 0");
	ok(lg_probability_normal_quantile(0.0) == -INFINITY &&
	   lg_probability_normal_quantile(1.0) == INFINITY,
	   "the ends are infinite");
	ok(isnan(lg_probability_normal_quantile(-0.1)) &&
	   isnan(lg_probability_normal_quantile(NAN)),
	   "no probability, no quantile");
	ok(lg_probability_normal_quantile(0.25) ==
	   -lg_probability_normal_quantile(0.75),
	   "quantiles are symmetric");
	ok(lg_probability_two_sided_p(0.0) == 1.0 &&
	   lg_probability_two_sided_p(-INFINITY) == 0.0 &&
	   isnan(lg_probability_two_sided_p(NAN)), "ends of the two-sided tail");
	ok(lg_probability_two_sided_p(-3.0) == lg_probability_two_sided_p(3.0),
	   "the sign does not matter");
	ok(lg_probability_chi_square_upper(0.0, 3.0) == 1.0 &&
	   lg_probability_chi_square_upper(INFINITY, 3.0) == 0.0,
	   "ends of chi-square");
	ok(isnan(lg_probability_chi_square_upper(1.0, 0.0)),
	   "no degrees of freedom");
	ok(fabs(lg_probability_chi_square_upper(4.0, 1.0) /
			lg_probability_two_sided_p(2.0) - 1.0) < 1e-14,
	   "a squared normal is a chi-square");
	return tap_done();
}
