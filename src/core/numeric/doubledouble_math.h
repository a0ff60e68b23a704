/*-------------------------------------------------------------------------
 *
 * doubledouble_math.h
 *		Exponential and logarithm in double-double arithmetic.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_DOUBLEDOUBLE_MATH_H
#define LG_DOUBLEDOUBLE_MATH_H

#include "core/numeric/doubledouble.h"

extern LgDd lg_dd_exp(LgDd x);
extern LgDd lg_dd_log1p(LgDd x);

#endif							/* LG_DOUBLEDOUBLE_MATH_H */
