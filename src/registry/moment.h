/*-------------------------------------------------------------------------
 *
 * moment.h
 *		Cache key of a model lookup: user, snapshot, command id.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MOMENT_H
#define LOGISTIC_MOMENT_H

#include "miscadmin.h"
#include "utils/snapmgr.h"

/* What a name refers to depends on the user and on the snapshot. */
typedef struct LogisticMoment
{
	Oid			user;
	uint64		rollbacks;		/* of subtransactions, in this session */
	TransactionId xmin;			/* of the active snapshot, as all below */
	TransactionId xmax;
	uint32		xcnt;			/* transactions in progress */
	int32		subxcnt;
	CommandId	curcid;			/* own commands that are seen */
} LogisticMoment;

/*
 * Subtransactions that this session has rolled back since
 * logistic_moment_init().
 */
extern uint64 logistic_moment_rollbacks;

/* Begins to count rollbacks. */
extern void logistic_moment_init(void);

/* The present moment. */
extern void logistic_moment_get(LogisticMoment *moment);

/* Is this still the moment? */
static inline bool
logistic_moment_is_now(const LogisticMoment *moment)
{
	Snapshot	snapshot = GetActiveSnapshot();

	return moment->curcid == snapshot->curcid &&
		moment->xmin == snapshot->xmin && moment->xmax == snapshot->xmax &&
		moment->xcnt == snapshot->xcnt &&
		moment->subxcnt == snapshot->subxcnt &&
		moment->rollbacks == logistic_moment_rollbacks &&
		moment->user == GetUserId();
}

#endif							/* LOGISTIC_MOMENT_H */
