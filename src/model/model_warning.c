/*-------------------------------------------------------------------------
 *
 * model_warning.c
 *		Warnings about a logistic_model: separated, one class, no convergence.
 *
 * Never an error: one odd group must not kill a query over 10,000 of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "model/model_warning.h"
#include "pg/group_key.h"

#define NAMES_LIMIT		10		/* more are counted, not listed */

static bool is_quiet = false;	/* of this session */

static const char advice_of_terms[] = "For a finite fit use logistic_options(method => 'firth', profile => true), or leave the terms out; logistic_coefficients shows the limits.";

static const char advice_of_levels[] = "Levels of few rows tell the label: take them together with logistic_options(min_level_rows => 20), or use method => 'firth'; logistic_coefficients shows the limits.";

static const char advice_of_reference[] = "The reference of a category tells the label, so all its other levels run off: take rare levels together with logistic_options(min_level_rows => 20), or name another one with reference => ...";

void
logistic_warning_set_quiet(bool quiet)
{
	is_quiet = quiet;
}

bool
logistic_warning_is_quiet(void)
{
	return is_quiet;
}

void
logistic_name_list_add(LogisticNameList *list, const char *name)
{
	if (list->n == 0)
		initStringInfo(&list->text);
	if (list->n < NAMES_LIMIT)
		appendStringInfo(&list->text, "%s%s", list->n > 0 ? ", " : "", name);
	list->n++;
}

char *
logistic_name_list_finish(LogisticNameList *list)
{
	if (list->n == 0)
		return pstrdup("");
	if (list->n > NAMES_LIMIT)
		appendStringInfo(&list->text, " and %d more", list->n - NAMES_LIMIT);
	return list->text.data;
}

bool
logistic_term_is_infinite(const LogisticTerm *term)
{
	/* a NULL estimate: aliased, unless a direction or an unknown side */
	return isinf(term->estimate) ||
		(isnan(term->estimate) && term->direction != 0.0);
}

char *
logistic_model_infinite_terms(const LogisticModel *model)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	LogisticNameList list = {{0}, 0};
	int			j;

	for (j = 0; j < model->n_terms; j++)
		if (logistic_term_is_infinite(&terms[j]))
			logistic_name_list_add(&list,
								   logistic_model_string(model,
														 terms[j].name));
	return logistic_name_list_finish(&list);
}

const char *
logistic_warning_advice(const LogisticTerm *terms, int n_terms)
{
	int			n_levels = 0;
	int			first = 1;
	int			i;

	for (i = 0; i < n_terms; i++)
		n_levels += terms[i].level >= 0 && logistic_term_is_infinite(&terms[i]);
	if (n_levels > NAMES_LIMIT)
		return advice_of_levels;
	if (n_terms == 0 || terms[0].feature >= 0 || !isinf(terms[0].estimate))
		return advice_of_terms;

	/* all levels of a category run off to the side the intercept does not */
	for (i = 1; i < n_terms; i++)
	{
		bool		is_last = i + 1 == n_terms ||
			terms[i + 1].feature != terms[i].feature;

		if (terms[i].level < 0 || terms[i].estimate != -terms[0].estimate)
			first = n_terms;
		else if (is_last && first < i)
			return advice_of_reference;
		if (is_last)
			first = i + 1;
	}
	return advice_of_terms;
}

void
logistic_warning_of_status(LogisticStatus status, const char *label,
						   const LogisticStatistics *statistics,
						   const char *infinite, const char *advice)
{
	if (is_quiet)
		return;
	switch (status)
	{
		case LOGISTIC_SEPARATED:
			ereport(WARNING,
					(errmsg("label \"%s\" is separated: no finite estimate of %s",
							label, infinite),
					 errdetail("%sA combination of these terms never contradicts the label, so the likelihood grows for ever.",
							   logistic_group_detail()),
					 errhint("%s", advice)));
			break;
		case LOGISTIC_ONE_CLASS:
			ereport(WARNING,
					(errmsg("label \"%s\" has one value only in %lld %s",
							label, (long long) statistics->nobs,
							statistics->nobs == 1 ? "row" : "rows"),
					 errdetail("%sThere is nothing to tell apart; the model's status is one_class.",
							   logistic_group_detail())));
			break;
		case LOGISTIC_MAX_ITERATIONS:
			ereport(WARNING,
					(errmsg("no convergence of \"%s\" in %d iterations",
							label, statistics->iterations),
					 errdetail("%sThe model's status is max_iterations; its estimates are those of the last step.",
							   logistic_group_detail()),
					 errhint("Raise max_iterations, and look for columns of extreme scale or for offsets.")));
			break;
		case LOGISTIC_CONVERGED:
		case LOGISTIC_GIVEN:
			break;
	}
}

void
logistic_model_warn(const LogisticModel *model)
{
	logistic_warning_of_status(model->status,
							   logistic_model_string(model, model->label),
							   &model->statistics,
							   model->status == LOGISTIC_SEPARATED ?
							   logistic_model_infinite_terms(model) : NULL,
							   logistic_warning_advice(logistic_model_terms(model),
													   model->n_terms));
}
