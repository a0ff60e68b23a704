/*-------------------------------------------------------------------------
 *
 * names.h
 *		Names for the arguments of an aggregate call, taken from the call's
 *		SQL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_NAMES_H
#define LOGISTIC_NAMES_H

#include "fmgr.h"

#include "pg/running_call.h"

#define LOGISTIC_NAME_LIMIT 200 /* bytes of a printed name; longer ones are
								 * clipped, their SQL never is */

typedef struct LogisticArgumentName
{
	char	   *name;			/* as printed: without outer parentheses, an
								 * identifier without its quotes */
	char	   *expression;		/* as SQL, ready to stand within a larger
								 * expression */
	bool		recovered;		/* taken from the call; false: invented */
} LogisticArgumentName;

/*
 * Fills names[0 .. n-1] for the arguments first .. first+n-1 of the running
 * aggregate call, counted from 0 without the transition state, in the given
 * memory context.  "label" is the index within names of the label, or -1;
 * all the others are features, and no two features have the same name.
 *
 * An argument whose SQL cannot be told is called "x1", "x2", ... by its place
 * among the features; the label is then called "y".  The transition function
 * calls this once per call site, and keeps the result in fn_extra.
 */
extern void logistic_argument_names(FunctionCallInfo fcinfo, int first, int n,
									int label, MemoryContext context,
									LogisticArgumentName *names);

/* The same for a call that has been found. */
extern void logistic_argument_names_of(const LogisticCall *call, int first,
									   int n, int label, MemoryContext context,
									   LogisticArgumentName *names);

#endif							/* LOGISTIC_NAMES_H */
