/*-------------------------------------------------------------------------
 *
 * probability.c
 *		Quantiles and tail probabilities for tests and intervals.
 *
 *-------------------------------------------------------------------------
 */
#include "core/numeric/probability.h"

#include <float.h>
#include <math.h>

#include "core/numeric/doubledouble.h"

#define SQRT_HALF		0.70710678118654752440	/* 1 / sqrt(2) */
#define SQRT_HALF_LOW	-4.8336466567264566e-17	/* what its double lacks */
#define SQRT_TWO_PI		2.50662827463100050242

/* Enough terms of the series and fractions below for any df and x. */
#define MAX_TERMS		100000

/*
 * P(|Z| > |z|) = erfc(|z| / sqrt 2) of a standard normal Z.
 *
 * Method: the rounding of the argument u would be magnified by 2 u^2 in the
 * tail; it is known, and taken off by the first term of the Taylor series.
 *
 * Special cases: NaN gives NaN, infinities give 0.
 *
 * Accuracy: relative error below 1e-15 while the result is normal.
 */
double
lg_probability_two_sided_p(double z)
{
	double		size = fabs(z);
	double		u = size * SQRT_HALF;
	double		error;

	if (!(size < 40.0))
		return isnan(z) ? z : 0.0;

	/* u + error = |z| / sqrt 2; d erfc(u) / du = -2/sqrt(pi) exp(-u^2) */
	error = lg_dd_subtract(lg_dd_product(size, SQRT_HALF), lg_dd(u)).hi +
		size * SQRT_HALF_LOW;
	return erfc(u) - error * 1.12837916709551257390 * exp(-u * u);
}

/*
 * The x with P(Z <= x) = p for a standard normal Z.
 *
 * Method: a start from the leading terms of the tail (Abramowitz & Stegun
 * 26.2.23), polished by Halley's method on the distribution function, which
 * triples the digits of each step.
 *
 * Special cases: 0 gives -Infinity, 1 gives Infinity, anything outside
 * [0, 1] NaN.
 *
 * Accuracy: relative error below 1e-15, but for p next to 1/2, where the
 * result is as small as its rounding.
 */
double
lg_probability_normal_quantile(double p)
{
	double		tail = p < 0.5 ? p : 1.0 - p;
	double		t;
	double		x;
	int			step;

	if (!(p >= 0.0 && p <= 1.0))
		return NAN;
	if (p == 0.5)
		return 0.0;
	if (tail == 0.0)
		return p < 0.5 ? -INFINITY : INFINITY;

	/* x > 0 with P(Z > x) = tail; 1 - p is exact for p >= 1/2 */
	t = sqrt(-2.0 * log(tail));
	x = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
		(1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
	for (step = 0; step < 4; step++)
	{
		double		excess = 0.5 * lg_probability_two_sided_p(x);
		double		density;
		double		newton;

		if (x < 0.0)
			excess = 1.0 - excess;
		excess -= tail;
		density = exp(-0.5 * x * x) / SQRT_TWO_PI;
		newton = excess / density;
		x += newton / (1.0 + 0.5 * x * newton);
	}
	return p < 0.5 ? -x : x;
}

/*
 * P(X > x) of a chi-square with df degrees of freedom: the regularised
 * incomplete gamma function Q(a, y), a = df/2, y = x/2.
 *
 * Method: below a + 1 the series of P = 1 - Q, above it Legendre's continued
 * fraction by Lentz's method (Abramowitz & Stegun 6.5.29 and 6.5.31).
 *
 * Special cases: x <= 0 gives 1, Infinity 0, NaN or df <= 0 NaN.
 *
 * Accuracy: relative error about 1e-15 times the logarithm of the result,
 * which the prefactor's exponent magnifies.
 */
double
lg_probability_chi_square_upper(double x, double df)
{
	double		a = 0.5 * df;
	double		y = 0.5 * x;
	double		factor;
	int			n;

	if (isnan(x) || !(df > 0.0))
		return NAN;
	if (y <= 0.0)
		return 1.0;
	if (isinf(y))
		return 0.0;
	factor = exp(a * log(y) - y - lgamma(a));

	if (y < a + 1.0)
	{
		double		term = 1.0 / a;
		double		sum = term;

		for (n = 1; n < MAX_TERMS && term > sum * DBL_EPSILON * 0.1; n++)
		{
			term *= y / (a + n);
			sum += term;
		}
		return 1.0 - factor * sum;
	}
	else
	{
		double		b = y + 1.0 - a;
		double		c = 1.0 / DBL_MIN;
		double		d = 1.0 / b;
		double		fraction = d;

		for (n = 1; n < MAX_TERMS; n++)
		{
			double		numerator = -n * (n - a);
			double		change;

			b += 2.0;
			d = numerator * d + b;
			if (fabs(d) < DBL_MIN)
				d = DBL_MIN;
			c = b + numerator / c;
			if (fabs(c) < DBL_MIN)
				c = DBL_MIN;
			d = 1.0 / d;
			change = d * c;
			fraction *= change;
			if (fabs(change - 1.0) < DBL_EPSILON)
				break;
		}
		return factor * fraction;
	}
}
