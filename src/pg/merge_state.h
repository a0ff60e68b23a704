/*-------------------------------------------------------------------------
 *
 * merge_state.h
 *		PostgreSQL's aggregate states of type bytea: serialized and merged.
 *
 * Engines that run an aggregate where its rows are, such as Citus, take only
 * those whose state has an SQL type that can be sent.  To SQL such a state
 * is a bytea; while rows are added it is an expanded object of that type
 * (utils/expandeddatum.h), which is written to bytes only where somebody
 * needs them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MERGE_STATE_H
#define LOGISTIC_MERGE_STATE_H

#include "fmgr.h"
#include "utils/expandeddatum.h"

/* How the content of one kind of state becomes bytes, and is read again. */
typedef struct LogisticMergeKind
{
	/* Bytes, palloc'd; may be called again after more rows. */
	bytea	   *(*write) (const void *content);

	/* Content in the current memory context; an error for damaged bytes. */
	void	   *(*read) (bytea *bytes);
} LogisticMergeKind;

typedef struct LogisticMergeState
{
	ExpandedObjectHeader header;	/* its context holds the content */
	const LogisticMergeKind *kind;
	void	   *content;		/* the kind's */
	bytea	   *bytes;			/* written, and about to be copied; or NULL */
} LogisticMergeState;

/* A state without content, in a new context below the parent. */
extern LogisticMergeState *logistic_merge_state_make(const LogisticMergeKind *kind,
													 MemoryContext parent);

/* Returns the state in a datum, and reads it from bytes if it is flat. */
extern LogisticMergeState *logistic_merge_state_get(const LogisticMergeKind *kind,
													Datum datum,
													MemoryContext parent);

/* The state as the result of a transition. */
extern Datum logistic_merge_state_datum(LogisticMergeState *state);

/* The memory context that the content belongs to. */
static inline MemoryContext
logistic_merge_state_context(const LogisticMergeState *state)
{
	return state->header.eoh_context;
}

#endif							/* LOGISTIC_MERGE_STATE_H */
