/*-------------------------------------------------------------------------
 *
 * group_key.h
 *		Names the running group of PostgreSQL's Agg node, for warnings and errors.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_GROUP_KEY_H
#define LOGISTIC_GROUP_KEY_H

#include "fmgr.h"

/* Marks that a final function runs; lives on the function's C stack. */
typedef struct LogisticGroupFrame
{
	FunctionCallInfo fcinfo;
	ErrorContextCallback callback;
} LogisticGroupFrame;

/*
 * A final function begins and ends: between them errors say in their context
 * which group it is of.  An error in between ends it as well.
 */
extern void logistic_group_begin(LogisticGroupFrame *frame,
								 FunctionCallInfo fcinfo);
extern void logistic_group_end(LogisticGroupFrame *frame);

/*
 * What stands before the DETAIL of a warning: "The group is tenant = 3. ",
 * palloc'd, or "" where no final function of a query with groups runs.
 */
extern const char *logistic_group_detail(void);

#endif							/* LOGISTIC_GROUP_KEY_H */
