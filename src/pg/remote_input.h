/*-------------------------------------------------------------------------
 *
 * remote_input.h
 *		Finds in the plan of the running query whether Citus ships an
 *		aggregate's rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REMOTE_INPUT_H
#define LOGISTIC_REMOTE_INPUT_H

#include "fmgr.h"

/*
 * Tells, by a NOTICE, that the running aggregate gets its rows from the
 * shards of Citus; to be called once for a call site.
 */
extern void logistic_remote_input_notice(FunctionCallInfo fcinfo);

/* Would a query bring rows from the shards of Citus? */
extern bool logistic_remote_input_query(const char *sql);

#endif							/* LOGISTIC_REMOTE_INPUT_H */
