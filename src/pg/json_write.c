/*-------------------------------------------------------------------------
 *
 * json_write.c
 *		Writes keys and values of a JSON object to PostgreSQL's string buffers.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "common/shortest_dec.h"
#include "miscadmin.h"
#include "utils/json.h"

#include "pg/json_write.h"

void
logistic_json_key(StringInfo json, const char *key)
{
	if (json->data[json->len - 1] != '{')
		appendStringInfoString(json, ", ");
	appendStringInfo(json, "\"%s\": ", key);
}

void
logistic_json_double(StringInfo json, double value)
{
	char		digits[DOUBLE_SHORTEST_DECIMAL_LEN];

	if (isnan(value))
		appendStringInfoString(json, "null");
	else if (isinf(value))
		appendStringInfoString(json, value > 0 ? "\"Infinity\"" :
							   "\"-Infinity\"");
	else
	{
		double_to_shortest_decimal_buf(value, digits);
		appendStringInfoString(json, digits);
	}
}

void
logistic_json_triangle(StringInfo json, const double *elements, int n)
{
	int			i;
	int			j;

	appendStringInfoChar(json, '[');
	for (i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		appendStringInfoString(json, i == 0 ? "[" : ", [");
		for (j = 0; j <= i; j++)
		{
			if (j > 0)
				appendStringInfoString(json, ", ");
			logistic_json_double(json, *elements++);
		}
		appendStringInfoChar(json, ']');
	}
	appendStringInfoChar(json, ']');
}

void
logistic_json_number(StringInfo json, const char *key, double value)
{
	logistic_json_key(json, key);
	logistic_json_double(json, value);
}

void
logistic_json_boolean(StringInfo json, const char *key, bool value)
{
	logistic_json_key(json, key);
	appendStringInfoString(json, value ? "true" : "false");
}

void
logistic_json_text(StringInfo json, const char *key, const char *value)
{
	logistic_json_key(json, key);
	escape_json(json, value);
}

void
logistic_json_count(StringInfo json, const char *key, int64 value)
{
	logistic_json_key(json, key);
	if (value < 0)
		appendStringInfoString(json, "null");
	else
		appendStringInfo(json, INT64_FORMAT, value);
}
