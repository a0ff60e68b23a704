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

#include "registry/registry.h"
#include "registry/shared_model.h"

bool
logistic_registry_find(const LogisticRegistry *registry, text *name,
					   Snapshot snapshot, LogisticRegistered *found)
{
	LogisticScan scan;
	LogisticRole owner;
	HeapTuple	tuple;
	bool		isnull;

	scan = logistic_scan_name(registry, LOGISTIC_TABLE_MODEL, name, snapshot);
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
	LogisticScan scan;
	HeapTuple	tuple;
	bool		granted = false;

	scan = logistic_scan_name(registry, LOGISTIC_TABLE_GRANT, name, snapshot);
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
	/* if the owner role was dropped, only a superuser has its rights */
	if (OidIsValid(found->owner) ?
		has_privs_of_role(GetUserId(), found->owner) : superuser())
		return LOGISTIC_ACCESS_OWNER;
	return is_granted(registry, name, snapshot) ? LOGISTIC_ACCESS_SCORE :
		LOGISTIC_ACCESS_NONE;
}

/*
 * Raises the same error for a model that does not exist and for one that the
 * current role may not see, so that names cannot be probed.
 */
static void
no_model(const LogisticRegistry *registry, text *name)
{
	char	   *printed = text_to_cstring(name);

	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 superuser() ? errmsg("model \"%s\" does not exist", printed) :
			 errmsg("model \"%s\" does not exist, or role \"%s\" has no right on it",
					printed, GetUserNameFromId(GetUserId(), false)),
			 printed[0] == '{' ?
			 errhint("A model that is written out needs a cast: '{...}'::logistic_model.") :
			 logistic_shared_model_is_missing(registry) ?
			 errhint("The servers of Citus know models by name once a superuser has called logistic_share_models() where models are trained.") :
			 errhint("The view logistic_models lists the models that you may use.")));
}

/* Raises an error unless the current role has the access to a model. */
static void
require_access(const LogisticRegistry *registry, text *name,
			   Snapshot snapshot, LogisticAccess access,
			   const LogisticRegistered *found)
{
	LogisticAccess has = logistic_registry_access(registry, name, snapshot,
												  found);

	if (has == LOGISTIC_ACCESS_NONE)
		no_model(registry, name);
	if (has < access)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied for model \"%s\"",
						text_to_cstring(name)),
				 errdetail("Only members of the role that owns the model may do this.")));
}

void
logistic_registry_require(const LogisticRegistry *registry, text *name,
						  Snapshot snapshot, LogisticAccess access,
						  LogisticRegistered *found)
{
	if (!logistic_registry_find(registry, name, snapshot, found))
		no_model(registry, name);
	require_access(registry, name, snapshot, access, found);
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
	LogisticScan scan = logistic_scan_begin(registry, LOGISTIC_TABLE_MODEL,
											NULL, 0, NULL);
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
	LogisticScan scan;

	scan = logistic_scan_number(registry, LOGISTIC_TABLE_VERSION, name,
								version, snapshot);
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
logistic_registry_last(const LogisticRegistry *registry, LogisticTable table,
					   text *name)
{
	LogisticScan scan = logistic_scan_name(registry, table, name, NULL);
	HeapTuple	tuple = logistic_scan_last(&scan);
	int32		last = 0;

	if (HeapTupleIsValid(tuple))
		last = DatumGetInt32(logistic_scan_value(&scan, tuple,
												 LOGISTIC_COLUMN_NAME + 1));
	logistic_scan_end(&scan);
	return last;
}

LogisticSettings
logistic_registry_settings(const LogisticRegistry *registry, text *name,
						   Snapshot snapshot)
{
	LogisticSettings settings = {NULL, 0, NULL};
	LogisticScan scan;
	HeapTuple	tuple;
	Datum		value;
	bool		isnull;

	scan = logistic_scan_name(registry, LOGISTIC_TABLE_MODEL, name, snapshot);
	tuple = logistic_scan_next(&scan);
	if (HeapTupleIsValid(tuple))
	{
		value = logistic_scan_column(&scan, tuple, LOGISTIC_MODEL_GATE,
									 &isnull);
		if (!isnull)
			settings.gate = DatumGetJsonbPCopy(value);
		value = logistic_scan_column(&scan, tuple, LOGISTIC_MODEL_KEEP,
									 &isnull);
		if (!isnull)
			settings.keep = DatumGetInt32(value);
		settings.comment = logistic_scan_text(&scan, tuple,
											  LOGISTIC_MODEL_COMMENT);
	}
	logistic_scan_end(&scan);
	return settings;
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

	/* one lookup of the name: this is most of the cost of a single score */
	if (!logistic_registry_find(registry, name, snapshot, &found))
	{
		if (version == LOGISTIC_ACTIVE_VERSION &&
			logistic_shared_model_use(registry, name, snapshot,
									  access == LOGISTIC_ACCESS_OWNER,
									  &in_use))
			return in_use;
		no_model(registry, name);
	}
	require_access(registry, name, snapshot, access, &found);
	if (version == LOGISTIC_ACTIVE_VERSION)
		version = logistic_registry_active(name, &found);
	scan = logistic_registry_version(registry, name, version, snapshot,
									 &tuple);
	value = logistic_scan_column(&scan, tuple, LOGISTIC_VERSION_MULTINOMIAL,
								 &isnull);
	in_use.family = isnull ? LOGISTIC_FAMILY_BINOMIAL :
		LOGISTIC_FAMILY_MULTINOMIAL;
	in_use.version = version;
	in_use.by = logistic_scan_text(&scan, tuple, LOGISTIC_VERSION_BY);
	if (isnull && in_use.by == NULL)
		value = logistic_scan_value(&scan, tuple, LOGISTIC_VERSION_MODEL);
	in_use.model = in_use.by != NULL ? NULL : PG_DETOAST_DATUM_COPY(value);
	in_use.offset_column = logistic_scan_text(&scan, tuple,
											  LOGISTIC_VERSION_OFFSET);
	logistic_scan_end(&scan);
	return in_use;
}

LogisticInUse
logistic_registry_use_as(const LogisticRegistry *registry, text *name,
						 int32 version, LogisticAccess access,
						 Snapshot snapshot, LogisticFamily family,
						 Oid function)
{
	LogisticInUse in_use = logistic_registry_use(registry, name, version,
												 access, snapshot);

	if (in_use.family != family)
		logistic_family_refuse(name, in_use.family, function);
	return in_use;
}
