/*-------------------------------------------------------------------------
 *
 * aggregate_call.h
 *		Functions that only an aggregate may call.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_AGGREGATE_CALL_H
#define LOGISTIC_AGGREGATE_CALL_H

#include "fmgr.h"

/*
 * The memory context of the aggregate that calls.  An error for any other
 * caller, which names the aggregate that the function is part of.
 */
extern MemoryContext logistic_aggregate_context(FunctionCallInfo fcinfo,
												const char *aggregate);

/*
 * Does the running aggregate call, in its final function, have all rows of the
 * query?  Not with GROUP BY or FILTER, nor as a window function.
 */
extern bool logistic_aggregate_is_alone(FunctionCallInfo fcinfo);

#endif							/* LOGISTIC_AGGREGATE_CALL_H */
