/*-------------------------------------------------------------------------
 *
 * shared_model.c
 *		Reads the active models as another server of Citus has shared them.
 *
 * They are read by an index scan of this server's copy of the table, which is
 * named after its shard; this works within any query on any server.
 *
 * The owner and the grantees are known by name, for a role has another OID on
 * each server.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "commands/extension.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "pg/compat.h"
#include "registry/role.h"
#include "registry/shared_model.h"

/* Columns of Citus's catalog pg_dist_shard. */
enum
{
	SHARD_RELATION = 1,
	SHARD_ID
};

Oid
logistic_shared_model_table(const LogisticRegistry *registry)
{
	return get_relname_relid(LOGISTIC_SHARED_TABLE, registry->schema);
}

int64
logistic_shared_model_shard(Oid table)
{
	Oid			catalog = get_relname_relid("pg_dist_shard",
											PG_CATALOG_NAMESPACE);
	Oid			index = get_relname_relid("pg_dist_shard_logical_relid_index",
										  PG_CATALOG_NAMESPACE);
	Relation	relation;
	SysScanDesc scan;
	ScanKeyData key;
	HeapTuple	tuple;
	int64		shard = 0;
	bool		isnull;

	if (!OidIsValid(catalog) || !OidIsValid(index) || !OidIsValid(table))
		return 0;
	relation = table_open(catalog, AccessShareLock);
	ScanKeyInit(&key, SHARD_RELATION, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(table));
	scan = systable_beginscan(relation, index, true, NULL, 1, &key);
	tuple = systable_getnext(scan);
	if (HeapTupleIsValid(tuple))
		shard = DatumGetInt64(heap_getattr(tuple, SHARD_ID,
										   RelationGetDescr(relation),
										   &isnull));
	systable_endscan(scan);
	table_close(relation, AccessShareLock);
	return shard;
}

bool
logistic_shared_model_is_missing(const LogisticRegistry *registry)
{
	return OidIsValid(get_extension_oid("citus", true)) &&
		logistic_shared_model_shard(logistic_shared_model_table(registry)) == 0;
}

/*
 * Opens this server's copy of the table and its primary key; false if there
 * is none.
 */
static bool
open_copy(const LogisticRegistry *registry, LogisticScan *scan)
{
	static const Oid types[LOGISTIC_SHARED_COLUMNS] = {
		TEXTOID, InvalidOid, InvalidOid, TEXTOID, NAMEOID, NAMEARRAYOID
	};
	int64		shard = logistic_shared_model_shard(logistic_shared_model_table(registry));
	Oid			copy;
	Oid			index;
	int			i;

	if (shard == 0)
		return false;
	copy = get_relname_relid(psprintf(LOGISTIC_SHARED_TABLE "_" INT64_FORMAT, shard),
							 registry->schema);
	index = get_relname_relid(psprintf(LOGISTIC_SHARED_TABLE "_pkey_" INT64_FORMAT,
									   shard), registry->schema);
	if (!OidIsValid(copy) || !OidIsValid(index))
		return false;
	scan->registry = *registry;
	scan->columns = NULL;
	scan->relation = table_open(copy, AccessShareLock);
	scan->index = index_open(index, AccessShareLock);
	if (scan->relation->rd_rel->relkind != RELKIND_RELATION ||
		scan->index->rd_index->indrelid != copy ||
		RelationGetNumberOfAttributes(scan->relation) != LOGISTIC_SHARED_COLUMNS)
		elog(ERROR, "table \"%s\" is not as the extension made it",
			 RelationGetRelationName(scan->relation));
	for (i = 0; i < LOGISTIC_SHARED_COLUMNS; i++)
		if (TupleDescAttr(RelationGetDescr(scan->relation), i)->atttypid !=
			(OidIsValid(types[i]) ? types[i] :
			 i + 1 == LOGISTIC_SHARED_MODEL ?
			 logistic_registry_model_type(registry) :
			 logistic_registry_multinomial_type(registry)))
			elog(ERROR, "table \"%s\" is not as the extension made it",
				 RelationGetRelationName(scan->relation));
	return true;
}

/* Is the current role a member of the role of that name? */
static bool
is_member(const char *role)
{
	Oid			oid = get_role_oid(role, true);

	return OidIsValid(oid) && has_privs_of_role(GetUserId(), oid);
}

/* May the current role use the model of a row, as its owner or a grantee? */
static bool
may_use(const LogisticScan *scan, HeapTuple tuple, bool as_owner)
{
	Datum	   *names;
	bool	   *nulls;
	int			n;
	int			i;

	if (superuser() ||
		is_member(NameStr(*DatumGetName(logistic_scan_value(scan, tuple,
															LOGISTIC_SHARED_OWNER)))))
		return true;
	if (as_owner)
		return false;
	deconstruct_array(DatumGetArrayTypeP(logistic_scan_value(scan, tuple,
															 LOGISTIC_SHARED_GRANTEES)),
					  NAMEOID, NAMEDATALEN, false, TYPALIGN_CHAR, &names,
					  &nulls, &n);
	for (i = 0; i < n; i++)
	{
		const char *grantee = nulls[i] ? "" : NameStr(*DatumGetName(names[i]));

		if (strcmp(grantee, LOGISTIC_EVERYBODY) == 0 || is_member(grantee))
			return true;
	}
	return false;
}

bool
logistic_shared_model_use(const LogisticRegistry *registry, text *name,
						  Snapshot snapshot, bool as_owner,
						  LogisticInUse *in_use)
{
	LogisticScan scan;
	ScanKeyData key;
	HeapTuple	tuple;
	bool		is_found;

	if (!open_copy(registry, &scan))
		return false;
	ScanKeyInit(&key, LOGISTIC_SHARED_NAME, BTEqualStrategyNumber, F_TEXTEQ,
				PointerGetDatum(name));
	scan.scan = systable_beginscan_ordered(scan.relation, scan.index, snapshot,
										   1, &key);
	tuple = logistic_scan_next(&scan);
	is_found = HeapTupleIsValid(tuple) && may_use(&scan, tuple, as_owner);
	if (is_found)
	{
		Datum		value;
		bool		isnull;

		value = logistic_scan_column(&scan, tuple, LOGISTIC_SHARED_MULTINOMIAL,
									 &isnull);
		in_use->family = isnull ? LOGISTIC_FAMILY_BINOMIAL :
			LOGISTIC_FAMILY_MULTINOMIAL;
		if (isnull)
			value = logistic_scan_column(&scan, tuple, LOGISTIC_SHARED_MODEL,
										 &isnull);
		if (isnull)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("model \"%s\" has models by groups, which other servers of Citus do not know",
							text_to_cstring(name)),
					 errhint("Score on the server where it was trained: bring the rows there with a materialized WITH query or OFFSET 0.")));
		in_use->by = NULL;
		in_use->version = 0;
		in_use->model = PG_DETOAST_DATUM_COPY(value);
		in_use->offset_column = logistic_scan_text(&scan, tuple,
												   LOGISTIC_SHARED_OFFSET);
	}
	logistic_scan_end(&scan);
	return is_found;
}
