/*-------------------------------------------------------------------------
 *
 * fit_model.h
 *		Fits the model of a group: lays out terms, runs the core, fills the
 *		model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_MODEL_H
#define LOGISTIC_FIT_MODEL_H

#include "core/data/design.h"
#include "fit/fit_state.h"
#include "fit/fit_summary.h"
#include "fit/rowbuf_read.h"

/*
 * Fits the rows and warns of odd data; NULL if there is no row.  The rows are
 * those of the state's buffer (elsewhere NULL), or others of the same
 * features, whose levels the state knows.
 */
extern LogisticModel *logistic_fit_model(LogisticFitState *state,
										 LgRows *elsewhere);

/*
 * Fills the draft of a model of the state's features, without its numbers,
 * and the design, whose rows are given as they came.
 */
extern void logistic_fit_draft(LogisticFitState *state, LogisticDraft *draft,
							   LogisticFitDesign *design);

/*
 * The same for rows that are here, whose labels say which is the positive
 * one; returns its code.
 */
extern int	logistic_fit_prepare(LogisticFitState *state, LogisticDraft *draft,
								 LogisticFitDesign *design);

/* Logs at DEBUG1 how often a fit has read its rows, and where they lie. */
extern void logistic_fit_tell(const char *function,
							  const LogisticFitState *state,
							  const LogisticRowReader *reader);

#endif							/* LOGISTIC_FIT_MODEL_H */
