/*-------------------------------------------------------------------------
 *
 * model_lock.c
 *		The lock under which a registered model is changed.
 *
 * The lock on a model is the one on its row, as SELECT FOR NO KEY UPDATE
 * takes it.  It lies in the row itself, so a transaction can hold any number
 * of them: the server's table of locks, which is small, has one entry for all.
 *
 * A name that is new has no row yet.  So a row is added before the model is
 * trained, and goes with the transaction if that fails.  A second transaction
 * that wants the same name waits for the first one to end.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "common/hashfn.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"

#include "pg/compat.h"
#include "registry/model_lock.h"
#include "registry/registry_row.h"

#define NAME_LIMIT 255			/* bytes in the name of a model */

/* Sub-objects of the table of models that locks are taken on. */
enum
{
	LOCK_NAME,					/* a hash of a name, for a moment */
	LOCK_NEW_NAMES				/* shared by all who add a model */
};

static void
could_not_serialize(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
			 errmsg("could not serialize access due to concurrent update"),
			 errhint("The transaction might succeed if retried.")));
}

/* The place of a model's row; false if there is none. */
static bool
find_row(const LogisticRegistry *registry, text *name, Snapshot snapshot,
		 ItemPointer place)
{
	LogisticScan scan = logistic_scan_name(registry, LOGISTIC_TABLE_MODEL,
										   name, snapshot);
	HeapTuple	tuple = logistic_scan_next(&scan);
	bool		found = HeapTupleIsValid(tuple);

	if (found)
		*place = tuple->t_self;
	logistic_scan_end(&scan);
	return found;
}

/*
 * In a transaction with one snapshot (REPEATABLE READ), raises the error if
 * another transaction has changed the row since.
 */
static void
check_snapshot(const LogisticRegistry *registry, text *name, bool found,
			   ItemPointer place)
{
	ItemPointerData seen;
	bool		was_found;

	if (!IsolationUsesXactSnapshot())
		return;
	was_found = find_row(registry, name, GetTransactionSnapshot(), &seen);
	if (was_found != found || (found && !ItemPointerEquals(place, &seen)))
		could_not_serialize();
}

/* Locks the row at a place; false if it is no longer that of the model. */
static bool
lock_row(Relation relation, ItemPointer place)
{
	TupleTableSlot *slot = table_slot_create(relation, NULL);
	TM_FailureData failure;
	TM_Result	result;

	result = table_tuple_lock(relation, place, SnapshotAny, slot,
							  GetCurrentCommandId(false),
							  LockTupleNoKeyExclusive, LockWaitBlock, 0,
							  &failure);
	ExecDropSingleTupleTableSlot(slot);
	switch (result)
	{
		case TM_Ok:
			return true;
		case TM_Updated:
		case TM_Deleted:
			if (IsolationUsesXactSnapshot())
				could_not_serialize();
			return false;
		default:
			elog(ERROR, "unexpected result of a lock on a model: %d",
				 (int) result);
	}
	return false;				/* keep the compiler quiet */
}

bool
logistic_model_lock(const LogisticRegistry *registry, text *name)
{
	Relation	relation;
	ItemPointerData place;
	bool		found;

	PreventCommandIfReadOnly("a change of a model");
	PreventCommandIfParallelMode("a change of a model");
	relation = logistic_table_open(registry, LOGISTIC_TABLE_MODEL,
								   RowExclusiveLock);
	do
	{
		CHECK_FOR_INTERRUPTS();
		found = find_row(registry, name, NULL, &place);
		check_snapshot(registry, name, found, &place);
	} while (found && !lock_row(relation, &place));
	table_close(relation, NoLock);
	return found;
}

/* The transaction in progress that is adding a model of that name, if any. */
static TransactionId
who_adds(const LogisticRegistry *registry, text *name)
{
	SnapshotData dirty;
	ItemPointerData place;

	InitDirtySnapshot(dirty);
	dirty.xmin = InvalidTransactionId;
	(void) find_row(registry, name, &dirty, &place);
	return dirty.xmin;
}

/*
 * Adds the row of a model; false if another transaction was first, after it
 * has ended.
 */
static bool
add_row(const LogisticRegistry *registry, text *name)
{
	Oid			models = logistic_table_oid(registry, LOGISTIC_TABLE_MODEL);
	uint32		hash = DatumGetUInt32(hash_any((unsigned char *) VARDATA_ANY(name),
											   VARSIZE_ANY_EXHDR(name)));
	LogisticRole owner = logistic_role_current();
	TransactionId other;
	ItemPointerData place;
	LogisticRow row;
	bool		added = false;

	LockDatabaseObject(models, hash, LOCK_NAME, ExclusiveLock);
	other = who_adds(registry, name);
	if (!TransactionIdIsValid(other) &&
		!find_row(registry, name, NULL, &place))
	{
		logistic_model_clear(registry, name);
		row = logistic_row_make(LOGISTIC_TABLE_MODEL, name);
		logistic_row_put_role(&row, LOGISTIC_MODEL_OWNER, &owner);
		logistic_row_put(&row, LOGISTIC_MODEL_LAST_VERSION, Int32GetDatum(0));
		logistic_row_insert(registry, &row);
		added = true;
	}
	UnlockDatabaseObject(models, hash, LOCK_NAME, ExclusiveLock);
	if (TransactionIdIsValid(other))
		XactLockTableWait(other, NULL, NULL, XLTW_None);
	return added;
}

bool
logistic_model_claim(const LogisticRegistry *registry, text *name)
{
	for (;;)
	{
		CHECK_FOR_INTERRUPTS();
		if (logistic_model_lock(registry, name))
			return true;
		LockDatabaseObject(logistic_table_oid(registry, LOGISTIC_TABLE_MODEL),
						   InvalidOid, LOCK_NEW_NAMES, RowExclusiveLock);
		if (add_row(registry, name))
			return false;
	}
}

void
logistic_model_name_check(text *name)
{
	int			length = VARSIZE_ANY_EXHDR(name);

	if (length == 0 || length > NAME_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_NAME),
				 errmsg("name of the model has %d bytes, but must have 1 to %d",
						length, NAME_LIMIT)));
}

void
logistic_model_keep_out(const LogisticRegistry *registry)
{
	LockDatabaseObject(logistic_table_oid(registry, LOGISTIC_TABLE_MODEL),
					   InvalidOid, LOCK_NEW_NAMES, ShareLock);
}

void
logistic_model_clear(const LogisticRegistry *registry, text *name)
{
	LogisticTable table;

	for (table = LOGISTIC_TABLE_MODEL + 1; table < LOGISTIC_N_TABLES; table++)
	{
		LogisticScan scan = logistic_scan_name(registry, table, name, NULL);

		logistic_row_delete_all(registry, table, &scan);
	}
}
