/*-------------------------------------------------------------------------
 *
 * fit_finite.h
 *		Refuses NaN and infinities among the features, block by block.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_FINITE_H
#define LOGISTIC_FIT_FINITE_H

#include "fit/fit_state.h"

/*
 * Raises the error for NaN and infinities in the rows taken in since the
 * block began to be filled; earlier ones have been checked.
 */
extern void logistic_fit_finite_check(const LogisticFitState *state);

#endif							/* LOGISTIC_FIT_FINITE_H */
