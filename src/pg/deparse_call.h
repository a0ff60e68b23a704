/*-------------------------------------------------------------------------
 *
 * deparse_call.h
 *		Prints the arguments of the running aggregate call as SQL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_CALL_H
#define LOGISTIC_CALL_H

#include "fmgr.h"
#include "nodes/pg_list.h"

/* A call, as the plan of its query has it; all belongs to the query. */
typedef struct LogisticCall
{
	List	   *args;			/* TargetEntry of each argument; NIL: unknown */
	List	   *rtable;			/* of the whole query */
	List	   *dpcontext;		/* the deparser's, at the plan node of the
								 * call; NIL: not to be deparsed */
} LogisticCall;

/* Finds the running call, to be asked before any other call is looked for. */
extern LogisticCall logistic_call_find(FunctionCallInfo fcinfo);

/*
 * The SQL of an argument, counted from 0 without the transition state and
 * without parentheses around it; NULL if it cannot be told.
 */
extern char *logistic_call_argument(const LogisticCall *call, int argument,
									bool with_tables);

/* Is an argument, counted likewise, a constant of the plan? */
extern bool logistic_call_is_constant(FunctionCallInfo fcinfo, int argument);

/*
 * Puts parentheses around SQL that may need them within a larger
 * expression: if it has a blank outside of parentheses.
 */
extern char *logistic_call_embeddable(char *sql);

#endif							/* LOGISTIC_CALL_H */
