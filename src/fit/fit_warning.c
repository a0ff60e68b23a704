/*-------------------------------------------------------------------------
 *
 * fit_warning.c
 *		Warnings of a fit: separation, aliased terms, odd data.
 *
 * Never an error: one odd group must not kill a query over 10,000 of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "core/inference/profile_curve.h"
#include "fit/fit_warning.h"
#include "model/model_warning.h"
#include "pg/group_key.h"

#define WARNINGS_LIMIT	10		/* of the groups of a call */

bool
logistic_fit_may_warn(const LogisticFitState *state, LogisticStatus status)
{
	int		   *n_warned = state->site->n_warned;

	if (status == LOGISTIC_CONVERGED || logistic_warning_is_quiet() ||
		state->is_alone || n_warned == NULL)
		return true;
	if (*n_warned > WARNINGS_LIMIT)
		return false;
	if (++*n_warned <= WARNINGS_LIMIT)
		return true;
	ereport(WARNING,
			(errmsg("more than %d groups are separated, of one class or without convergence",
					WARNINGS_LIMIT),
			 errdetail("Warnings of the others are left out."),
			 errhint("The status of each model tells: logistic_statistics(model), or multinomial_statistics(model).")));
	return false;
}

/* The names of the terms whose coefficients diverge. */
static char *
list_infinite_terms(const LogisticDraft *draft)
{
	LogisticNameList list = {{0}, 0};
	int			j;

	for (j = 0; j < draft->n_terms; j++)
		if (logistic_term_is_infinite(&draft->terms[j]))
			logistic_name_list_add(&list, draft->term_names[j]);
	return logistic_name_list_finish(&list);
}

/* Whether a curve by numbers serves the limits of all levels. */
static bool
is_whole(const double *profile, int length)
{
	return !isnan(lg_profile_limit(profile, length, LG_PROFILE_REACH)) &&
		!isnan(lg_profile_limit(profile, length, -LG_PROFILE_REACH));
}

/* The names of the terms that have an estimate but lack profile limits. */
static char *
list_terms_without_profile(const LogisticDraft *draft)
{
	LogisticNameList list = {{0}, 0};
	int			j;

	for (j = 0; j < draft->n_terms; j++)
		if (isfinite(draft->terms[j].estimate) &&
			!is_whole(draft->profile + (Size) j * draft->profile_stride,
					  draft->profile_length))
			logistic_name_list_add(&list, draft->term_names[j]);
	return list.n > 0 ? logistic_name_list_finish(&list) : NULL;
}

/* The same of all equations, with the class of each. */
static char *
list_profiles_of_classes(const MultinomialModel *model)
{
	LogisticNameList list = {{0}, 0};
	int			j;
	int			k;

	for (k = 0; k < model->n_equations; k++)
	{
		const LogisticModel *equation = logistic_multinomial_equation(model, k);
		const LogisticTerm *terms = logistic_model_terms(equation);
		int			length = equation->profile_length;
		const double *profile = logistic_model_profile(equation);

		for (j = 0; j < equation->n_terms; j++)
			if (isfinite(terms[j].estimate) &&
				!is_whole(profile + (Size) j * length, length))
				logistic_name_list_add(&list, psprintf("%s of %s",
					logistic_model_string(equation, terms[j].name),
					logistic_multinomial_class(model, k + 1)));
	}
	return list.n > 0 ? logistic_name_list_finish(&list) : NULL;
}

/* The same of all equations, with the class of each. */
static char *
list_infinite_of_classes(const MultinomialModel *model)
{
	LogisticNameList list = {{0}, 0};
	int			j;
	int			k;

	for (k = 0; k < model->n_equations; k++)
	{
		const LogisticModel *equation = logistic_multinomial_equation(model, k);
		const LogisticTerm *terms = logistic_model_terms(equation);

		for (j = 0; j < equation->n_terms; j++)
			if (logistic_term_is_infinite(&terms[j]))
			{
				const char *name = logistic_model_string(equation,
														 terms[j].name);

				logistic_name_list_add(&list, model->n_classes == 1 ? name :
									   psprintf("%s of %s", name,
												logistic_multinomial_class(model, k + 1)));
			}
	}
	return logistic_name_list_finish(&list);
}

/* What to do about separated terms. */
static const char advice_of_classes[] = "For a finite fit use logistic_options(method => 'firth', profile => true), or leave the terms out; multinomial_coefficients shows the limits.";

static const char advice_of_strata[] = "Leave the terms out, or compare with logistic_options(method => 'firth') on all rows; logistic_coefficients shows the limits.";

void
logistic_fit_warn(const LogisticDraft *draft)
{
	logistic_warning_of_status(draft->status, draft->label,
							   &draft->statistics,
							   draft->status == LOGISTIC_SEPARATED ?
							   list_infinite_terms(draft) : NULL,
							   draft->estimation.n_strata >= 0 ?
							   advice_of_strata :
							   logistic_warning_advice(draft->terms,
													   draft->n_terms));
}

/* Says of which terms a fit with profiles lacks limits, NULL: of none. */
static void
warn_profile(const char *terms, const char *function)
{
	if (terms != NULL)
		ereport(WARNING,
				(errmsg("not all limits by profile likelihood of %s", terms),
				 errdetail("%sThe likelihood could not be followed as far as the limits of all levels; those further out are NULL.",
						   logistic_group_detail()),
				 errhint("%s(model, method => 'wald') has limits of all terms.",
						 function)));
}

void
logistic_fit_warn_profile(const LogisticDraft *draft)
{
	if (draft->status == LOGISTIC_CONVERGED ||
		draft->status == LOGISTIC_SEPARATED)
		warn_profile(list_terms_without_profile(draft),
					 "logistic_coefficients");
}

void
logistic_fit_warn_profile_of_classes(LogisticStatus status,
									 const MultinomialModel *model)
{
	if (status == LOGISTIC_CONVERGED || status == LOGISTIC_SEPARATED)
		warn_profile(list_profiles_of_classes(model),
					 "multinomial_coefficients");
}

void
logistic_fit_warn_classes(const LogisticDraft *draft,
						  const MultinomialModel *model)
{
	logistic_warning_of_status(draft->status, draft->label,
							   &draft->statistics,
							   draft->status == LOGISTIC_SEPARATED ?
							   list_infinite_of_classes(model) : NULL,
							   advice_of_classes);
}

void
logistic_fit_report_reference(const char *feature, const char *wanted,
							  const char *used, bool is_alone)
{
	if (is_alone)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("category \"%s\" has no level \"%s\"", feature, wanted),
				 errhint("\"%s\" is one of its levels; logistic_options(reference => ...) names one for each category.",
						 used)));
	if (!logistic_warning_is_quiet())
		ereport(WARNING,
				(errmsg("category \"%s\" has no level \"%s\"", feature, wanted),
				 errdetail("%sIts reference is \"%s\" instead.",
						   logistic_group_detail(), used)));
}

void
logistic_fit_report_no_category(const char *feature, const char *features,
								bool is_alone)
{
	const char *group = is_alone ? "" : logistic_group_detail();

	if (is_alone || !logistic_warning_is_quiet())
		ereport(is_alone ? ERROR : WARNING,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("option \"reference\" names \"%s\", which is no category of the fit",
						feature),
				 features[0] == '\0' ?
				 errdetail("%sThere is no category among the features.", group) :
				 errdetail("%sThe categories are %s.", group, features)));
}

void
logistic_fit_warn_null(const LogisticArgumentName *names,
					   const bool *has_value, int n_features)
{
	int			i;

	if (logistic_warning_is_quiet())
		return;
	for (i = 0; i <= n_features; i++)
		if (!has_value[i])
			ereport(WARNING,
					(errmsg("%s \"%s\" is NULL in all rows",
							i == 0 ? "label" : "feature", names[i].name),
					 errdetail("A row with a NULL is left out, so there is nothing to fit: the result is NULL.")));
}

void
logistic_fit_report_no_term(const char *name, const LogisticDraft *draft,
							bool is_alone)
{
	LogisticNameList list = {{0}, 0};
	int			j;

	if (!is_alone && logistic_warning_is_quiet())
		return;
	for (j = 0; j < draft->n_terms; j++)
		logistic_name_list_add(&list, draft->term_names[j]);
	ereport(is_alone ? ERROR : WARNING,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("option \"bounds\" names \"%s\", which is no term of the fit",
					name),
			 errdetail("%sThe terms are %s.",
					   is_alone ? "" : logistic_group_detail(),
					   logistic_name_list_finish(&list)),
			 errhint("A number, boolean or category that is a term by itself may be named, too, for all its terms.")));
}

void
logistic_fit_warn_strata(const LogisticDraft *draft, int64 n_strata)
{
	if (!logistic_warning_is_quiet())
		ereport(WARNING,
				(errmsg("no stratum has both values of label \"%s\"",
						draft->label),
				 errdetail("%sThere is nothing to compare within any of " INT64_FORMAT ": the result is NULL.",
						   logistic_group_detail(), n_strata)));
}
