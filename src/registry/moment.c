/*-------------------------------------------------------------------------
 *
 * moment.c
 *		Who asks for a model, and when.
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
 * A rolled back subtransaction takes models along that a snapshot of an
 * unchanged transaction has shown.
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
