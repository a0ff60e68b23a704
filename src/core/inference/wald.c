/*-------------------------------------------------------------------------
 *
 * wald.c
 *		Joint Wald tests, and variance inflation factors.
 *
 * Method: with the Cholesky factor V = L L' of the covariance of n linear
 * combinations b of the estimates, the statistic b' V^-1 b is the squared
 * length of y, L y = b (Wald, Trans. AMS 54, 1943), so that one forward
 * substitution does it.
 *
 * Special cases: a combination whose variance is explained by the earlier
 * ones up to the rounding of the covariance adds no degree of freedom.
 *
 * Accuracy: double-double inside; the result is as good as the covariance.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/wald.h"

#include <math.h>
#include <stdbool.h>

#include "core/linalg/cholesky.h"

/* A residual variance below this share of the variance is rounding. */
#define DEPENDENT		1e-11

/*
 * The statistic for b = 0, chi-square; returns its degrees of freedom.
 * Covariance (packed) and value (b) are overwritten.
 */
int
lg_wald_test(LgDd *covariance, LgDd *value, int n, double *statistic)
{
	LgDd		sum = lg_dd(0.0);
	int			df = 0;
	int			i;
	int			j;
	int			k;

	for (i = 0; i < n; i++)
	{
		LgDd	   *row = covariance + LG_PACKED(i, 0);
		double		variance = row[i].hi;
		LgDd		pivot = row[i];

		for (j = 0; j < i; j++)
		{
			const LgDd *other = covariance + LG_PACKED(j, 0);
			LgDd		rest = row[j];

			/* a dependent combination has a zero on its diagonal */
			if (other[j].hi == 0.0)
			{
				row[j] = lg_dd(0.0);
				continue;
			}
			for (k = 0; k < j; k++)
				rest = lg_dd_subtract(rest,
									  lg_dd_multiply(row[k], other[k]));
			row[j] = lg_dd_divide(rest, other[j]);
			pivot = lg_dd_subtract(pivot, lg_dd_multiply(row[j], row[j]));
			value[i] = lg_dd_subtract(value[i],
									  lg_dd_multiply(row[j], value[j]));
		}
		if (!(pivot.hi > DEPENDENT * variance))
		{
			row[i] = value[i] = lg_dd(0.0);
			continue;
		}
		row[i] = lg_dd_sqrt(pivot);
		value[i] = lg_dd_divide(value[i], row[i]);
		lg_dd_accumulate(&sum, lg_dd_multiply(value[i], value[i]));
		df++;
	}
	*statistic = df > 0 ? lg_dd_double(sum) : NAN;
	return df;
}

/* The determinant of a positive definite matrix, which is overwritten. */
double
lg_wald_determinant(LgDd *a, int n)
{
	LgDd		product = lg_dd(1.0);
	int			i;

	if (n > 0 && !(lg_symmetric_factor_dd(a, n, NULL) > 0.0))
		return 0.0;
	for (i = 0; i < n; i++)
	{
		LgDd		pivot = a[LG_PACKED(i, i)];

		product = lg_dd_multiply(product, lg_dd_multiply(pivot, pivot));
	}
	return lg_dd_double(product);
}
