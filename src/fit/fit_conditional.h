/*-------------------------------------------------------------------------
 *
 * fit_conditional.h
 *		Conditional logistic regression: hands the rows in strata to the core.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_CONDITIONAL_H
#define LOGISTIC_FIT_CONDITIONAL_H

#include "fit/fit_strata.h"
#include "model/model.h"

/*
 * Fits rows in strata, with columns by term that are then measured, and fills
 * the draft's numbers.
 */
extern void logistic_fit_conditional(const LogisticFitState *state,
									 LogisticFitStrata *strata, LgRows *rows,
									 LgTerm *columns, LogisticDraft *draft);

#endif							/* LOGISTIC_FIT_CONDITIONAL_H */
