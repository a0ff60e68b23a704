/*-------------------------------------------------------------------------
 *
 * distributed_fetch.c
 *		Fits the rows of other servers that cannot be left there.
 *
 * postgres_fdw leaves an aggregate to the servers only where the query groups
 * by the partition key and the option "extensions" of the servers names this
 * extension.  Otherwise every pass would fetch all rows, and a fit makes ten
 * or more: then one query fetches them for logistic_fit.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "nodes/plannodes.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/plancache.h"

#include "distributed/distributed_fetch.h"
#include "pg/compat.h"
#include "pg/extension.h"
#include "pg/query.h"
#include "training/recipe_sql.h"

extern Datum logistic_options_out(PG_FUNCTION_ARGS);

/* What is looked for in a plan. */
typedef bool (*PlanTest) (Plan *plan, void *context);

/* Is the test true of one of the plans below? */
static bool
is_below(Plan *plan, PlanTest test, void *context)
{
	List	   *plans = NIL;
	ListCell   *cell;

	check_stack_depth();
	if (IsA(plan, Append))
		plans = ((Append *) plan)->appendplans;
	else if (IsA(plan, MergeAppend))
		plans = ((MergeAppend *) plan)->mergeplans;
	else if (IsA(plan, SubqueryScan))
		plans = list_make1(((SubqueryScan *) plan)->subplan);
	foreach(cell, plans)
		if (test(lfirst(cell), context))
			return true;
	return (plan->lefttree != NULL && test(plan->lefttree, context)) ||
		(plan->righttree != NULL && test(plan->righttree, context));
}

static bool
has_foreign_scan(Plan *plan, void *context)
{
	return IsA(plan, ForeignScan) || is_below(plan, has_foreign_scan, context);
}

/* Is logistic_step called in an expression? */
static bool
calls_step(Node *node, void *context)
{
	char	   *name;

	if (node == NULL)
		return false;
	if (IsA(node, Aggref))
	{
		name = get_func_name(((Aggref *) node)->aggfnoid);
		if (name != NULL && strcmp(name, "logistic_step") == 0)
			return true;
	}
	return expression_tree_walker(node, calls_step, context);
}

/* Does a node aggregate here what comes from a foreign table? */
static bool
aggregates_fetched(Plan *plan, void *context)
{
	if (IsA(plan, Agg) && calls_step((Node *) plan->targetlist, NULL) &&
		is_below(plan, has_foreign_scan, NULL))
		return true;
	return is_below(plan, aggregates_fetched, context);
}

bool
logistic_distributed_fetches(const char *pass)
{
	Oid			type = BYTEAOID;
	SPIPlanPtr	plan = SPI_prepare(pass, 1, &type);
	MemoryContext context = CurrentMemoryContext;
	CachedPlan *cached;
	ListCell   *cell;
	bool		fetches = false;

	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s",
			 SPI_result_code_string(SPI_result));
	cached = SPI_plan_get_cached_plan(plan);
	if (cached != NULL)
	{
		foreach(cell, cached->stmt_list)
			fetches |= aggregates_fetched(lfirst_node(PlannedStmt, cell)->planTree,
										  NULL);
		ReleaseCachedPlan(cached, NULL);
	}
	SPI_freeplan(plan);
	MemoryContextSwitchTo(context);
	return fetches;
}

static char *
column_name(const LogisticDistributedQuery *query, int column)
{
	return column < 0 ? NULL :
		NameStr(TupleDescAttr(query->columns, column)->attname);
}

LogisticModel *
logistic_distributed_fetch(const LogisticDistributedFit *fit,
						   const LogisticDistributedQuery *query,
						   MemoryContext context)
{
	MemoryContext old_context = CurrentMemoryContext;
	int			outcome = 0;
	LogisticRecipe recipe;
	List	   *features = NIL;
	StringInfoData sql;
	LogisticModel *model;
	Datum		value;
	bool		isnull;
	int			i;

	ereport(WARNING,
			(errmsg("the rows of foreign tables are fetched to be fitted"),
			 errdetail("Their servers do not run the passes of the fit, so one query fetches all rows."),
			 errhint("Name the column that the table is partitioned by as partition_key, and this extension in the option \"extensions\" of the servers.")));

	memset(&recipe, 0, sizeof(recipe));
	recipe.label = column_name(query, query->label);
	recipe.weight = column_name(query, query->weight);
	recipe.offset = column_name(query, query->offset);
	if (fit->options != NULL)
		recipe.options =
			DatumGetCString(DirectFunctionCall1(logistic_options_out,
												PointerGetDatum(fit->options)));
	for (i = 0; i < query->n_features; i++)
		features = lappend(features, column_name(query, query->features[i]));
	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT ");
	logistic_recipe_append_fit(&sql, &recipe, features, LOGISTIC_INTERNAL);
	appendStringInfoString(&sql, " FROM (");
	for (i = 0; i < query->n_parts; i++)
		appendStringInfo(&sql, "%sSELECT * FROM (%s\n) AS p",
						 i > 0 ? " UNION ALL " : "", query->parts[i]);
	appendStringInfoString(&sql, ") AS q");
	PG_TRY();
	{
		outcome = SPI_execute(sql.data, true, 0);
	}
	PG_CATCH();
	{
		logistic_query_rethrow(sql.data, old_context);
	}
	PG_END_TRY();
	if (outcome != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "unexpected result of a fit");
	value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1,
						  &isnull);
	MemoryContextSwitchTo(context);
	model = isnull ? NULL :
		(LogisticModel *) PG_DETOAST_DATUM_COPY(value);
	MemoryContextSwitchTo(old_context);
	return model;
}
