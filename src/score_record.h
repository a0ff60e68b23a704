/*-------------------------------------------------------------------------
 *
 * score_record.h
 *		The columns of a record, by name.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_RECORD_H
#define LOGISTIC_SCORE_RECORD_H

#include "access/htup.h"
#include "access/tupdesc.h"

#include "args.h"

/* The row type that a call site's records have; lives in its own context. */
typedef struct LogisticScoreRecord
{
	Oid			type;			/* InvalidOid before the first record */
	int32		typmod;
	int64		generation;		/* counts the types seen: plans of another
								 * one do not apply */
	MemoryContext context;		/* of the copies below */
	TupleDesc	descriptor;		/* a copy */
	Datum	   *values;			/* scratch to deform into */
	bool	   *nulls;
	NullableDatum *row;			/* the same, as one array */
} LogisticScoreRecord;

/* Takes a record's columns apart; learns its type first if it is new. */
extern void logistic_score_record_open(LogisticScoreRecord *record,
									   HeapTupleHeader header,
									   MemoryContext parent);

/* The column of a name; an error if there is none. */
extern int	logistic_score_record_column(const LogisticScoreRecord *record,
										 const char *name);

/*
 * Finds the column of each feature of the model and resolves its type; an
 * error names a missing one.
 */
extern void logistic_score_record_match(const LogisticScoreRecord *record,
										const LogisticModel *model,
										LogisticReader *readers,
										int *columns);

#endif							/* LOGISTIC_SCORE_RECORD_H */
