/*-------------------------------------------------------------------------
 *
 * deparse_call.h
 *		Prints the arguments of the running aggregate call as SQL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DEPARSE_CALL_H
#define LOGISTIC_DEPARSE_CALL_H

#include "pg/running_call.h"

/* What printing needs to know; all belongs to the query. */
typedef struct LogisticDeparser
{
	List	   *args;			/* expressions; NIL: unknown */
	List	   *rtable;			/* of the whole query */
	List	   *dpcontext;		/* the deparser's, at the plan node of the
								 * call; NIL: not to be deparsed */
} LogisticDeparser;

extern void logistic_deparser_init(LogisticDeparser *deparser,
								   const LogisticCall *call);

/*
 * The SQL of an argument, without parentheses around it; NULL if it cannot be
 * told.  Arguments are counted from 0, without the transition state.
 */
extern char *logistic_deparse_argument(const LogisticDeparser *deparser,
									   int argument, bool with_tables);

/* Turns the SQL of an argument into a name: without the types of constants. */
extern char *logistic_deparse_name(const LogisticDeparser *deparser,
								   int argument, const char *sql);

#endif							/* LOGISTIC_DEPARSE_CALL_H */
