/*-------------------------------------------------------------------------
 *
 * extension.c
 *		Schema and version of this extension, from the catalogs.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/skey.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_extension.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "pg/extension.h"

/*
 * Reads the extension's row in pg_extension: returns the schema, and fills the
 * version unless it is NULL.
 */
static Oid
read_extension(char **version)
{
	Relation	catalog = table_open(ExtensionRelationId, AccessShareLock);
	Oid			schema;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_extension_extname, BTEqualStrategyNumber,
				F_NAMEEQ, CStringGetDatum(LOGISTIC_EXTENSION));
	scan = systable_beginscan(catalog, ExtensionNameIndexId, true, NULL, 1,
							  &key);
	tuple = systable_getnext(scan);
	if (!HeapTupleIsValid(tuple))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("extension \"%s\" does not exist",
						LOGISTIC_EXTENSION)));
	schema = ((Form_pg_extension) GETSTRUCT(tuple))->extnamespace;
	if (version != NULL)
	{
		bool		isnull;
		Datum		value = heap_getattr(tuple, Anum_pg_extension_extversion,
										 RelationGetDescr(catalog), &isnull);

		*version = TextDatumGetCString(value);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return schema;
}

Oid
logistic_extension_schema(Oid function)
{
	Oid			schema = get_func_namespace(function);
	char	   *name = get_namespace_name(schema);

	if (name != NULL && strcmp(name, LOGISTIC_INTERNAL) == 0)
		schema = read_extension(NULL);
	if (name != NULL)
		pfree(name);
	return schema;
}

char *
logistic_extension_version(void)
{
	char	   *version;

	(void) read_extension(&version);
	return version;
}
