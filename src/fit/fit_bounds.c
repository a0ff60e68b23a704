/*-------------------------------------------------------------------------
 *
 * fit_bounds.c
 *		The bounds of a logistic_fit: limits of coefficients, by term.
 *
 * A name is that of a term, as logistic_coefficients prints it, or that of a
 * number, boolean or category; it then holds for all plain terms of that
 * feature.  Limits of a term override those of its feature.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/float.h"

#include "fit/fit_bounds.h"
#include "fit/fit_warning.h"
#include "model/model_warning.h"
#include "pg/group_key.h"
#include "pg/group_key.h"

/* Is the feature a plain one of that name, with terms of its own? */
static bool
is_plain_feature(const LogisticDraft *draft, int feature, const char *name)
{
	int			i;

	if (strcmp(draft->feature_names[feature], name) != 0 ||
		draft->features[feature].kind == LOGISTIC_FEATURE_ARRAY)
		return false;
	for (i = 0; i < draft->n_inputs; i++)
		if (strcmp(draft->input_names[i], name) == 0)
			return true;
	return draft->n_inputs == 0;
}

/* Sets the bounds of a term. */
static void
set_bound(double *lower, double *upper, int term, const LogisticBound *bound)
{
	lower[term] = bound->lower;
	upper[term] = bound->upper;
}

/* Sets the bounds of a feature's terms; false if there is no such feature. */
static bool
set_feature(const LogisticDraft *draft, const LogisticBound *bound,
			double *lower, double *upper)
{
	int			i;
	int			j;

	for (i = 0; i < draft->n_features; i++)
	{
		const LogisticFeature *feature = &draft->features[i];

		if (!is_plain_feature(draft, i, bound->name))
			continue;
		for (j = 0; j < feature->n_terms; j++)
			set_bound(lower, upper, feature->first_term + j, bound);
		return true;
	}
	return false;
}

/* The term of that name; -1: there is none. */
static int
find_term(const LogisticDraft *draft, const char *name)
{
	int			j;

	for (j = 0; j < draft->n_terms; j++)
		if (strcmp(draft->term_names[j], name) == 0)
			return j;
	return -1;
}

/*
 * Refuses bounds of the intercept with a prevalence, which moves the intercept
 * after the fit and could move it out of its bounds.
 */
static void
check_prevalence(const LogisticFitState *state, const LogisticDraft *draft,
				 int term)
{
	if (draft->terms[term].feature < 0 && state->options->prevalence > 0.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("bounds of \"%s\" do not go with prevalence",
						draft->term_names[term]),
				 errhint("It is the intercept that is corrected for the prevalence.")));
}

void
logistic_fit_set_bounds(const LogisticFitState *state,
						const LogisticDraft *draft, LgRegression *regression)
{
	LogisticBound *bounds;
	double	   *lower;
	double	   *upper;
	bool	   *is_found;
	int			n;
	int			i;

	if (state->options == NULL)
		return;
	bounds = logistic_options_bounds(state->options, &n);
	if (n == 0)
		return;
	lower = palloc(Max(draft->n_terms, 1) * sizeof(double));
	upper = palloc(Max(draft->n_terms, 1) * sizeof(double));
	is_found = palloc0(n * sizeof(bool));
	for (i = 0; i < draft->n_terms; i++)
	{
		lower[i] = -get_float8_infinity();
		upper[i] = get_float8_infinity();
	}
	for (i = 0; i < n; i++)
		if (find_term(draft, bounds[i].name) < 0)
			is_found[i] = set_feature(draft, &bounds[i], lower, upper);
	for (i = 0; i < n; i++)
	{
		int			term = find_term(draft, bounds[i].name);

		if (term < 0)
			continue;
		check_prevalence(state, draft, term);
		set_bound(lower, upper, term, &bounds[i]);
		is_found[i] = true;
	}
	for (i = 0; i < n; i++)
		if (!is_found[i])
			logistic_fit_report_no_term(bounds[i].name, draft,
										state->is_alone);
	regression->lower = lower;
	regression->upper = upper;
	regression->bound = palloc0(Max(draft->n_terms, 1) * sizeof(signed char));
}

void
logistic_fit_take_bounds(LogisticDraft *draft, const LgRegression *regression)
{
	int			j;

	if (regression->lower == NULL)
		return;
	draft->estimation.is_bounded = true;
	for (j = 0; j < draft->n_terms; j++)
	{
		const LogisticTerm *term = &draft->terms[j];
		bool		is_aliased = isnan(term->estimate) &&
			term->direction == 0.0 && draft->status != LOGISTIC_ONE_CLASS;

		draft->terms[j].bound = regression->bound[j] < 0 ?
			LOGISTIC_BOUND_LOWER : regression->bound[j] > 0 ?
			LOGISTIC_BOUND_UPPER : LOGISTIC_BOUND_NONE;
		if (is_aliased && (regression->lower[j] > 0.0 ||
						   regression->upper[j] < 0.0) &&
			!logistic_warning_is_quiet())
			ereport(WARNING,
					(errmsg("bounds of \"%s\" exclude 0, but the term is a combination of earlier ones",
							draft->term_names[j]),
					 errdetail("%sIt counts as 0, and its estimate is NULL.",
							   logistic_group_detail())));
	}
}
