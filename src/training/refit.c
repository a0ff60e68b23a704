/*-------------------------------------------------------------------------
 *
 * refit.c
 *		Trains models into the registry, and again on a schedule.
 *
 * Which versions are promoted: promotion.c.  Each attempt of a refit leaves a
 * row; one that fails does so only where the transaction goes on, as the
 * server has no transactions within transactions.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/namespace.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/lsyscache.h"
#include "utils/resowner.h"
#include "utils/timestamp.h"

#include "pg/compat.h"
#include "registry/model_lock.h"
#include "registry/stored_query.h"
#include "training/group_refit.h"
#include "training/refit.h"
#include "training/training.h"
#include "training/training_rows.h"

double
logistic_holdout_check(double holdout)
{
	if (!(holdout >= 0.0 && holdout < 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("holdout is %s, but must be at least 0 and below 1",
						float8out_internal(holdout)),
				 errhint("It is the share of the rows that a version is judged on; 0 judges none.")));
	return holdout;
}

/* The schemas of the current search path, without temporary ones. */
static char *
current_search_path(void)
{
	List	   *path = fetch_search_path(false);
	ListCell   *cell;
	StringInfoData printed;

	initStringInfo(&printed);
	foreach(cell, path)
	{
		char	   *schema = get_namespace_name(lfirst_oid(cell));

		if (schema == NULL || isAnyTempNamespace(lfirst_oid(cell)))
			continue;
		appendStringInfo(&printed, "%s, ", quote_identifier(schema));
	}

	/* named last: unnamed, it would be searched first */
	appendStringInfoString(&printed, "pg_temp");
	return printed.data;
}

/* Stores a fit that was judged, and promotes it if it may be. */
static void
store(const LogisticRegistry *registry, text *name, Oid owner, int keep,
	  const LogisticTraining *training, LogisticPromotion promote,
	  LogisticRefit *refit)
{
	refit->reason = logistic_promotion_decide(training, promote,
											  &refit->promoted);
	refit->status = logistic_status_name(training->model->status);
	refit->nobs = training->model->statistics.nobs;
	refit->log_loss = training->log_loss;
	refit->champion_log_loss = training->champion_log_loss;
	refit->version = logistic_registry_add_version(registry, name, training,
												   owner, refit->reason);
	if (refit->promoted)
		logistic_registry_activate(registry, name, refit->version,
								   training->stored != NULL ? "refit" :
								   "train");
	if (keep > 0)
		logistic_registry_prune(registry, name, keep);
}

/* Finds a model that the current role may change. */
static void
require_own(const LogisticRegistry *registry, text *name,
			LogisticRegistered *found)
{
	logistic_registry_require(registry, name, NULL, LOGISTIC_ACCESS_OWNER,
							  found);
}

/* The settings of a name with those that are given, which are stored. */
static LogisticSettings
settle(const LogisticRegistry *registry, text *name,
	   const LogisticSettings *given)
{
	LogisticSettings settings = logistic_registry_settings(registry, name,
														   NULL);

	if (given->gate == NULL && given->keep == 0 && given->comment == NULL)
		return settings;
	if (given->gate != NULL)
		settings.gate = given->gate;
	if (given->keep > 0)
		settings.keep = given->keep;
	if (given->comment != NULL)
		settings.comment = given->comment;
	logistic_registry_set(registry, name, &settings);
	return settings;
}

void
logistic_refit_train(const LogisticRegistry *registry, text *name,
					 const LogisticRecipe *recipe,
					 const LogisticSettings *given,
					 LogisticPromotion promote, double holdout,
					 LogisticRefit *refit)
{
	LogisticTraining training;
	LogisticRegistered found;
	LogisticSettings settings;
	LogisticStored champion;
	LogisticGroupFits fits;

	if (logistic_registry_find(registry, name, NULL, &found))
		require_own(registry, name, &found);

	/* while this waits, the model may come, go or change hands */
	(void) logistic_model_claim(registry, name);
	require_own(registry, name, &found);
	settings = settle(registry, name, given);
	if (found.active > 0)
		champion = logistic_stored_version(registry, name, found.active, NULL);

	training.recipe = *recipe;
	training.holdout = holdout;
	training.trainer = GetUserId();
	training.found = NULL;
	training.stored = NULL;
	training.champion = found.active > 0 ? &champion : NULL;
	training.is_compared = promote == LOGISTIC_PROMOTE_IF_BETTER;
	training.gate = logistic_gate_read(settings.gate);
	training.tells = true;
	if (recipe->by != NULL)
		fits = logistic_group_refit_fit(registry, name, &training);
	else
		logistic_training_run(registry, name, &training);

	/* the query has run along the search path of the session */
	training.recipe.search_path = current_search_path();
	if (!OidIsValid(found.owner))
	{
		logistic_registry_adopt(registry, name);
		found.owner = GetUserId();
	}
	if (recipe->by != NULL)
	{
		logistic_group_refit_store(registry, name, found.owner, settings.keep,
								   &training, &fits, promote, refit);
		return;
	}
	store(registry, name, found.owner, settings.keep, &training, promote,
		  refit);
	logistic_training_tell(name, refit->version, &training, refit->promoted,
						   refit->reason);
}

/*
 * The version whose query is run again: the active one or, where there is
 * none, the latest.
 */
static LogisticStored
version_to_repeat(const LogisticRegistry *registry, text *name,
				  const LogisticRegistered *found)
{
	int32		version = found->active > 0 ? found->active :
		logistic_registry_last(registry, LOGISTIC_TABLE_VERSION, name);

	return logistic_stored_version(registry, name, version, NULL);
}

/* Raises a NOTICE that a stored query may not run, if it can be accepted. */
static void
pass_over_query(text *name, const LogisticStored *stored)
{
	if (stored->recipe.query != NULL)
		ereport(NOTICE,
				(errmsg("model \"%s\" is passed over: the query of version %d was not stored by its owner",
						text_to_cstring(name), stored->version),
				 errhint("Read the query in the view logistic_model_versions; logistic_accept lets it run with the rights of the owner.")));
}

/* Records an attempt that has made a version. */
static void
record_success(const LogisticRegistry *registry, text *name,
			   const LogisticTraining *training, const LogisticRefit *refit)
{
	LogisticAttempt attempt = {0};

	attempt.begun_at = training->fitted_at;
	attempt.duration = training->duration;
	attempt.outcome = refit->promoted ? "promoted" : "kept";
	attempt.version = refit->version;
	attempt.message = refit->reason;
	logistic_registry_record(registry, name, &attempt);
}

bool
logistic_refit_run(const LogisticRegistry *registry, text *name,
				   LogisticPromotion promote, double holdout, bool pass_over,
				   LogisticRefit *refit)
{
	LogisticTraining training;
	LogisticRegistered found;
	LogisticSettings settings;
	LogisticStored stored;

	require_own(registry, name, &found);
	(void) logistic_model_lock(registry, name);
	require_own(registry, name, &found);
	stored = version_to_repeat(registry, name, &found);
	if (pass_over && OidIsValid(found.owner) &&
		!logistic_stored_query_check(registry, name, &found, &stored, false))
	{
		pass_over_query(name, &stored);
		return false;
	}
	settings = logistic_registry_settings(registry, name, NULL);
	training.recipe = stored.recipe;
	training.holdout = holdout == LOGISTIC_STORED_HOLDOUT ? stored.holdout :
		holdout;
	training.trainer = GetUserId();
	training.found = &found;
	training.stored = &stored;
	training.champion = found.active > 0 ? &stored : NULL;
	training.is_compared = promote == LOGISTIC_PROMOTE_IF_BETTER;
	training.gate = logistic_gate_read(settings.gate);
	training.tells = !pass_over;
	if (training.recipe.by != NULL)
	{
		LogisticGroupFits fits = logistic_group_refit_fit(registry, name,
														  &training);

		logistic_group_refit_store(registry, name, found.owner, settings.keep,
								   &training, &fits, promote, refit);
		record_success(registry, name, &training, refit);
		return true;
	}
	logistic_training_run(registry, name, &training);
	store(registry, name, found.owner, settings.keep, &training, promote,
		  refit);
	record_success(registry, name, &training, refit);

	/* logistic_refit_all has a result row for each */
	if (!pass_over)
		logistic_training_tell(name, refit->version, &training,
							   refit->promoted, refit->reason);
	return true;
}

/* Is this an error for one model, or for the whole statement? */
static bool
ends_statement(const ErrorData *error)
{
	return error->sqlerrcode == ERRCODE_QUERY_CANCELED ||
		ERRCODE_TO_CATEGORY(error->sqlerrcode) ==
		ERRCODE_OPERATOR_INTERVENTION;
}

/* Records an attempt that failed, and warns of it. */
static void
record_failure(const LogisticRegistry *registry, text *name,
			   TimestampTz begun_at, const ErrorData *error,
			   LogisticRefit *refit)
{
	LogisticAttempt attempt = {0};

	refit->version = 0;
	refit->promoted = false;
	refit->status = "failed";
	refit->log_loss = refit->champion_log_loss = get_float8_nan();
	refit->reason = error->message;

	attempt.begun_at = begun_at;
	attempt.duration = GetCurrentTimestamp() - begun_at;
	attempt.outcome = refit->status;
	attempt.sqlstate = pstrdup(unpack_sql_state(error->sqlerrcode));
	attempt.message = error->message;

	/* the model may have been dropped meanwhile */
	if (logistic_model_lock(registry, name))
		logistic_registry_record(registry, name, &attempt);
	ereport(WARNING,
			(errmsg("refit of model \"%s\" failed: %s",
					text_to_cstring(name), error->message)));
}

bool
logistic_refit_try(const LogisticRegistry *registry, text *name,
				   LogisticPromotion promote, double holdout,
				   LogisticRefit *refit)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	TimestampTz begun_at = GetCurrentTimestamp();
	LogisticRegistered found;
	ErrorData  *volatile error = NULL;
	volatile bool is_done = false;

	if (!logistic_registry_find(registry, name, NULL, &found) ||
		logistic_registry_access(registry, name, NULL, &found) <
		LOGISTIC_ACCESS_OWNER)
		return false;
	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		is_done = logistic_refit_run(registry, name, promote, holdout, true,
									 refit);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	if (error != NULL)
	{
		if (ends_statement(error))
			ReThrowError(error);
		record_failure(registry, name, begun_at, error, refit);
		is_done = true;
	}
	return is_done;
}
