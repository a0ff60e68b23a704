/*-------------------------------------------------------------------------
 *
 * held_part.h
 *		The rows that one process has put into its file, and their description.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_HELD_PART_H
#define LOGISTIC_HELD_PART_H

#include "lib/stringinfo.h"

#include "fit/fit_state.h"
#include "fit/rowbuf_read.h"
#include "parallel/shared_files.h"

/* A part as it is read; all in one memory context. */
typedef struct LogisticHeldPart
{
	const Oid  *types;			/* [1 + n_features], the label's first */
	LogisticFitState *state;	/* of its rows, which are in the file: options,
								 * counts, dictionaries, lengths of arrays */
	LogisticSpillFile space;	/* the file */
	int			n_skipped;		/* rows that were left out for a NULL or a weight
								 * of 0, if rows have keys */
	uint64	   *skipped;		/* [n_skipped], the keys of these */
	int			n_segments;
	LogisticBlockSegment *segments; /* of it, or in memory */
} LogisticHeldPart;

/*
 * Writes the rows of a state to the file of its buffer, unless they stay in
 * memory, and behind them what they are; tells where that is.  "types" are those
 * of label and features, "skipped" has the keys of the rows left out.
 */
extern void logistic_held_part_write(LogisticFitState *state,
									 const Oid *types,
									 const StringInfoData *skipped,
									 LogisticSharedFiles *files, int number);

/* Reads that into the current memory context, and leaves the file open. */
extern LogisticHeldPart *logistic_held_part_read(LogisticSharedFiles *files,
												 int number);

#endif							/* LOGISTIC_HELD_PART_H */
