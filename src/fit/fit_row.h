/*-------------------------------------------------------------------------
 *
 * fit_row.h
 *		Takes the current row of a call into the state of its group.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_ROW_H
#define LOGISTIC_FIT_ROW_H

#include "fit/fit_state.h"

/* Takes the row in, or counts it as skipped. */
extern void logistic_fit_row_add(LogisticFitState *state,
								 FunctionCallInfo fcinfo);

#endif							/* LOGISTIC_FIT_ROW_H */
