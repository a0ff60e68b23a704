/*-------------------------------------------------------------------------
 *
 * fit_bounds.h
 *		The option "bounds": limits of coefficients, by term.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_BOUNDS_H
#define LOGISTIC_FIT_BOUNDS_H

#include "core/regression/regression_fit.h"
#include "fit/fit_state.h"
#include "model/model.h"

/*
 * Puts the bounds of a draft's terms into the question, if there are any.  A
 * name that is no term is an error, or with other groups a WARNING.
 */
extern void logistic_fit_set_bounds(const LogisticFitState *state,
									const LogisticDraft *draft,
									LgRegression *regression);

/* Takes over which bounds are active, and warns of those of aliased terms. */
extern void logistic_fit_take_bounds(LogisticDraft *draft,
									 const LgRegression *regression);

#endif							/* LOGISTIC_FIT_BOUNDS_H */
