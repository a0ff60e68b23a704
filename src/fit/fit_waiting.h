/*-------------------------------------------------------------------------
 *
 * fit_waiting.h
 *		Rows of a fit that wait until the lengths of their arrays are known.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_WAITING_H
#define LOGISTIC_FIT_WAITING_H

#include "fit/fit_row_options.h"
#include "fit/fit_state.h"

/* A row that waits; all are in a context of their own. */
typedef struct LogisticWaitingRow
{
	struct LogisticWaitingRow *next;	/* in the order of the rows; NULL: the
										 * last */
	LogisticRowOptions options;
	uint64		key;			/* the state's when it came */
	NullableDatum args[FLEXIBLE_ARRAY_MEMBER];	/* copies: the label, then the
												 * features */
} LogisticWaitingRow;

/*
 * Keeps a row, whose label is the first of "args", unless those that wait
 * exceed work_mem: it is lost then.
 */
extern void logistic_fit_wait(LogisticFitState *state,
							  const NullableDatum *args,
							  const LogisticRowOptions *options);

/* Forgets all of them, with a WARNING if some were lost. */
extern void logistic_fit_waiting_free(LogisticFitState *state);

#endif							/* LOGISTIC_FIT_WAITING_H */
