/*-------------------------------------------------------------------------
 *
 * registry_tables.c
 *		The tables of the registry, and scans of them by key.
 *
 * The tables are read by index scans, not by queries.  A scan sees just the
 * snapshot that it is given, works on a standby and in a parallel worker,
 * costs microseconds, and resolves no name along a search path.
 *
 * Only a superuser can change the tables.  If one has, scans raise an error
 * instead of crashing: the types of the columns and the kind of the index are
 * compared with those that the extension made.  A scan compares the columns
 * that it reads only, as a single score has little time.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_am.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "pg/compat.h"
#include "pg/extension.h"
#include "registry/registry_tables.h"

/* Stand for types of the extension. */
#define MODEL_TYPE			InvalidOid
#define MULTINOMIAL_TYPE	((Oid) PG_UINT32_MAX)

/* A column: its type, and whether it must have a value. */
typedef struct LogisticColumn
{
	Oid			type;
	bool		required;
} Column;

static const Column model_columns[] = {
	{TEXTOID, true}, {NAMEOID, true}, {OIDOID, true}, {INT8OID, true},
	{INT4OID, false}, {INT4OID, true}, {JSONBOID, false}, {INT4OID, false},
	{TEXTOID, false}
};
static const Column version_columns[] = {
	{TEXTOID, true}, {INT4OID, true}, {MODEL_TYPE, false}, {TEXTOID, false},
	{TEXTOID, false}, {TEXTOID, false}, {TEXTOID, false}, {TEXTOID, false},
	{TEXTOID, false}, {BOOLOID, true}, {TEXTOID, false}, {TEXTOID, false},
	{TEXTOID, false}, {FLOAT8OID, true}, {TEXTOID, false}, {TEXTOID, false},
	{TEXTOID, false}, {MODEL_TYPE, false}, {MULTINOMIAL_TYPE, false},
	{MULTINOMIAL_TYPE, false}, {FLOAT8ARRAYOID, false},
	{FLOAT8ARRAYOID, false}, {FLOAT8OID, false}, {FLOAT8OID, false},
	{TEXTOID, true}, {NAMEOID, false}, {OIDOID, false}, {INT8OID, false},
	{NAMEOID, true}, {TIMESTAMPTZOID, true}, {INTERVALOID, true},
	{TEXTOID, false}, {TEXTOID, true}, {TEXTOID, true}
};
static const Column grant_columns[] = {
	{TEXTOID, true}, {NAMEOID, true}, {OIDOID, true}, {INT8OID, true}
};
static const Column refit_columns[] = {
	{TEXTOID, true}, {INT4OID, true}, {NAMEOID, true}, {TIMESTAMPTZOID, true},
	{INTERVALOID, true}, {TEXTOID, true}, {INT4OID, false}, {TEXTOID, false},
	{TEXTOID, false}
};
static const Column deployment_columns[] = {
	{TEXTOID, true}, {INT4OID, true}, {INT4OID, false}, {TEXTOID, true},
	{NAMEOID, true}, {TIMESTAMPTZOID, true}
};

static const Column group_columns[] = {
	{TEXTOID, true}, {INT4OID, true}, {TEXTOID, true}, {MODEL_TYPE, true},
	{MODEL_TYPE, false}, {INT8OID, true}, {FLOAT8ARRAYOID, false},
	{FLOAT8ARRAYOID, false}, {FLOAT8OID, false}, {FLOAT8OID, false},
	{INT4OID, true}, {TEXTOID, true}
};

/* The tables, in the order of LogisticTable. */
static const struct
{
	const char *name;
	const char *key;			/* index of the primary key */
	const Column *columns;
	int			n_columns;
}			tables[LOGISTIC_N_TABLES] = {
	{"logistic_registry", "logistic_registry_pkey",
	model_columns, lengthof(model_columns)},
	{"logistic_registry_version", "logistic_registry_version_pkey",
	version_columns, lengthof(version_columns)},
	{"logistic_registry_grant", "logistic_registry_grant_pkey",
	grant_columns, lengthof(grant_columns)},
	{"logistic_registry_refit", "logistic_registry_refit_pkey",
	refit_columns, lengthof(refit_columns)},
	{"logistic_registry_deployment", "logistic_registry_deployment_pkey",
	deployment_columns, lengthof(deployment_columns)},
	{"logistic_registry_group", "logistic_registry_group_pkey",
	group_columns, lengthof(group_columns)}
};

static Oid
find_relation(const char *name, Oid schema)
{
	Oid			relation = get_relname_relid(name, schema);

	if (!OidIsValid(relation))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation \"%s\" of extension \"%s\" does not exist",
						name, LOGISTIC_EXTENSION),
				 errhint("Drop the extension and create it again.")));
	return relation;
}

LogisticRegistry
logistic_registry_of(Oid function)
{
	LogisticRegistry registry;

	registry.schema = logistic_extension_schema(function);
	return registry;
}

const char *
logistic_registry_schema(const LogisticRegistry *registry)
{
	return quote_identifier(get_namespace_name(registry->schema));
}

/* A type of the extension. */
static Oid
type_of(const LogisticRegistry *registry, const char *name)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid,
						   CStringGetDatum(name),
						   ObjectIdGetDatum(registry->schema));
}

Oid
logistic_registry_model_type(const LogisticRegistry *registry)
{
	return type_of(registry, "logistic_model");
}

Oid
logistic_registry_multinomial_type(const LogisticRegistry *registry)
{
	return type_of(registry, "multinomial_model");
}

Oid
logistic_table_oid(const LogisticRegistry *registry, LogisticTable table)
{
	return find_relation(tables[table].name, registry->schema);
}

int
logistic_table_columns(LogisticTable table)
{
	return tables[table].n_columns;
}

bool
logistic_table_requires(LogisticTable table, int column)
{
	return tables[table].columns[column - 1].required;
}

/* Raises the error for a table that is not as the extension made it. */
static void
changed_table(Relation relation)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("table \"%s\" is not as extension \"%s\" made it",
					RelationGetRelationName(relation), LOGISTIC_EXTENSION)));
}

/* Checks a column, counted from 1, against what it must be. */
static void
check_column(const LogisticRegistry *registry, Relation relation,
			 const Column *columns, int column)
{
	Form_pg_attribute found = TupleDescAttr(RelationGetDescr(relation),
											column - 1);
	Oid			type = columns[column - 1].type;

	if (type == MODEL_TYPE)
		type = logistic_registry_model_type(registry);
	else if (type == MULTINOMIAL_TYPE)
		type = logistic_registry_multinomial_type(registry);
	if (found->attisdropped || found->atttypid != type)
		changed_table(relation);
}

/* Opens a table that has as many columns as it must. */
static Relation
open_table(const LogisticRegistry *registry, LogisticTable table,
		   LOCKMODE lock)
{
	Relation	relation = table_open(logistic_table_oid(registry, table),
									  lock);

	if (relation->rd_rel->relkind != RELKIND_RELATION ||
		RelationGetNumberOfAttributes(relation) != tables[table].n_columns)
		changed_table(relation);
	return relation;
}

Relation
logistic_table_open(const LogisticRegistry *registry, LogisticTable table,
					LOCKMODE lock)
{
	Relation	relation = open_table(registry, table, lock);
	int			column;

	for (column = 1; column <= tables[table].n_columns; column++)
		check_column(registry, relation, tables[table].columns, column);
	return relation;
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
logistic_scan_begin(const LogisticRegistry *registry, LogisticTable table,
					Snapshot snapshot, int n, ScanKey keys)
{
	LogisticScan scan;
	int			i;

	scan.registry = *registry;
	scan.columns = tables[table].columns;
	scan.relation = open_table(registry, table, AccessShareLock);
	for (i = 0; i < n; i++)
		check_column(registry, scan.relation, scan.columns, keys[i].sk_attno);
	scan.index = open_index(registry, scan.relation, tables[table].key);
	scan.scan = systable_beginscan_ordered(scan.relation, scan.index, snapshot,
										   n, keys);
	return scan;
}

/* The names have the collation "C", which is that of a fresh key. */
static void
name_key(ScanKey key, text *name)
{
	ScanKeyInit(key, LOGISTIC_COLUMN_NAME, BTEqualStrategyNumber, F_TEXTEQ,
				PointerGetDatum(name));
}

LogisticScan
logistic_scan_name(const LogisticRegistry *registry, LogisticTable table,
				   text *name, Snapshot snapshot)
{
	ScanKeyData key;

	name_key(&key, name);
	return logistic_scan_begin(registry, table, snapshot, 1, &key);
}

LogisticScan
logistic_scan_number(const LogisticRegistry *registry, LogisticTable table,
					 text *name, int32 number, Snapshot snapshot)
{
	ScanKeyData keys[2];

	name_key(&keys[0], name);
	ScanKeyInit(&keys[1], LOGISTIC_COLUMN_NAME + 1, BTEqualStrategyNumber,
				F_INT4EQ, Int32GetDatum(number));
	return logistic_scan_begin(registry, table, snapshot, 2, keys);
}

HeapTuple
logistic_scan_next(LogisticScan *scan)
{
	return systable_getnext_ordered(scan->scan, ForwardScanDirection);
}

HeapTuple
logistic_scan_last(LogisticScan *scan)
{
	return systable_getnext_ordered(scan->scan, BackwardScanDirection);
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
	if (scan->columns != NULL)
		check_column(&scan->registry, scan->relation, scan->columns, column);
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

char *
logistic_scan_text(const LogisticScan *scan, HeapTuple tuple, int column)
{
	bool		isnull;
	Datum		value = logistic_scan_column(scan, tuple, column, &isnull);

	return isnull ? NULL : TextDatumGetCString(value);
}
