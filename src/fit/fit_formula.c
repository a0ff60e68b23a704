/*-------------------------------------------------------------------------
 *
 * fit_formula.c
 *		A logistic_fit with terms: what is known of its formula and its rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fit/fit_formula.h"
#include "terms/formula_parse.h"

/* The names of the features of a site. */
static const char **
feature_names(const LogisticFitSite *site)
{
	const char **names = palloc((site->n_features + 1) * sizeof(*names));
	int			i;

	for (i = 0; i < site->n_features; i++)
		names[i] = site->names[i + 1].name;
	return names;
}

LogisticFormula *
logistic_fit_formula_parse(const LogisticFitSite *site, const char *terms)
{
	return logistic_formula_parse(terms, feature_names(site),
								  site->n_features, site->is_reduced);
}

bool *
logistic_fit_formula_evidence(const LogisticFitSite *site, const char *terms,
					  MemoryContext context)
{
	LogisticFormula *formula = logistic_fit_formula_parse(site, terms);
	bool	   *is_evidence = MemoryContextAllocZero(context,
													 site->n_features + 1);
	int			v;

	for (v = 0; v < formula->n_variables; v++)
		if (formula->variables[v].function == LG_FUNCTION_WOE)
			is_evidence[formula->variables[v].feature] = true;
	for (v = 0; v < formula->n_variables; v++)
		if (formula->variables[v].function != LG_FUNCTION_WOE)
			is_evidence[formula->variables[v].feature] = false;
	return is_evidence;
}

bool
logistic_fit_formula_is_evidence(const LogisticFitFormula *fit, int input)
{
	int			v;

	for (v = 0; v < fit->formula->n_variables; v++)
		if (fit->formula->variables[v].feature == input &&
			fit->formula->variables[v].function != LG_FUNCTION_WOE)
			return false;
	return true;
}
