/*-------------------------------------------------------------------------
 *
 * registry_row.h
 *		Rows of the registry's tables, to be written.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REGISTRY_ROW_H
#define LOGISTIC_REGISTRY_ROW_H

#include "utils/array.h"

#include "registry/role.h"

/* What some columns are to be; made by logistic_row_make(). */
typedef struct LogisticRow
{
	LogisticTable table;
	Datum		values[LOGISTIC_COLUMNS_LIMIT];
	bool		nulls[LOGISTIC_COLUMNS_LIMIT];
	bool		given[LOGISTIC_COLUMNS_LIMIT];	/* by a call below */
} LogisticRow;

/* A row of a table with the name of a model, all else NULL and not given. */
extern LogisticRow logistic_row_make(LogisticTable table, text *name);

/* Gives a column; a NULL text or array and a NaN are NULL. */
extern void logistic_row_put(LogisticRow *row, int column, Datum value);
extern void logistic_row_put_null(LogisticRow *row, int column);
extern void logistic_row_put_text(LogisticRow *row, int column,
								  const char *value);
extern void logistic_row_put_number(LogisticRow *row, int column, double x);
extern void logistic_row_put_array(LogisticRow *row, int column,
								   ArrayType *array);

/* The name of a role that exists, as a value of type name. */
extern void logistic_row_put_role_name(LogisticRow *row, int column,
									   Oid role);

/* Three columns at once, see role.h. */
extern void logistic_row_put_role(LogisticRow *row, int column,
								  const LogisticRole *role);

/* Inserts the row. */
extern void logistic_row_insert(const LogisticRegistry *registry,
								LogisticRow *row);

/* Changes the given columns of the row that a scan has found. */
extern void logistic_row_update(const LogisticRegistry *registry,
								const LogisticScan *scan, HeapTuple tuple,
								LogisticRow *row);

/* Deletes the row that a scan has found. */
extern void logistic_row_delete(const LogisticRegistry *registry,
								LogisticTable table, HeapTuple tuple);

/* Deletes the rows that are left of a scan, and ends it. */
extern void logistic_row_delete_all(const LogisticRegistry *registry,
									LogisticTable table, LogisticScan *scan);

#endif							/* LOGISTIC_REGISTRY_ROW_H */
