/*-------------------------------------------------------------------------
 *
 * pass_state.h
 *		The state of a distributed fit's pass: takes rows in, and adds up.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PASS_STATE_H
#define LOGISTIC_PASS_STATE_H

#include "fmgr.h"
#include "utils/array.h"

typedef struct LogisticPassState LogisticPassState;

/* A state for the rows of a question, in a child of the given context. */
extern LogisticPassState *logistic_pass_state_make(const bytea *question,
												   MemoryContext parent);

/*
 * The state that a datum of type bytea stands for.  A state that is being
 * filled is taken as it is; from bytes a new one is made, in a child of the
 * given context.
 */
extern LogisticPassState *logistic_pass_state_get(Datum datum,
												  MemoryContext parent);

/* The datum, of type bytea, that stands for a state. */
extern Datum logistic_pass_state_datum(LogisticPassState *state);

/* The context that a state is in, with nothing but what belongs to it. */
extern MemoryContext logistic_pass_state_context(const LogisticPassState *state);

/*
 * The length that feature i, counted from 0, has to have as an array; 0 if the
 * question says that it is none.
 */
extern int	logistic_pass_state_length(const LogisticPassState *state, int i);

/*
 * Takes in a row for the question given with it, which has to be the state's
 * own.  Values are checked as logistic_fit checks them; a row with a NULL
 * among its features is skipped, one of weight or frequency zero is left out.
 */
extern void logistic_pass_state_add(LogisticPassState *state,
									const bytea *question, double label,
									double weight, double frequency,
									double offset, ArrayType *features);

/* Counts a row that has a NULL, as often as its frequency says. */
extern void logistic_pass_state_skip(LogisticPassState *state,
									 const bytea *question, double frequency);

/* Adds the answer that another state holds. */
extern void logistic_pass_state_merge(LogisticPassState *state,
									  LogisticPassState *other);

#endif							/* LOGISTIC_PASS_STATE_H */
