/*-------------------------------------------------------------------------
 *
 * distributed.c
 *		Fits rows where they are, by passes of SQL over them.
 *
 * The solver is that of logistic_fit, and so is what it makes of features,
 * levels and names.  Only the rows are elsewhere: what logistic_fit finds in
 * its buffer, levels and lengths of arrays, is asked for first, and each
 * pass over the rows is a query.
 *
 * A partition key is given so that the aggregates go where the partitions
 * are; enable_partitionwise_aggregate, without which they would not, is on
 * for the time of such a fit.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/memutils.h"

#include "distributed/distributed.h"
#include "distributed/distributed_explore.h"
#include "distributed/distributed_fetch.h"
#include "distributed/distributed_resolve.h"
#include "distributed/distributed_rows.h"
#include "fit/fit_model.h"

/*
 * Raises the error for an option of a row; an argument names a column instead.
 */
static void
report_row_option(const char *option, const char *argument)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("option \"%s\" belongs to a row, not to a query", option),
			 errhint("Name a column of the query: %s => '...'.", argument)));
}

/* Complains of an option that cannot be had by sums over the rows. */
static void
report_option(const char *option)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("option \"%s\" needs the rows themselves, which a distributed fit does not fetch",
					option),
			 errhint("Leave it out, or fit with logistic_fit.")));
}

/* Refuses options that cannot be had from a query, or without the rows. */
static void
check_options(const LogisticOptions *options)
{
	if (options == NULL)
		return;
	if (logistic_options_is_null(options, LOGISTIC_OPTION_WEIGHT) || options->weight != 1.0)
		report_row_option("weight", "weight_column");
	if (logistic_options_is_null(options, LOGISTIC_OPTION_FREQUENCY) ||
		options->frequency != 1.0)
		report_row_option("frequency", "frequency_column");
	if (logistic_options_is_null(options, LOGISTIC_OPTION_LOGIT_OFFSET) || options->logit_offset != 0.0)
		report_row_option("logit_offset", "offset_column");
	if (options->is_clustered)
		report_option("cluster");
	if (options->is_stratified)
		report_option("strata");
	if (options->method == LOGISTIC_METHOD_FIRTH)
		report_option("method");
	if (options->wants_profile)
		report_option("profile");
	if (options->bounds.length >= 0)
		report_option("bounds");
	if (logistic_options_label(options) != NULL)
		logistic_options_report_name("label");
	if (logistic_options_n_names(options) > 0)
		logistic_options_report_name("names");
}

/* The SQL of a pass; NULL if it would fetch all rows. */
static const char *
make_pass(const LogisticDistributedQuery *query, const LogisticFitState *state,
		  LogisticDistributedPlace place)
{
	const char *pass;

	if (place != LOGISTIC_ROWS_FOREIGN && logistic_distributed_may_take(query))
		return logistic_distributed_taking_pass(query, state);
	pass = logistic_distributed_pass(query, state);
	return logistic_distributed_fetches(pass) ? NULL : pass;
}

/*
 * A maximum is at least as likely as the null model, whatever the penalty.  If
 * it is not, passes have seen different rows that the sums of distributed_rows.c
 * did not tell apart.
 */
static void
check_likelihood(const LogisticModel *model)
{
	double		null_log_lik = model->statistics.null_log_lik;

	if (model->status == LOGISTIC_CONVERGED &&
		model->statistics.log_lik < null_log_lik - 1e-9 * fabs(null_log_lik))
		logistic_distributed_report_change("The fit is less likely than the null model.");
}

/*
 * Fits in passes, unless every pass would fetch all rows, or they have sets,
 * which passes do not support.
 */
static LogisticModel *
fit_in_passes(const LogisticDistributedFit *fit,
			  LogisticDistributedQuery *query, LogisticDistributedPlace place,
			  MemoryContext context, MemoryContext caller)
{
	LogisticFitSite *site = logistic_distributed_site(query);
	LogisticFitState *state;
	LogisticDistributedRows host;
	LogisticModel *model;
	LgRows		rows;
	int64		n_rows;
	bool		is_exact;
	const char *pass;
	int			i;

	for (i = 0; i < site->n_features; i++)
		if (site->features[i].reader.kind == LOGISTIC_FEATURE_SET)
		{
			logistic_distributed_warn_set(&site->names[i + 1]);
			return logistic_distributed_fetch(fit, query, caller);
		}

	state = logistic_fit_state_make(site, context);
	state->options = fit->options;
	state->has_missing = query->keeps_missing;
	n_rows = logistic_distributed_explore(query, state,
										  place != LOGISTIC_ROWS_FOREIGN,
										  &is_exact);
	if (n_rows <= 0)
		return NULL;
	pass = make_pass(query, state, place);
	if (pass == NULL)
	{
		logistic_distributed_warn();
		return logistic_distributed_fetch(fit, query, caller);
	}
	logistic_distributed_rows(&host, state, pass, n_rows, is_exact, &rows);
	MemoryContextSwitchTo(caller);
	model = logistic_fit_model(state, &rows);
	if (model != NULL)
		check_likelihood(model);
	return model;
}

LogisticModel *
logistic_distributed_fit(const LogisticDistributedFit *fit)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext context;
	LogisticDistributedQuery query;
	LogisticDistributedPlace place;
	LogisticModel *model;
	int			guc_level = NewGUCNestLevel();

	check_options(fit->options);
	if (fit->partition != NULL)
		(void) set_config_option("enable_partitionwise_aggregate", "on",
								 PGC_USERSET, PGC_S_SESSION,
								 GUC_ACTION_SAVE, true, 0, false);
	context = AllocSetContextCreate(caller, "logistic_fit_distributed",
									ALLOCSET_DEFAULT_SIZES);
	SPI_connect();
	MemoryContextSwitchTo(context);
	logistic_distributed_resolve(fit, &query);
	MemoryContextSwitchTo(context);
	place = logistic_distributed_place(&query);
	if (place == LOGISTIC_ROWS_LOCAL)
		model = logistic_distributed_fetch(fit, &query, caller);
	else
		model = fit_in_passes(fit, &query, place, context, caller);
	SPI_finish();
	AtEOXact_GUC(true, guc_level);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	return model;
}

/* A text argument, or NULL. */
static char *
optional_text(FunctionCallInfo fcinfo, int i)
{
	return PG_ARGISNULL(i) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(i));
}

/* The queries: an array of them, or a single one. */
static void
read_parts(FunctionCallInfo fcinfo, LogisticDistributedFit *fit)
{
	Datum	   *elements;
	bool	   *nulls;
	int			i;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("the query is NULL")));
	if (get_fn_expr_argtype(fcinfo->flinfo, 0) != TEXTARRAYOID)
	{
		fit->n_parts = 1;
		fit->parts = palloc(sizeof(char *));
		fit->parts[0] = optional_text(fcinfo, 0);
		return;
	}
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(0), TEXTOID, -1, false,
					  TYPALIGN_INT, &elements, &nulls, &fit->n_parts);
	if (fit->n_parts == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there is no query in the array of queries")));
	fit->parts = palloc(fit->n_parts * sizeof(char *));
	for (i = 0; i < fit->n_parts; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("query %d is NULL", i + 1)));
		fit->parts[i] = TextDatumGetCString(elements[i]);
	}
}

/*
 * logistic_fit_distributed(query text, label text, weight_column text,
 *		frequency_column text, offset_column text, options logistic_options,
 *		partition_key text)
 * logistic_fit_distributed(queries text[], ...) -> logistic_model
 *
 * Fits the rows of a query without fetching them; NULL if there are none.
 * The label is the column of that name, else the first; weight, frequency,
 * offset and partition key are columns that are no features; all of them and the
 * options may be NULL.  Errors: queries that are no SELECT, or with
 * different columns; names that are no columns; those of logistic_fit.
 */
PG_FUNCTION_INFO_V1(logistic_fit_distributed);
Datum
logistic_fit_distributed(PG_FUNCTION_ARGS)
{
	LogisticDistributedFit fit;
	LogisticModel *model;

	read_parts(fcinfo, &fit);
	fit.label = optional_text(fcinfo, 1);
	fit.weight = optional_text(fcinfo, 2);
	fit.frequency = optional_text(fcinfo, 3);
	fit.offset = optional_text(fcinfo, 4);
	fit.options = PG_ARGISNULL(5) ? NULL : PG_GETARG_LOGISTIC_OPTIONS(5);
	fit.partition = optional_text(fcinfo, 6);
	model = logistic_distributed_fit(&fit);
	if (model == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(model);
}
