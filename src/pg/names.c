/*-------------------------------------------------------------------------
 *
 * names.c
 *		Names for the arguments of an aggregate call, taken from the call's
 *		SQL.
 *
 * An argument is called what its author typed in the statement, if the text is
 * at hand, else as the plan prints it.  Features that print alike, as the
 * columns x of two joined tables do, get their tables' names; if that does not
 * tell them apart, the later ones get a suffix.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/memutils.h"

#include "pg/deparse_call.h"
#include "pg/names.h"
#include "pg/sql_text.h"

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
 * Takes the qualified forms of features that look alike.  Where all of them
 * still look alike the short form stays, as x twice is still x.
 */
static void
qualify_duplicates(LogisticTypedArgument *sources, int n, int label)
{
	bool	   *is_qualified = palloc0(n * sizeof(bool));
	int			i;
	int			j;

	for (i = 0; i < n; i++)
		for (j = 0; j < i; j++)
			if (i != label && j != label && sources[i].name != NULL &&
				sources[j].name != NULL &&
				strcmp(sources[i].expression, sources[j].expression) == 0 &&
				strcmp(sources[i].qualified_expression,
					   sources[j].qualified_expression) != 0)
				is_qualified[i] = is_qualified[j] = true;
	for (i = 0; i < n; i++)
		if (is_qualified[i])
		{
			sources[i].name = sources[i].qualified_name;
			sources[i].expression = sources[i].qualified_expression;
		}
}

/* Is this the name of a feature other than the i-th? */
static bool
is_taken(const char *name, const LogisticArgumentName *names, int i, int n,
		 int label)
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
add_suffix(LogisticArgumentName *names, int i, int n, int label)
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
make_distinct(LogisticArgumentName *names, int n, int label)
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

/* Prints arguments from the plan; those that cannot be told have no name. */
static void
deparse(const LogisticCall *call, int first, int n,
		LogisticTypedArgument *sources)
{
	LogisticDeparser deparser;
	int			i;

	logistic_deparser_init(&deparser, call);
	for (i = 0; i < n; i++)
	{
		LogisticTypedArgument *source = &sources[i];
		int			argument = first + i;

		source->expression = logistic_deparse_argument(&deparser, argument,
													   false);
		source->name = NULL;
		if (source->expression == NULL)
			continue;
		source->qualified_expression =
			logistic_deparse_argument(&deparser, argument, true);
		if (source->qualified_expression == NULL)
			source->qualified_expression = source->expression;
		source->name =
			without_quotes(logistic_deparse_name(&deparser, argument,
												 source->expression));
		source->qualified_name =
			without_quotes(logistic_deparse_name(&deparser, argument,
												 source->qualified_expression));
	}
}

/*
 * Did a program write the text of the call, as Citus does for a shard?  Then
 * names are not taken from it.
 */
static bool
is_generated(const LogisticTypedArgument *typed, int n)
{
	int			i;

	for (i = 0; i < n; i++)
		if (strstr(typed[i].qualified_expression,
				   "OPERATOR(pg_catalog.") != NULL)
			return true;
	return false;
}

void
logistic_argument_names(FunctionCallInfo fcinfo, int first, int n, int label,
						MemoryContext context, LogisticArgumentName *names)
{
	LogisticCall call = logistic_call_find(fcinfo);

	logistic_argument_names_of(&call, first, n, label, context, names);
}

void
logistic_argument_names_of(const LogisticCall *call, int first, int n,
						   int label, MemoryContext context,
						   LogisticArgumentName *names)
{
	MemoryContext scratch;
	MemoryContext old_context;
	LogisticTypedArgument *sources;
	int			feature = 0;
	int			i;

	scratch = AllocSetContextCreate(CurrentMemoryContext, "logistic names",
									ALLOCSET_SMALL_SIZES);
	old_context = MemoryContextSwitchTo(scratch);

	sources = logistic_call_typed(call);
	if (sources != NULL && first + n <= list_length(call->args) &&
		!is_generated(sources + first, n))
		sources += first;
	else
	{
		sources = palloc(n * sizeof(*sources));
		deparse(call, first, n, sources);
	}
	qualify_duplicates(sources, n, label);

	for (i = 0; i < n; i++)
	{
		if (i != label)
			feature++;
		names[i].recovered = sources[i].name != NULL;
		if (names[i].recovered)
		{
			names[i].name = clip(sources[i].name, 0);
			names[i].expression = logistic_sql_embeddable(sources[i].expression);
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
