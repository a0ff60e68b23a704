/*-------------------------------------------------------------------------
 *
 * pass_inputs.h
 *		Describes the columns of a fit as elements of the array that a pass
 *		gets for each row.
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
