/*-------------------------------------------------------------------------
 *
 * names.c
 *		Names for the arguments of an aggregate call, from its own SQL.
 *
 * Two features that print alike, as the columns x of two joined tables do,
 * are printed again with table qualifiers; if that does not tell them
 * apart, the later ones get a suffix.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/memutils.h"

#include "pg/deparse_call.h"
#include "pg/names.h"

/*
 * The printed form of an identifier, qualified or not: without its quotes.
 * Any other text is printed as it is.
 */
static char *
without_quotes(char *sql)
{
	StringInfoData buf;
	const char *s = sql;

	initStringInfo(&buf);
	for (;;)
	{
		if (*s == '"')
		{
			for (s++; *s != '\0'; s++)
			{
				if (*s == '"' && *++s != '"')
					break;
				appendStringInfoChar(&buf, *s);
			}
		}
		else
		{
			while ((*s >= 'a' && *s <= 'z') || *s == '_' ||
				   (*s >= '0' && *s <= '9'))
				appendStringInfoChar(&buf, *s++);
		}
		if (*s == '\0')
			return buf.data;
		if (*s != '.')
			return sql;
		appendStringInfoChar(&buf, *s++);
	}
}

/* Shortens a name to the limit less a reserve, between characters. */
static char *
clip(const char *name, int reserve)
{
	int			length = strlen(name);
	int			limit = LOGISTIC_NAME_LIMIT - reserve;

	if (length <= limit)
		return pstrdup(name);
	limit = pg_mbcliplen(name, length, limit - (int) strlen("..."));
	return psprintf("%.*s...", limit, name);
}

/*
 * Prints features that look alike again, with table qualifiers.  Where all
 * of them still look alike the short form stays, as x twice is still x.
 */
static void
qualify_duplicates(const LogisticCall *call, int first, int n, int label,
				   char **sql)
{
	char	  **short_form = palloc(n * sizeof(char *));
	char	  **long_form = palloc0(n * sizeof(char *));
	int			i;
	int			j;

	for (i = 0; i < n; i++)
	{
		short_form[i] = i == label ? NULL : sql[i];
		for (j = 0; j < i; j++)
		{
			if (short_form[i] == NULL || short_form[j] == NULL ||
				strcmp(short_form[i], short_form[j]) != 0)
				continue;
			if (long_form[j] == NULL)
				long_form[j] = logistic_call_argument(call, first + j, true);
			if (long_form[i] == NULL)
				long_form[i] = logistic_call_argument(call, first + i, true);
			if (strcmp(long_form[i], long_form[j]) != 0)
			{
				sql[i] = long_form[i];
				sql[j] = long_form[j];
			}
		}
	}
}

/* Is this the name of a feature other than the i-th? */
static bool
is_taken(const char *name, const LogisticName *names, int i, int n, int label)
{
	int			j;

	for (j = 0; j < n; j++)
	{
		if (j != i && j != label && strcmp(names[j].name, name) == 0)
			return true;
	}
	return false;
}

/* Gives the i-th feature a name of its own by a suffix. */
static void
add_suffix(LogisticName *names, int i, int n, int label)
{
	char	   *base = names[i].name;
	int			count = 2;

	do
	{
		char	   *suffix = psprintf("_%d", count++);

		names[i].name = psprintf("%s%s", clip(base, strlen(suffix)), suffix);
	} while (is_taken(names[i].name, names, i, n, label));
}

/*
 * Makes the names of features distinct.  Of several alike the first keeps
 * its name, but one that was invented gives way to one that was not.
 */
static void
make_distinct(LogisticName *names, int n, int label)
{
	int			i;
	int			j;

	for (i = 0; i < n; i++)
	{
		if (i == label)
			continue;
		for (j = 0; j < n; j++)
		{
			if (j == i || j == label ||
				strcmp(names[j].name, names[i].name) != 0)
				continue;
			if (names[i].recovered == names[j].recovered ? j < i :
				!names[i].recovered)
			{
				add_suffix(names, i, n, label);
				break;
			}
		}
	}
}

void
logistic_names_of_call(FunctionCallInfo fcinfo, int first, int n, int label,
					   MemoryContext context, LogisticName *names)
{
	MemoryContext scratch;
	MemoryContext old_context;
	LogisticCall call;
	char	  **sql;
	int			feature = 0;
	int			i;

	scratch = AllocSetContextCreate(CurrentMemoryContext, "logistic names",
									ALLOCSET_SMALL_SIZES);
	old_context = MemoryContextSwitchTo(scratch);

	call = logistic_call_find(fcinfo);
	sql = palloc(n * sizeof(char *));
	for (i = 0; i < n; i++)
		sql[i] = logistic_call_argument(&call, first + i, false);
	qualify_duplicates(&call, first, n, label, sql);

	for (i = 0; i < n; i++)
	{
		if (i != label)
			feature++;
		names[i].recovered = sql[i] != NULL;
		if (names[i].recovered)
		{
			names[i].name = clip(without_quotes(sql[i]), 0);
			names[i].expression = logistic_call_embeddable(sql[i]);
		}
		else if (i == label)
			names[i].name = names[i].expression = pstrdup("y");
		else
			names[i].name = names[i].expression = psprintf("x%d", feature);
	}
	make_distinct(names, n, label);

	for (i = 0; i < n; i++)
	{
		names[i].name = MemoryContextStrdup(context, names[i].name);
		names[i].expression = MemoryContextStrdup(context,
												  names[i].expression);
	}
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(scratch);
}
