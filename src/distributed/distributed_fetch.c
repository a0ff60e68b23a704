/*-------------------------------------------------------------------------
 *
 * distributed_fetch.c
 *		Fits the rows of a distributed fit by one query that reads them all.
 *
 * A fit makes ten passes or more, and each runs the query again.  Where all
 * rows are on this server, one query reads them for logistic_fit, which has
 * its own copy, unless temp_file_limit forbids it.
 *
 * postgres_fdw leaves an aggregate to the servers only where the query groups
 * by the partition key and the option "extensions" of the servers names this
 * extension.  Otherwise every pass would fetch all rows: then, too, one query
 * fetches them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "nodes/extensible.h"
#include "nodes/nodeFuncs.h"
#include "nodes/plannodes.h"
#include "storage/fd.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/plancache.h"

#include "distributed/distributed_fetch.h"
#include "parallel/parallel_fit.h"
#include "pg/compat.h"
#include "pg/extension.h"
#include "pg/module.h"
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
	else if (IsA(plan, CustomScan))
		plans = ((CustomScan *) plan)->custom_plans;
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

static void
ask_fetches(const PlannedStmt *statement, void *answer)
{
	*(bool *) answer |= aggregates_fetched(statement->planTree, NULL);
}

bool
logistic_distributed_fetches(const char *pass)
{
	bool		fetches = false;

	logistic_query_plans(pass, 1, ask_fetches, &fetches);
	return fetches;
}

/* Where the rows of a query come from. */
typedef struct Origin
{
	int			n_plans;		/* that were looked at */
	bool		is_remote;		/* some rows are on another server ... */
	bool		is_foreign;		/* ... that is asked by a foreign-data wrapper */
	double		n_rows;			/* as the planner thinks */
} Origin;

/* Does a node get its rows from other servers? */
static bool
asks_servers(Plan *plan, void *context)
{
	if (IsA(plan, ForeignScan))
		return true;
	if (IsA(plan, CustomScan) &&
		strncmp(((CustomScan *) plan)->methods->CustomName, "Citus", 5) == 0)
		return true;
	return is_below(plan, asks_servers, context);
}

static void
ask_origin(const PlannedStmt *statement, void *answer)
{
	Origin	   *origin = answer;
	ListCell   *cell;

	origin->n_plans++;
	origin->n_rows += statement->planTree->plan_rows;
	origin->is_remote |= asks_servers(statement->planTree, NULL);
	origin->is_foreign |= has_foreign_scan(statement->planTree, NULL);
	foreach(cell, statement->subplans)
		if (lfirst(cell) != NULL)
		{
			origin->is_remote |= asks_servers(lfirst(cell), NULL);
			origin->is_foreign |= has_foreign_scan(lfirst(cell), NULL);
		}
}

/* May so many rows go to temporary files? */
static bool
may_be_kept(const LogisticDistributedQuery *query, double n_rows)
{
	double		bytes = n_rows * (query->n_features + 1) * sizeof(double);

	return temp_file_limit < 0 || bytes < work_mem * 1024.0 ||
		bytes < temp_file_limit * 1024.0;
}

LogisticDistributedPlace
logistic_distributed_place(const LogisticDistributedQuery *query)
{
	Origin		origin = {0};
	int			i;

	for (i = 0; i < query->n_parts; i++)
		logistic_query_plans(query->parts[i], 0, ask_origin, &origin);
	if (origin.n_plans < query->n_parts || origin.is_foreign)
		return LOGISTIC_ROWS_FOREIGN;
	if (origin.is_remote || logistic_passes || !may_be_kept(query, origin.n_rows))
		return LOGISTIC_ROWS_IN_PASSES;
	return LOGISTIC_ROWS_LOCAL;
}

void
logistic_distributed_warn(void)
{
	ereport(WARNING,
			(errmsg("the rows of foreign tables are fetched to be fitted"),
			 errdetail("Their servers do not run the passes of the fit, so one query fetches all rows."),
			 errhint("Name the column that the table is partitioned by as partition_key, and this extension in the option \"extensions\" of the servers.")));
}

void
logistic_distributed_warn_set(const LogisticArgumentName *column)
{
	ereport(WARNING,
			(errmsg("the rows are fetched to be fitted"),
			 errdetail("Passes over rows that are elsewhere know no sets such as \"%s\", so one query fetches all rows.",
					   column->name),
			 errhint("Select a boolean for each element that counts, as in 'a' = ANY (%s).",
					 column->expression)));
}

static char *
column_name(const LogisticDistributedQuery *query, int column)
{
	return column < 0 ? NULL :
		NameStr(TupleDescAttr(query->columns, column)->attname);
}

/* Has several processes fit the rows; false if it is not worth it. */
static bool
fit_in_parallel(const LogisticDistributedFit *fit,
				const LogisticDistributedQuery *query,
				const LogisticRecipe *recipe, const List *features,
				const char *from, MemoryContext context,
				LogisticModel **model)
{
	LogisticParallelFit parallel = {0};
	StringInfoData arguments;

	initStringInfo(&arguments);
	logistic_recipe_append_options(&arguments, recipe, features, NULL, true,
								   LOGISTIC_INTERNAL);
	appendStringInfo(&arguments, "q.%s", quote_identifier(recipe->label));
	logistic_recipe_append_columns(&arguments, features);
	parallel.arguments = arguments.data;
	parallel.from = from;
	parallel.options = fit->options;
	parallel.n_features = query->n_features;
	return logistic_parallel_fit(&parallel, context, model);
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
	StringInfoData call;
	StringInfoData from;
	char	   *sql;
	LogisticModel *model;
	Datum		value;
	bool		isnull;
	int			i;

	memset(&recipe, 0, sizeof(recipe));
	recipe.label = column_name(query, query->label);
	recipe.weight = column_name(query, query->weight);
	recipe.frequency = column_name(query, query->frequency);
	recipe.offset = column_name(query, query->offset);
	if (fit->options != NULL)
		recipe.options =
			DatumGetCString(DirectFunctionCall1(logistic_options_out,
												PointerGetDatum(fit->options)));
	for (i = 0; i < query->n_features; i++)
		features = lappend(features, column_name(query, query->features[i]));
	initStringInfo(&call);
	logistic_recipe_append_fit(&call, &recipe, features, NULL,
							   LOGISTIC_INTERNAL);
	initStringInfo(&from);
	appendStringInfoChar(&from, '(');
	for (i = 0; i < query->n_parts; i++)
		appendStringInfo(&from, "%sSELECT * FROM (%s\n) AS p",
						 i > 0 ? " UNION ALL " : "", query->parts[i]);
	appendStringInfoString(&from, ") AS q");
	if (fit_in_parallel(fit, query, &recipe, features, from.data, context, &model))
		return model;
	sql = psprintf("SELECT %s FROM %s", call.data, from.data);
	PG_TRY();
	{
		outcome = SPI_execute(sql, true, 0);
	}
	PG_CATCH();
	{
		logistic_query_rethrow(sql, old_context);
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
