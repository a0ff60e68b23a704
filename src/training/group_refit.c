/*-------------------------------------------------------------------------
 *
 * group_refit.c
 *		Trains a version by groups and stores it.
 *
 * Each group is promoted on its own, by the rules for one model.  With
 * 'if_better' a group that was refused, or that has no rows any more, keeps
 * the model of the active version; so the new version has the better model of
 * each group.  A version of which no group was promoted keeps the fits that it
 * made, and is not the active one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/float.h"

#include "registry/registry_write.h"
#include "training/group_refit.h"

#define NAMED_GROUPS	3		/* in a message */

/* The groups of the active version; none if it is not by this column. */
static List *
champions_of(const LogisticRegistry *registry, text *name,
			 const LogisticTraining *training)
{
	const LogisticStored *champion = training->champion;

	if (champion == NULL || champion->recipe.by == NULL ||
		strcmp(champion->recipe.by, training->recipe.by) != 0)
		return NIL;
	return logistic_groups_read(registry, name, champion->version, NULL);
}

LogisticGroupFits
logistic_group_refit_fit(const LogisticRegistry *registry, text *name,
						 LogisticTraining *training)
{
	return logistic_group_training_run(registry, name, training,
									   champions_of(registry, name, training));
}

/* Counts over all groups, for messages. */
typedef struct Outcome
{
	int			n_promoted;
	int			n_refused;
	int			n_gone;			/* groups without rows, that keep their model */
	LogisticStatus worst;
	int			n_worst;		/* groups of that status */
	StringInfoData refused;		/* the first of them, and why */
	double		loss;			/* sums over the rows held out ... */
	double		champion_loss;
	int64		n_judged;		/* ... and their numbers */
	int64		n_compared;
} Outcome;

/* How bad a status is. */
static int
badness(LogisticStatus status)
{
	switch (status)
	{
		case LOGISTIC_MAX_ITERATIONS:
			return 3;
		case LOGISTIC_ONE_CLASS:
			return 2;
		case LOGISTIC_SEPARATED:
			return 1;
		case LOGISTIC_CONVERGED:
		case LOGISTIC_GIVEN:
			break;
	}
	return 0;
}

/* Decides on a group. */
static void
decide(const LogisticTraining *version, LogisticGroupFit *fit,
	   LogisticPromotion promote)
{
	fit->reason = logistic_promotion_decide(&fit->training, promote,
											&fit->promoted);
	if (fit->training.champion == NULL && version->champion != NULL &&
		promote != LOGISTIC_PROMOTE_NEVER)
		fit->reason = psprintf("the group is new; status of the fit: %s",
							   logistic_status_name(fit->training.model->status));
}

/* Counts a group. */
static void
count(Outcome *outcome, const LogisticGroupFit *fit)
{
	const LogisticTraining *training = &fit->training;
	LogisticStatus status = training->model->status;

	if (badness(status) > badness(outcome->worst))
	{
		outcome->worst = status;
		outcome->n_worst = 0;
	}
	if (badness(status) == badness(outcome->worst))
		outcome->n_worst++;
	if (!isnan(training->log_loss))
	{
		outcome->loss += training->log_loss * training->judged;
		outcome->n_judged += training->judged;
	}
	if (!isnan(training->champion_log_loss))
	{
		outcome->champion_loss += training->champion_log_loss *
			training->judged;
		outcome->n_compared += training->judged;
	}
	if (fit->promoted)
		outcome->n_promoted++;
	else if (outcome->n_refused++ < NAMED_GROUPS)
		appendStringInfo(&outcome->refused, "; \"%s\": %s", fit->value,
						 fit->reason);
}

/* A group as it is stored with its own fit. */
static LogisticGroup
group_of(const LogisticGroupFit *fit, int32 version)
{
	const LogisticTraining *training = &fit->training;
	LogisticGroup group;

	group.value = fit->value;
	group.model = training->model;
	group.gate_model = training->gate_model;
	group.judged = training->judged;
	group.score_deciles = training->score_deciles;
	group.distribution = training->distribution;
	group.log_loss = training->log_loss;
	group.roc_auc = training->roc_auc;
	group.from_version = version;
	group.reason = fit->reason;
	return group;
}

/* Stores a model of the active version once more. */
static void
keep_champion(const LogisticRegistry *registry, text *name, int32 version,
			  LogisticGroup *champion, const char *reason)
{
	champion->reason = reason;
	logistic_group_add(registry, name, version, champion);
}

/*
 * Stores the groups, which both come in the order of their values: a promoted
 * one with its fit, another one with the champion's model; of a version that
 * is not promoted all with their fits.
 */
static void
store_groups(const LogisticRegistry *registry, text *name, int32 version,
			 const LogisticGroupFits *fits, List *champions,
			 bool is_promoted, bool keeps_gone, Outcome *outcome)
{
	ListCell   *next = list_head(champions);
	int			i;

	for (i = 0; i <= fits->n; i++)
	{
		const LogisticGroupFit *fit = i < fits->n ? &fits->fits[i] : NULL;
		LogisticGroup *champion = NULL;
		LogisticGroup group;

		CHECK_FOR_INTERRUPTS();
		for (; next != NULL; next = lnext(champions, next))
		{
			int			order;

			champion = lfirst(next);
			order = fit ? strcmp(champion->value, fit->value) : -1;
			if (order >= 0)
			{
				next = order == 0 ? lnext(champions, next) : next;
				champion = order == 0 ? champion : NULL;
				break;
			}
			if (is_promoted && keeps_gone)
			{
				outcome->n_gone++;
				keep_champion(registry, name, version, champion,
							  "the group has no rows any more");
			}
			champion = NULL;
		}
		if (fit == NULL)
			break;
		group = group_of(fit, version);
		if (is_promoted && !fit->promoted && champion != NULL)
			keep_champion(registry, name, version, champion, fit->reason);
		else
			logistic_group_add(registry, name, version, &group);
	}
}

/* Why the version was promoted, or was not. */
static char *
reason_of(const LogisticTraining *training, const Outcome *outcome, int n,
		  LogisticPromotion promote)
{
	StringInfoData reason;

	if (promote == LOGISTIC_PROMOTE_NEVER)
		return pstrdup("not asked to be promoted");
	initStringInfo(&reason);
	if (training->champion == NULL)
		appendStringInfo(&reason, "there was no active version; %d %s of \"%s\"",
						 n, n == 1 ? "group" : "groups", training->recipe.by);
	else
		appendStringInfo(&reason, "%d of %d groups of \"%s\" promoted",
						 outcome->n_promoted, n, training->recipe.by);
	appendStringInfoString(&reason, outcome->refused.data);
	if (outcome->n_refused > NAMED_GROUPS)
		appendStringInfo(&reason, "; and %d more",
						 outcome->n_refused - NAMED_GROUPS);
	return reason.data;
}

/* Raises the NOTICE about a version, and a WARNING about odd groups. */
static void
tell(text *name, const LogisticTraining *training,
	 const LogisticGroupFits *fits, const Outcome *outcome,
	 const LogisticRefit *refit)
{
	const LogisticGroupFit *smallest = &fits->fits[0];
	StringInfoData detail;
	int			i;

	if (badness(outcome->worst) > 0)
		ereport(WARNING,
				(errmsg("%d of %d groups of model \"%s\" are %s",
						outcome->n_worst, fits->n, text_to_cstring(name),
						logistic_status_name(outcome->worst)),
				 errhint("The view logistic_model_groups lists them.")));
	if (!training->tells)
		return;
	for (i = 1; i < fits->n; i++)
		if (fits->fits[i].training.model->statistics.nobs <
			smallest->training.model->statistics.nobs)
			smallest = &fits->fits[i];
	initStringInfo(&detail);
	appendStringInfo(&detail, "Groups: %d, rows used: " INT64_FORMAT ", fewest " INT64_FORMAT " in \"%s\".",
					 fits->n, refit->nobs,
					 smallest->training.model->statistics.nobs,
					 smallest->value);
	if (fits->n_skipped > 0)
		appendStringInfo(&detail, "\nLeft out for a NULL: " INT64_FORMAT ".",
						 fits->n_skipped);
	if (outcome->n_gone > 0)
		appendStringInfo(&detail, "\nGroups without rows that keep their model: %d.",
						 outcome->n_gone);
	if (outcome->n_judged > 0)
		appendStringInfo(&detail, "\nHeld out: " INT64_FORMAT " rows of groups with enough of them, log loss %.6g.",
						 outcome->n_judged, refit->log_loss);
	else
		appendStringInfoString(&detail, "\nHeld out: no metrics, as no group has enough rows.");
	ereport(NOTICE,
			(errmsg("version %d of model \"%s\" is %s: %s", refit->version,
					text_to_cstring(name),
					refit->promoted ? "active" : "not promoted",
					refit->reason),
			 errdetail_internal("%s", detail.data)));
}

void
logistic_group_refit_store(const LogisticRegistry *registry, text *name,
						   Oid owner, int keep, LogisticTraining *training,
						   LogisticGroupFits *fits,
						   LogisticPromotion promote, LogisticRefit *refit)
{
	Outcome		outcome = {0};
	int			i;

	outcome.worst = LOGISTIC_CONVERGED;
	initStringInfo(&outcome.refused);
	refit->nobs = 0;
	for (i = 0; i < fits->n; i++)
	{
		decide(training, &fits->fits[i], promote);
		count(&outcome, &fits->fits[i]);
		refit->nobs += fits->fits[i].training.model->statistics.nobs;
	}
	refit->promoted = outcome.n_promoted > 0;
	refit->status = logistic_status_name(outcome.worst);
	refit->log_loss = outcome.n_judged > 0 ?
		outcome.loss / outcome.n_judged : get_float8_nan();
	refit->champion_log_loss = outcome.n_compared > 0 ?
		outcome.champion_loss / outcome.n_compared : get_float8_nan();
	refit->reason = reason_of(training, &outcome, fits->n, promote);

	training->log_loss = refit->log_loss;
	refit->version = logistic_registry_add_version(registry, name, training,
												   owner, refit->reason);
	store_groups(registry, name, refit->version, fits,
				 champions_of(registry, name, training), refit->promoted,
				 promote == LOGISTIC_PROMOTE_IF_BETTER, &outcome);
	if (refit->promoted)
		logistic_registry_activate(registry, name, refit->version,
								   training->stored != NULL ? "refit" :
								   "train");
	if (keep > 0)
		logistic_registry_prune(registry, name, keep);
	tell(name, training, fits, &outcome, refit);
}
