/*-------------------------------------------------------------------------
 *
 * fit_model.h
 *		From the rows of a group to its model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_MODEL_H
#define LOGISTIC_FIT_MODEL_H

#include "core/data/design.h"
#include "fit/fit_state.h"
#include "fit/rowbuf_read.h"

/*
 * Fits the rows and warns of odd data; NULL if there is no row.  The rows are
 * those of the state's buffer (elsewhere NULL), or others of the same
 * features, whose levels the state knows.
 */
extern LogisticModel *logistic_fit_model(LogisticFitState *state,
										 LgRows *elsewhere);

/*
 * The draft of a model of the state's features, without its numbers, and the
 * core's view of its terms; both palloc'd.
 */
extern LgTerm *logistic_fit_draft(LogisticFitState *state, LgRows *rows,
								  LogisticDraft *draft);

/* Tells at DEBUG1 how often a fit has read its rows, and where they lie. */
extern void logistic_fit_tell(const char *function,
							  const LogisticFitState *state,
							  const LogisticRowReader *reader);

#endif							/* LOGISTIC_FIT_MODEL_H */
