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

#include "lib/stringinfo.h"

#include "fit/fit_warning.h"

#define NAMES_LIMIT		10		/* more are counted, not listed */

/* A list of names that is cut off where it grows too long. */
typedef struct NameList
{
	StringInfoData text;
	int			n;
} NameList;

static void
add_name(NameList *list, const char *name)
{
	if (list->n < NAMES_LIMIT)
		appendStringInfo(&list->text, "%s%s", list->n > 0 ? ", " : "", name);
	list->n++;
}

static char *
finish_list(NameList *list)
{
	if (list->n > NAMES_LIMIT)
		appendStringInfo(&list->text, " and %d more", list->n - NAMES_LIMIT);
	return list->text.data;
}

/* Does a term run off? */
static bool
is_infinite(const LogisticTerm *term)
{
	/* a NULL estimate: aliased, unless a direction or an unknown side */
	return isinf(term->estimate) ||
		(isnan(term->estimate) && term->direction != 0.0);
}

/* The names of the terms that run off. */
static char *
list_infinite_terms(const LogisticDraft *draft)
{
	NameList	list = {{0}, 0};
	int			j;

	initStringInfo(&list.text);
	for (j = 0; j < draft->n_terms; j++)
		if (is_infinite(&draft->terms[j]))
			add_name(&list, draft->term_names[j]);
	return finish_list(&list);
}

/* The names of the terms with an estimate and no profile. */
static char *
list_terms_without_profile(const LogisticDraft *draft)
{
	NameList	list = {{0}, 0};
	int			j;

	initStringInfo(&list.text);
	for (j = 0; j < draft->n_terms; j++)
		if (isfinite(draft->terms[j].estimate) &&
			(draft->profile_length == 0 ||
			 isnan(draft->profile[(Size) j * draft->profile_stride])))
			add_name(&list, draft->term_names[j]);
	return list.n > 0 ? finish_list(&list) : NULL;
}

/* The same of all equations, with the class of each. */
static char *
list_infinite_of_classes(const MultinomialModel *model)
{
	NameList	list = {{0}, 0};
	int			j;
	int			k;

	initStringInfo(&list.text);
	for (k = 0; k < model->n_equations; k++)
	{
		const LogisticModel *equation = logistic_multinomial_equation(model, k);
		const LogisticTerm *terms = logistic_model_terms(equation);

		for (j = 0; j < equation->n_terms; j++)
			if (is_infinite(&terms[j]))
			{
				const char *name = logistic_model_string(equation,
														 terms[j].name);

				add_name(&list, model->n_classes == 1 ? name :
						 psprintf("%s of %s", name,
								  logistic_multinomial_class(model, k + 1)));
			}
	}
	return finish_list(&list);
}

char *
logistic_fit_infinite_terms(const LogisticModel *model)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	NameList	list = {{0}, 0};
	int			j;

	initStringInfo(&list.text);
	for (j = 0; j < model->n_terms; j++)
		if (is_infinite(&terms[j]))
			add_name(&list, logistic_model_string(model, terms[j].name));
	return finish_list(&list);
}

static bool is_quiet = false;	/* see fit_warning.h */

void
logistic_fit_set_quiet(bool quiet)
{
	is_quiet = quiet;
}

/*
 * Warns of odd data; "infinite" lists the terms that run off, if any do, and
 * "advice" tells what to do about them.
 */
static void
warn(LogisticStatus status, const char *label,
	 const LogisticStatistics *statistics, const char *infinite,
	 const char *advice)
{
	if (is_quiet)
		return;
	switch (status)
	{
		case LOGISTIC_SEPARATED:
			ereport(WARNING,
					(errmsg("label \"%s\" is separated: no finite estimate of %s",
							label, infinite),
					 errdetail("A combination of these terms never contradicts the label, so the likelihood grows for ever."),
					 errhint("%s", advice)));
			break;
		case LOGISTIC_ONE_CLASS:
			ereport(WARNING,
					(errmsg("label \"%s\" has one value only in %lld %s",
							label, (long long) statistics->nobs,
							statistics->nobs == 1 ? "row" : "rows"),
					 errdetail("There is nothing to tell apart; the model's status is one_class.")));
			break;
		case LOGISTIC_MAX_ITERATIONS:
			ereport(WARNING,
					(errmsg("no convergence of \"%s\" in %d iterations",
							label, statistics->iterations),
					 errdetail("The model's status is max_iterations; its estimates are those of the last step."),
					 errhint("Raise max_iterations, and look for columns of extreme scale or for offsets.")));
			break;
		case LOGISTIC_CONVERGED:
		case LOGISTIC_GIVEN:
			break;
	}
}

/* What to do about separated terms. */
static const char advice[] = "For a finite fit use logistic_options(method => 'firth', profile => true), or leave the terms out; logistic_coefficients shows the limits.";
static const char advice_of_classes[] = "For a finite fit use logistic_options(method => 'firth', profile => true), or leave the terms out; multinomial_coefficients shows the limits.";

void
logistic_fit_warn(const LogisticDraft *draft)
{
	warn(draft->status, draft->label, &draft->statistics,
		 draft->status == LOGISTIC_SEPARATED ?
		 list_infinite_terms(draft) : NULL, advice);
}

void
logistic_fit_warn_profile(const LogisticDraft *draft)
{
	const char *terms = NULL;

	if (draft->status == LOGISTIC_CONVERGED)
		terms = list_terms_without_profile(draft);
	if (terms != NULL)
		ereport(WARNING,
				(errmsg("no limits by profile likelihood of %s", terms),
				 errdetail("The likelihood could not be followed as far as the limits, which are NULL."),
				 errhint("logistic_coefficients(model, method => 'wald') has limits of all terms.")));
}

void
logistic_fit_warn_model(const LogisticModel *model)
{
	warn(model->status, logistic_model_string(model, model->label),
		 &model->statistics, model->status == LOGISTIC_SEPARATED ?
		 logistic_fit_infinite_terms(model) : NULL, advice);
}

void
logistic_fit_warn_classes(const LogisticDraft *draft,
						  const MultinomialModel *model)
{
	warn(draft->status, draft->label, &draft->statistics,
		 draft->status == LOGISTIC_SEPARATED ?
		 list_infinite_of_classes(model) : NULL, advice_of_classes);
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
	if (!is_quiet)
		ereport(WARNING,
				(errmsg("category \"%s\" has no level \"%s\"", feature, wanted),
				 errdetail("Its reference is \"%s\" instead.", used)));
}

void
logistic_fit_report_no_category(const char *feature, const char *features,
								bool is_alone)
{
	if (is_alone || !is_quiet)
		ereport(is_alone ? ERROR : WARNING,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("option \"reference\" names \"%s\", which is no category of the fit",
						feature),
				 features[0] == '\0' ?
				 errdetail("There is no category among the features.") :
				 errdetail("The categories are %s.", features)));
}
