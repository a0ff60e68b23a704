/*-------------------------------------------------------------------------
 *
 * doubledouble.c
 *		The two transcendental functions a logistic likelihood needs, to 31
 *		digits.
 *
 *-------------------------------------------------------------------------
 */
#include "doubledouble.h"

/*
 * e^x for x <= 0; zero where the double exponential is zero.
 *
 * Method: x = k ln 2 + 256 r with |r| < 0.0014; expm1(r) by its Taylor
 * series, and eight times expm1(2r) = expm1(r) (2 + expm1(r)), which keeps
 * the digits that squaring e^r itself would lose.
 *
 * Accuracy: relative error below 1e-30 while the result is normal; the
 * low part loses its digits below 1e-290, where nothing depends on it.
 */
LgDd
lg_dd_exp(LgDd x)
{
	/* ln 2 to 48 digits, in three doubles whose first has trailing zeros */
	static const double ln2_hi = 0x1.62e42fefa3800p-1;
	static const double ln2_mid = 0x1.ef35793c76730p-45;
	static const LgDd ln2_rest = {0x1.f97b57a079a19p-103, 0.0};

	/* 1/2! ... 1/9! */
	static const LgDd inverse_factorial[] = {
		{0x1.0000000000000p-1, 0.0},
		{0x1.5555555555555p-3, 0x1.5555555555555p-57},
		{0x1.5555555555555p-5, 0x1.5555555555555p-59},
		{0x1.1111111111111p-7, 0x1.1111111111111p-63},
		{0x1.6c16c16c16c17p-10, -0x1.f49f49f49f49fp-65},
		{0x1.a01a01a01a01ap-13, 0x1.a01a01a01a01ap-73},
		{0x1.a01a01a01a01ap-16, 0x1.a01a01a01a01ap-76},
		{0x1.71de3a556c734p-19, -0x1.c154f8ddc6c00p-73}
	};
	double		k;
	LgDd		r;
	LgDd		e;
	int			i;

	if (x.hi < -746.0)
		return lg_dd(0.0);

	k = floor(x.hi / 0x1.62e42fefa39efp-1 + 0.5);
	r = lg_dd_subtract(x, lg_dd_product(k, ln2_hi));
	r = lg_dd_subtract(r, lg_dd_product(k, ln2_mid));
	r = lg_dd_subtract(r, lg_dd_scale(ln2_rest, k));
	r = lg_dd_shift(r, 0x1p-8);

	/* Horner: r + r^2 (1/2! + r (1/3! + ...)) */
	e = inverse_factorial[7];
	for (i = 6; i >= 0; i--)
		e = lg_dd_add(inverse_factorial[i], lg_dd_multiply(e, r));
	e = lg_dd_add(r, lg_dd_multiply(e, lg_dd_multiply(r, r)));

	for (i = 0; i < 8; i++)
		e = lg_dd_multiply(e, lg_dd_add(lg_dd(2.0), e));
	e = lg_dd_add(lg_dd(1.0), e);

	/* in two steps: 2^k alone may be below the smallest normal number */
	e.hi = ldexp(e.hi, (int) k);
	e.lo = ldexp(e.lo, (int) k);
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
