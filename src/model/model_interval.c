/*-------------------------------------------------------------------------
 *
 * model_interval.c
 *		What a logistic_model says of its terms' confidence intervals.
 *
 * Wald intervals are estimate +- z std_error.  By profile, intervals end
 * where twice the log-likelihood has fallen by z^2 (Venzon & Moolgavkar,
 * Appl. Stat. 37, 1988).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"

#include "core/inference/profile.h"
#include "core/numeric/probability.h"
#include "model/model_interval.h"

/* Is the method a profile interval, or the default of a model with profiles? */
static bool
is_by_profile(const LogisticModel *model, const char *method)
{
	if (strcmp(method, "default") == 0)
		return model->estimation.method == LOGISTIC_METHOD_FIRTH &&
			model->profile_length > 0;
	if (strcmp(method, "wald") == 0)
		return false;
	if (strcmp(method, "profile") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("method is \"%s\", but must be \"default\", \"wald\" or \"profile\"",
						method)));
	if (model->profile_length == 0 && model->status == LOGISTIC_CONVERGED)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the model has no profile of its likelihood"),
				 errhint("Fit it with logistic_options(profile => true).")));
	return true;
}

double
logistic_quantile_of_level(double level)
{
	if (!(level > 0.0 && level < 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("level is %s, but must lie between 0 and 1",
						float8out_internal(level)),
				 errhint("The usual level is 0.95.")));
	return -lg_probability_normal_quantile(0.5 * (1.0 - level));
}

LogisticInterval
logistic_interval_choose(const LogisticModel *model, double level,
						 const char *method)
{
	LogisticInterval interval;

	interval.z = logistic_quantile_of_level(level);
	interval.is_profile = is_by_profile(model, method);
	interval.is_ratio = strcmp(method, "wald") != 0;
	if (interval.is_profile && interval.z > LG_PROFILE_REACH)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("level is %s, but profiles reach to 0.9995",
						float8out_internal(level))));
	return interval;
}

void
logistic_interval_find(const LogisticModel *model,
					   const LogisticInterval *interval, int term,
					   double *low, double *high)
{
	const LogisticTerm *t = &logistic_model_terms(model)[term];
	const double *series = logistic_model_profile(model) +
		(Size) term * model->profile_length;

	if (!interval->is_profile)
	{
		*low = t->estimate - interval->z * t->std_error;
		*high = t->estimate + interval->z * t->std_error;
		return;
	}
	*low = *high = get_float8_nan();
	if (isinf(t->estimate))
		*(t->estimate < 0.0 ? low : high) = t->estimate;
	else if (model->profile_length > 0)
	{
		*low = lg_profile_limit(series, model->profile_length, -interval->z);
		*high = lg_profile_limit(series, model->profile_length, interval->z);
	}
}

/* Is a limit of an interval known, but not to all digits? */
static bool
is_rough(const LogisticModel *model, const LogisticInterval *interval,
		 int term)
{
	const double *series = logistic_model_profile(model) +
		(Size) term * model->profile_length;

	return model->profile_length > 0 &&
		(!lg_profile_is_exact(series, model->profile_length, interval->z) ||
		 !lg_profile_is_exact(series, model->profile_length, -interval->z));
}

void
logistic_interval_note(const LogisticModel *model,
					   const LogisticInterval *interval, const char *label,
					   LogisticIntervalNotes *notes)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	int			i;

	for (i = 0; interval->is_profile && i < model->n_terms; i++)
	{
		const char *name = logistic_model_string(model, terms[i].name);
		double		low;
		double		high;

		if (isnan(terms[i].estimate))
			continue;
		if (label != NULL)
			name = psprintf("%s of %s", name, label);
		logistic_interval_find(model, interval, i, &low, &high);
		if (isnan(low) || isnan(high))
			logistic_name_list_add(&notes->missing, name);
		else if (is_rough(model, interval, i))
			logistic_name_list_add(&notes->rough, name);
	}
}

void
logistic_interval_warn(LogisticIntervalNotes *notes)
{
	if (logistic_warning_is_quiet())
		return;
	if (notes->missing.n > 0)
		ereport(WARNING,
				(errmsg("limits by profile likelihood at this level are NULL for %s",
						logistic_name_list_finish(&notes->missing)),
				 errdetail("The likelihood could not be followed as far as there, has no maximum, or profile => true was not among the options of the fit."),
				 errhint("For separated labels use logistic_options(method => 'firth', profile => true); method => 'wald' has limits wherever there is a standard error.")));
	if (notes->rough.n > 0)
		ereport(WARNING,
				(errmsg("limits by profile likelihood at this level are not exact for %s",
						logistic_name_list_finish(&notes->rough)),
				 errdetail("The profile bends too sharply near there."),
				 errhint("Those at levels 0.8, 0.9, 0.95, 0.98, 0.99 and 0.999 are searched one by one.")));
}

void
logistic_interval_check(const LogisticModel *model,
						const LogisticInterval *interval)
{
	LogisticIntervalNotes notes = {0};

	logistic_interval_note(model, interval, NULL, &notes);
	logistic_interval_warn(&notes);
}
