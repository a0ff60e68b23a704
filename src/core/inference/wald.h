/*-------------------------------------------------------------------------
 *
 * wald.h
 *		Joint Wald tests, and variance inflation factors.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_WALD_H
#define LG_WALD_H

#include "core/numeric/doubledouble.h"

extern int	lg_wald_test(LgDd *covariance, LgDd *value, int n,
						 double *statistic);
extern double lg_wald_determinant(LgDd *a, int n);

#endif							/* LG_WALD_H */
