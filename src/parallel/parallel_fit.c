/*-------------------------------------------------------------------------
 *
 * parallel_fit.c
 *		Fits the rows of a query by several processes.
 *
 * One query reads the rows, in parallel as PostgreSQL would count them; each
 * process keeps what it reads in a file that all can read (hold_aggregate.c).
 * Then as many workers as there were share the passes of the fit.  A fit that
 * needs the rows themselves is made by the leader, from the same files.
 *
 * A fit in one process keeps its rows in memory and passes over samples of
 * them, so that this pays off only where there are workers, and many rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/parallel.h"
#include "access/xact.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "nodes/plannodes.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "storage/fd.h"
#include "utils/memutils.h"
#include "utils/plancache.h"

#include "fit/fit_model.h"
#include "fit/fit_warning.h"
#include "parallel/held_reader.h"
#include "parallel/parallel_fit.h"
#include "parallel/parallel_rows.h"
#include "pass/pass_question.h"
#include "pg/extension.h"
#include "pg/query.h"
#include "pg/reader.h"

/*
 * Values of a query that are worth a parallel fit, for each unit of
 * parallel_setup_cost: by the default of that, 200,000 rows of 10 columns.
 * Where starting workers is said to cost nothing, all are.
 */
#define VALUES_PER_COST	2000.0

/* And units of its rows, once they are counted. */
#define LEAST_UNITS		8

/* Does a fit with these options need more than sums over its rows? */
static bool
needs_rows(const LogisticOptions *options)
{
	return options != NULL &&
		(options->is_clustered || options->is_stratified ||
		 options->method == LOGISTIC_METHOD_FIRTH ||
		 options->wants_profile || options->bounds.length >= 0);
}

/* May there be a parallel query here and now? */
static bool
may_be_parallel(const LogisticParallelFit *fit)
{
	return fit->n_features > 0 && max_parallel_workers_per_gather > 0 &&
		!IsInParallelMode() && temp_file_limit < 0 &&
		!(fit->options != NULL && fit->options->is_stratified);
}

/* How many workers a plan starts below its aggregate; 0: it is not parallel. */
static int
planned_workers(const Plan *plan)
{
	const Plan *gather;

	if (!IsA(plan, Agg) || !DO_AGGSPLIT_COMBINE(((const Agg *) plan)->aggsplit))
		return 0;
	gather = plan->lefttree;
	return IsA(gather, Gather) ? ((const Gather *) gather)->num_workers : 0;
}

/* The rows that the planner expects below the aggregate of a parallel plan. */
static double
planned_rows(const Plan *plan)
{
	const Plan *partial = plan->lefttree->lefttree;

	return partial->lefttree == NULL ? 0.0 :
		partial->lefttree->plan_rows * (1 + planned_workers(plan));
}

/*
 * How many workers a fit is to have: as many as its query gets, or 0 if the
 * plan of that is not parallel, or not over many rows.
 */
static int
choose_workers(SPIPlanPtr plan, const LogisticParallelFit *fit)
{
	CachedPlan *cached = SPI_plan_get_cached_plan(plan);
	const Plan *tree;
	int			n_workers;

	if (cached == NULL)
		return 0;
	tree = linitial_node(PlannedStmt, cached->stmt_list)->planTree;
	n_workers = planned_workers(tree);
	if (n_workers > 0 && planned_rows(tree) * (fit->n_features + 1) <
		VALUES_PER_COST * parallel_setup_cost)
		n_workers = 0;
	ReleaseCachedPlan(cached, NULL);
	return n_workers;
}

/* Is a feature of the query a set?  Rows that are held have none. */
static bool
has_set(SPIPlanPtr plan)
{
	const CachedPlanSource *source =
		linitial(SPI_plan_get_plan_sources(plan));
	const Query *query = linitial_node(Query, source->query_list);
	const Aggref *call =
		(const Aggref *) linitial_node(TargetEntry, query->targetList)->expr;
	ListCell   *cell;

	foreach(cell, call->aggargtypes)
	{
		LogisticReader reader;

		if (logistic_reader_resolve(&reader, lfirst_oid(cell),
									CurrentMemoryContext) &&
			reader.kind == LOGISTIC_FEATURE_SET)
			return true;
	}
	return false;
}

/* The query that holds the rows. */
static char *
hold_query(const LogisticParallelFit *fit, const LogisticSharedFiles *files)
{
	return psprintf("SELECT " LOGISTIC_INTERNAL ".logistic_hold((" INT64_FORMAT ")::pg_catalog.int8, NULL::pg_catalog.text, %s) FROM %s",
					logistic_shared_files_handle(files), fit->arguments,
					fit->from);
}

/* Runs that query; returns how many rows it has seen. */
static int64
hold(SPIPlanPtr plan, const char *sql, const LogisticParallelFit *fit)
{
	MemoryContext context = CurrentMemoryContext;
	int			outcome = 0;
	Datum		value;
	bool		isnull;

	/* no limit of rows, with which there would be no workers */
	PG_TRY();
	{
		outcome = SPI_execute_plan(plan, fit->values, NULL, true, 0);
	}
	PG_CATCH();
	{
		logistic_query_rethrow(sql, context);
	}
	PG_END_TRY();
	if (outcome != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "unexpected result of a fit");
	value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1,
						  &isnull);
	SPI_freetuptable(SPI_tuptable);
	MemoryContextSwitchTo(context);
	return isnull ? 0 : DatumGetInt64(value);
}

/* Fits the rows that are held, alone or with workers. */
static LogisticModel *
solve(const LogisticHeldRows *held, LogisticSharedFiles *files, int n_workers,
	  const LogisticParallelFit *fit, MemoryContext context)
{
	LogisticParallelRows *parallel = NULL;
	MemoryContext old_context;
	LogisticModel *model;
	LgRows		rows;

	if ((held->n_units >= LEAST_UNITS || parallel_setup_cost == 0.0) &&
		held->n_numbers + held->n_codes <= LOGISTIC_PASS_INPUTS_LIMIT &&
		!needs_rows(fit->options))
		parallel = logistic_parallel_rows_open(held, files, n_workers, &rows);
	else
		rows = logistic_held_reader_make(held, held->units,
										 held->n_units)->rows;
	old_context = MemoryContextSwitchTo(context);
	model = logistic_fit_model(held->state, &rows);
	MemoryContextSwitchTo(old_context);
	if (parallel != NULL)
		logistic_parallel_rows_close(parallel);
	return model;
}

bool
logistic_parallel_fit(const LogisticParallelFit *fit, MemoryContext context,
					  LogisticModel **model)
{
	LogisticSharedFiles *files;
	LogisticHeldRows *held;
	SPIPlanPtr	plan;
	char	   *sql;
	int			n_workers;

	*model = NULL;
	if (!may_be_parallel(fit) ||
		(files = logistic_shared_files_make()) == NULL)
		return false;
	sql = hold_query(fit, files);
	plan = SPI_prepare_cursor(sql, fit->n_parameters, fit->types,
							  CURSOR_OPT_PARALLEL_OK);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s",
			 SPI_result_code_string(SPI_result));
	n_workers = has_set(plan) ? 0 : choose_workers(plan, fit);
	if (n_workers > 0)
	{
		(void) hold(plan, sql, fit);
		held = logistic_held_rows_make(files);
		if (held->n_rows > 0)
			*model = solve(held, files, n_workers, fit, context);
		else if (held->n_parts > 0 && held->state->has_value != NULL)
			logistic_fit_warn_null(held->state->site->names,
								   held->state->has_value,
								   held->state->site->n_features);
		logistic_held_rows_close(held);
	}
	SPI_freeplan(plan);
	logistic_shared_files_detach(files);
	return n_workers > 0;
}
