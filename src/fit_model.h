/*-------------------------------------------------------------------------
 *
 * fit_model.h
 *		From the rows of a group to its model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_MODEL_H
#define LOGISTIC_FIT_MODEL_H

#include "fit_state.h"

/* Fits the rows, of which there is at least one, and warns of odd data. */
extern LogisticModel *logistic_fit_model(LogisticFitState *state);

#endif							/* LOGISTIC_FIT_MODEL_H */
