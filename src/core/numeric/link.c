/*-------------------------------------------------------------------------
 *
 * link.c
 *		The logistic function, its inverse, its logarithms and its loss.
 *
 * Everything is built from e = e^-|x|, which never overflows, carried with
 * some ten bits more than a double has, so that only the last operations
 * round.  The ulps below are distances to the correctly rounded result, over
 * all doubles, subnormal ones included; they suppose a log() and log1p()
 * good to 1 ulp, as those of the usual C libraries are.
 *
 *-------------------------------------------------------------------------
 */
#include "core/numeric/link.h"

#include <math.h>

#include "core/numeric/exponential.h"

/*
 * e^-|x| and 1 + e^-|x|, for |x| <= LG_LINK_FAR.
 */
static inline void
exp_and_one_more(double x, LgDd *e, LgDd *one_more)
{
	*e = lg_exp_dd(-fabs(x));
	*one_more = lg_dd_quick_sum(1.0, e->hi);
	one_more->lo += e->lo;
}

/*
 * sigmoid(x) as the unevaluated sum of two doubles, for |x| <= LG_LINK_FAR.
 *
 * The relative error is that of one division.  Its time is that of the chain
 * from x over the series of e^-|x| to the division, so all else is done
 * beside it: with e = head + tail, of which the tail is at most a hundredth,
 * 1 + head is at hand early, and a quotient without the tails is near enough
 * for the second part of the result.
 */
LG_FUSED_INLINE LgDd
sigmoid_parts(double x, int is_fused)
{
	/* 1 or 0, without a branch, as signs cannot be predicted */
	double		is_left = 0.5 - copysign(0.5, x);
	LgExpFactors e = lg_exp_factors(lg_dd(-fabs(x)), is_fused);
	double		power = lg_exp_power_of_two(e.k);
	double		head = e.table.hi * power;
	double		low = e.table.lo * power;
	LgDd		d = lg_dd_quick_sum(1.0, head);
	double		numerator_head = head * is_left + (1.0 - is_left);
	double		inverse = 1.0 / d.hi;
	double		quotient = numerator_head * inverse;
	LgDd		numerator;
	LgDd		q;

	d = lg_dd_quick_sum(d.hi, lg_fused(head, e.series, low + d.lo, is_fused));
	numerator = lg_dd_quick_sum(numerator_head,
								lg_fused(head * is_left, e.series,
										 low * is_left, is_fused));
	q.hi = numerator.hi / d.hi;
	q.lo = lg_fused(-quotient, d.lo, numerator.lo, is_fused) * inverse;
	return q;
}

/* The version for other files; within this file the inline function is used. */
LgDd
lg_link_sigmoid_parts(double x)
{
	return sigmoid_parts(x, 0);
}

/* Where e^-|x| is nothing beside 1. */
static double
sigmoid_far(double x)
{
	if (x > 0.0)
		return 1.0;
	return isnan(x) ? x : lg_exp_tail(lg_dd(x));
}

/*
 * sigmoid: 1 / (1 + e^-x), for processors with fused operations and others
 *
 * Method: e / (1 + e) for x <= 0, 1 / (1 + e) for x > 0.
 * Special cases: -Inf -> 0, Inf -> 1, NaN -> NaN.
 * Accuracy: 1 ulp.
 */
LG_FUSED_TARGET double
lg_link_sigmoid_fused(double x)
{
	return fabs(x) <= LG_LINK_FAR ? lg_dd_double(sigmoid_parts(x, 1)) :
		sigmoid_far(x);
}

double
lg_link_sigmoid_unfused(double x)
{
	return fabs(x) <= LG_LINK_FAR ? lg_dd_double(sigmoid_parts(x, 0)) :
		sigmoid_far(x);
}

/*
 * sigmoid(x) sigmoid(-x), the derivative of sigmoid at x
 *
 * Method: e / (1 + e)^2; sigmoid * (1 - sigmoid) would cancel for x > 0.
 * Special cases: +-Inf -> 0, NaN -> NaN.
 * Accuracy: 2 ulp.
 */
double
lg_link_sigmoid_derivative(double x)
{
	LgDd		e;
	LgDd		d;
	double		q;

	if (isnan(x))
		return x;
	if (fabs(x) > LG_LINK_FAR)
		return lg_exp_tail(lg_dd(-fabs(x)));
	exp_and_one_more(x, &e, &d);
	q = e.hi / (d.hi * d.hi);
	return q + q * (e.lo / e.hi - 2.0 * d.lo / d.hi);
}

/*
 * ln(1 + e^x)
 *
 * Method: max(x, 0) + ln(1 + e).  The logarithm is taken of the rounded sum
 * and corrected for what the rounding lost.
 * Special cases: -Inf -> 0, Inf -> Inf, NaN -> NaN.
 * Accuracy: 1 ulp.
 */
double
lg_link_softplus(double x)
{
	LgDd		e;
	LgDd		d;
	LgDd		sum;

	if (isnan(x) || x > LG_LINK_FAR)
		return x;
	if (x < -LG_LINK_FAR)
		return lg_exp_tail(lg_dd(x));
	exp_and_one_more(x, &e, &d);
	if (x <= 0.0)
		return log(d.hi) + d.lo / d.hi;
	sum = lg_dd_sum(x, log(d.hi));
	return sum.hi + (sum.lo + d.lo / d.hi);
}

/*
 * ln sigmoid(x) = -softplus(-x)
 *
 * Special cases: -Inf -> -Inf, Inf -> 0 (without a sign), NaN -> NaN.
 * Accuracy: 1 ulp.
 */
double
lg_link_log_sigmoid(double x)
{
	return 0.0 - lg_link_softplus(-x);
}

/*
 * ln(p / (1 - p)), the inverse of sigmoid
 *
 * Method: about 1/2, where the quotient is near 1 and its logarithm would
 * lose all digits, 2 artanh(2p - 1) by its series; 2p - 1 is exact there.
 * Elsewhere the logarithm of the rounded quotient, corrected for its
 * remainder.  ln p - ln(1 - p) would lose digits from 0.4 to 0.6.
 * Special cases: 0 -> -Inf, 1 -> Inf, NaN or p outside [0, 1] -> NaN.
 * Accuracy: 1 ulp.
 */
double
lg_link_logit(double p)
{
	const double near_half = 0.02;	/* the series' next term is below 2^-70 */
	const double tiny = 0x1p-60;	/* 1 - p is 1 below */
	double		z = 2.0 * p - 1.0;
	double		w = z * z;
	double		quotient;
	double		remainder;
	LgDd		d;
	LgDd		product;

	if (!(p >= 0.0 && p <= 1.0))
		return NAN;
	if (p >= 1.0)
		return INFINITY;
	if (p <= 0.0)
		return -INFINITY;
	if (p < tiny)
		return log(p);
	if (fabs(z) < near_half)
		return 2.0 * z + 2.0 * z * w *
			(1.0 / 3 + w * (1.0 / 5 + w * (1.0 / 7 + w *
										   (1.0 / 9 + w * (1.0 / 11)))));
	d = lg_dd_quick_sum(1.0, -p);
	quotient = p / d.hi;
	product = lg_dd_product(quotient, d.hi);
	remainder = ((p - product.hi) - product.lo) - quotient * d.lo;
	return log(quotient) + remainder / p;
}

/*
 * -(y ln p + (1 - y) ln(1 - p)), the binary cross-entropy of a probability
 *
 * Special cases: 0 ln 0 = 0, so that bce(1, 1) = bce(0, 0) = 0 while
 * bce(1, 0) = Inf; NaN in either argument -> NaN.  y and p lie in [0, 1].
 * Accuracy: 4 ulp.
 */
double
lg_link_bce(double y, double p)
{
	double		positive = 0.0;
	double		negative = 0.0;

	if (isnan(y) || isnan(p))
		return NAN;
	if (y > 0.0)
		positive = y * -log(p);
	if (y < 1.0)
		negative = (1.0 - y) * -(p < 0.5 ? log1p(-p) : log(1.0 - p));
	return positive + negative;
}

/*
 * y softplus(-z) + (1 - y) softplus(z), the same loss of the score z
 *
 * Method: both terms are non-negative, so nothing cancels, as it would in
 * the usual max(z, 0) - y z + ln(1 + e^-|z|).
 * Special cases: 0 Inf = 0, so that the loss is 0 at (1, Inf) and (0, -Inf);
 * NaN in either argument -> NaN.  y lies in [0, 1].
 * Accuracy: 4 ulp.
 */
double
lg_link_bce_with_logits(double y, double z)
{
	double		positive = 0.0;
	double		negative = 0.0;

	if (isnan(y) || isnan(z))
		return NAN;
	if (y > 0.0)
		positive = y * lg_link_softplus(-z);
	if (y < 1.0)
		negative = (1.0 - y) * lg_link_softplus(z);
	return positive + negative;
}
