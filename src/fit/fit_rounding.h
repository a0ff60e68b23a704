/*-------------------------------------------------------------------------
 *
 * fit_rounding.h
 *		Warns of features whose numbers are more than a double can hold.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_ROUNDING_H
#define LOGISTIC_FIT_ROUNDING_H

#include "fit/fit_state.h"
#include "model/model_draft.h"

/*
 * One WARNING of a call for each feature of type bigint or numeric, or of an array of
 * them, whose numbers lie so close together that rounding them to doubles
 * shows.  The summaries of the draft are filled in.  Where warnings are kept
 * quiet, only a fit to all rows tells.
 */
extern void logistic_fit_warn_rounding(const LogisticFitState *state,
									   const LogisticDraft *draft);

#endif							/* LOGISTIC_FIT_ROUNDING_H */
