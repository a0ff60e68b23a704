/*-------------------------------------------------------------------------
 *
 * call_text.h
 *		The arguments of a function call as its author typed them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_CALL_TEXT_H
#define LOGISTIC_CALL_TEXT_H

#include "postgres.h"

#include "nodes/pg_list.h"

/* One argument; all strings belong to the memory context of the caller. */
typedef struct LogisticTypedArgument
{
	char	   *name;			/* as typed; of a column, its bare name */
	char	   *qualified_name; /* of a column, with its table if that was
								 * typed; else the same */
	char	   *expression;		/* SQL without the qualifiers of columns */
	char	   *qualified_expression;	/* SQL as typed */
	List	   *identifiers;	/* C strings: what may be columns in it */
} LogisticTypedArgument;

/*
 * Reads the call of "function" with n arguments that begins at a byte offset
 * of a statement's text.  False if no such call stands there, or if its text
 * cannot be read; "arguments" is then undefined.
 */
extern bool logistic_call_text(const char *statement, int offset,
							   const char *function, int n,
							   LogisticTypedArgument *arguments);

#endif							/* LOGISTIC_CALL_TEXT_H */
