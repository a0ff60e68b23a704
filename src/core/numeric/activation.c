/*-------------------------------------------------------------------------
 *
 * activation.c
 *		The numerics of activation functions of neural networks.
 *
 * The ulps below are distances to the correctly rounded result, over all
 * doubles, subnormal ones included.
 *
 *-------------------------------------------------------------------------
 */
#include "core/numeric/activation.h"

#include <math.h>

#include "core/numeric/exponential.h"
#include "core/numeric/link.h"

/* Below this, x e^x and e^x are less than half the smallest subnormal. */
#define EXP_NEGLIGIBLE	(-760.0)

/* Below this, so is gelu(x). */
#define GELU_NEGLIGIBLE (-39.0)

/* Degree of the quotients for the tail of gelu. */
#define TAIL_DEGREE		8

/*
 * For t >= 1 and s = 1/t^2, ln(t e^(t^2/2) Phi(-t)) = -ln(2 pi)/2 + P(s)/Q(s);
 * one pair of polynomials each for t >= 4, 4 > t >= 2 and 2 > t >= 1.
 * Absolute error below 1.4e-17; made, like what follows, by
 * test/reference/elementwise_constants.py.
 */
static const struct
{
	double		p[TAIL_DEGREE + 1]; /* ascending powers */
	double		q[TAIL_DEGREE + 1]; /* ascending powers */
}			tail_table[3] =
{
	{
		{
			-0x1.695fcf84a9c46p-66,
			-0x1.ffffffffffffep-1,
			-0x1.4aa77aad11ebbp+6,
			-0x1.3ef5ce09495b0p+11,
			-0x1.230bfa8c55dfcp+15,
			-0x1.065a5c28e84e3p+18,
			-0x1.bb7346af1cf25p+19,
			-0x1.2933d99f623f4p+20,
			-0x1.924498e148a40p+18
		},
		{
			0x1.0000000000000p+0,
			0x1.54a77aad11ea6p+6,
			0x1.580838f42431ap+11,
			0x1.51490ffdf87adp+15,
			0x1.5525eff4de8e7p+18,
			0x1.5d859609cb971p+20,
			0x1.4b30739076d01p+21,
			0x1.d49abd34e69bcp+20,
			0x1.15f7a14848064p+18
		}
	},
	{
		{
			-0x1.68278f7412516p-32,
			-0x1.fffffdd6ab301p-1,
			-0x1.538c13ba6fca3p+5,
			-0x1.3fc0ccfa438dep+9,
			-0x1.0cecd726ccdd3p+12,
			-0x1.a3104c7514fcfp+13,
			-0x1.1d60f6529527fp+14,
			-0x1.1dde4e2743b03p+13,
			-0x1.0a2db9e75f39ap+10
		},
		{
			0x1.0000000000000p+0,
			0x1.678c106f6a258p+5,
			0x1.71c4124959336p+9,
			0x1.6358f5820fcc1p+12,
			0x1.5257b672151c4p+14,
			0x1.38baa73ff927dp+15,
			0x1.ffb742dd52e6ep+14,
			0x1.2b5c50929eb03p+13,
			0x1.1b6d9de7e562bp+9
		}
	},
	{
		{
			-0x1.7871e25154f2ep-20,
			-0x1.fff3afb63ca9bp-1,
			-0x1.3e3d1f267d86ep+4,
			-0x1.002dce5ea25dcp+7,
			-0x1.5176bdb7b6bf1p+8,
			-0x1.7c93fe741db0cp+8,
			-0x1.5e22105dcf4dfp+7,
			-0x1.be08d00a66b93p+4,
			-0x1.f217ef37ff968p-1
		},
		{
			0x1.0000000000000p+0,
			0x1.662f5f2917277p+4,
			0x1.579eb9221e0abp+7,
			0x1.209c38d8ebfa2p+9,
			0x1.c3548bb9383ffp+9,
			0x1.436967dcb2d88p+9,
			0x1.85bc01a8c8d95p+7,
			0x1.417de0b9200f1p+4,
			0x1.9fbb301c2ef4ep-2
		}
	}
};

static const LgDd half_ln_two_pi = {0x1.d67f1c864beb5p-1,
-0x1.65b5a1b7ff5dfp-55};

/* The density of the normal distribution at 0. */
static const LgDd density_at_zero = {0x1.9884533d43651p-2,
-0x1.cbc0d30ebfd15p-56};

/*
 * Phi(x) = 1/2 + x density_at_zero + x^3 C(x^2) for |x| <= 1; ascending
 * powers, absolute error of C below 6e-18.
 */
static const double centre_table[11] = {
	-0x1.1058377e2cee0p-4,
	0x1.46d04297691dap-7,
	-0x1.37403f6ba1072p-10,
	0x1.e42b0d520e485p-14,
	-0x1.3ce8fabf2fe78p-17,
	0x1.658a20d457ca9p-21,
	-0x1.62224c739c059p-25,
	0x1.38753602987a3p-29,
	-0x1.f07fb2beab919p-34,
	0x1.614bb344e9f9dp-38,
	-0x1.836f6bb61db4cp-43
};

/* The polynomial of the given ascending coefficients at x (Horner). */
static inline double
polynomial(const double *coefficients, int degree, double x)
{
	double		result = coefficients[degree];

	while (degree-- > 0)
		result = result * x + coefficients[degree];
	return result;
}

/*
 * max(x, 0)
 *
 * Special cases: -0 -> 0, NaN -> NaN.
 * Accuracy: exact.
 */
double
lg_activation_relu(double x)
{
	if (isnan(x))
		return x;
	return x > 0.0 ? x : 0.0;
}

/*
 * x for x >= 0, slope * x below
 *
 * Special cases: with slope 0 it is relu, at -Inf too; NaN -> NaN.  The
 * product may overflow with |slope| > 1.
 * Accuracy: correctly rounded.
 */
double
lg_activation_leaky_relu(double x, double slope)
{
	if (isnan(x) || isnan(slope))
		return x + slope;
	if (x > 0.0)
		return x;
	return slope < 0.0 || slope > 0.0 ? slope * x : 0.0;
}

/*
 * x for x >= 0, alpha (e^x - 1) below
 *
 * D. Clevert, T. Unterthiner, S. Hochreiter, Fast and accurate deep network
 * learning by exponential linear units (ELUs), 2015.
 *
 * Special cases: -Inf -> -alpha; with alpha 0 it is relu; NaN -> NaN.
 * Accuracy: 1 ulp more than the C library's expm1, which has 1.
 */
double
lg_activation_elu(double x, double alpha)
{
	if (isnan(x) || isnan(alpha))
		return x + alpha;
	if (x > 0.0)
		return x;
	return alpha < 0.0 || alpha > 0.0 ? alpha * expm1(x) : 0.0;
}

/*
 * x sigmoid(x), also called swish
 *
 * Special cases: -Inf -> 0, Inf -> Inf, NaN -> NaN.  What underflows is 0
 * without a sign.
 * Accuracy: 2 ulp.  The product is formed before scaling by a power of two:
 * sigmoid(x) alone is subnormal below -708 and has lost digits.
 */
double
lg_activation_silu(double x)
{
	LgExp		e;
	LgDd		s;

	if (isnan(x) || x > LG_LINK_FAR)
		return x;
	if (x < EXP_NEGLIGIBLE)
		return 0.0;
	if (x < -LG_LINK_FAR)
	{
		e = lg_exp_parts(lg_dd(x));
		return lg_exp_scale(x * e.value.hi + x * e.value.lo, e.k) + 0.0;
	}
	s = lg_link_sigmoid_parts(x);
	return x * s.hi + x * s.lo;
}

/*
 * t Phi(-t) for t >= 1
 *
 * Written as one exponential, whose argument is kept in two parts: the
 * rounding of t^2/2 alone would cost t^2/2 ulps.
 */
static double
gelu_tail(double t)
{
	LgDd		square = lg_dd_product(t, t);
	double		s = 1.0 / square.hi;
	int			piece = t >= 4.0 ? 0 : t >= 2.0 ? 1 : 2;
	double		quotient = polynomial(tail_table[piece].p, TAIL_DEGREE, s) /
		polynomial(tail_table[piece].q, TAIL_DEGREE, s);
	LgDd		exponent = lg_dd_sum(-0.5 * square.hi, -half_ln_two_pi.hi);
	LgExp		e;

	exponent.lo += quotient - (0.5 * square.lo + half_ln_two_pi.lo);
	e = lg_exp_parts(lg_dd_quick_sum(exponent.hi, exponent.lo));
	return lg_exp_scale(e.value.hi, e.k);
}

/*
 * x Phi(x) = x/2 erfc(-x / sqrt(2)), the exact form, not that by tanh
 *
 * Method: about 0 a polynomial for Phi, its first two terms in two parts;
 * the left tail by gelu_tail(); the right one by gelu(x) = x + gelu(-x).
 * The erfc() of C libraries is not used: it is wrong by several ulps, and
 * the rounding of its argument costs up to x^2 of them.
 * Special cases: -Inf -> 0, Inf -> Inf, NaN -> NaN.  What underflows is 0
 * without a sign.
 * Accuracy: 2 ulp.
 */
double
lg_activation_gelu(double x)
{
	LgDd		linear;
	LgDd		phi;
	double		square;

	if (isnan(x) || x > -GELU_NEGLIGIBLE)
		return x;
	if (x < GELU_NEGLIGIBLE)
		return 0.0;
	if (x < -1.0)
		return 0.0 - gelu_tail(-x);
	if (x > 1.0)
		return x - gelu_tail(x);
	square = x * x;
	linear = lg_dd_product(x, density_at_zero.hi);
	phi = lg_dd_quick_sum(0.5, linear.hi);
	phi = lg_dd_quick_sum(phi.hi, phi.lo + linear.lo + x * density_at_zero.lo
						  + x * square * polynomial(centre_table, 10, square));
	return x * phi.hi + x * phi.lo;
}

/*
 * What softmax and log_softmax have in common: the largest element, and the
 * sum of e^(x[i] - largest).  Returns the index of the only +Inf, -1 if all
 * is finite or -Inf, or -2 where no limit exists (see below).
 */
static int
shifted_sum(const double *x, int n, double *largest, LgDd *sum)
{
	int			infinite = -1;
	int			i;

	*largest = -INFINITY;
	*sum = lg_dd(0.0);
	for (i = 0; i < n; i++)
	{
		if (isnan(x[i]) || (isinf(x[i]) && x[i] > 0.0 && infinite >= 0))
			return -2;
		if (isinf(x[i]) && x[i] > 0.0)
			infinite = i;
		if (x[i] > *largest)
			*largest = x[i];
	}
	if (infinite >= 0)
		return infinite;
	if (isinf(*largest))
		return -2;
	for (i = 0; i < n; i++)
	{
		LgDd		shifted = lg_dd_difference(x[i], *largest);

		if (shifted.hi >= -700.0)
		{
			LgExp		e = lg_exp_parts(shifted);

			lg_dd_accumulate(sum, lg_dd_shift(e.value,
											  lg_exp_power_of_two(e.k)));
		}
		else
			lg_dd_accumulate(sum, lg_dd(lg_exp_tail(shifted)));
	}
	return -1;
}

/*
 * y[i] = e^x[i] / sum of e^x[j]; y may be x
 *
 * Method: shifted by the maximum; differences, exponentials and their sum
 * have two parts.
 * Special cases: -Inf -> 0; one +Inf -> 1 and all others 0, the limit.  All
 * are NaN where there is none (several +Inf, nothing but -Inf) or where an
 * element is NaN.
 * Accuracy: 2 ulp each.
 */
void
lg_activation_softmax(const double *x, int n, double *y)
{
	double		largest;
	LgDd		sum;
	int			infinite = shifted_sum(x, n, &largest, &sum);
	int			i;

	for (i = 0; i < n; i++)
	{
		LgDd		shifted = lg_dd_difference(x[i], largest);

		if (infinite == -2)
			y[i] = NAN;
		else if (infinite >= 0)
			y[i] = i == infinite ? 1.0 : 0.0;
		else if (shifted.hi < EXP_NEGLIGIBLE)
			y[i] = 0.0;
		else
		{
			LgExp		e = lg_exp_parts(shifted);
			double		q = e.value.hi / sum.hi;

			q += (e.value.lo - q * sum.lo) / sum.hi;
			y[i] = lg_exp_scale(q, e.k);
		}
	}
}

/*
 * y[i] = x[i] - ln(sum of e^x[j]); y may be x
 *
 * Method and special cases are those of softmax, of which it is the
 * logarithm: -Inf -> -Inf; one +Inf -> 0 and all others -Inf.
 * Accuracy: 2 ulp each.  Of a result below 1e-300, where the terms of the sum
 * are subnormal, n/2 times the smallest double is to be added.
 */
void
lg_activation_log_softmax(const double *x, int n, double *y)
{
	double		largest;
	LgDd		sum;
	int			infinite = shifted_sum(x, n, &largest, &sum);
	double		log_sum = infinite == -1 && n > 0 ? log(sum.hi) : 0.0;
	int			i;

	for (i = 0; i < n; i++)
	{
		LgDd		shifted = lg_dd_difference(x[i], largest);

		if (infinite == -2)
			y[i] = NAN;
		else if (infinite >= 0)
			y[i] = i == infinite ? 0.0 : -INFINITY;
		else if (isinf(shifted.hi))
			y[i] = -INFINITY;
		else
		{
			LgDd		difference = lg_dd_difference(shifted.hi, log_sum);

			y[i] = difference.hi +
				(difference.lo + (shifted.lo - sum.lo / sum.hi));
		}
	}
}
