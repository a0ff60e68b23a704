/*-------------------------------------------------------------------------
 *
 * refit.c
 *		Trains models into the registry, and again on a schedule.
 *
 * A new version takes over from the active one by these rules.  A fit that
 * did not converge never does, except in a training where no version is
 * active, as there is nothing better.  With 'if_better' the gates decide: the
 * gate model of a version is a fit made without the rows held out, and which
 * rows these are depends on nothing that changes (holdout.c).  So champion
 * and challenger are judged by log loss on rows that neither has seen, and a
 * tie keeps the champion.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/xact.h"
#include "catalog/namespace.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/lsyscache.h"

#include "pg/compat.h"
#include "registry/model_lock.h"
#include "registry/stored_version.h"
#include "training/refit.h"
#include "training/training.h"

#define NAME_LIMIT 255			/* bytes in the name of a model */

static const char *const promotion_names[] = {"always", "if_better", "never"};

LogisticPromotion
logistic_promotion_read(text *name)
{
	char	   *printed = text_to_cstring(name);
	int			i;

	for (i = 0; i < lengthof(promotion_names); i++)
		if (strcmp(printed, promotion_names[i]) == 0)
			return (LogisticPromotion) i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for \"%s\": \"%s\"", "promote", printed),
			 errhint("It is one of \"always\", \"if_better\" and \"never\".")));
	return LOGISTIC_PROMOTE_NEVER;	/* keep the compiler quiet */
}

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

void
logistic_model_name_check(text *name)
{
	int			length = VARSIZE_ANY_EXHDR(name);

	if (length == 0 || length > NAME_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_NAME),
				 errmsg("name of the model has %d bytes, but must have 1 to %d",
						length, NAME_LIMIT)));
}

/* The current search path as it is now, without temporary schemas. */
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

	/* where it is not named, it would come first */
	appendStringInfoString(&printed, "pg_temp");
	return printed.data;
}

/* Stands for the active version where there is none. */
static const LogisticStored no_version;

/* Decides whether a fit becomes the active version, and says why. */
static char *
decide(const LogisticTraining *training, LogisticPromotion promote,
	   const LogisticStored *champion, bool is_refit, bool *promoted)
{
	const char *status = logistic_status_name(training->model->status);
	bool		has_converged = training->model->status == LOGISTIC_CONVERGED;

	*promoted = false;
	if (promote == LOGISTIC_PROMOTE_NEVER)
		return pstrdup("not asked to be promoted");
	if (!has_converged && (is_refit || champion->version > 0))
		return psprintf("status of the fit: %s", status);
	if (champion->version == 0)
	{
		*promoted = true;
		return has_converged ? pstrdup("there was no active version") :
			psprintf("there was no active version; status of the fit: %s",
					 status);
	}
	if (promote == LOGISTIC_PROMOTE_ALWAYS)
	{
		*promoted = true;
		return pstrdup("the fit converged");
	}
	if (training->holdout == 0.0)
		return pstrdup("no rows were held out to compare on");
	if (champion->gate_model == NULL)
		return psprintf("version %d has no fit without the rows held out",
						champion->version);
	if (isnan(training->log_loss) || isnan(training->champion_log_loss))
		return pstrdup("no row held out could be scored");
	*promoted = training->log_loss < training->champion_log_loss;
	return psprintf("log loss %.6g against %.6g of version %d, on " INT64_FORMAT " rows held out",
					training->log_loss, training->champion_log_loss,
					champion->version, training->judged);
}

/* Stores a fit that was judged, and promotes it if it may. */
static void
store(const LogisticRegistry *registry, text *name, Oid owner,
	  const LogisticTraining *training, LogisticPromotion promote,
	  const LogisticStored *champion, LogisticRefit *refit)
{
	bool		is_refit = training->stored != NULL;

	refit->reason = decide(training, promote, champion, is_refit,
						   &refit->promoted);
	refit->status = logistic_status_name(training->model->status);
	refit->nobs = training->model->statistics.nobs;
	refit->log_loss = training->log_loss;
	refit->champion_log_loss = training->champion_log_loss;
	refit->version = logistic_registry_add_version(registry, name, training,
												   owner, refit->reason);
	if (refit->promoted)
		logistic_registry_activate(registry, name, refit->version,
								   is_refit ? "refit" : "train");
	else if (promote != LOGISTIC_PROMOTE_NEVER)
		ereport(NOTICE,
				(errmsg("version %d of model \"%s\" is not promoted",
						refit->version, text_to_cstring(name)),
				 errdetail("Reason: %s.", refit->reason)));
}

/* Finds a model that the current role may change. */
static void
require_own(const LogisticRegistry *registry, text *name,
			LogisticRegistered *found)
{
	logistic_registry_require(registry, name, NULL, LOGISTIC_ACCESS_OWNER,
							  found);
}

void
logistic_refit_train(const LogisticRegistry *registry, text *name,
					 const LogisticRecipe *recipe, char *comment,
					 LogisticPromotion promote, double holdout,
					 LogisticRefit *refit)
{
	LogisticTraining training;
	LogisticRegistered found;
	LogisticStored champion = no_version;

	if (logistic_registry_find(registry, name, NULL, &found))
		require_own(registry, name, &found);

	/* while this waits, the model may come, go or change hands */
	(void) logistic_model_claim(registry, name);
	require_own(registry, name, &found);
	if (found.active > 0)
		champion = logistic_stored_version(registry, name, found.active, NULL);

	training.recipe = *recipe;
	training.holdout = holdout;
	training.trainer = GetUserId();
	training.found = NULL;
	training.stored = NULL;
	logistic_training_run(registry, name, &training,
						  promote == LOGISTIC_PROMOTE_IF_BETTER ?
						  champion.gate_model : NULL, champion.holdout);

	/* the query has run along the search path of the session */
	training.recipe.search_path = current_search_path();
	if (!OidIsValid(found.owner))
	{
		logistic_registry_adopt(registry, name);
		found.owner = GetUserId();
	}
	if (comment != NULL)
	{
		LogisticSettings settings = logistic_registry_settings(registry, name,
															   NULL);

		settings.comment = comment;
		logistic_registry_set(registry, name, &settings);
	}
	store(registry, name, found.owner, &training, promote, &champion, refit);
}

void
logistic_refit_run(const LogisticRegistry *registry, text *name,
				   LogisticPromotion promote, double holdout,
				   LogisticRefit *refit)
{
	LogisticTraining training;
	LogisticRegistered found;
	LogisticStored stored;
	LogisticStored champion = no_version;

	require_own(registry, name, &found);
	(void) logistic_model_lock(registry, name);
	require_own(registry, name, &found);

	/* without an active version, the latest one is repeated */
	stored = logistic_stored_version(registry, name, found.active > 0 ?
									 found.active :
									 logistic_registry_last(registry,
															LOGISTIC_TABLE_VERSION,
															name),
									 NULL);
	if (found.active > 0)
		champion = stored;
	training.recipe = stored.recipe;
	training.holdout = holdout;
	training.trainer = GetUserId();
	training.found = &found;
	training.stored = &stored;
	logistic_training_run(registry, name, &training,
						  promote == LOGISTIC_PROMOTE_IF_BETTER ?
						  champion.gate_model : NULL, champion.holdout);
	store(registry, name, found.owner, &training, promote, &champion, refit);
}
