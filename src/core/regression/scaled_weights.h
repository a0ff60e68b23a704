/*-------------------------------------------------------------------------
 *
 * scaled_weights.h
 *		Fits of rows whose weights are near the ends of the range of doubles.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_SCALED_WEIGHTS_H
#define LG_SCALED_WEIGHTS_H

#include "core/regression/regression_fit.h"

/* Rows with scaled weights, and what their fit has to give back. */
typedef struct LgScaledWeights
{
	LgRows	   *source;			/* the rows as they are */
	LgRows		rows;			/* the rows that this is the host of */
	double		unit;			/* 2^k, k even: of the weights handed out */
	double		l1;				/* of the question */
	double		l2;
	double		weights[LG_BLOCK_ROWS];	/* of the block handed out */
} LgScaledWeights;

extern double lg_scaled_weights_probe(const LgRegression *regression);
extern double lg_scaled_weights_unit(const LgRegression *regression);
extern void lg_scaled_weights_start(LgScaledWeights *scaled,
									LgRegression *regression, double unit);
extern void lg_scaled_weights_finish(const LgScaledWeights *scaled,
									 LgRegression *regression);
extern bool lg_regression_is_in_range(const LgRegression *regression);

#endif							/* LG_SCALED_WEIGHTS_H */
