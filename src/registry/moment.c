/*-------------------------------------------------------------------------
 *
 * moment.c
 *		Cache key of a model lookup: user, snapshot, command id.
 *
 * Two snapshots of one session that agree in xmin, xmax and the number of
 * transactions in progress between them are the same: that set only shrinks.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"

#include "registry/moment.h"

uint64		logistic_moment_rollbacks = 0;

/*
 * Counts rollbacks of subtransactions: they remove models that an equal
 * snapshot has shown before.
 */
static void
count_rollback(SubXactEvent event, SubTransactionId mine,
			   SubTransactionId parent, void *arg)
{
	if (event == SUBXACT_EVENT_ABORT_SUB)
		logistic_moment_rollbacks++;
}

void
logistic_moment_init(void)
{
	static bool is_counting = false;

	if (is_counting)
		return;
	RegisterSubXactCallback(count_rollback, NULL);
	is_counting = true;
}

void
logistic_moment_get(LogisticMoment *moment)
{
	Snapshot	snapshot = GetActiveSnapshot();

	moment->user = GetUserId();
	moment->rollbacks = logistic_moment_rollbacks;
	moment->xmin = snapshot->xmin;
	moment->xmax = snapshot->xmax;
	moment->xcnt = snapshot->xcnt;
	moment->subxcnt = snapshot->subxcnt;
	moment->curcid = snapshot->curcid;
}
