/*-------------------------------------------------------------------------
 *
 * refit_call.c
 *		The SQL functions that train: logistic_train, logistic_refit,
 *		logistic_refit_all and logistic_refit_each.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "access/xact.h"
#include "executor/spi.h"
#include "tcop/pquery.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "pg/compat.h"
#include "pg/query.h"
#include "pg/remote_input.h"
#include "registry/model_lock.h"
#include "training/refit.h"

/* Arguments of logistic_train. */
enum
{
	TRAIN_NAME,
	TRAIN_QUERY,
	TRAIN_LABEL,
	TRAIN_WEIGHT,
	TRAIN_FREQUENCY,
	TRAIN_OFFSET,
	TRAIN_CLUSTER,
	TRAIN_OPTIONS,
	TRAIN_PROMOTE,
	TRAIN_HOLDOUT,
	TRAIN_HOLDOUT_BY,
	TRAIN_GATE,
	TRAIN_KEEP,
	TRAIN_COMMENT,
	TRAIN_DISTRIBUTED,
	TRAIN_PARTITION,
	TRAIN_FAMILY,
	TRAIN_BY
};

/* A text argument, NULL for a NULL. */
static char *
get_text(FunctionCallInfo fcinfo, int argument)
{
	return PG_ARGISNULL(argument) ? NULL :
		text_to_cstring(PG_GETARG_TEXT_PP(argument));
}

/* An argument that must be there. */
static text *
get_required(FunctionCallInfo fcinfo, int argument, const char *what)
{
	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be NULL", what)));
	return PG_GETARG_TEXT_PP(argument);
}

/* The options as text. */
static char *
options_text(FunctionCallInfo fcinfo, int argument)
{
	Oid			output;
	bool		is_varlena;

	if (PG_ARGISNULL(argument))
		return NULL;
	getTypeOutputInfo(get_fn_expr_argtype(fcinfo->flinfo, argument), &output,
					  &is_varlena);
	return OidOutputFunctionCall(output, PG_GETARG_DATUM(argument));
}

/* Refuses arguments that a model of many classes cannot have. */
static void
check_multinomial(const LogisticRecipe *recipe)
{
	if (recipe->is_distributed)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a distributed fit has two classes, but the family is \"multinomial\""),
				 errhint("Leave distributed and partition_key away: the rows are fetched then.")));
	if (recipe->offset != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a model of many classes has no offset, but offset_column is \"%s\"",
						recipe->offset),
				 errdetail("One number for a row would move all classes alike, which changes no probability.")));
}

/* Refuses arguments that models by groups cannot have. */
static void
check_by(const LogisticRecipe *recipe)
{
	if (recipe->frequency != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("models by \"%s\" take no frequency, but frequency_column is \"%s\"",
						recipe->by, recipe->frequency),
				 errhint("Repeat the rows in the query, with generate_series.")));
	if (recipe->is_distributed)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("models by \"%s\" are not fitted where the rows are",
						recipe->by),
				 errhint("Leave distributed and partition_key away: the rows are fetched then, in one scan.")));
	if (recipe->family == LOGISTIC_FAMILY_MULTINOMIAL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("models by \"%s\" are of family \"binomial\"",
						recipe->by),
				 errhint("Fit models of many classes by groups with multinomial_fit and GROUP BY, into a table.")));
}

/* Tells that rows of Citus are fetched, and what to do about it. */
static void
tell_of_fetching(const LogisticRecipe *recipe)
{
	bool		may_stay = recipe->family == LOGISTIC_FAMILY_BINOMIAL &&
		recipe->by == NULL && recipe->cluster == NULL;

	if (!recipe->is_distributed && logistic_remote_input_query(recipe->query))
		ereport(NOTICE,
				(errmsg("logistic_train fetches the rows of a distributed table"),
				 may_stay ?
				 errhint("logistic_train(..., distributed => true) fits them where they are.") : 0));
}

/*
 * logistic_train(name text, query text, label text DEFAULT NULL,
 *		weight_column text DEFAULT NULL, frequency_column text DEFAULT NULL,
 *		offset_column text DEFAULT NULL, cluster_column text DEFAULT NULL,
 *		options logistic_options DEFAULT NULL, promote text DEFAULT 'always',
 *		holdout float8 DEFAULT 0.2, holdout_by text DEFAULT NULL,
 *		gate jsonb DEFAULT NULL, keep integer DEFAULT NULL,
 *		comment text DEFAULT NULL, distributed boolean DEFAULT false,
 *		partition_key text DEFAULT NULL, family text DEFAULT 'binomial',
 *		by text DEFAULT NULL) -> integer
 *
 * Fits the rows of the query, stores the fit as a new version, and returns its
 * number.  The label is the first column, or the named one; all columns that
 * are not named otherwise are features.  A distributed fit, which a partition
 * key implies, leaves the rows where they are.  A NOTICE tells what was used,
 * left out and reached.  NULL is the default of each argument but name and
 * query, where it is an error.  Other errors: no rows to fit, a column that
 * the query lacks or whose type cannot be used, an unknown key of the gate, a
 * model of another role, and whatever the query or the fit raises.
 */
PG_FUNCTION_INFO_V1(logistic_train);
Datum
logistic_train(PG_FUNCTION_ARGS)
{
	text	   *name = get_required(fcinfo, TRAIN_NAME, "name of the model");
	text	   *query = get_required(fcinfo, TRAIN_QUERY, "query of the model");
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	LogisticPromotion promote = LOGISTIC_PROMOTE_ALWAYS;
	LogisticRecipe recipe = {0};
	LogisticSettings given = {NULL, 0, NULL};
	LogisticRefit refit;
	double		holdout = 0.2;

	logistic_model_name_check(name);
	if (!PG_ARGISNULL(TRAIN_PROMOTE))
		promote = logistic_promotion_read(PG_GETARG_TEXT_PP(TRAIN_PROMOTE));
	if (!PG_ARGISNULL(TRAIN_HOLDOUT))
		holdout = logistic_holdout_check(PG_GETARG_FLOAT8(TRAIN_HOLDOUT));
	recipe.query = logistic_query_embeddable(text_to_cstring(query));
	recipe.label = get_text(fcinfo, TRAIN_LABEL);
	recipe.weight = get_text(fcinfo, TRAIN_WEIGHT);
	recipe.frequency = get_text(fcinfo, TRAIN_FREQUENCY);
	recipe.offset = get_text(fcinfo, TRAIN_OFFSET);
	recipe.cluster = get_text(fcinfo, TRAIN_CLUSTER);
	recipe.holdout_by = get_text(fcinfo, TRAIN_HOLDOUT_BY);
	recipe.options = options_text(fcinfo, TRAIN_OPTIONS);
	recipe.partition = get_text(fcinfo, TRAIN_PARTITION);
	recipe.by = get_text(fcinfo, TRAIN_BY);
	recipe.family = logistic_family_read(get_text(fcinfo, TRAIN_FAMILY));
	recipe.is_distributed = recipe.partition != NULL ||
		(!PG_ARGISNULL(TRAIN_DISTRIBUTED) && PG_GETARG_BOOL(TRAIN_DISTRIBUTED));
	if (recipe.family == LOGISTIC_FAMILY_MULTINOMIAL)
		check_multinomial(&recipe);
	if (recipe.by != NULL)
		check_by(&recipe);
	if (recipe.is_distributed && recipe.cluster != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("clustered errors need the rows themselves, which a distributed fit does not fetch"),
				 errhint("Leave cluster_column out, or train without distributed and partition_key.")));
	tell_of_fetching(&recipe);
	if (!PG_ARGISNULL(TRAIN_GATE))
	{
		given.gate = PG_GETARG_JSONB_P(TRAIN_GATE);
		(void) logistic_gate_read(given.gate);
	}
	if (!PG_ARGISNULL(TRAIN_KEEP))
		given.keep = logistic_keep_check(PG_GETARG_INT32(TRAIN_KEEP));
	given.comment = get_text(fcinfo, TRAIN_COMMENT);
	logistic_refit_train(&registry, name, &recipe, &given, promote, holdout,
						 &refit);
	PG_RETURN_INT32(refit.version);
}

/* Puts the outcome of a refit into columns from "first" on. */
static void
put_refit(Datum *values, bool *nulls, int first, const LogisticRefit *refit)
{
	values[first] = Int32GetDatum(refit->version);
	nulls[first] = refit->version == 0;
	values[first + 1] = BoolGetDatum(refit->promoted);
	nulls[first + 1] = false;
	values[first + 2] = CStringGetTextDatum(refit->status);
	nulls[first + 2] = false;
	values[first + 3] = Int64GetDatum(refit->nobs);
	nulls[first + 3] = refit->version == 0;
	values[first + 4] = Float8GetDatum(refit->log_loss);
	nulls[first + 4] = isnan(refit->log_loss);
	values[first + 5] = Float8GetDatum(refit->champion_log_loss);
	nulls[first + 5] = isnan(refit->champion_log_loss);
	values[first + 6] = CStringGetTextDatum(refit->reason);
	nulls[first + 6] = false;
}

#define REFIT_COLUMNS 7

/* The arguments of a refit: NULL stands for the default. */
static LogisticPromotion
get_promotion(FunctionCallInfo fcinfo, int argument)
{
	return PG_ARGISNULL(argument) ? LOGISTIC_PROMOTE_IF_BETTER :
		logistic_promotion_read(PG_GETARG_TEXT_PP(argument));
}

static double
get_holdout(FunctionCallInfo fcinfo, int argument)
{
	return PG_ARGISNULL(argument) ? LOGISTIC_STORED_HOLDOUT :
		logistic_holdout_check(PG_GETARG_FLOAT8(argument));
}

/*
 * logistic_refit(name text, promote text DEFAULT 'if_better',
 *		holdout float8 DEFAULT NULL)
 *		-> (version integer, promoted boolean, status text, nobs bigint,
 *			log_loss float8, champion_log_loss float8, reason text)
 *
 * Runs the query of the active version again and stores a new version, which
 * takes over if it may (promotion.c).  A NULL holdout is that of the version.
 * Errors: a NULL name, no such model, a model of another role, a query that is
 * missing or not accepted, no rows to fit, and whatever the query or the fit
 * raises; the model stays as it was then.
 */
PG_FUNCTION_INFO_V1(logistic_refit);
Datum
logistic_refit(PG_FUNCTION_ARGS)
{
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	text	   *name = get_required(fcinfo, 0, "name of the model");
	LogisticRefit refit;
	TupleDesc	descriptor;
	Datum		values[REFIT_COLUMNS];
	bool		nulls[REFIT_COLUMNS];

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	(void) logistic_refit_run(&registry, name, get_promotion(fcinfo, 1),
							  get_holdout(fcinfo, 2), false, &refit);
	put_refit(values, nulls, 0, &refit);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor),
													  values, nulls)));
}

/*
 * logistic_refit_all(promote text DEFAULT 'if_better',
 *		holdout float8 DEFAULT NULL)
 *		-> SETOF (name text, and the columns of logistic_refit)
 *
 * Refits every model that the current role owns, in the order of names.  One
 * that fails has the status "failed", and the error as its reason, is recorded
 * and warned of; the others go on.  Models without a query, and with one that
 * is not accepted, are passed over.
 */
PG_FUNCTION_INFO_V1(logistic_refit_all);
Datum
logistic_refit_all(PG_FUNCTION_ARGS)
{
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	LogisticPromotion promote = get_promotion(fcinfo, 0);
	double		holdout = get_holdout(fcinfo, 1);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	List	   *names = logistic_registry_names(&registry);
	MemoryContext scratch;
	MemoryContext old_context;
	ListCell   *cell;

	InitMaterializedSRF(fcinfo, 0);
	scratch = AllocSetContextCreate(CurrentMemoryContext, "logistic refit",
									ALLOCSET_DEFAULT_SIZES);
	foreach(cell, names)
	{
		text	   *name = lfirst(cell);
		LogisticRefit refit;
		Datum		values[REFIT_COLUMNS + 1];
		bool		nulls[REFIT_COLUMNS + 1];

		CHECK_FOR_INTERRUPTS();
		old_context = MemoryContextSwitchTo(scratch);
		if (logistic_refit_try(&registry, name, promote, holdout, &refit))
		{
			values[0] = PointerGetDatum(name);
			nulls[0] = false;
			put_refit(values, nulls, 1, &refit);
			tuplestore_putvalues(result->setResult, result->setDesc, values,
								 nulls);
		}
		MemoryContextSwitchTo(old_context);
		MemoryContextReset(scratch);
	}
	MemoryContextDelete(scratch);
	return (Datum) 0;
}

/* The names of models in an error, of which the first ones are listed. */
#define NAMES_LIMIT		10

/*
 * logistic_refit_each(promote text DEFAULT 'if_better',
 *		holdout float8 DEFAULT NULL), a procedure
 *
 * Refits the same models as logistic_refit_all, and commits after each: one
 * that fails is recorded, and so seen by whoever looks.  Errors: within a
 * transaction, and in the end where a model failed, naming those that did.
 *
 * It has no SET clause and is not SECURITY DEFINER: the server does not let
 * such procedures commit.
 */
PG_FUNCTION_INFO_V1(logistic_refit_each);
Datum
logistic_refit_each(PG_FUNCTION_ARGS)
{
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	LogisticPromotion promote = get_promotion(fcinfo, 0);
	double		holdout = get_holdout(fcinfo, 1);
	CallContext *call = castNode(CallContext, fcinfo->context);
	MemoryContext context;
	MemoryContext scratch;
	StringInfoData failed;
	List	   *names;
	ListCell   *cell;
	int			n_failed = 0;
	int			n = 0;

	if (call->atomic)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TRANSACTION_TERMINATION),
				 errmsg("logistic_refit_each commits after each model, and cannot do so within a transaction"),
				 errhint("Call it alone: one statement outside of a transaction block, function and multi-statement command; logistic_refit_all refits within one.")));

	/* results of SPI outlive each transaction */
	SPI_connect_ext(SPI_OPT_NONATOMIC);
	context = CurrentMemoryContext;
	scratch = AllocSetContextCreate(context, "logistic refit",
									ALLOCSET_DEFAULT_SIZES);
	initStringInfo(&failed);
	names = logistic_registry_names(&registry);
	foreach(cell, names)
	{
		text	   *name = lfirst(cell);
		LogisticRefit refit;

		CHECK_FOR_INTERRUPTS();

		/* a commit takes the snapshot of the call along */
		EnsurePortalSnapshotExists();
		MemoryContextSwitchTo(scratch);
		if (logistic_refit_try(&registry, name, promote, holdout, &refit))
		{
			n++;
			if (refit.version == 0 && n_failed++ < NAMES_LIMIT)
				appendStringInfo(&failed, "%s\"%s\" (%s)",
								 n_failed > 1 ? ", " : "",
								 text_to_cstring(name), refit.reason);
		}
		MemoryContextSwitchTo(context);
		MemoryContextReset(scratch);
		SPI_commit();
	}
	if (n_failed > 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("refit of %d of %d models failed: %s%s", n_failed, n,
						failed.data, n_failed > NAMES_LIMIT ? ", ..." : ""),
				 errdetail("All others are refitted and committed."),
				 errhint("The view logistic_refits has each attempt.")));
	SPI_finish();
	PG_RETURN_VOID();
}
