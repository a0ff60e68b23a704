/*-------------------------------------------------------------------------
 *
 * class_state.h
 *		The small state of metrics of many classes: counts by class.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_CLASS_STATE_H
#define LOGISTIC_CLASS_STATE_H

#include "fmgr.h"

#include "core/metrics/class_counts.h"
#include "pg/dictionary.h"

/* Lives in the aggregate context with all that it points to. */
typedef struct LogisticClassState
{
	LogisticDictionary classes; /* by their text */
	int			capacity;		/* of counts */
	LgClassCounts *counts;		/* [class code] */
} LogisticClassState;

extern LogisticClassState *logistic_class_state_make(MemoryContext context);

/* The counts of a class, entered if it is new. */
extern LgClassCounts *logistic_class_state_find(LogisticClassState *state,
												const char *text, int length);

/* Adds the rows of another state. */
extern void logistic_class_state_merge(LogisticClassState *state,
									   const LogisticClassState *from);

/* To bytes and back. */
extern bytea *logistic_class_state_send(const LogisticClassState *state);
extern LogisticClassState *logistic_class_state_receive(bytea *bytes);

#endif							/* LOGISTIC_CLASS_STATE_H */
