/*-------------------------------------------------------------------------
 *
 * fit_bounds.h
 *		The bounds of a logistic_fit: limits of coefficients, by term.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_BOUNDS_H
#define LOGISTIC_FIT_BOUNDS_H

#include "core/regression/regression_fit.h"
#include "fit/fit_state.h"
#include "model/model.h"

/*
 * Copies the bounds of a draft's terms, if there are any, into the regression.
 * A name that is not a term is an error, or a WARNING if there are other
 * groups.
 */
extern void logistic_fit_set_bounds(const LogisticFitState *state,
									const LogisticDraft *draft,
									LgRegression *regression);

/*
 * Copies into the draft which bounds are active, and warns of bounds of
 * aliased terms.
 */
extern void logistic_fit_take_bounds(LogisticDraft *draft,
									 const LgRegression *regression);

#endif							/* LOGISTIC_FIT_BOUNDS_H */
