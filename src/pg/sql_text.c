/*-------------------------------------------------------------------------
 *
 * sql_text.c
 *		Edits the SQL that PostgreSQL's deparser prints.
 *
 * The text is what the server's deparser prints: strings are in single
 * quotes, doubled within, and identifiers in double quotes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"

#include "pg/sql_text.h"

static bool
starts_with(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Steps over one byte, or over a whole quoted string or identifier. */
static const char *
step(const char *sql)
{
	char		quote = *sql++;

	/* a doubled quote reads as two quoted pieces in a row, which will do */
	if (quote == '\'' || quote == '"')
	{
		while (*sql != '\0' && *sql != quote)
			sql++;
		if (*sql == quote)
			sql++;
	}
	return sql;
}

bool
logistic_sql_is_no_expression(const char *sql)
{
	/* unquoted identifiers are in lower case and without a dollar sign */
	for (; *sql != '\0'; sql = step(sql))
	{
		if ((sql[0] == '$' && sql[1] >= '0' && sql[1] <= '9') ||
			starts_with(sql, "SubPlan ") || starts_with(sql, "InitPlan ") ||
			starts_with(sql, "OVER "))
			return true;
	}
	return false;
}

/* Is all of the text within one pair of parentheses? */
static bool
is_parenthesised(const char *sql)
{
	int			depth = 0;

	if (*sql != '(')
		return false;
	for (; *sql != '\0'; sql = step(sql))
	{
		if (*sql == '(')
			depth++;
		else if (*sql == ')' && --depth == 0)
			return sql[1] == '\0';
	}
	return false;
}

char *
logistic_sql_strip(char *sql)
{
	while (is_parenthesised(sql))
	{
		sql[strlen(sql) - 1] = '\0';
		sql++;
	}
	return sql;
}

char *
logistic_sql_embeddable(char *sql)
{
	const char *s;
	int			depth = 0;

	for (s = sql; *s != '\0'; s = step(s))
	{
		if (*s == '(' || *s == '[')
			depth++;
		else if (*s == ')' || *s == ']')
			depth--;
		else if (*s == ' ' && depth == 0)
			return psprintf("(%s)", sql);
	}
	return sql;
}

/* May this byte be part of a type's name? */
static bool
is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
		(c >= '0' && c <= '9') || c == '[' || c == '(' || IS_HIGHBIT_SET(c);
}

/* The length of the longest "::type" at the text; 0: there is none. */
static int
type_length(const char *sql, List *types)
{
	int			longest = 0;
	ListCell   *cell;

	if (!starts_with(sql, "::"))
		return 0;
	foreach(cell, types)
	{
		const char *type = lfirst(cell);
		int			length = strlen(type);

		if (length > longest && starts_with(sql + 2, type) &&
			!is_word_byte(sql[2 + length]))
			longest = length;
	}
	return longest > 0 ? longest + 2 : 0;
}

/* Is this the name of a type of numbers? */
static bool
is_number_type(const char *type, int length)
{
	static const char *const names[] = {"double precision", "real", "integer",
	"bigint", "smallint", "numeric"};
	int			i;

	for (i = 0; i < lengthof(names); i++)
		if (length >= (int) strlen(names[i]) && starts_with(type, names[i]))
			return true;
	return false;
}

/* Copies a text without the types of its constants. */
static char *
without_types(const char *sql, List *types)
{
	StringInfoData buf;

	initStringInfo(&buf);
	while (*sql != '\0')
	{
		const char *next = step(sql);
		int			length;

		/* a string may go on behind a doubled quote */
		while (*sql == '\'' && *next == '\'')
			next = step(next);
		if (starts_with(sql, "NULL::"))
			next = sql + strlen("NULL");
		length = *sql == '\'' || starts_with(sql, "NULL::") ?
			type_length(next, types) : 0;
		if (length > 0 && *sql == '\'' &&
			is_number_type(next + 2, length - 2) &&
			strspn(sql + 1, "0123456789.+-e") == next - sql - 2)
			appendBinaryStringInfo(&buf, sql + 1, next - sql - 2);
		else
			appendBinaryStringInfo(&buf, sql, next - sql);
		sql = next + length;
	}
	return buf.data;
}

/* The closing parenthesis of the opening one that the text begins with. */
static const char *
closing(const char *sql)
{
	int			depth = 0;

	for (; *sql != '\0'; sql = step(sql))
	{
		if (*sql == '(')
			depth++;
		else if (*sql == ')' && --depth == 0)
			return sql;
	}
	return NULL;
}

/* The precedence of comparisons, which do not associate: not a < b < c. */
#define COMPARISON	3

/*
 * The precedence of the binary operator at the beginning of the text, with
 * blanks around it; 0 if there is no known one.  A higher number binds more
 * tightly.
 */
static int
precedence_of(const char *sql, int *length)
{
	static const struct
	{
		const char *operator;
		int			precedence;
	}			known[] =
	{
		{"OR", 1}, {"AND", 2}, {"<", COMPARISON}, {">", COMPARISON},
		{"=", COMPARISON}, {"<=", COMPARISON}, {">=", COMPARISON},
		{"<>", COMPARISON}, {"||", 4}, {"+", 5}, {"-", 5}, {"*", 6},
		{"/", 6}, {"%", 6}, {"^", 7},
	};
	int			i;

	for (i = 0; i < lengthof(known); i++)
	{
		*length = strlen(known[i].operator);
		if (sql[0] == ' ' && starts_with(sql + 1, known[i].operator) &&
			sql[1 + *length] == ' ')
			return known[i].precedence;
	}
	return 0;
}

/* Is a text at its end, or at that of an argument? */
static bool
is_at_end(const char *sql)
{
	return *sql == '\0' || strchr("),]", *sql) != NULL;
}

/*
 * The lowest precedence of the operators within a text; 0 if it holds anything
 * but operands and known binary operators.
 */
static int
loosest_within(const char *sql)
{
	int			loosest = 100;
	bool		wants_operand = true;

	while (*sql != '\0')
	{
		int			length;
		int			precedence = precedence_of(sql, &length);

		if (precedence > 0 && !wants_operand)
		{
			loosest = Min(loosest, precedence);
			sql += length + 2;
			wants_operand = true;
			continue;
		}
		if (*sql == ' ')
			return 0;
		while (*sql != '\0' && *sql != ' ')
		{
			const char *end = *sql == '(' ? closing(sql) : NULL;

			sql = end != NULL ? end + 1 : step(sql);
		}
		wants_operand = false;
	}
	return loosest;
}

/*
 * Does an operand mean the same without its parentheses?  Operators associate
 * to the left, so a - (b - c) does not, and comparisons to neither side.
 */
static bool
is_tighter(const char *inner, int before, const char *behind)
{
	int			length;
	int			after = is_at_end(behind) ? 0 : precedence_of(behind, &length);
	int			loosest = loosest_within(inner);

	return loosest > before && loosest < 100 &&
		(is_at_end(behind) ||
		 (after > 0 && loosest >= after + (after == COMPARISON)));
}

/* Is a text one word, as a column is? */
static bool
is_word(const char *sql)
{
	while (*sql == '"' || (is_word_byte(*sql) && *sql != '[' && *sql != '('))
		sql = step(sql);
	return *sql == '\0';
}

/*
 * Removes parentheses that only the deparser needs: around a whole argument
 * or element, around the column in (x)::type, and around an operand whose
 * operators bind more tightly than those on its sides.
 */
static char *
without_parentheses(char *sql)
{
	StringInfoData buf;
	int			before = 0;		/* the operator before the text, or 0 at the
								 * beginning of an argument; -1: something
								 * else */
	char	   *s = sql;

	initStringInfo(&buf);
	while (*s != '\0')
	{
		char	   *end = *s == '(' ? (char *) closing(s) : NULL;
		char	   *next;
		int			length;

		if (end != NULL && before >= 0 && !starts_with(s, "(SELECT"))
		{
			char		saved = *end;
			bool		is_needless;

			*end = '\0';
			is_needless = (before == 0 && is_at_end(end + 1)) ||
				(starts_with(end + 1, "::") && is_word(s + 1)) ||
				is_tighter(s + 1, before, end + 1);
			if (is_needless)
				appendStringInfoString(&buf, without_parentheses(s + 1));
			*end = saved;
			if (is_needless)
			{
				s = end + 1;
				before = -1;
				continue;
			}
		}
		before = precedence_of(s, &length);
		next = before > 0 ? s + length + 2 : (char *) step(s);
		if (before == 0 &&
			!(*s == '(' || *s == '[' || (s > sql && s[-1] == ',' && *s == ' ')))
			before = -1;
		appendBinaryStringInfo(&buf, s, next - s);
		s = next;
	}
	return buf.data;
}

char *
logistic_sql_plain(const char *sql, List *types)
{
	return without_parentheses(without_types(sql, types));
}
