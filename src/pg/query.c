/*-------------------------------------------------------------------------
 *
 * query.c
 *		Queries that a user gives as text, and queries built around them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/varlena.h"
#include "utils/plancache.h"

#include "pg/query.h"

/* Is a text just a name, with a schema or not, as of a table? */
static bool
is_name(const char *text)
{
	List	   *parts;

	return SplitIdentifierString(pstrdup(text), '.', &parts) &&
		list_length(parts) >= 1 && list_length(parts) <= 3;
}

char *
logistic_query_embeddable(const char *query)
{
	int			length = strlen(query);
	char	   *text;

	while (length > 0 && strchr(" \t\r\n;", query[length - 1]) != NULL)
		length--;
	text = pnstrdup(query, length);
	return is_name(text) ? psprintf("TABLE %s", text) : text;
}

TupleDesc
logistic_query_describe(const char *query)
{
	SPIPlanPtr	plan = SPI_prepare(query, 0, NULL);
	List	   *sources;
	TupleDesc	columns = NULL;

	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s",
			 SPI_result_code_string(SPI_result));
	sources = SPI_plan_get_plan_sources(plan);
	if (list_length(sources) == 1)
	{
		CachedPlanSource *source = linitial(sources);

		if (source->commandTag == CMDTAG_SELECT)
			columns = source->resultDesc;
	}
	if (columns == NULL || columns->natts == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the query must be one SELECT with the label and the features as its columns"),
				 errdetail("The query is: %s", query)));
	return columns;
}

int
logistic_query_column(TupleDesc columns, const char *name, const char *role)
{
	StringInfoData list;
	int			i;

	if (name == NULL)
		return -1;
	initStringInfo(&list);
	for (i = 0; i < columns->natts; i++)
	{
		const char *column = NameStr(TupleDescAttr(columns, i)->attname);

		if (strcmp(column, name) == 0)
			return i;
		appendStringInfo(&list, "%s\"%s\"", i > 0 ? ", " : "", column);
	}
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_COLUMN),
			 errmsg("the query has no column \"%s\" for %s", name, role),
			 errdetail("Its columns are %s.", list.data)));
}

void
logistic_query_plans(const char *sql, int n_parameters,
					 LogisticPlanQuestion question, void *answer)
{
	Oid			type = BYTEAOID;
	SPIPlanPtr	plan = SPI_prepare(sql, n_parameters, &type);
	MemoryContext context = CurrentMemoryContext;
	CachedPlan *cached;
	ListCell   *cell;

	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s",
			 SPI_result_code_string(SPI_result));
	cached = SPI_plan_get_cached_plan(plan);
	if (cached != NULL)
	{
		foreach(cell, cached->stmt_list)
			question(lfirst_node(PlannedStmt, cell), answer);
		ReleaseCachedPlan(cached, NULL);
	}
	SPI_freeplan(plan);
	MemoryContextSwitchTo(context);
}

/* Takes a part out of a text, with the line feed behind it. */
static char *
without(char *text, const char *part)
{
	char	   *start = text == NULL ? NULL : strstr(text, part);
	char	   *rest;

	if (start == NULL)
		return text;
	rest = start + strlen(part);
	if (*rest == '\n')
		rest++;
	else if (start > text && start[-1] == '\n')
		start--;
	memmove(start, rest, strlen(rest) + 1);
	return text[0] == '\0' ? NULL : text;
}

void
logistic_query_rethrow(const char *sql, MemoryContext context)
{
	ErrorData  *error;

	MemoryContextSwitchTo(context);
	error = CopyErrorData();
	FlushErrorState();
	error->context = without(error->context,
							 psprintf("SQL statement \"%s\"", sql));
	if (error->internalquery != NULL && strcmp(error->internalquery, sql) == 0)
	{
		error->internalquery = NULL;
		error->internalpos = 0;
	}
	ReThrowError(error);
}
