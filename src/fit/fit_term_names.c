/*-------------------------------------------------------------------------
 *
 * fit_term_names.c
 *		The names that logistic_fit gives to terms and to their columns.
 *
 * "age:planpro", "spline(tenure, 4)[1]", "bins(age, 5)[30, 42)": the names of
 * the variables' columns, joined.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/float.h"

#include "fit/fit_term_names.h"

/* The kind of the input of a variable. */
LogisticFeatureKind
logistic_fit_kind_of(const LogisticFitFormula *fit, int variable)
{
	return fit->draft->inputs[fit->draft->variables[variable].input].kind;
}

/* The place of the reference of a category; see logistic_model_reference. */
int
logistic_fit_reference_of(const LogisticFitFormula *fit, int variable)
{
	const LogisticModelVariable *made = &fit->draft->variables[variable];

	return made->function == LG_FUNCTION_BINS ? 0 :
		fit->inputs[made->input].reference;
}

/* The level of a category that its column stands for. */
int
logistic_fit_level_of_column(const LogisticFitFormula *fit, const LogisticTermPart *part, int column)
{
	int			reference = logistic_fit_reference_of(fit, part->variable);

	return !part->is_full && column >= reference ? column + 1 : column;
}

/* The printed form of an interval of bins. */
static char *
interval_name(const LogisticFitFormula *fit, int variable, int bin)
{
	const LogisticModelVariable *made = &fit->draft->variables[variable];
	const double *cuts = fit->draft->parameters + made->first_parameter;

	return psprintf("[%s, %s)",
					bin == 0 ? "-Infinity" : float8out_internal(cuts[bin - 1]),
					bin == made->n_levels - 1 ? "Infinity" :
					float8out_internal(cuts[bin]));
}

/* The name of a level of a category. */
const char *
logistic_fit_level_name(const LogisticFitFormula *fit, int variable, int level)
{
	const LogisticModelVariable *made = &fit->draft->variables[variable];

	if (made->function == LG_FUNCTION_BINS)
		return interval_name(fit, variable, level);
	return fit->draft->level_names[fit->draft->inputs[made->input].first_level +
								   level];
}

/* The name of a column of a variable. */
static char *
column_name(const LogisticFitFormula *fit, const LogisticTermPart *part, int column)
{
	const LogisticModelVariable *made = &fit->draft->variables[part->variable];
	const char *name = fit->draft->variable_names[part->variable];

	if (made->n_levels > 0)
		return psprintf("%s%s", name,
						logistic_fit_level_name(fit, part->variable,
								   logistic_fit_level_of_column(fit, part, column)));
	if (made->function == LG_FUNCTION_MISSING)
		return pstrdup(name);
	if (logistic_fit_kind_of(fit, part->variable) == LOGISTIC_FEATURE_SET)
		return psprintf("%s%s", name,
						logistic_fit_level_name(fit, part->variable, column));
	if (logistic_fit_kind_of(fit, part->variable) == LOGISTIC_FEATURE_BOOLEAN)
		return psprintf("%strue", name);
	if (made->function == LG_FUNCTION_POLY ||
		made->function == LG_FUNCTION_SPLINE ||
		logistic_fit_kind_of(fit, part->variable) == LOGISTIC_FEATURE_ARRAY)
		return psprintf("%s[%d]", name, column + 1);
	return pstrdup(name);
}

/* The name of a column of a term: those of its variables, joined. */
char *
logistic_fit_term_name(const LogisticFitFormula *fit, const LogisticTermPart *parts, int n, int column)
{
	StringInfoData name;
	int			k;

	initStringInfo(&name);
	for (k = 0; k < n; k++)
	{
		if (k > 0)
			appendStringInfoChar(&name, ':');
		appendStringInfoString(&name, column_name(fit, &parts[k],
												  column % parts[k].width));
		column /= parts[k].width;
	}
	return name.data;
}

/* The name of a feature: those of its variables, joined. */
char *
logistic_fit_formula_feature(const LogisticFitFormula *fit, const LogisticTermPart *parts, int n)
{
	StringInfoData name;
	int			k;

	initStringInfo(&name);
	for (k = 0; k < n; k++)
		appendStringInfo(&name, "%s%s", k > 0 ? ":" : "",
						 fit->draft->variable_names[parts[k].variable]);
	return name.data;
}
