/*-------------------------------------------------------------------------
 *
 * session_model.c
 *		Session cache of the model that was found by name last.
 *
 * Each statement that scores a single row has a new call site with an empty
 * cache, and reading two tables of the registry is most of its work.  So the
 * session keeps the latest model, with the moment at which it was found.  A
 * moment ends when any transaction that has changed something ends: until then
 * visibility and rights are as they were.
 *
 * A transaction that changes something itself sees its own changes, although
 * its snapshot may equal that of another transaction.  So the transaction id
 * is compared, too.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "utils/memutils.h"

#include "pg/compat.h"
#include "registry/session_model.h"

/* A larger model is not kept: to copy it would cost as much as to find it. */
#define SIZE_LIMIT 16384

static struct
{
	Oid			function;		/* that has asked; InvalidOid: nothing is kept */
	LogisticAccess access;		/* that it needed */
	LogisticMoment moment;		/* at which it was found ... */
	TransactionId own;			/* ... and in which transaction, if that has a
								 * number */
	MemoryContext context;		/* of all below */
	text	   *name;
	LogisticInUse model;
}			kept;

bool
logistic_session_model_find(Oid function, LogisticAccess access,
							const text *name, LogisticInUse *found)
{
	if (kept.function != function || kept.access != access ||
		!logistic_moment_is_now(&kept.moment) ||
		kept.own != GetTopTransactionIdIfAny() ||
		VARSIZE_ANY(kept.name) != VARSIZE_ANY(name) ||
		memcmp(kept.name, name, VARSIZE_ANY(name)) != 0)
		return false;
	*found = kept.model;
	return true;
}

void
logistic_session_model_keep(const LogisticMoment *moment, Oid function,
							LogisticAccess access, const text *name,
							const LogisticInUse *found)
{
	MemoryContext old_context;

	kept.function = InvalidOid;
	if (found->model == NULL || VARSIZE(found->model) > SIZE_LIMIT)
		return;
	if (kept.context == NULL)
		kept.context = AllocSetContextCreate(TopMemoryContext,
											 "logistic model of the session",
											 ALLOCSET_SMALL_SIZES);
	else
		MemoryContextReset(kept.context);

	old_context = MemoryContextSwitchTo(kept.context);
	kept.name = palloc(VARSIZE_ANY(name));
	memcpy(kept.name, name, VARSIZE_ANY(name));
	kept.model = *found;
	kept.model.model = palloc(VARSIZE(found->model));
	memcpy(kept.model.model, found->model, VARSIZE(found->model));
	kept.model.offset_column = found->offset_column ?
		pstrdup(found->offset_column) : NULL;
	MemoryContextSwitchTo(old_context);
	kept.access = access;
	kept.moment = *moment;
	kept.own = GetTopTransactionIdIfAny();
	kept.function = function;
}
