/*-------------------------------------------------------------------------
 *
 * metric_row.c
 *		Results of metrics: a number, a row of numbers, an array of rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "funcapi.h"
#include "utils/typcache.h"

#include "metric_row.h"

/* The widest row of numbers there is. */
#define COLUMNS_LIMIT	16

Datum
logistic_metric_result(FunctionCallInfo fcinfo, double value)
{
	if (isnan(value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

/* A row of the given type. */
static Datum
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
		nulls[i] = isnan(columns[i]);
		values[i] = Float8GetDatum(columns[i]);
	}
	return HeapTupleGetDatum(heap_form_tuple(descriptor, values, nulls));
}

Datum
logistic_metric_row_result(FunctionCallInfo fcinfo, const double *columns,
						   int n_columns)
{
	TupleDesc	descriptor;

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return make_row(BlessTupleDesc(descriptor), columns, n_columns);
}
