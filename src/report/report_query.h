/*-------------------------------------------------------------------------
 *
 * report_query.h
 *		Runs the SQL functions whose results a report shows.
 *
 * A report shows the results of SQL functions, by the names of their columns,
 * so a reader can get every number in it by one query.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REPORT_QUERY_H
#define LOGISTIC_REPORT_QUERY_H

#include "executor/spi.h"

/* A result; it lives until SPI_finish. */
typedef struct LogisticResult
{
	SPITupleTable *table;
	int			n_rows;
} LogisticResult;

/*
 * Runs a query, read only and with the caller's rights.  $1 is a value of
 * the given type; pass InvalidOid where there is none.
 */
extern LogisticResult logistic_result_of(const char *sql, Oid type,
										 Datum value);

/* Cells, by the name of their column. */
extern char *logistic_result_text(const LogisticResult *result, int row,
								  const char *column);	/* NULL: NULL */
extern double logistic_result_number(const LogisticResult *result, int row,
									 const char *column);	/* NaN: NULL */
extern Datum logistic_result_datum(const LogisticResult *result, int row,
								   const char *column, bool *is_null);

#endif							/* LOGISTIC_REPORT_QUERY_H */
