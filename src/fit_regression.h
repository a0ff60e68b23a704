/*-------------------------------------------------------------------------
 *
 * fit_regression.h
 *		Puts the question of a fit to the core, and takes its answer.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_REGRESSION_H
#define LOGISTIC_FIT_REGRESSION_H

#include "core/regression.h"
#include "fit_state.h"

/* Tells the draft how its numbers are to be made, by the options or without. */
extern void logistic_fit_estimation(LogisticDraft *draft,
									const LogisticOptions *options);

/*
 * Fits the terms of a draft, "columns" being the core's view of them, and
 * fills the draft's numbers; the columns are left measured on the rows as
 * they are.  "positive" is the label code that is a success.
 */
extern void logistic_fit_regression(LogisticFitState *state, LgRows *rows,
									int positive, LgTerm *columns,
									LogisticDraft *draft);

/* Fills the draft's numbers with what the core answered. */
extern void logistic_fit_take_answer(LogisticDraft *draft,
									 const LgRegression *regression,
									 LgStatus status);

#endif							/* LOGISTIC_FIT_REGRESSION_H */
