/*-------------------------------------------------------------------------
 *
 * model_terms_json.c
 *		The extra parts of the written form of a model with a formula.
 *
 *		"terms": "age * plan + spline(tenure, 4)",
 *		"inputs": [
 *			{"name": "age", "type": "number", "summaries": [SUMMARY]},
 *			{"name": "plan", "type": "category", "reference": "free",
 *			 "levels": [{"name": "free", "share": 0.5}, ...]}, ...],
 *		"variables": [
 *			{"name": "age", "function": "identity", "input": "age"},
 *			{"name": "spline(tenure, 4)", "function": "spline",
 *			 "input": "tenure", "parameters": [0, 3, 8, 12, 40]}, ...],
 *		"features": [
 *			{"name": "age:plan", "type": "array", "factors": [
 *				{"variable": "age"}, {"variable": "plan"}], "terms": [...]}]
 *
 * Inputs and variables are referred to by name.  A factor with "full": true
 * has a column for every level.  A category with rare levels says which level
 * stands for them ("other") and how many they are ("pooled"); an input says
 * of how many rows its NULL was filled in ("missing").
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "core/metrics/binning.h"
#include "core/terms/spline.h"
#include "core/terms/term_rows.h"
#include "model/model_draft.h"
#include "model/model_terms.h"
#include "pg/json_write.h"

/* By LgFunctionKind. */
static const char *const function_words[] = {
	"identity", "ln", "log1p", "sqrt", "exp", "abs", "power", "poly", "spline",
	"bins", "woe", "missing", NULL
};

static const char *const variable_keys[] = {
	"name", "function", "input", "parameters", "columns", NULL
};

static const char *const factor_keys[] = {
	"variable", "full", NULL
};

void
logistic_model_write_factors(StringInfo json, const LogisticModel *model,
							 const LogisticFeature *feature)
{
	const LogisticModelVariable *variables = logistic_model_variables(model);
	const LogisticFactor *factors = logistic_model_factors(model);
	const LogisticLevel *levels = logistic_model_levels(model) +
		feature->first_level;
	int			i;

	if (feature->reference > 0)
		logistic_json_text(json, "reference",
						   logistic_model_string(model,
												 levels[feature->reference - 1].name));
	if (feature->other > 0)
	{
		logistic_json_text(json, "other",
						   logistic_model_string(model,
												 levels[feature->other - 1].name));
		logistic_json_count(json, "pooled", feature->n_pooled);
	}
	if (feature->n_missing > 0)
		logistic_json_count(json, "missing", feature->n_missing);
	if (feature->n_factors == 0)
		return;
	logistic_json_key(json, "factors");
	for (i = 0; i < feature->n_factors; i++)
	{
		const LogisticFactor *factor = &factors[feature->first_factor + i];

		appendStringInfoString(json, i == 0 ? "[{" : ", {");
		logistic_json_text(json, "variable",
						   logistic_model_string(model,
												 variables[factor->variable].name));
		if (factor->is_full)
			logistic_json_boolean(json, "full", true);
		appendStringInfoChar(json, '}');
	}
	appendStringInfoChar(json, ']');
}

void
logistic_model_write_variables(StringInfo json, const LogisticModel *model)
{
	const LogisticModelVariable *variables = logistic_model_variables(model);
	const LogisticFeature *inputs = logistic_model_inputs(model);
	const double *parameters = logistic_model_parameters(model);
	int			i;
	int			j;

	logistic_json_key(json, "variables");
	appendStringInfoChar(json, '[');
	for (i = 0; i < model->n_variables; i++)
	{
		const LogisticModelVariable *variable = &variables[i];

		CHECK_FOR_INTERRUPTS();
		appendStringInfoString(json, i == 0 ? "{" : ", {");
		logistic_json_text(json, "name",
						   logistic_model_string(model, variable->name));
		logistic_json_text(json, "function",
						   function_words[variable->function]);
		logistic_json_text(json, "input",
						   logistic_model_string(model,
												 inputs[variable->input].name));
		if (variable->function == LG_FUNCTION_POLY)
			logistic_json_count(json, "columns", variable->n_columns);
		if (variable->n_parameters > 0)
		{
			logistic_json_key(json, "parameters");
			for (j = 0; j < variable->n_parameters; j++)
			{
				appendStringInfoString(json, j == 0 ? "[" : ", ");
				logistic_json_double(json,
									 parameters[variable->first_parameter + j]);
			}
			appendStringInfoChar(json, ']');
		}
		appendStringInfoChar(json, '}');
	}
	appendStringInfoChar(json, ']');
}

/* Complains about a part of the formula. */
static pg_noinline void
formula_error(const LogisticObject *object, const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid logistic_model: %s %s",
					logistic_object_description(object), what)));
}

/* The place, from 0, of a name among n; -1 if it is not there. */
static int
find_name(const char *const *names, int n, const char *name)
{
	int			i;

	for (i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

/* The place, from 1, of the level that a key names; 0: the key is missing. */
static int
read_level_place(const LogisticDraft *draft, const LogisticFeature *feature,
				 const LogisticObject *object, const char *key)
{
	const char *name = logistic_object_string(object, key, NULL);
	int			place;

	if (name == NULL)
		return 0;
	place = find_name(draft->level_names + feature->first_level,
					  feature->n_levels, name);
	if (place < 0)
		formula_error(object, psprintf("has no level \"%s\", its \"%s\"", name,
									   key));
	return place + 1;
}

void
logistic_draft_read_factors(LogisticDraft *draft, LogisticFeature *feature,
							const LogisticObject *object)
{
	JsonbContainer *array;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	int			length;

	feature->reference = read_level_place(draft, feature, object, "reference");
	feature->other = read_level_place(draft, feature, object, "other");
	feature->n_pooled = logistic_object_integer(object, "pooled", 0,
												PG_INT32_MAX, 0);
	feature->n_missing = logistic_object_integer(object, "missing", 0,
												 PG_INT64_MAX, 0);
	array = logistic_object_array(object, "factors", &length);
	if (array == NULL)
		return;
	iterator = JsonbIteratorInit(array);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		LogisticObject child;
		LogisticFactor *factor;
		const char *name;

		if (token != WJB_ELEM)
			continue;
		logistic_element_object(object, &value, "factor", &child);
		logistic_object_check_keys(&child, factor_keys);
		logistic_object_require(&child, "variable");
		name = logistic_object_string(&child, "variable", NULL);
		factor = logistic_draft_add_factor(draft);
		factor->variable = find_name(draft->variable_names,
									 draft->n_variables, name);
		if (factor->variable < 0)
			formula_error(object, psprintf("has the factor \"%s\", which is no variable",
										   name));
		factor->is_full = logistic_object_boolean(&child, "full", false);
	}
	feature->n_factors = draft->n_factors - feature->first_factor;
}

/* Do n numbers ascend strictly? */
static bool
ascend(const double *numbers, int n)
{
	int			i;

	for (i = 1; i < n; i++)
		if (!(numbers[i] > numbers[i - 1]))
			return false;
	return true;
}

/* Are these n numbers valid parameters of woe of a number? */
static bool
is_woe(const double *parameters, int n)
{
	double		n_cuts = n > LG_WOE_CUTS ? parameters[LG_WOE_N_CUTS] : -1.0;
	double		n_special = n > LG_WOE_CUTS ? parameters[LG_WOE_N_SPECIAL] : -1.0;
	int			i;

	if (!(n_cuts >= 0.0 && n_cuts < LG_PRE_BINS && n_cuts == floor(n_cuts) &&
		  n_special >= 0.0 && n_special <= 1000.0 &&
		  n_special == floor(n_special)) ||
		n != LG_WOE_PARAMETERS((int) n_cuts, (int) n_special))
		return false;

	/* only the row of missing values may have no weight (NaN) */
	for (i = 0; i < n - LG_WOE_ROW; i++)
		if (!isfinite(parameters[i]))
			return false;
	return ascend(parameters + LG_WOE_CUTS, (int) n_cuts);
}

/* Are these parameters of the function of a number; how many columns? */
static bool
check_function(LogisticModelVariable *variable, const double *parameters)
{
	int			n = variable->n_parameters;
	int			i;

	for (i = 0; i < n; i++)
		if (!isfinite(parameters[i]) && variable->function != LG_FUNCTION_WOE)
			return false;
	switch ((LgFunctionKind) variable->function)
	{
		case LG_FUNCTION_POWER:
			variable->n_columns = 1;
			return n == 1;
		case LG_FUNCTION_POLY:
			return n == 0 && variable->n_columns >= 1;
		case LG_FUNCTION_SPLINE:
			variable->n_columns = n - 1;
			return n >= 2 && n <= LG_SPLINE_KNOTS && ascend(parameters, n);
		case LG_FUNCTION_BINS:
			variable->n_levels = n + 1;
			return n >= 1 && ascend(parameters, n);
		case LG_FUNCTION_WOE:
			variable->n_columns = 1;
			return is_woe(parameters, n);
		default:
			variable->n_columns = 1;
			return n == 0;
	}
}

/* Counts the columns of a variable, and checks its parameters. */
static void
check_variable(const LogisticDraft *draft, LogisticModelVariable *variable,
			   const LogisticObject *object)
{
	const LogisticFeature *input = &draft->inputs[variable->input];
	const double *parameters = draft->parameters + variable->first_parameter;
	bool		is_right;

	if (variable->function == LG_FUNCTION_IDENTITY)
	{
		is_right = variable->n_parameters == 0;
		if (input->kind == LOGISTIC_FEATURE_CATEGORY)
			variable->n_levels = input->n_levels;
		else if (input->kind == LOGISTIC_FEATURE_SET)
			variable->n_columns = input->n_levels;
		else
			variable->n_columns = input->n_summaries;
	}
	else if (variable->function == LG_FUNCTION_MISSING)
	{
		/* of an array: the parameter is the place of its element */
		is_right = input->kind == LOGISTIC_FEATURE_ARRAY ?
			variable->n_parameters == 1 && parameters[0] >= 0.0 &&
			parameters[0] < input->n_summaries :
			input->kind != LOGISTIC_FEATURE_SET &&
			variable->n_parameters == 0;
		variable->n_columns = 1;
	}
	else if (variable->function == LG_FUNCTION_WOE &&
			 input->kind == LOGISTIC_FEATURE_CATEGORY)
	{
		variable->n_columns = 1;
		is_right = variable->n_parameters ==
			LG_WOE_ROW * (input->n_levels + 1);
	}
	else
		is_right = input->kind == LOGISTIC_FEATURE_NUMBER &&
			check_function(variable, parameters);
	if (!is_right)
		formula_error(object, "has parameters that do not fit its function");
}

void
logistic_draft_read_variables(LogisticDraft *draft,
							  const LogisticObject *model)
{
	JsonbContainer *array;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	int			length;

	logistic_object_require(model, "variables");
	array = logistic_object_array(model, "variables", &length);
	iterator = JsonbIteratorInit(array);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		LogisticObject object;
		LogisticModelVariable *variable;
		const char *input;
		int			i;

		if (token != WJB_ELEM)
			continue;
		CHECK_FOR_INTERRUPTS();
		logistic_element_object(model, &value, "variable", &object);
		logistic_object_check_keys(&object, variable_keys);
		logistic_object_require(&object, "name");
		logistic_object_require(&object, "function");
		logistic_object_require(&object, "input");
		variable = logistic_draft_add_variable(draft,
											   logistic_object_string(&object, "name",
																	  NULL));
		variable->function = logistic_object_word(&object, "function",
												  function_words,
												  LG_FUNCTION_IDENTITY);
		variable->n_columns = logistic_object_integer(&object, "columns", 1,
													  LG_SPLINE_KNOTS, 0);
		input = logistic_object_string(&object, "input", NULL);
		variable->input = find_name(draft->input_names, draft->n_inputs,
									input);
		if (variable->input < 0)
			formula_error(&object, psprintf("is of the input \"%s\", which there is not",
											input));
		array = logistic_object_array(&object, "parameters", &length);
		if (array != NULL)
		{
			double	   *numbers = palloc(Max(length, 1) * sizeof(double));

			logistic_object_numbers(&object, array, "parameters", numbers);
			for (i = 0; i < length; i++)
				logistic_draft_add_parameter(draft, numbers[i]);
			variable->n_parameters = length;
		}
		check_variable(draft, variable, &object);
	}
}

/* The columns that a feature with factors must have. */
static int64
columns_of_factors(const LogisticDraft *draft, const LogisticFeature *feature)
{
	int64		n = 1;
	int			i;

	for (i = 0; i < feature->n_factors && n <= PG_INT32_MAX; i++)
	{
		const LogisticFactor *factor =
			&draft->factors[feature->first_factor + i];
		const LogisticModelVariable *variable =
			&draft->variables[factor->variable];

		n *= variable->n_levels > 0 ?
			variable->n_levels - (factor->is_full ? 0 : 1) :
			variable->n_columns;
	}
	return n;
}

/* Is a feature a set, or has it a factor that is one? */
static bool
has_set(const LogisticDraft *draft, const LogisticFeature *feature)
{
	int			i;

	for (i = 0; i < feature->n_factors; i++)
	{
		int			variable =
			draft->factors[feature->first_factor + i].variable;

		if (draft->inputs[draft->variables[variable].input].kind ==
			LOGISTIC_FEATURE_SET)
			return true;
	}
	return feature->kind == LOGISTIC_FEATURE_SET;
}

/*
 * A set is an input of a formula and a feature by itself, whose elements are
 * those of the input.
 */
static void
check_set(const LogisticDraft *draft, int i)
{
	const LogisticFeature *feature = &draft->features[i];
	const LogisticFeature *input = NULL;
	int			j;

	if (!has_set(draft, feature))
		return;
	if (feature->n_factors == 1)
		input = &draft->inputs[draft->variables[draft->factors[feature->first_factor].variable].input];
	if (input == NULL || input->kind != LOGISTIC_FEATURE_SET ||
		feature->kind != LOGISTIC_FEATURE_SET ||
		feature->n_levels != input->n_levels)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid logistic_model: feature \"%s\" is no set by itself",
						draft->feature_names[i])));
	for (j = 0; j < feature->n_levels; j++)
		if (strcmp(draft->level_names[feature->first_level + j],
				   draft->level_names[input->first_level + j]) != 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid logistic_model: element %d of set \"%s\" is \"%s\", but \"%s\" in its input",
							j + 1, draft->feature_names[i],
							draft->level_names[feature->first_level + j],
							draft->level_names[input->first_level + j])));
}

void
logistic_draft_check_factors(const LogisticDraft *draft)
{
	int			i;

	for (i = 0; i < draft->n_features; i++)
		check_set(draft, i);
	if (draft->formula == NULL)
	{
		if (draft->n_factors > 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid logistic_model: factors without terms")));
		return;
	}
	if (draft->n_inputs == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid logistic_model: terms without inputs")));
	for (i = 0; i < draft->n_features; i++)
		if (draft->features[i].n_factors == 0 ||
			draft->features[i].n_factors > LG_TERM_FACTORS ||
			columns_of_factors(draft, &draft->features[i]) !=
			draft->features[i].n_terms)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid logistic_model: number of terms of feature \"%s\" is %d, but its factors have " INT64_FORMAT " columns",
							draft->feature_names[i],
							draft->features[i].n_terms,
							columns_of_factors(draft, &draft->features[i]))));
}
