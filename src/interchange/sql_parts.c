/*-------------------------------------------------------------------------
 *
 * sql_parts.c
 *		Numbers, names and literals of exported SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/shortest_dec.h"
#include "utils/builtins.h"

#include "interchange/sql_parts.h"

/* A number in shortest form that reads back exactly, safe as an operand. */
char *
logistic_sql_number(double x)
{
	char	   *text = palloc(DOUBLE_SHORTEST_DECIMAL_LEN);

	double_to_shortest_decimal_buf(x, text);
	return text[0] == '-' ? psprintf("(%s)", text) : text;
}

/* The feature as SQL. */
const char *
logistic_sql_feature(const LogisticModel *model, const LogisticFeature *feature)
{
	if (feature->expression.length > 0)
		return logistic_model_string(model, feature->expression);
	return quote_identifier(logistic_model_string(model, feature->name));
}

/* A string literal of standard SQL: quotes are doubled, nothing else is. */
void
logistic_sql_append_literal(StringInfo sql, const char *text)
{
	appendStringInfoChar(sql, '\'');
	for (; *text; text++)
	{
		if (*text == '\'')
			appendStringInfoChar(sql, '\'');
		appendStringInfoChar(sql, *text);
	}
	appendStringInfoChar(sql, '\'');
}
