/*-------------------------------------------------------------------------
 *
 * doubledouble.h
 *		Double-double arithmetic: about 31 decimal digits.
 *
 * Ill-conditioned data lose log10(cond) digits in the coefficients and
 * twice that in normal equations.  Carrying 32 digits through the last
 * passes of a fit makes both losses invisible in the 16 that are reported.
 *
 * Method: the error-free transformations of Dekker (1971) and Knuth (TAOCP
 * 2, 4.2.2), composed as in Hida, Li & Bailey (2001), "Library for
 * double-double and quad-double arithmetic".  They need round-to-nearest
 * and no contraction of a*b+c into a fused operation, which is why the
 * project is compiled with -ffp-contract=off.
 *
 * Special cases: none.  Operands are finite and of moderate size (below
 * 2^990); callers scale their columns so.
 *
 * Accuracy: relative error of one operation below 2^-100.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_DOUBLEDOUBLE_H
#define LG_DOUBLEDOUBLE_H

#include <math.h>

typedef struct LgDd
{
	double		hi;				/* the value rounded to a double */
	double		lo;				/* what the rounding lost */
} LgDd;

static inline LgDd
lg_dd(double x)
{
	LgDd		result = {x, 0.0};

	return result;
}

static inline double
lg_dd_double(LgDd x)
{
	return x.hi + x.lo;
}

/* a + b exactly, for |a| >= |b| or a = 0. */
static inline LgDd
lg_dd_quick_sum(double a, double b)
{
	LgDd		result;

	result.hi = a + b;
	result.lo = b - (result.hi - a);
	return result;
}

/* a + b exactly. */
static inline LgDd
lg_dd_sum(double a, double b)
{
	LgDd		result;
	double		b_rounded;

	result.hi = a + b;
	b_rounded = result.hi - a;
	result.lo = (a - (result.hi - b_rounded)) + (b - b_rounded);
	return result;
}

/* a - b exactly. */
static inline LgDd
lg_dd_difference(double a, double b)
{
	return lg_dd_sum(a, -b);
}

/* a * b exactly, by splitting each factor into two halves of 26 bits. */
static inline LgDd
lg_dd_product(double a, double b)
{
	const double splitter = 134217729.0;	/* 2^27 + 1 */
	double		t = splitter * a;
	double		a_hi = t - (t - a);
	double		a_lo = a - a_hi;
	double		u = splitter * b;
	double		b_hi = u - (u - b);
	double		b_lo = b - b_hi;
	LgDd		result;

	result.hi = a * b;
	result.lo = ((a_hi * b_hi - result.hi) + a_hi * b_lo + a_lo * b_hi)
		+ a_lo * b_lo;
	return result;
}

static inline LgDd
lg_dd_add(LgDd a, LgDd b)
{
	LgDd		s = lg_dd_sum(a.hi, b.hi);
	LgDd		t = lg_dd_sum(a.lo, b.lo);

	s = lg_dd_quick_sum(s.hi, s.lo + t.hi);
	return lg_dd_quick_sum(s.hi, s.lo + t.lo);
}

static inline LgDd
lg_dd_negate(LgDd a)
{
	LgDd		result = {-a.hi, -a.lo};

	return result;
}

static inline LgDd
lg_dd_subtract(LgDd a, LgDd b)
{
	return lg_dd_add(a, lg_dd_negate(b));
}

static inline LgDd
lg_dd_multiply(LgDd a, LgDd b)
{
	LgDd		product = lg_dd_product(a.hi, b.hi);

	return lg_dd_quick_sum(product.hi,
						   product.lo + (a.hi * b.lo + a.lo * b.hi));
}

static inline LgDd
lg_dd_scale(LgDd a, double b)
{
	LgDd		product = lg_dd_product(a.hi, b);

	return lg_dd_quick_sum(product.hi, product.lo + a.lo * b);
}

/* a * 2^k for a power of two given as a double: exact. */
static inline LgDd
lg_dd_shift(LgDd a, double power_of_two)
{
	LgDd		result = {a.hi * power_of_two, a.lo * power_of_two};

	return result;
}

static inline LgDd
lg_dd_divide(LgDd a, LgDd b)
{
	double		q1 = a.hi / b.hi;
	LgDd		remainder = lg_dd_subtract(a, lg_dd_scale(b, q1));
	double		q2 = remainder.hi / b.hi;
	double		q3;
	LgDd		quotient;

	remainder = lg_dd_subtract(remainder, lg_dd_scale(b, q2));
	q3 = remainder.hi / b.hi;
	quotient = lg_dd_quick_sum(q1, q2);
	return lg_dd_add(quotient, lg_dd(q3));
}

/* sqrt(a) for a >= 0: one Newton step from the double root (Karp). */
static inline LgDd
lg_dd_sqrt(LgDd a)
{
	double		inverse;
	double		root;
	LgDd		error;

	if (a.hi <= 0.0)
		return lg_dd(0.0);
	inverse = 1.0 / sqrt(a.hi);
	root = a.hi * inverse;
	error = lg_dd_subtract(a, lg_dd_product(root, root));
	return lg_dd_sum(root, error.hi * (inverse * 0.5));
}

/* Adds b to the running sum *a. */
static inline void
lg_dd_accumulate(LgDd *a, LgDd b)
{
	*a = lg_dd_add(*a, b);
}

/* Adds the double b to the running sum *a. */
static inline void
lg_dd_accumulate_double(LgDd *a, double b)
{
	LgDd		s = lg_dd_sum(a->hi, b);

	*a = lg_dd_quick_sum(s.hi, s.lo + a->lo);
}

#endif							/* LG_DOUBLEDOUBLE_H */
