/*-------------------------------------------------------------------------
 *
 * promotion.c
 *		Decides whether a fit becomes the active version of its model.
 *
 * A fit that did not converge, or that has one class, never replaces a
 * version; a name without an active version takes any fit.  'always' asks for
 * no more, and tells which key of the gate does not hold.  With 'if_better' every key of the gate must hold, and then the log
 * loss of the challenger must be below that of the champion on the rows that
 * are held out.  A tie keeps the champion, and Infinity is the largest loss.
 * Where either loss is unknown the keys of the gate decide alone.
 *
 * The gate model of a version is a fit made without the rows held out, and
 * which rows these are depends on nothing that changes (holdout.c).  So
 * champion and challenger are judged on rows that neither has seen.  A fit of
 * separated data competes like any other: its loss tells whether it is good.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "model/model_warning.h"
#include "training/promotion.h"

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

/* The figure that a key of the gate limits; NaN if it is unknown. */
static double
figure(const LogisticTraining *training, LogisticGateKey key)
{
	const LogisticStatistics *fit = &training->model->statistics;
	const LogisticModel *champion = training->champion != NULL ?
		training->champion->model : NULL;
	int64		active = champion != NULL ? champion->statistics.nobs : -1;

	switch (key)
	{
		case LOGISTIC_GATE_MIN_ROWS:
			return (double) fit->nobs;
		case LOGISTIC_GATE_MIN_POSITIVES:
			return training->classes != NULL ? NAN :
				(double) fit->n_positive;
		case LOGISTIC_GATE_MAX_LOG_LOSS:
			return training->log_loss;
		case LOGISTIC_GATE_MIN_ROC_AUC:
			return training->roc_auc;
		case LOGISTIC_GATE_MIN_SHARE:

			/* a model that was written by hand has no rows to fall below */
			return active > 0 ? (double) fit->nobs / (double) active : INFINITY;
		case LOGISTIC_GATE_MAX_PSI:
			return training->psi;
		case LOGISTIC_GATE_MIN_IMPROVEMENT:
		case LOGISTIC_N_GATE_KEYS:
			break;
	}
	return NAN;
}

/*
 * Does the fit pass the gate?  If not, why; else NULL.  If not is_compared,
 * the keys about another version do not count.
 */
static char *
refused_by_gate(const LogisticTraining *training, bool is_compared)
{
	LogisticGateKey key;

	for (key = 0; key < LOGISTIC_N_GATE_KEYS; key++)
	{
		double		limit = training->gate.limits[key];
		double		value;

		if (isnan(limit) || key == LOGISTIC_GATE_MIN_IMPROVEMENT)
			continue;
		if (!is_compared && (key == LOGISTIC_GATE_MIN_SHARE ||
							 key == LOGISTIC_GATE_MAX_PSI))
			continue;
		value = figure(training, key);
		if (isnan(value))
			return psprintf("the gate asks for %s %.6g, which is not known%s%s",
							logistic_gate_key(key), limit,
							training->unjudged ? ": " : "",
							training->unjudged ? training->unjudged : "");
		if (key == LOGISTIC_GATE_MAX_LOG_LOSS || key == LOGISTIC_GATE_MAX_PSI ?
			value <= limit : value >= limit)
			continue;
		switch (key)
		{
			case LOGISTIC_GATE_MIN_SHARE:
				return psprintf(INT64_FORMAT " rows are %.3g of the " INT64_FORMAT " of version %d, the gate asks for %s %.6g",
								training->model->statistics.nobs, value,
								training->champion->model->statistics.nobs,
								training->champion->version,
								logistic_gate_key(key), limit);
			case LOGISTIC_GATE_MAX_PSI:
				return psprintf("the PSI of \"%s\" is %.3g, the gate asks for %s %.6g",
								training->psi_term, value,
								logistic_gate_key(key), limit);
			default:
				return psprintf("the gate asks for %s %.6g, not %.6g",
								logistic_gate_key(key), limit, value);
		}
	}
	return NULL;
}

/* Does the challenger beat the champion?  Says why, or why not. */
static char *
compare(const LogisticTraining *training, bool *promoted)
{
	const LogisticStored *champion = training->champion;
	double		improvement =
		training->gate.limits[LOGISTIC_GATE_MIN_IMPROVEMENT];
	double		bound = training->champion_log_loss;
	StringInfoData reason;

	*promoted = true;
	if (training->unjudged != NULL)
		return psprintf("not compared: %s", training->unjudged);
	if (champion->recipe.by != NULL && training->recipe.by == NULL)
		return psprintf("not compared: version %d has models by \"%s\"",
						champion->version, champion->recipe.by);
	if (champion->recipe.family != training->recipe.family)
		return psprintf("not compared: version %d is of family %s",
						champion->version,
						logistic_family_name(champion->recipe.family));
	if (champion->gate_model == NULL)
		return psprintf("not compared: version %d has no fit without the rows held out",
						champion->version);
	if (isnan(training->log_loss) || isnan(training->champion_log_loss))
		return pstrdup("not compared: no row held out could be scored");

	/* nothing is subtracted from Infinity, which could give NaN */
	if (!isnan(improvement) && !isinf(bound))
		bound -= improvement;
	*promoted = training->log_loss < bound;
	initStringInfo(&reason);
	appendStringInfo(&reason, "log loss %.6g against %.6g of version %d, on " INT64_FORMAT " rows held out",
					 training->log_loss, training->champion_log_loss,
					 champion->version, training->judged);
	if (!*promoted && training->log_loss < training->champion_log_loss)
		appendStringInfo(&reason, "; the gate asks for min_improvement %.6g",
						 improvement);
	if (training->champion_has_seen)
		appendStringInfo(&reason, "; version %d was fitted to some of these rows",
						 champion->version);
	return reason.data;
}

/* A promotion that passes by the gate, and what the gate would have said. */
static char *
pass_by_gate(const LogisticTraining *training, const char *reason)
{
	char	   *refused = refused_by_gate(training, false);

	return refused == NULL ? pstrdup(reason) :
		psprintf("%s, although %s", reason, refused);
}

/* The decision, without the remark on separation. */
static char *
decide(const LogisticTraining *training, LogisticPromotion promote,
	   bool *promoted)
{
	LogisticStatus status = training->model->status;
	bool		has_end = status == LOGISTIC_CONVERGED ||
		status == LOGISTIC_SEPARATED;
	char	   *refused;

	*promoted = false;
	if (promote == LOGISTIC_PROMOTE_NEVER)
		return pstrdup("not asked to be promoted");
	if (training->champion == NULL)
	{
		*promoted = true;
		return has_end ?
			pass_by_gate(training, "there was no active version") :
			psprintf("there was no active version; status of the fit: %s",
					 logistic_status_name(status));
	}
	if (!has_end)
		return psprintf("status of the fit: %s", logistic_status_name(status));
	if (promote == LOGISTIC_PROMOTE_ALWAYS)
	{
		*promoted = true;
		return pass_by_gate(training, status == LOGISTIC_CONVERGED ?
							"the fit converged" : "promoted as it is");
	}
	refused = refused_by_gate(training, true);
	return refused != NULL ? refused : compare(training, promoted);
}

char *
logistic_promotion_decide(const LogisticTraining *training,
						  LogisticPromotion promote, bool *promoted)
{
	char	   *reason = decide(training, promote, promoted);

	if (training->model->status == LOGISTIC_SEPARATED)
		return psprintf("%s; separated: %s", reason,
						logistic_model_infinite_terms(training->model));
	return reason;
}
