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

/*
 * Fits the rows and warns of odd data; NULL if there is no row.  The rows are
 * those of the state's buffer (elsewhere NULL), or others of the same
 * features, whose levels the state knows.
 */
extern LogisticModel *logistic_fit_model(LogisticFitState *state,
										 LgRows *elsewhere);

#endif							/* LOGISTIC_FIT_MODEL_H */
