/*-------------------------------------------------------------------------
 *
 * registry_row.c
 *		Writes rows of the registry's tables.
 *
 * Rows go straight into the heap and its indexes, as those of the catalog do.
 * No executor runs, so nothing that hangs on a table can run either: no
 * trigger, rule, policy or default.  Nor are privileges on the tables needed,
 * so the current role is not switched.  The caller has checked the rights.
 *
 * What the executor would have done is done here: the mode of the
 * transaction, columns that must have a value, and the command counter.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/rel.h"

#include "pg/compat.h"
#include "registry/registry_row.h"

LogisticRow
logistic_row_make(LogisticTable table, text *name)
{
	LogisticRow row;

	row.table = table;
	memset(row.values, 0, sizeof(row.values));
	memset(row.nulls, true, sizeof(row.nulls));
	memset(row.given, false, sizeof(row.given));
	logistic_row_put(&row, LOGISTIC_COLUMN_NAME, PointerGetDatum(name));
	return row;
}

void
logistic_row_put(LogisticRow *row, int column, Datum value)
{
	Assert(column >= 1 && column <= logistic_table_columns(row->table));
	row->values[column - 1] = value;
	row->nulls[column - 1] = false;
	row->given[column - 1] = true;
}

void
logistic_row_put_null(LogisticRow *row, int column)
{
	logistic_row_put(row, column, (Datum) 0);
	row->nulls[column - 1] = true;
}

void
logistic_row_put_text(LogisticRow *row, int column, const char *value)
{
	if (value != NULL)
		logistic_row_put(row, column, CStringGetTextDatum(value));
	else
		logistic_row_put_null(row, column);
}

void
logistic_row_put_number(LogisticRow *row, int column, double x)
{
	if (isnan(x))
		logistic_row_put_null(row, column);
	else
		logistic_row_put(row, column, Float8GetDatum(x));
}

void
logistic_row_put_array(LogisticRow *row, int column, ArrayType *array)
{
	if (array != NULL)
		logistic_row_put(row, column, PointerGetDatum(array));
	else
		logistic_row_put_null(row, column);
}

void
logistic_row_put_role_name(LogisticRow *row, int column, Oid role)
{
	Name		name = palloc0(sizeof(NameData));

	namestrcpy(name, GetUserNameFromId(role, false));
	logistic_row_put(row, column, NameGetDatum(name));
}

void
logistic_row_put_role(LogisticRow *row, int column, const LogisticRole *role)
{
	Name		name = palloc(sizeof(NameData));

	*name = role->name;
	logistic_row_put(row, column, NameGetDatum(name));
	logistic_row_put(row, column + 1, ObjectIdGetDatum(role->oid));
	logistic_row_put(row, column + 2, Int64GetDatum(role->cluster));
}

/* Raises an error if a column that must not be NULL has no value. */
static void
check_values(LogisticRow *row)
{
	int			column;

	for (column = 1; column <= logistic_table_columns(row->table); column++)
		if (logistic_table_requires(row->table, column) &&
			row->nulls[column - 1])
			elog(ERROR, "column %d of a row of the registry has no value",
				 column);
}

/* Opens a table for a write, if this transaction may write. */
static Relation
open_to_write(const LogisticRegistry *registry, LogisticTable table)
{
	PreventCommandIfReadOnly("a change of a model");
	PreventCommandIfParallelMode("a change of a model");
	return logistic_table_open(registry, table, RowExclusiveLock);
}

/* The lock stays until the end of the transaction. */
static void
close_written(Relation relation)
{
	table_close(relation, NoLock);
	CommandCounterIncrement();
}

void
logistic_row_insert(const LogisticRegistry *registry, LogisticRow *row)
{
	Relation	relation = open_to_write(registry, row->table);
	HeapTuple	tuple;

	check_values(row);
	tuple = heap_form_tuple(RelationGetDescr(relation), row->values,
							row->nulls);
	CatalogTupleInsert(relation, tuple);
	heap_freetuple(tuple);
	close_written(relation);
}

void
logistic_row_update(const LogisticRegistry *registry,
					const LogisticScan *scan, HeapTuple tuple,
					LogisticRow *row)
{
	Relation	relation = open_to_write(registry, row->table);
	HeapTuple	changed;

	changed = heap_modify_tuple(tuple, RelationGetDescr(relation),
								row->values, row->nulls, row->given);
	CatalogTupleUpdate(relation, &tuple->t_self, changed);
	heap_freetuple(changed);
	close_written(relation);
}

void
logistic_row_delete(const LogisticRegistry *registry, LogisticTable table,
					HeapTuple tuple)
{
	Relation	relation = open_to_write(registry, table);

	CatalogTupleDelete(relation, &tuple->t_self);
	close_written(relation);
}

void
logistic_row_delete_all(const LogisticRegistry *registry, LogisticTable table,
						LogisticScan *scan)
{
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = logistic_scan_next(scan)))
		logistic_row_delete(registry, table, tuple);
	logistic_scan_end(scan);
}
