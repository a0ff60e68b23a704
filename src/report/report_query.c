/*-------------------------------------------------------------------------
 *
 * report_query.c
 *		Runs the SQL functions whose results a report shows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <limits.h>

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/float.h"

#include "report/report_query.h"

LogisticResult
logistic_result_of(const char *sql, Oid type, Datum value)
{
	int			n_arguments = OidIsValid(type) ? 1 : 0;
	int			status = SPI_execute_with_args(sql, n_arguments, &type, &value,
											   NULL, true, 0);
	LogisticResult result;

	if (status != SPI_OK_SELECT)
		elog(ERROR, "a query of the report failed: %s",
			 SPI_result_code_string(status));
	result.table = SPI_tuptable;
	result.n_rows = (int) Min(SPI_processed, INT_MAX);
	return result;
}

/* The number of a column. */
static int
column_number(const LogisticResult *result, const char *column)
{
	int			number = SPI_fnumber(result->table->tupdesc, column);

	if (number <= 0)
		elog(ERROR, "an result has no column \"%s\"", column);
	return number;
}

char *
logistic_result_text(const LogisticResult *result, int row,
					 const char *column)
{
	return SPI_getvalue(result->table->vals[row], result->table->tupdesc,
						column_number(result, column));
}

Datum
logistic_result_datum(const LogisticResult *result, int row,
					  const char *column, bool *is_null)
{
	return SPI_getbinval(result->table->vals[row], result->table->tupdesc,
						 column_number(result, column), is_null);
}

double
logistic_result_number(const LogisticResult *result, int row,
					   const char *column)
{
	int			number = column_number(result, column);
	bool		is_null;
	Datum		value = SPI_getbinval(result->table->vals[row],
									  result->table->tupdesc, number,
									  &is_null);

	if (is_null)
		return get_float8_nan();
	switch (SPI_gettypeid(result->table->tupdesc, number))
	{
		case FLOAT8OID:
			return DatumGetFloat8(value);
		case INT8OID:
			return (double) DatumGetInt64(value);
		case INT4OID:
			return DatumGetInt32(value);
		default:
			elog(ERROR, "column \"%s\" is no number", column);
	}
	return 0.0;					/* keep the compiler quiet */
}
