/*-------------------------------------------------------------------------
 *
 * registry_tables.c
 *		The tables of the registry, and scans of them by key.
 *
 * The tables are read by index scans, not by queries: a scan sees just the
 * snapshot that it is given, works on a standby and in a parallel worker,
 * costs microseconds, and resolves no name along a search path that somebody
 * else has set.
 *
 * The tables belong to whoever installed the extension, who need not be a
 * superuser, and may put others in their place.  So nothing is taken for
 * granted of them but what has been checked: the types of columns, the kind
 * of the index, and that a value is there.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_am.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "pg/compat.h"
#include "registry/registry_tables.h"

#define MODEL_TYPE InvalidOid	/* stands for that of the extension */

/* What the columns have to be. */
static const Oid model_columns[] = {
	TEXTOID, NAMEOID, OIDOID, INT8OID, INT4OID, INT4OID
};
static const Oid grant_columns[] = {TEXTOID, NAMEOID, OIDOID, INT8OID};
static const Oid version_columns[] = {
	TEXTOID, INT4OID, MODEL_TYPE, TEXTOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID,
	BOOLOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, FLOAT8OID, MODEL_TYPE,
	FLOAT8ARRAYOID, FLOAT8ARRAYOID
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

const char *
logistic_registry_schema(const LogisticRegistry *registry)
{
	return quote_identifier(get_namespace_name(registry->schema));
}

Oid
logistic_registry_model_type(const LogisticRegistry *registry)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid,
						   CStringGetDatum("logistic_model"),
						   ObjectIdGetDatum(registry->schema));
}

/* Raises the error for a table that is not as the extension made it. */
static void
changed_table(Relation relation)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("table \"%s\" is not as extension \"%s\" made it",
					RelationGetRelationName(relation), "logistic")));
}

static void
check_columns(const LogisticRegistry *registry, Relation relation,
			  const Oid *types, int n)
{
	TupleDesc	descriptor = RelationGetDescr(relation);
	int			i;

	if (relation->rd_rel->relkind != RELKIND_RELATION ||
		descriptor->natts < n)
		changed_table(relation);
	for (i = 0; i < n; i++)
	{
		Form_pg_attribute column = TupleDescAttr(descriptor, i);

		if (column->attisdropped || column->atttypid !=
			(types[i] == MODEL_TYPE ? logistic_registry_model_type(registry) :
			 types[i]))
			changed_table(relation);
	}
}

/* Opens the primary key. */
static Relation
open_index(const LogisticRegistry *registry, Relation relation,
		   const char *name)
{
	Relation	index = index_open(find_relation(name, registry->schema),
								   AccessShareLock);

	if (index->rd_index->indrelid != RelationGetRelid(relation) ||
		index->rd_rel->relam != BTREE_AM_OID)
		changed_table(relation);
	return index;
}

LogisticScan
logistic_scan_begin(const LogisticRegistry *registry, Oid table,
					Snapshot snapshot, int n, ScanKey keys)
{
	LogisticScan scan;

	scan.relation = table_open(table, AccessShareLock);
	if (table == registry->models)
	{
		check_columns(registry, scan.relation, model_columns,
					  lengthof(model_columns));
		scan.index = open_index(registry, scan.relation,
								"logistic_registry_pkey");
	}
	else if (table == registry->versions)
	{
		check_columns(registry, scan.relation, version_columns,
					  lengthof(version_columns));
		scan.index = open_index(registry, scan.relation,
								"logistic_registry_version_pkey");
	}
	else
	{
		check_columns(registry, scan.relation, grant_columns,
					  lengthof(grant_columns));
		scan.index = open_index(registry, scan.relation,
								"logistic_registry_grant_pkey");
	}
	scan.scan = systable_beginscan_ordered(scan.relation, scan.index, snapshot,
										   n, keys);
	return scan;
}

HeapTuple
logistic_scan_next(LogisticScan *scan)
{
	return systable_getnext_ordered(scan->scan, ForwardScanDirection);
}

void
logistic_scan_end(LogisticScan *scan)
{
	systable_endscan_ordered(scan->scan);
	index_close(scan->index, AccessShareLock);
	table_close(scan->relation, AccessShareLock);
}

Datum
logistic_scan_column(const LogisticScan *scan, HeapTuple tuple, int column,
					 bool *isnull)
{
	return heap_getattr(tuple, column, RelationGetDescr(scan->relation),
						isnull);
}

Datum
logistic_scan_value(const LogisticScan *scan, HeapTuple tuple, int column)
{
	bool		isnull;
	Datum		value = logistic_scan_column(scan, tuple, column, &isnull);

	if (isnull)
		changed_table(scan->relation);
	return value;
}
