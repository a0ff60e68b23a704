/*-------------------------------------------------------------------------
 *
 * stored_call.h
 *		Finds the running call in the stored query of a view.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_STORED_CALL_H
#define LOGISTIC_STORED_CALL_H

#include "pg/running_call.h"

/* A call in the query of a view; all belongs to the current context. */
typedef struct LogisticStoredCall
{
	List	   *args;			/* expressions over ... */
	List	   *rtable;			/* ... the tables of the query it stands in */
} LogisticStoredCall;

/*
 * Finds the call of a view that the running one comes from.  False if it
 * comes from none, or if more than one could be meant.
 */
extern bool logistic_stored_call_find(const LogisticCall *call,
									  LogisticStoredCall *stored);

#endif							/* LOGISTIC_STORED_CALL_H */
