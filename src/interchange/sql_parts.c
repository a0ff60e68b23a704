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

/*
 * Refuses backslashes and control characters.  Some dialects (MySQL, BigQuery,
 * Hive) read a backslash in a string or quoted name as an escape, others as
 * itself, and some allow no line feed: no spelling is right in all.
 */
static void
check_portable(const char *text, const char *what)
{
	const char *at;

	for (at = text; *at != '\0'; at++)
		if (*at == '\\' || (unsigned char) *at < ' ' || *at == '\x7f')
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("%s \"%s\" has a %s, which databases read in different ways",
							what, text,
							*at == '\\' ? "backslash" : "control character"),
					 errhint("Replace it in the query of the fit, or take logistic_pmml.")));
}

/* The feature as SQL. */
const char *
logistic_sql_feature(const LogisticModel *model, const LogisticFeature *feature)
{
	if (feature->expression.length > 0)
		return logistic_model_string(model, feature->expression);
	check_portable(logistic_model_string(model, feature->name), "feature");
	return quote_identifier(logistic_model_string(model, feature->name));
}

/* A string literal of standard SQL: quotes are doubled, nothing else is. */
void
logistic_sql_append_literal(StringInfo sql, const char *text)
{
	check_portable(text, "level");
	appendStringInfoChar(sql, '\'');
	for (; *text; text++)
	{
		if (*text == '\'')
			appendStringInfoChar(sql, '\'');
		appendStringInfoChar(sql, *text);
	}
	appendStringInfoChar(sql, '\'');
}
