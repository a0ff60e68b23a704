/*-------------------------------------------------------------------------
 *
 * result_rows.c
 *		Builds SQL results: a number, a row of numbers, an array of rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "pg/result_rows.h"

/* The widest row of numbers there is. */
#define COLUMNS_LIMIT	16

Datum
logistic_result_row(FunctionCallInfo fcinfo, double value)
{
	if (isnan(value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

/* A row of the given type. */
static HeapTuple
make_row(TupleDesc descriptor, const double *columns, int n_columns)
{
	Datum		values[COLUMNS_LIMIT];
	bool		nulls[COLUMNS_LIMIT];
	int			i;

	if (descriptor->natts != n_columns || n_columns > COLUMNS_LIMIT)
		elog(ERROR, "row type has %d columns, not %d", descriptor->natts,
			 n_columns);
	for (i = 0; i < n_columns; i++)
	{
		Oid			type = TupleDescAttr(descriptor, i)->atttypid;

		nulls[i] = isnan(columns[i]);
		values[i] = (Datum) 0;
		if (!nulls[i])
			values[i] = type == INT8OID ? Int64GetDatum((int64) columns[i]) :
				type == INT4OID ? Int32GetDatum((int32) columns[i]) :
				Float8GetDatum(columns[i]);
	}
	return heap_form_tuple(descriptor, values, nulls);
}

Datum
logistic_result_row_make(TupleDesc descriptor, const double *columns,
						 int n_columns)
{
	return HeapTupleGetDatum(make_row(descriptor, columns, n_columns));
}

Datum
logistic_result_row_finish(FunctionCallInfo fcinfo, const double *columns,
						   int n_columns)
{
	TupleDesc	descriptor;

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return logistic_result_row_make(BlessTupleDesc(descriptor), columns,
									n_columns);
}

void
logistic_result_rows_start(LogisticMetricRows *rows, FunctionCallInfo fcinfo)
{
	/* as declared: Citus calls final functions without an expression */
	Oid			type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));

	if (!OidIsValid(type))
		elog(ERROR, "return type must be an array of a row type");
	rows->descriptor = lookup_rowtype_tupdesc_copy(type, -1);
	rows->array = initArrayResult(type, CurrentMemoryContext, false);
}

void
logistic_result_rows_put(LogisticMetricRows *rows, Datum row)
{
	rows->array = accumArrayResult(rows->array, row, false,
								   rows->array->element_type,
								   CurrentMemoryContext);
}

void
logistic_result_rows_add(LogisticMetricRows *rows, const double *columns,
						 int n_columns)
{
	HeapTuple	row = make_row(rows->descriptor, columns, n_columns);

	logistic_result_rows_put(rows, HeapTupleGetDatum(row));
	heap_freetuple(row);
}

Datum
logistic_result_rows_finish(LogisticMetricRows *rows)
{
	return makeArrayResult(rows->array, CurrentMemoryContext);
}
