/*-------------------------------------------------------------------------
 *
 * fit_finite.h
 *		Refuses NaN and infinity in the features of a logistic_fit, by block.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_FINITE_H
#define LOGISTIC_FIT_FINITE_H

#include "fit/fit_state.h"

/*
 * Raises the error for NaN and infinities among the rows of the block being
 * filled; earlier blocks have been checked.
 */
extern void logistic_fit_finite_check(const LogisticFitState *state);

#endif							/* LOGISTIC_FIT_FINITE_H */
