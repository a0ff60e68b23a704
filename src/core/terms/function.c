/*-------------------------------------------------------------------------
 *
 * function.c
 *		Functions of one number that terms of a formula are made of.
 *
 * The domains are those of the C library: ln x for x > 0, ln(1 + x) for
 * x > -1, the square root for x >= 0, and x^k where pow() has a finite value.
 * A value that leaves the range of doubles counts as outside the domain, too.
 * Outside it the value is NaN or infinite; nothing is raised.
 *
 * Powers with a whole exponent up to 64 are products, so that x^2 is x times
 * x to the last bit; others are the C library's pow().
 *
 *-------------------------------------------------------------------------
 */
#include "core/terms/function.h"

#include <math.h>

#include "core/terms/spline.h"

#define PRODUCT_LIMIT	64.0	/* the largest exponent that is multiplied out */

/* x^k; the branch on k is the same for all numbers of a column. */
static double
power(double x, double k)
{
	double		result = 1.0;
	int			n;

	if (k != floor(k) || fabs(k) > PRODUCT_LIMIT)
		return pow(x, k);
	for (n = (int) fabs(k); n > 0; n >>= 1)
	{
		if (n & 1)
			result *= x;
		x *= x;
	}
	return k < 0.0 ? 1.0 / result : result;
}

/* The interval of a number: how many cuts are not above it. */
int
lg_function_bin(const LgFunction *function, double x)
{
	int			low = 0;
	int			high;
	const double *cuts = lg_function_cuts(function, &high);

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (x >= cuts[middle])
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The weight of evidence of a number; NaN is no value. */
static double
weight_of_evidence(const LgFunction *function, double x)
{
	const double *parameters = function->parameters;
	int			n_special = (int) parameters[LG_WOE_N_SPECIAL];
	int			i;

	if (isnan(x))
		return lg_woe_missing(parameters)[0];
	for (i = 0; i < n_special; i++)
		if (x == lg_woe_special(parameters, i)[0])
			return lg_woe_special(parameters, i)[1];
	return lg_woe_bin(parameters, lg_function_bin(function, x))[0];
}

/* Computes all columns of the function at one number, a stride apart. */
static void
value(const LgFunction *function, double x, double *values, int stride)
{
	int			j;

	switch (function->kind)
	{
		case LG_FUNCTION_IDENTITY:
			values[0] = x;
			break;
		case LG_FUNCTION_LN:
			values[0] = log(x);
			break;
		case LG_FUNCTION_LOG1P:
			values[0] = log1p(x);
			break;
		case LG_FUNCTION_SQRT:
			values[0] = sqrt(x);
			break;
		case LG_FUNCTION_EXP:
			values[0] = exp(x);
			break;
		case LG_FUNCTION_ABS:
			values[0] = fabs(x);
			break;
		case LG_FUNCTION_POWER:
			values[0] = power(x, function->parameters[0]);
			break;
		case LG_FUNCTION_POLY:
			for (j = 0; j < function->n_columns; j++)
				values[j * stride] = power(x, j + 1.0);
			break;
		case LG_FUNCTION_SPLINE:
			lg_spline_basis(function->parameters, function->n_parameters,
							function->pieces, x, values, stride);
			break;
		case LG_FUNCTION_BINS:
			break;
		case LG_FUNCTION_WOE:
			values[0] = weight_of_evidence(function, x);
			break;
		case LG_FUNCTION_MISSING:
			values[0] = isnan(x) ? 1.0 : 0.0;
			break;
	}
}

/* Does the function have finite values at a number, or at NaN for no value? */
bool
lg_function_is_defined(const LgFunction *function, double x)
{
	double		values[LG_SPLINE_KNOTS];
	int			j;

	if (function->kind == LG_FUNCTION_POLY)
		return isfinite(power(x, function->n_columns));
	value(function, x, values, 1);
	for (j = 0; j < function->n_columns; j++)
		if (!isfinite(values[j]))
			return false;
	return true;
}

/* The columns of n numbers: value j of the i-th is values[j * stride + i]. */
void
lg_function_values(const LgFunction *function, const double *x, int n,
				   double *values, int stride)
{
	int			i;

	for (i = 0; i < n; i++)
		value(function, x[i], values + i, stride);
}

/*
 * The derivatives of all columns at a number.  The steps of bins and weights
 * of evidence have the slope 0.
 */
void
lg_function_slopes(const LgFunction *function, double x, double *slopes)
{
	double		k;
	int			j;

	for (j = 0; j < function->n_columns; j++)
		slopes[j] = 0.0;
	switch (function->kind)
	{
		case LG_FUNCTION_IDENTITY:
			slopes[0] = 1.0;
			break;
		case LG_FUNCTION_LN:
			slopes[0] = 1.0 / x;
			break;
		case LG_FUNCTION_LOG1P:
			slopes[0] = 1.0 / (1.0 + x);
			break;
		case LG_FUNCTION_SQRT:
			slopes[0] = 0.5 / sqrt(x);
			break;
		case LG_FUNCTION_EXP:
			slopes[0] = exp(x);
			break;
		case LG_FUNCTION_ABS:
			slopes[0] = (double) ((x > 0.0) - (x < 0.0));
			break;
		case LG_FUNCTION_POWER:
			k = function->parameters[0];
			slopes[0] = k * power(x, k - 1.0);
			break;
		case LG_FUNCTION_POLY:
			for (j = 0; j < function->n_columns; j++)
				slopes[j] = (j + 1.0) * power(x, j);
			break;
		case LG_FUNCTION_SPLINE:
			lg_spline_slopes(function->parameters, function->n_parameters,
							 function->pieces, x, slopes);
			break;
		case LG_FUNCTION_BINS:
		case LG_FUNCTION_WOE:
		case LG_FUNCTION_MISSING:
			break;
	}
}
