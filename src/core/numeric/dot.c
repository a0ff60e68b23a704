/*-------------------------------------------------------------------------
 *
 * dot.c
 *		Products of vectors of numbers, to the last digit.
 *
 *-------------------------------------------------------------------------
 */
#include "core/numeric/dot.h"

#include <math.h>

#include "core/numeric/doubledouble.h"

/*
 * The sum of x_i y_i
 *
 * Method: products and their rounding, which fma gives exactly, are added up
 * in double-double (Ogita, Rump & Oishi 2005, SIAM Journal on Scientific
 * Computing 26, 1955-1988).  Special cases: infinities and NaN give what a
 * plain sum gives.  Accuracy: 1 ulp, unless terms cancel by more than 15
 * digits.
 */
double
lg_dot(const double *x, const double *y, int n)
{
	LgDd		sum = {0.0, 0.0};
	double		plain = 0.0;
	int			i;

	for (i = 0; i < n; i++)
	{
		LgDd		product;

		product.hi = x[i] * y[i];
		product.lo = fma(x[i], y[i], -product.hi);
		plain += product.hi;
		lg_dd_accumulate(&sum, product);
	}
	return isfinite(lg_dd_double(sum)) ? lg_dd_double(sum) : plain;
}
