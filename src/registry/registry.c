/*-------------------------------------------------------------------------
 *
 * registry.c
 *		Reads the registry: models that have a name, versions and an owner.
 *
 * Reading needs no right on the tables; what a role may see is decided here,
 * by the owner and the grants of a model.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"

#include "registry/registry.h"

/* The names have the collation "C", which is that of a fresh key. */
static void
name_key(ScanKey key, AttrNumber column, text *name)
{
	ScanKeyInit(key, column, BTEqualStrategyNumber, F_TEXTEQ,
				PointerGetDatum(name));
}

bool
logistic_registry_find(const LogisticRegistry *registry, text *name,
					   Snapshot snapshot, LogisticRegistered *found)
{
	ScanKeyData key;
	LogisticScan scan;
	LogisticRole owner;
	HeapTuple	tuple;
	bool		isnull;

	name_key(&key, LOGISTIC_MODEL_NAME, name);
	scan = logistic_scan_begin(registry, registry->models, snapshot, 1, &key);
	tuple = logistic_scan_next(&scan);
	if (HeapTupleIsValid(tuple))
	{
		owner = logistic_role_read(&scan, tuple, LOGISTIC_MODEL_OWNER);
		found->owner_name = owner.name;
		found->owner = logistic_role_oid(&owner);
		found->active =
			DatumGetInt32(logistic_scan_column(&scan, tuple,
											   LOGISTIC_MODEL_ACTIVE_VERSION,
											   &isnull));
		if (isnull)
			found->active = 0;
		found->last =
			DatumGetInt32(logistic_scan_value(&scan, tuple,
											  LOGISTIC_MODEL_LAST_VERSION));
	}
	logistic_scan_end(&scan);
	return HeapTupleIsValid(tuple);
}

/* Is the current role, or a role it belongs to, among the grantees? */
static bool
is_granted(const LogisticRegistry *registry, text *name, Snapshot snapshot)
{
	ScanKeyData key;
	LogisticScan scan;
	HeapTuple	tuple;
	bool		granted = false;

	name_key(&key, LOGISTIC_GRANT_NAME, name);
	scan = logistic_scan_begin(registry, registry->grants, snapshot, 1, &key);
	while (!granted && HeapTupleIsValid(tuple = logistic_scan_next(&scan)))
	{
		LogisticRole grantee = logistic_role_read(&scan, tuple,
												  LOGISTIC_GRANT_GRANTEE);
		Oid			role = logistic_role_oid(&grantee);

		granted = logistic_role_is_everybody(&grantee) ||
			(OidIsValid(role) && has_privs_of_role(GetUserId(), role));
	}
	logistic_scan_end(&scan);
	return granted;
}

LogisticAccess
logistic_registry_access(const LogisticRegistry *registry, text *name,
						 Snapshot snapshot, const LogisticRegistered *found)
{
	/* where the owner is gone, a superuser is left to clean up */
	if (OidIsValid(found->owner) ?
		has_privs_of_role(GetUserId(), found->owner) : superuser())
		return LOGISTIC_ACCESS_OWNER;
	return is_granted(registry, name, snapshot) ? LOGISTIC_ACCESS_SCORE :
		LOGISTIC_ACCESS_NONE;
}

/* Raises the error for a model that does not exist. */
static void
no_model(text *name)
{
	char	   *printed = text_to_cstring(name);

	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("model \"%s\" does not exist", printed),
			 printed[0] == '{' ?
			 errhint("A model that is written out needs a cast: '{...}'::logistic_model.") :
			 errhint("The view logistic_models lists the models that you may use.")));
}

void
logistic_registry_require(const LogisticRegistry *registry, text *name,
						  Snapshot snapshot, LogisticAccess access,
						  LogisticRegistered *found)
{
	if (!logistic_registry_find(registry, name, snapshot, found))
		no_model(name);
	if (logistic_registry_access(registry, name, snapshot, found) < access)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied for model \"%s\"",
						text_to_cstring(name)),
				 access == LOGISTIC_ACCESS_OWNER ?
				 errdetail("Only members of the role that owns the model may do this.") :
				 errhint("Its owner can grant it with logistic_grant.")));
}

Oid
logistic_registry_owner(text *name, const LogisticRegistered *found)
{
	if (!OidIsValid(found->owner))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("role \"%s\", the owner of model \"%s\", does not exist",
						NameStr(found->owner_name), text_to_cstring(name)),
				 errhint("A superuser takes the model over with logistic_train.")));
	return found->owner;
}

int32
logistic_registry_active(text *name, const LogisticRegistered *found)
{
	if (found->active == 0)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("model \"%s\" has no active version",
						text_to_cstring(name)),
				 errhint("logistic_deploy makes one of its versions the active one.")));
	return found->active;
}

List *
logistic_registry_names(const LogisticRegistry *registry)
{
	LogisticScan scan = logistic_scan_begin(registry, registry->models, NULL,
											0, NULL);
	HeapTuple	tuple;
	List	   *names = NIL;

	while (HeapTupleIsValid(tuple = logistic_scan_next(&scan)))
		names = lappend(names,
						DatumGetTextPCopy(logistic_scan_value(&scan, tuple,
															  LOGISTIC_MODEL_NAME)));
	logistic_scan_end(&scan);
	return names;
}

LogisticScan
logistic_registry_version(const LogisticRegistry *registry, text *name,
						  int32 version, Snapshot snapshot, HeapTuple *tuple)
{
	ScanKeyData keys[2];
	LogisticScan scan;

	name_key(&keys[0], LOGISTIC_VERSION_NAME, name);
	ScanKeyInit(&keys[1], LOGISTIC_VERSION_VERSION, BTEqualStrategyNumber,
				F_INT4EQ, Int32GetDatum(version));
	scan = logistic_scan_begin(registry, registry->versions, snapshot, 2,
							   keys);
	*tuple = logistic_scan_next(&scan);
	if (!HeapTupleIsValid(*tuple))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("model \"%s\" has no version %d",
						text_to_cstring(name), version),
				 errhint("The view logistic_model_versions lists its versions.")));
	return scan;
}

int32
logistic_registry_latest(const LogisticRegistry *registry, text *name)
{
	ScanKeyData key;
	LogisticScan scan;
	HeapTuple	tuple;
	int32		last = 0;

	name_key(&key, LOGISTIC_VERSION_NAME, name);
	scan = logistic_scan_begin(registry, registry->versions, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = logistic_scan_next(&scan)))
		last = Max(last,
				   DatumGetInt32(logistic_scan_value(&scan, tuple,
													 LOGISTIC_VERSION_VERSION)));
	logistic_scan_end(&scan);
	return last;
}

LogisticInUse
logistic_registry_use(const LogisticRegistry *registry, text *name,
					  int32 version, LogisticAccess access, Snapshot snapshot)
{
	LogisticRegistered found;
	LogisticInUse in_use;
	LogisticScan scan;
	HeapTuple	tuple;
	Datum		value;
	bool		isnull;

	logistic_registry_require(registry, name, snapshot, access, &found);
	if (version == LOGISTIC_ACTIVE_VERSION)
		version = logistic_registry_active(name, &found);
	scan = logistic_registry_version(registry, name, version, snapshot,
									 &tuple);
	value = logistic_scan_value(&scan, tuple, LOGISTIC_VERSION_MODEL);
	in_use.model = PG_DETOAST_DATUM_COPY(value);
	value = logistic_scan_column(&scan, tuple, LOGISTIC_VERSION_OFFSET,
								 &isnull);
	in_use.offset_column = isnull ? NULL : TextDatumGetCString(value);
	logistic_scan_end(&scan);
	return in_use;
}
