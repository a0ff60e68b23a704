/*-------------------------------------------------------------------------
 *
 * registry.c
 *		Reads the registry: models that have a name, versions and an owner.
 *
 * The tables are read by index scans, not by queries: a scan sees just the
 * snapshot that it is given, works on a standby and in a parallel worker,
 * costs microseconds, and resolves no name along a search path that somebody
 * else has set.  It also needs no right on the tables; what a role may see is
 * decided here, by the owner and the grants of a model.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/skey.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "registry.h"

/* Columns of the other tables. */
enum
{
	MODEL_NAME = 1,
	MODEL_OWNER,
	MODEL_ACTIVE_VERSION
};
enum
{
	GRANT_NAME = 1,
	GRANT_GRANTEE
};

static Oid
find_relation(const char *name, Oid schema)
{
	Oid			relation = get_relname_relid(name, schema);

	if (!OidIsValid(relation))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation \"%s\" of extension \"%s\" does not exist",
						name, "logistic"),
				 errhint("Drop the extension and create it again.")));
	return relation;
}

LogisticRegistry
logistic_registry_of(Oid function)
{
	LogisticRegistry registry;

	registry.schema = get_func_namespace(function);
	registry.models = find_relation("logistic_registry", registry.schema);
	registry.versions = find_relation("logistic_registry_version",
									  registry.schema);
	registry.grants = find_relation("logistic_registry_grant",
									registry.schema);
	return registry;
}

Oid
logistic_registry_model_type(const LogisticRegistry *registry)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid,
						   CStringGetDatum("logistic_model"),
						   ObjectIdGetDatum(registry->schema));
}

/* A scan of a table by its primary key, of which n columns are given. */
typedef struct Scan
{
	Relation	relation;
	SysScanDesc scan;
} Scan;

static Scan
begin_scan(Oid table, const char *index, Snapshot snapshot, int n,
		   ScanKey keys)
{
	Scan		scan;
	Oid			schema = get_rel_namespace(table);

	scan.relation = table_open(table, AccessShareLock);
	scan.scan = systable_beginscan(scan.relation, find_relation(index, schema),
								   true, snapshot, n, keys);
	return scan;
}

static void
end_scan(Scan *scan)
{
	systable_endscan(scan->scan);
	table_close(scan->relation, AccessShareLock);
}

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
	Scan		scan;
	HeapTuple	tuple;

	name_key(&key, MODEL_NAME, name);
	scan = begin_scan(registry->models, "logistic_registry_pkey", snapshot, 1,
					  &key);
	tuple = systable_getnext(scan.scan);
	if (HeapTupleIsValid(tuple))
	{
		TupleDesc	descriptor = RelationGetDescr(scan.relation);
		bool		isnull;
		Datum		owner = heap_getattr(tuple, MODEL_OWNER, descriptor,
										 &isnull);

		found->owner_name = *DatumGetName(owner);
		found->owner = get_role_oid(NameStr(found->owner_name), true);
		found->active = DatumGetInt32(heap_getattr(tuple, MODEL_ACTIVE_VERSION,
												   descriptor, &isnull));
		if (isnull)
			found->active = 0;
	}
	end_scan(&scan);
	return HeapTupleIsValid(tuple);
}

/* Is the current role, or a role it belongs to, among the grantees? */
static bool
is_granted(const LogisticRegistry *registry, text *name, Snapshot snapshot)
{
	ScanKeyData key;
	Scan		scan;
	HeapTuple	tuple;
	bool		granted = false;

	name_key(&key, GRANT_NAME, name);
	scan = begin_scan(registry->grants, "logistic_registry_grant_pkey",
					  snapshot, 1, &key);
	while (!granted && HeapTupleIsValid(tuple = systable_getnext(scan.scan)))
	{
		bool		isnull;
		Name		grantee = DatumGetName(heap_getattr(tuple, GRANT_GRANTEE,
														RelationGetDescr(scan.relation),
														&isnull));
		Oid			role;

		if (strcmp(NameStr(*grantee), LOGISTIC_EVERYBODY) == 0)
			granted = true;
		else
		{
			role = get_role_oid(NameStr(*grantee), true);
			granted = OidIsValid(role) && has_privs_of_role(GetUserId(), role);
		}
	}
	end_scan(&scan);
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
	Relation	relation = table_open(registry->models, AccessShareLock);
	Relation	index = index_open(find_relation("logistic_registry_pkey",
												 registry->schema),
								   AccessShareLock);
	SysScanDesc scan = systable_beginscan_ordered(relation, index, NULL, 0,
												  NULL);
	HeapTuple	tuple;
	List	   *names = NIL;

	while (HeapTupleIsValid(tuple = systable_getnext_ordered(scan,
															 ForwardScanDirection)))
	{
		bool		isnull;
		Datum		name = heap_getattr(tuple, MODEL_NAME,
										RelationGetDescr(relation), &isnull);

		names = lappend(names, PG_DETOAST_DATUM_COPY(name));
	}
	systable_endscan_ordered(scan);
	index_close(index, AccessShareLock);
	table_close(relation, AccessShareLock);
	return names;
}

HeapTuple
logistic_registry_version(const LogisticRegistry *registry, text *name,
						  int32 version, Snapshot snapshot,
						  TupleDesc *descriptor)
{
	ScanKeyData keys[2];
	Scan		scan;
	HeapTuple	tuple;

	name_key(&keys[0], LOGISTIC_VERSION_NAME, name);
	ScanKeyInit(&keys[1], LOGISTIC_VERSION_VERSION, BTEqualStrategyNumber,
				F_INT4EQ, Int32GetDatum(version));
	scan = begin_scan(registry->versions, "logistic_registry_version_pkey",
					  snapshot, 2, keys);
	tuple = systable_getnext(scan.scan);
	*descriptor = CreateTupleDescCopy(RelationGetDescr(scan.relation));
	if (HeapTupleIsValid(tuple))
		tuple = heap_copytuple(tuple);
	end_scan(&scan);
	return tuple;
}

int32
logistic_registry_last_version(const LogisticRegistry *registry, text *name)
{
	ScanKeyData key;
	Scan		scan;
	HeapTuple	tuple;
	int32		last = 0;

	name_key(&key, LOGISTIC_VERSION_NAME, name);
	scan = begin_scan(registry->versions, "logistic_registry_version_pkey",
					  NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan.scan)))
	{
		bool		isnull;
		int32		version;

		version = DatumGetInt32(heap_getattr(tuple, LOGISTIC_VERSION_VERSION,
											 RelationGetDescr(scan.relation),
											 &isnull));
		last = Max(last, version);
	}
	end_scan(&scan);
	return last;
}

void
logistic_registry_no_version(text *name, int32 version)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("model \"%s\" has no version %d", text_to_cstring(name),
					version),
			 errhint("The view logistic_model_versions lists its versions.")));
}

LogisticInUse
logistic_registry_use(const LogisticRegistry *registry, text *name,
					  int32 version, LogisticAccess access, Snapshot snapshot)
{
	LogisticInUse in_use;
	LogisticRegistered found;
	TupleDesc	descriptor;
	HeapTuple	tuple;
	Datum		value;
	bool		isnull;

	logistic_registry_require(registry, name, snapshot, access, &found);
	if (version == 0)
		version = logistic_registry_active(name, &found);
	tuple = logistic_registry_version(registry, name, version, snapshot,
									  &descriptor);
	if (!HeapTupleIsValid(tuple))
		logistic_registry_no_version(name, version);
	value = heap_getattr(tuple, LOGISTIC_VERSION_MODEL, descriptor, &isnull);
	in_use.model = PG_DETOAST_DATUM_COPY(value);
	value = heap_getattr(tuple, LOGISTIC_VERSION_OFFSET, descriptor, &isnull);
	in_use.offset_column = isnull ? NULL : TextDatumGetCString(value);
	return in_use;
}
