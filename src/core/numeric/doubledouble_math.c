/*-------------------------------------------------------------------------
 *
 * doubledouble_math.c
 *		Exponential and logarithm in double-double arithmetic.
 *
 * These are the two transcendental functions of a logistic likelihood.
 *
 *-------------------------------------------------------------------------
 */
#include "core/numeric/doubledouble_math.h"

#include "core/numeric/exponential.h"

/*
 * e^x for x <= 0; zero where the double exponential is zero.
 *
 * Method: x = (32 k + i) ln2/32 + r with |r| <= ln2/64; 2^(i/32) from a
 * table, e^r - 1 by its Taylor series, whose terms from r^7 on need no more
 * than a double.
 *
 * Accuracy: relative error below 1e-30 while the result is normal; the
 * low part loses its digits below 1e-290, where nothing depends on it.
 */
LgDd
lg_dd_exp(LgDd x)
{
	/* ln2/32 to 48 digits */
	static const double step_hi = 0x1.62e42fefa3800p-6;
	static const double step_mid = 0x1.ef35793c76730p-50;
	static const LgDd step_rest = {0x1.f97b57a079a19p-108, 0.0};

	/* 1/2! ... 1/6! */
	static const LgDd inverse_factorial[] = {
		{0x1.0000000000000p-1, 0.0},
		{0x1.5555555555555p-3, 0x1.5555555555555p-57},
		{0x1.5555555555555p-5, 0x1.5555555555555p-59},
		{0x1.1111111111111p-7, 0x1.1111111111111p-63},
		{0x1.6c16c16c16c17p-10, -0x1.f49f49f49f49fp-65}
	};
	double		n;
	int			k;
	int			j;
	LgDd		r;
	LgDd		e;
	LgDd		table;
	int			i;

	if (x.hi < -746.0)
		return lg_dd(0.0);

	n = floor(x.hi / 0x1.62e42fefa39efp-6 + 0.5);
	i = (int) n & 31;
	k = ((int) n - i) / 32;
	r = lg_dd_subtract(x, lg_dd_product(n, step_hi));
	r = lg_dd_subtract(r, lg_dd_product(n, step_mid));
	r = lg_dd_subtract(r, lg_dd_scale(step_rest, n));

	/* Horner: r + r^2 (1/2! + r (1/3! + ...)) */
	e = lg_dd(r.hi * (1.0 / 5040 + r.hi *
					  (1.0 / 40320 + r.hi *
					   (1.0 / 362880 + r.hi *
						(1.0 / 3628800 + r.hi *
						 (1.0 / 39916800 + r.hi * (1.0 / 479001600)))))));
	e = lg_dd_add(inverse_factorial[4], e);
	for (j = 3; j >= 0; j--)
		e = lg_dd_add(inverse_factorial[j], lg_dd_multiply(e, r));
	e = lg_dd_add(r, lg_dd_multiply(e, lg_dd_multiply(r, r)));

	table = lg_exp_table[i];
	e = lg_dd_add(table, lg_dd_multiply(table, e));
	if (k > -1000)
		return lg_dd_shift(e, lg_exp_power_of_two(k));

	/* the result may be below the smallest normal number */
	e.hi = ldexp(e.hi, k);
	e.lo = ldexp(e.lo, k);
	return e;
}

/*
 * ln(1 + x) for 0 <= x <= 1.
 *
 * Method: y = log1p(x) in double, and one Newton step on e^-y (1 + x) = 1:
 * the correction is e^-y (1 + x) - 1, whose square is below 1e-32.
 *
 * Accuracy: absolute error below 2e-32 (1 + x), which is what a sum of
 * losses can see.
 */
LgDd
lg_dd_log1p(LgDd x)
{
	double		y = log1p(x.hi);
	LgDd		ratio;

	if (x.hi < 1e-300)
		return x;
	if (x.hi < 1e-8)
	{
		/* x - x^2/2 + x^3/3 - x^4/4: the quotient above would cancel */
		LgDd		s = lg_dd_scale(x, -0.25);

		s = lg_dd_add(lg_dd_divide(lg_dd(1.0), lg_dd(3.0)), s);
		s = lg_dd_add(lg_dd(-0.5), lg_dd_multiply(s, x));
		return lg_dd_add(x, lg_dd_multiply(s, lg_dd_multiply(x, x)));
	}
	ratio = lg_dd_multiply(lg_dd_exp(lg_dd(-y)), lg_dd_add(lg_dd(1.0), x));
	return lg_dd_add(lg_dd(y), lg_dd_subtract(ratio, lg_dd(1.0)));
}
