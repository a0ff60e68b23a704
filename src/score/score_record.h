/*-------------------------------------------------------------------------
 *
 * score_record.h
 *		Finds the features to score among the columns of a record, by name.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_RECORD_H
#define LOGISTIC_SCORE_RECORD_H

#include "access/htup_details.h"
#include "access/tupdesc.h"
#include "utils/array.h"

#include "model/model.h"
#include "pg/reader.h"

/* A column whose place is the same in every record without NULLs. */
typedef struct LogisticScoreColumn
{
	int32		offset;			/* from the start of the record's data */
	int16		length;			/* in bytes, as pg_attribute has it */
	bool		is_by_value;
} LogisticScoreColumn;

/* The row type that a call site's records have; lives in its own context. */
typedef struct LogisticScoreRecord
{
	Oid			type;			/* InvalidOid before the first record */
	int32		typmod;
	uint64		identifier;		/* of the type as it was learnt ... */
	uint64		n_changes;		/* ... or found unchanged, at that count */
	MemoryContext context;		/* of the copies below */
	TupleDesc	descriptor;		/* a copy */
	int			n_fixed;		/* leading columns of fixed width ... */
	LogisticScoreColumn *fixed; /* ... and where they are */
	Datum	   *values;			/* scratch to deform into */
	bool	   *nulls;
} LogisticScoreRecord;

/*
 * Number of possible changes of row types or tables since the first was
 * learnt.
 */
extern uint64 logistic_score_record_changes;

/* logistic_score_record_learn() if the type has to be looked up again. */
extern bool logistic_score_record_learn_anew(LogisticScoreRecord *record,
											 HeapTupleHeader header,
											 MemoryContext parent);

/*
 * Learns the row type of a record if it differs from the previous one, or has
 * changed; returns true if it did: earlier matches of columns are void then.
 */
static inline bool
logistic_score_record_learn(LogisticScoreRecord *record,
							HeapTupleHeader header, MemoryContext parent)
{
	if (likely(record->type == HeapTupleHeaderGetTypeId(header) &&
			   record->typmod == HeapTupleHeaderGetTypMod(header) &&
			   record->n_changes == logistic_score_record_changes))
		return false;
	return logistic_score_record_learn_anew(record, header, parent);
}

/*
 * Learns the columns of a row whose values come as arguments: their names,
 * NameData each, and their types; and behind them those of a rest, if that is
 * not NULL.
 */
extern void logistic_score_record_learn_columns(LogisticScoreRecord *record,
												const Datum *names,
												const Oid *types, int n,
												TupleDesc rest,
												MemoryContext parent);

/*
 * Gives the columns of the row type learnt last other names, a name[]: for
 * records whose own names were lost on the way.
 */
extern void logistic_score_record_rename(LogisticScoreRecord *record,
										 ArrayType *names);

/* The column of a name; an error if there is none. */
extern int	logistic_score_record_column(const LogisticScoreRecord *record,
										 const char *name);

/*
 * Finds the column, from 0, of each feature of the model and resolves its
 * type, in the given context; an error names a missing one.
 */
extern void logistic_score_record_match(const LogisticScoreRecord *record,
										const LogisticModel *model,
										MemoryContext context,
										LogisticReader *readers,
										int *columns);

/* Takes n columns out of a record of the type learnt last. */
extern void logistic_score_record_fetch(LogisticScoreRecord *record,
										HeapTupleHeader header,
										const int *columns, int n,
										NullableDatum *row);

#endif							/* LOGISTIC_SCORE_RECORD_H */
