/*-------------------------------------------------------------------------
 *
 * fit_regression.h
 *		Runs the core's regression over the rows of a group.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_REGRESSION_H
#define LOGISTIC_FIT_REGRESSION_H

#include "core/regression/regression.h"
#include "fit/fit_state.h"
#include "model/model_draft.h"
#include "options/options.h"

/*
 * Fills the draft's method of estimation from the options; NULL means
 * defaults.
 */
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

/* What the options, which may be NULL, ask of the core. */
extern void logistic_fit_question(LgRegression *regression,
								  const LogisticOptions *options,
								  const LogisticEstimation *estimation);

/*
 * Runs the core's fit as the state's options and the draft's estimation say.
 * The caller has set the regression's rows, terms and classes.
 */
extern LgStatus logistic_fit_run(const LogisticFitState *state,
								 LogisticDraft *draft,
								 LgRegression *regression);

/* Measures the columns on the rows as they are, without class weights. */
extern void logistic_fit_measure(LgRows *rows, const LogisticDraft *draft,
								 LgTerm *columns);

/*
 * Fills the draft's statistics of the fit as a whole: of all equations
 * together.
 */
extern void logistic_fit_take_statistics(LogisticDraft *draft,
										 const LgRegression *regression,
										 LgStatus status);

/* Fills the draft's numbers with the core's estimates. */
extern void logistic_fit_take_estimates(LogisticDraft *draft,
										const LgRegression *regression,
										LgStatus status);

#endif							/* LOGISTIC_FIT_REGRESSION_H */
