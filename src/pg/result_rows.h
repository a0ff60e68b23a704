/*-------------------------------------------------------------------------
 *
 * result_rows.h
 *		Builds SQL results: a number, a row of numbers, an array of rows.
 *
 * A number that does not exist is NaN here and NULL in SQL. A column may be a
 * float8, a bigint or an integer.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_RESULT_ROWS_H
#define LOGISTIC_RESULT_ROWS_H

#include "access/tupdesc.h"
#include "fmgr.h"
#include "utils/array.h"

/* The result of the call as float8. */
extern Datum logistic_result_row(FunctionCallInfo fcinfo, double value);

/* A row of numbers, of the given type. */
extern Datum logistic_result_row_make(TupleDesc descriptor,
									  const double *columns, int n_columns);

/* The result of the call, a row of numbers. */
extern Datum logistic_result_row_finish(FunctionCallInfo fcinfo,
										const double *columns, int n_columns);

/* An array of rows in the making. */
typedef struct LogisticMetricRows
{
	TupleDesc	descriptor;		/* of a row */
	ArrayBuildState *array;
} LogisticMetricRows;

/* The result of the call, an array of rows of numbers. */
extern void logistic_result_rows_start(LogisticMetricRows *rows,
									   FunctionCallInfo fcinfo);
extern void logistic_result_rows_add(LogisticMetricRows *rows,
									 const double *columns, int n_columns);

/* The same for a row that is made already, of any columns. */
extern void logistic_result_rows_put(LogisticMetricRows *rows, Datum row);
extern Datum logistic_result_rows_finish(LogisticMetricRows *rows);

#endif							/* LOGISTIC_RESULT_ROWS_H */
