/*-------------------------------------------------------------------------
 *
 * report_query.c
 *		Asks the extension's own SQL functions, and reads what they answer.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <limits.h>

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/float.h"

#include "report/report_query.h"

LogisticAnswer
logistic_ask(const char *sql, Oid type, Datum value)
{
	int			n_arguments = OidIsValid(type) ? 1 : 0;
	int			status = SPI_execute_with_args(sql, n_arguments, &type, &value,
											   NULL, true, 0);
	LogisticAnswer answer;

	if (status != SPI_OK_SELECT)
		elog(ERROR, "a query of the report failed: %s",
			 SPI_result_code_string(status));
	answer.table = SPI_tuptable;
	answer.n_rows = (int) Min(SPI_processed, INT_MAX);
	return answer;
}

/* The number of a column. */
static int
column_number(const LogisticAnswer *answer, const char *column)
{
	int			number = SPI_fnumber(answer->table->tupdesc, column);

	if (number <= 0)
		elog(ERROR, "an answer has no column \"%s\"", column);
	return number;
}

char *
logistic_answer_text(const LogisticAnswer *answer, int row,
					 const char *column)
{
	return SPI_getvalue(answer->table->vals[row], answer->table->tupdesc,
						column_number(answer, column));
}

Datum
logistic_answer_datum(const LogisticAnswer *answer, int row,
					  const char *column, bool *is_null)
{
	return SPI_getbinval(answer->table->vals[row], answer->table->tupdesc,
						 column_number(answer, column), is_null);
}

double
logistic_answer_number(const LogisticAnswer *answer, int row,
					   const char *column)
{
	int			number = column_number(answer, column);
	bool		is_null;
	Datum		value = SPI_getbinval(answer->table->vals[row],
									  answer->table->tupdesc, number,
									  &is_null);

	if (is_null)
		return get_float8_nan();
	switch (SPI_gettypeid(answer->table->tupdesc, number))
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
