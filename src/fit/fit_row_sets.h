/*-------------------------------------------------------------------------
 *
 * fit_row_sets.h
 *		Takes the sets of the current row into the state of its group.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_ROW_SETS_H
#define LOGISTIC_FIT_ROW_SETS_H

#include "fit/fit_state.h"

/*
 * Reads the sets among the features of a row; one that is NULL is marked as
 * missing.  The block may move: other places in it are taken afterwards.
 */
extern void logistic_fit_row_sets(LogisticFitState *state,
								  const NullableDatum *args);

#endif							/* LOGISTIC_FIT_ROW_SETS_H */
