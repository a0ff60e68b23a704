/*-------------------------------------------------------------------------
 *
 * running_call.h
 *		The aggregate call that is running, as the plan of its query has it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_RUNNING_CALL_H
#define LOGISTIC_RUNNING_CALL_H

#include "fmgr.h"
#include "nodes/execnodes.h"
#include "nodes/pg_list.h"

#include "pg/call_text.h"

/* What is found out once for each running query; lives as long as the query. */
typedef struct LogisticRunningQuery
{
	EState	   *estate;			/* the query; NULL: none yet */
	List	   *dpcontext;		/* the deparser's, of no plan node yet; NIL: not
								 * made yet */
	List	   *located;		/* integers: locations of calls that can be
								 * trusted ... */
	List	   *misplaced;		/* ... and those that cannot */
} LogisticRunningQuery;

/* A call; all belongs to the query. */
typedef struct LogisticCall
{
	LogisticRunningQuery *query;	/* NULL: the call was not found */
	PlanState  *state;			/* the plan node that makes it */
	Node	   *node;			/* Aggref or WindowFunc */
	List	   *args;			/* expressions, one for each argument */
	int			location;		/* where its text is said to be; -1: stored in
								 * a view, or in a parallel worker */
} LogisticCall;

/* Finds the running call; to be called before the search for any other call. */
extern LogisticCall logistic_call_find(FunctionCallInfo fcinfo);

/*
 * The arguments as they were typed, [list_length(call->args)]; NULL if the
 * text of the statement is not at hand.
 */
extern LogisticTypedArgument *logistic_call_typed(const LogisticCall *call);

/* Is an argument, counted from 0, a constant of the plan? */
extern bool logistic_call_is_constant(FunctionCallInfo fcinfo, int argument);

#endif							/* LOGISTIC_RUNNING_CALL_H */
