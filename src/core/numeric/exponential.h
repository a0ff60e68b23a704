/*-------------------------------------------------------------------------
 *
 * exponential.h
 *		e^x with ten bits more than a double holds.
 *
 * A function composed of exp() carries its rounding error on, and two or
 * three such errors make up more than the one unit in the last place that
 * we promise.  Here the last rounding is left to the caller.
 *
 * Method: x = (32 k + i) ln2/32 + r with |r| <= ln2/64; then e^x is
 * 2^k * 2^(i/32) * e^r, the second from a table in two parts, the third by
 * its Taylor series (Tang 1989, "Table-driven implementation of the
 * exponential function in IEEE floating-point arithmetic").
 *
 * Special cases: none.  The argument is finite and |x| <= 1400; callers check
 * their limits first.
 *
 * Accuracy: relative error of hi + lo below 2^-58.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_EXPONENTIAL_H
#define LG_EXPONENTIAL_H

#include <stdint.h>
#include <string.h>

#include "core/numeric/doubledouble.h"
#include "core/numeric/fused.h"

/* Below this, e^x is less than half of the smallest subnormal number. */
#define LG_EXP_LOWEST	(-745.2)

/* (value.hi + value.lo) * 2^k, with value.hi within [0.98, 2.03]. */
typedef struct LgExp
{
	LgDd		value;			/* value.lo at most half a unit of value.hi */
	int			k;				/* power of two, may exceed that of a double */
} LgExp;

extern const LgDd lg_exp_table[32];

/* 2^k for a normal result, -1022 <= k <= 1023. */
static inline double
lg_exp_power_of_two(int k)
{
	uint64_t	bits = (uint64_t) (k + 1023) << 52;
	double		result;

	memcpy(&result, &bits, sizeof(result));
	return result;
}

/*
 * m * 2^k for m about 1 and -1200 <= k <= 0, rounded once even if the result
 * is subnormal.
 */
static inline double
lg_exp_scale(double m, int k)
{
	if (k >= -1020)
		return m * lg_exp_power_of_two(k);
	return m * lg_exp_power_of_two(k + 200) * lg_exp_power_of_two(-200);
}

/* table * (1 + series) * 2^k, not yet multiplied out. */
typedef struct LgExpFactors
{
	LgDd		table;			/* within [1, 2) */
	double		series;			/* at most 1.1% either way */
	int			k;
} LgExpFactors;

/* e^(x.hi + x.lo), taken as far as its factors. */
LG_FUSED_INLINE LgExpFactors
lg_exp_factors(LgDd x, int is_fused)
{
	const double inverse_step = 0x1.71547652b82fep+5;	/* 32 / ln 2 */
	const double step_hi = 0x1.62e42fefa0000p-6;	/* 37 bits: n * step_hi is
													 * exact */
	const double step_lo = 0x1.cf79abc9e3b3ap-45;
	const double shift = 0x1.8p52;	/* adding it rounds to an integer */
	double		shifted = lg_fused(x.hi, inverse_step, shift, is_fused);
	double		rounded = shifted - shift;
	double		r_hi = lg_fused(-rounded, step_hi, x.hi, is_fused);
	double		r = r_hi + (x.lo - rounded * step_lo);
	double		square;
	double		series;
	int64_t		n;
	LgExpFactors result;

	/* the last bits of the shifted number are the integer */
	memcpy(&n, &shifted, sizeof(n));
	n = (int32_t) n;
	result.table = lg_exp_table[n & 31];
	result.k = (int) ((n - (n & 31)) / 32);

	/* grouped so that little waits for the step before */
	square = r * r;
	series = lg_fused(square, lg_fused(r, 1.0 / 5040, 1.0 / 720, is_fused),
					  lg_fused(r, 1.0 / 120, 1.0 / 24, is_fused), is_fused);
	series = lg_fused(square, series,
					  lg_fused(r, 1.0 / 6, 1.0 / 2, is_fused), is_fused);
	result.series = lg_fused(square, series, r, is_fused);
	return result;
}

/* e^(x.hi + x.lo). */
static inline LgExp
lg_exp_parts(LgDd x)
{
	LgExpFactors f = lg_exp_factors(x, 0);
	LgExp		result;

	result.value = lg_dd_quick_sum(f.table.hi,
								   f.table.hi * f.series + f.table.lo);
	result.k = f.k;
	return result;
}

/* e^x as a double-double, for -700 <= x <= 0. */
static inline LgDd
lg_exp_dd(double x)
{
	LgExp		e = lg_exp_parts(lg_dd(x));

	return lg_dd_shift(e.value, lg_exp_power_of_two(e.k));
}

/* e^x as a double, for x <= 0, subnormal results and zero included. */
static inline double
lg_exp_tail(LgDd x)
{
	LgExp		e;

	if (x.hi < LG_EXP_LOWEST)
		return 0.0;
	e = lg_exp_parts(x);
	return lg_exp_scale(e.value.hi, e.k);
}

#endif							/* LG_EXPONENTIAL_H */
