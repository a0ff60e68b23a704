/*-------------------------------------------------------------------------
 *
 * metric_row.h
 *		Results of metrics: a number, a row of numbers, an array of rows.
 *
 * NaN stands for a number that does not exist: NULL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_METRIC_ROW_H
#define LOGISTIC_METRIC_ROW_H

#include "fmgr.h"

/* The result of the call as float8. */
extern Datum logistic_metric_result(FunctionCallInfo fcinfo, double value);

/* The result of the call, a row type with columns of float8. */
extern Datum logistic_metric_row_result(FunctionCallInfo fcinfo,
										const double *columns, int n_columns);

#endif							/* LOGISTIC_METRIC_ROW_H */
