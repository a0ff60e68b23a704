/*-------------------------------------------------------------------------
 *
 * aggregate_call.h
 *		Checks that a support function is called by its aggregate, not by hand.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_AGGREGATE_CALL_H
#define LOGISTIC_AGGREGATE_CALL_H

#include "fmgr.h"

/*
 * Returns the memory context of the calling aggregate.  Raises an error for
 * any other caller; it names the aggregate that the function is part of.
 */
extern MemoryContext logistic_aggregate_context(FunctionCallInfo fcinfo,
												const char *aggregate);

/*
 * Does the state of the running final function hold all rows of the query?  It
 * does not with GROUP BY or FILTER, nor in a window function.
 */
extern bool logistic_aggregate_is_alone(FunctionCallInfo fcinfo);

#endif							/* LOGISTIC_AGGREGATE_CALL_H */
