/*-------------------------------------------------------------------------
 *
 * fit_inputs.h
 *		The inputs of a logistic_fit with terms: levels, and ranges of numbers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_INPUTS_H
#define LOGISTIC_FIT_INPUTS_H

#include "fit/fit_formula.h"
#include "fit/fit_state.h"

/*
 * Adds an input to the draft for each feature that a variable uses; from now
 * on variables refer to inputs.
 */
extern void logistic_fit_inputs(LogisticFitFormula *fit,
								LogisticFitState *state);

/* Finds the smallest and largest number of each input, and its mean. */
extern void logistic_fit_inputs_measure(LogisticFitFormula *fit);

#endif							/* LOGISTIC_FIT_INPUTS_H */
