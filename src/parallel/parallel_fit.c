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
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/plancache.h"

#include "fit/fit_formula.h"
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

/* Fewest units of rows that are worth workers, once the rows are counted. */
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

/* Do the terms have weights of evidence, whose bins need rows in order? */
static bool
has_evidence(const LogisticFitState *state)
{
	const char *terms = state->options == NULL ? NULL :
		logistic_options_terms(state->options);
	const LogisticFormula *formula;
	int			i;

	if (terms == NULL)
		return false;
	formula = logistic_fit_formula_parse(state->site, terms);
	for (i = 0; i < formula->n_variables; i++)
		if (formula->variables[i].function == LG_FUNCTION_WOE)
			return true;
	return false;
}

/* May rows be held, and in parallel? */
static bool
may_be_held(const LogisticParallelFit *fit)
{
	return fit->n_features > 0 && !IsInParallelMode() && temp_file_limit < 0 &&
		!(fit->options != NULL && fit->options->is_stratified);
}

/* How many workers a plan starts below its aggregate; 0: it is not parallel. */
static int
planned_workers(const Plan *plan)
{
	const Plan *gather = plan->lefttree;

	return DO_AGGSPLIT_COMBINE(((const Agg *) plan)->aggsplit) &&
		IsA(gather, Gather) ? ((const Gather *) gather)->num_workers : 0;
}

/* The rows that the planner expects below the aggregate. */
static double
planned_rows(const Plan *plan, int n_workers)
{
	const Plan *rows = plan->lefttree;

	if (n_workers > 0)
		rows = rows->lefttree->lefttree;	/* below Gather and partial Agg */
	return rows == NULL ? 0.0 : rows->plan_rows * (1 + n_workers);
}

/*
 * Is the plan of a query over many rows?  Then *n_workers tells how many
 * workers it has.
 */
static bool
has_many_rows(SPIPlanPtr plan, const LogisticParallelFit *fit, int *n_workers)
{
	CachedPlan *cached = SPI_plan_get_cached_plan(plan);
	const Plan *tree;
	bool		is_many = false;

	if (cached == NULL)
		return false;
	tree = linitial_node(PlannedStmt, cached->stmt_list)->planTree;
	if (IsA(tree, Agg))
	{
		*n_workers = planned_workers(tree);
		is_many = planned_rows(tree, *n_workers) * (fit->n_features + 1) >=
			VALUES_PER_COST * parallel_setup_cost;
	}
	ReleaseCachedPlan(cached, NULL);
	return is_many;
}

/*
 * Has the query features whose rows cannot be held?  A set is one, and an array
 * whose missing values are filled in: its first rows may wait for its length,
 * and a process may never see it.
 */
static bool
has_other_features(SPIPlanPtr plan, const LogisticOptions *options)
{
	const CachedPlanSource *source =
		linitial(SPI_plan_get_plan_sources(plan));
	const Query *query = linitial_node(Query, source->query_list);
	const Aggref *call =
		(const Aggref *) linitial_node(TargetEntry, query->targetList)->expr;
	bool		fills = options != NULL &&
		options->missing == LOGISTIC_MISSING_IMPUTE;
	ListCell   *cell;

	foreach(cell, call->aggargtypes)
	{
		LogisticReader reader;

		if (logistic_reader_resolve(&reader, lfirst_oid(cell),
									CurrentMemoryContext) &&
			(reader.kind == LOGISTIC_FEATURE_SET ||
			 (fills && reader.kind == LOGISTIC_FEATURE_ARRAY)))
			return true;
	}
	return false;
}

/* The query that holds the rows. */
static char *
hold_query(const LogisticParallelFit *fit, const LogisticSharedFiles *files)
{
	return psprintf("SELECT " LOGISTIC_INTERNAL ".logistic_hold((" INT64_FORMAT ")::pg_catalog.int8, (%s)::pg_catalog.text, %s) FROM %s",
					logistic_shared_files_handle(files),
					fit->name ? quote_literal_cstr(fit->name) : "NULL",
					fit->arguments, fit->from);
}

/*
 * Prepares that query, and runs it if its rows are many; false if not.  The
 * user has not written it, so that errors do not show it.
 */
static bool
hold(const char *sql, bool alone, LogisticParallelRun *run)
{
	const LogisticParallelFit *fit = run->fit;
	MemoryContext context = CurrentMemoryContext;
	volatile bool is_held = false;
	SPIPlanPtr	plan;

	PG_TRY();
	{
		plan = SPI_prepare_cursor(sql, 0, NULL, fit->in_order ? 0 :
								  CURSOR_OPT_PARALLEL_OK);
		if (plan == NULL)
			elog(ERROR, "SPI_prepare failed: %s",
				 SPI_result_code_string(SPI_result));
		is_held = !has_other_features(plan, fit->options) &&
			has_many_rows(plan, fit, &run->n_workers) &&
			(alone || run->n_workers > 0);
		if (is_held && run->n_workers == 0)
		{
			run->memory = logistic_held_memory_make(context);
			logistic_shared_files_remember(run->files, run->memory);
		}
		/* no limit of rows, with which there would be no workers */
		if (is_held &&
			SPI_execute_plan(plan, NULL, NULL, true, 0) != SPI_OK_SELECT)
			elog(ERROR, "unexpected result of a fit");
		if (is_held)
			SPI_freetuptable(SPI_tuptable);
		SPI_freeplan(plan);
	}
	PG_CATCH();
	{
		logistic_query_rethrow(sql, context);
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
	return is_held;
}

bool
logistic_parallel_hold(const LogisticParallelFit *fit, bool alone,
					   LogisticParallelRun *run)
{
	memset(run, 0, sizeof(*run));
	run->fit = fit;
	if (!may_be_held(fit) ||
		(!alone && max_parallel_workers_per_gather == 0) ||
		(run->files = logistic_shared_files_make()) == NULL)
		return false;
	if (!hold(hold_query(fit, run->files), alone, run))
	{
		logistic_shared_files_detach(run->files);
		return false;
	}
	run->held = logistic_held_rows_make(run->files);
	return true;
}

LogisticModel *
logistic_parallel_solve(const LogisticParallelRun *run,
						const LogisticHeldRows *held, MemoryContext context)
{
	LogisticParallelRows *parallel = NULL;
	MemoryContext old_context;
	LogisticModel *model;
	LgRows		rows;

	if (run->n_workers > 0 &&
		(held->n_units >= LEAST_UNITS || parallel_setup_cost == 0.0) &&
		held->n_numbers + held->n_codes <= LOGISTIC_PASS_INPUTS_LIMIT &&
		!needs_rows(run->fit->options) && !has_evidence(held->state))
		parallel = logistic_parallel_rows_open(held, run->files,
											   run->n_workers, &rows);
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

void
logistic_parallel_release(LogisticParallelRun *run)
{
	logistic_held_rows_close(run->held);
	logistic_shared_files_detach(run->files);
	if (run->memory != NULL)
		MemoryContextDelete(run->memory->context);
}

bool
logistic_parallel_fit(const LogisticParallelFit *fit, MemoryContext context,
					  LogisticModel **model)
{
	LogisticParallelRun run;
	const LogisticFitState *state;

	*model = NULL;
	if (!logistic_parallel_hold(fit, false, &run))
		return false;
	state = run.held->state;
	if (run.held->n_rows > 0)
		*model = logistic_parallel_solve(&run, run.held, context);
	else if (state != NULL && state->has_value != NULL)
		logistic_fit_warn_null(state->site->names, state->has_value,
							   state->site->n_features);
	logistic_parallel_release(&run);
	return true;
}
