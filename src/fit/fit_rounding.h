/*-------------------------------------------------------------------------
 *
 * fit_rounding.h
 *		Warns of features with more digits than a double holds.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_ROUNDING_H
#define LOGISTIC_FIT_ROUNDING_H

#include "fit/fit_state.h"
#include "model/model_draft.h"

/*
 * Raises one WARNING a call for each feature of type bigint or numeric, or
 * array of these, whose numbers lie so close together that rounding them to
 * doubles matters.  Reads the summaries of the draft.  Where warnings are
 * suppressed, only a fit to all rows warns.
 */
extern void logistic_fit_warn_rounding(const LogisticFitState *state,
									   const LogisticDraft *draft);

#endif							/* LOGISTIC_FIT_ROUNDING_H */
