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
	if (model->profile_length == 0)
		return;
	*low = lg_profile_limit(series, model->profile_length, -interval->z);
	*high = lg_profile_limit(series, model->profile_length, interval->z);
}
