/*-------------------------------------------------------------------------
 *
 * row_argument.h
 *		A whole-row argument of an SQL call: its columns, one by one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ROW_ARGUMENT_H
#define LOGISTIC_ROW_ARGUMENT_H

#include "access/tupdesc.h"
#include "fmgr.h"

#include "pg/running_call.h"

/* Lives in the context of the call site. */
typedef struct LogisticRowArgument
{
	int			argument;		/* index in fcinfo */
	Oid			type;			/* of its records ... */
	int32		typmod;			/* ... all of them */
	TupleDesc	descriptor;		/* a copy */
	int			n;				/* columns that are features */
	int		   *columns;		/* [n], from 0 */
	Datum	   *values;			/* scratch, one a column */
	bool	   *nulls;
} LogisticRowArgument;

/* Is the argument a row? */
extern bool logistic_row_argument_is(FunctionCallInfo fcinfo, int argument);

/*
 * Learns the columns of the row in the given context; all of them are features
 * but those that the other arguments of the call mention: what the label, or
 * an option such as the weight, is made of.  Returns NULL if the row is NULL
 * and has no type of its own: the caller tries again with the next row.
 */
extern LogisticRowArgument *logistic_row_argument_learn(FunctionCallInfo fcinfo,
														int argument,
														const LogisticCall *call,
														MemoryContext context);

/* The name of a feature, in the descriptor. */
extern const char *logistic_row_argument_name(const LogisticRowArgument *row,
											  int i);

/* Leaves out the features that are not used. */
extern void logistic_row_argument_keep(LogisticRowArgument *row,
									   const bool *is_used);

/* Takes the features out of the current row; false if the row is NULL. */
extern bool logistic_row_argument_fetch(const LogisticRowArgument *row,
										FunctionCallInfo fcinfo,
										NullableDatum *features);

#endif							/* LOGISTIC_ROW_ARGUMENT_H */
