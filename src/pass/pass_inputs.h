/*-------------------------------------------------------------------------
 *
 * pass_inputs.h
 *		Inputs in the question of a pass: columns as elements of an array.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PASS_INPUTS_H
#define LOGISTIC_PASS_INPUTS_H

#include "fit/fit_state.h"
#include "pass/pass_question.h"

/*
 * One for each feature, then the elements of the arrays, whose lengths have
 * been found; palloc'd.
 */
extern LogisticInput *logistic_pass_inputs(const LogisticFitState *state,
										   int *n_inputs);

#endif							/* LOGISTIC_PASS_INPUTS_H */
