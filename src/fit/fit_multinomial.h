/*-------------------------------------------------------------------------
 *
 * fit_multinomial.h
 *		Fits the model of a group with more than two classes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_MULTINOMIAL_H
#define LOGISTIC_FIT_MULTINOMIAL_H

#include "fit/fit_state.h"
#include "multinomial/multinomial_model.h"

/*
 * Fits the rows of the state's buffer, and warns of separation and other odd
 * data.
 */
extern MultinomialModel *logistic_fit_multinomial(LogisticFitState *state);

#endif							/* LOGISTIC_FIT_MULTINOMIAL_H */
