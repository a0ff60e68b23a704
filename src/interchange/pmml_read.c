/*-------------------------------------------------------------------------
 *
 * pmml_read.c
 *		A model from PMML: a RegressionModel of two classes.
 *
 * The first RegressionTable is that of the positive label.  With
 * normalizationMethod logit the second has to be empty; with softmax, where
 * the score is the difference of the two, it may have coefficients too.
 *
 * The active fields of the MiningSchema are the features, in its order.  The
 * reference of a category is the first of the dictionary's values without a
 * coefficient; where all have one it is the first, and its coefficient goes to
 * the intercept.  on_null is "null" unless all features have a
 * missingValueReplacement; a new level counts as the reference if all
 * categories have invalidValueTreatment asIs.
 *
 * Elements that would change a score and are not supported raise an error:
 * derived fields, interactions, exponents, Targets.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"

#include "interchange/pmml_fields.h"
#include "model/model_draft.h"

/* What the RegressionModel says. */
typedef struct Regression
{
	PmmlFields	fields;
	int			n_tables;
	double		intercept;
	char	   *categories[2];	/* label values by table */
	double		threshold;
} Regression;

/* Reads a RegressionTable; the second one counts against the first. */
static void
read_table(LogisticXml *xml, Regression *regression, bool is_softmax)
{
	double		sign = regression->n_tables == 0 ? 1.0 : -1.0;
	double		intercept = logistic_xml_require_number(xml, "intercept");

	if (regression->n_tables == 2)
		logistic_pmml_refuse(xml, "it has more than two RegressionTables");
	regression->categories[regression->n_tables++] =
		pstrdup(logistic_xml_require(xml, "targetCategory"));
	if (sign > 0.0 || is_softmax)
	{
		regression->intercept += sign * intercept;
		logistic_pmml_read_table(xml, &regression->fields, sign);
		return;
	}
	if (intercept != 0.0 || logistic_xml_child(xml))
		logistic_pmml_refuse(xml, "the second RegressionTable is not empty, as logit wants it");
}

/* Skips an element that would change scores; an error if it is not empty. */
static void
read_empty(LogisticXml *xml)
{
	if (logistic_xml_child(xml))
		logistic_pmml_refuse(xml, psprintf("it has <%s>",
										   logistic_xml_name(xml)));
}

static void
read_regression(LogisticXml *xml, Regression *regression)
{
	const char *method = logistic_xml_find(xml, "normalizationMethod");
	bool		is_softmax = method != NULL && strcmp(method, "softmax") == 0;

	if (strcmp(logistic_xml_require(xml, "functionName"),
			   "classification") != 0)
		logistic_pmml_refuse(xml, "the RegressionModel is no classification");
	if (method == NULL || (!is_softmax && strcmp(method, "logit") != 0))
		logistic_pmml_refuse(xml, psprintf("the normalizationMethod is %s, but must be logit or softmax",
										   method == NULL ? "none" : method));
	while (logistic_xml_child(xml))
	{
		if (logistic_xml_is(xml, "MiningSchema"))
			logistic_pmml_read_schema(xml, &regression->fields);
		else if (logistic_xml_is(xml, "RegressionTable"))
			read_table(xml, regression, is_softmax);
		else if (logistic_xml_is(xml, "Targets") ||
				 logistic_xml_is(xml, "LocalTransformations"))
			read_empty(xml);
		else
		{
			const char *name = logistic_xml_find(xml, "name");

			if (logistic_xml_is(xml, "Extension") && name != NULL &&
				strcmp(name, "threshold") == 0)
				regression->threshold =
					logistic_xml_require_number(xml, "value");
			logistic_xml_skip(xml);
		}
	}
}

/* Reads a document; there must be one model in it. */
static void
read_document(LogisticXml *xml, Regression *regression)
{
	bool		has_model = false;

	if (!logistic_xml_is(xml, "PMML"))
		logistic_pmml_refuse(xml, psprintf("the outermost element is <%s>",
										   logistic_xml_name(xml)));
	while (logistic_xml_child(xml))
	{
		if (logistic_xml_is(xml, "DataDictionary"))
			logistic_pmml_read_dictionary(xml, &regression->fields);
		else if (logistic_xml_is(xml, "RegressionModel") && !has_model)
		{
			has_model = true;
			read_regression(xml, regression);
		}
		else if (logistic_xml_is(xml, "Header") ||
				 logistic_xml_is(xml, "MiningBuildTask") ||
				 logistic_xml_is(xml, "Extension"))
			logistic_xml_skip(xml);
		else if (logistic_xml_is(xml, "TransformationDictionary"))
			read_empty(xml);
		else
			logistic_pmml_refuse(xml, psprintf("it has <%s>",
											   logistic_xml_name(xml)));
	}
	logistic_xml_close(xml);
	if (!has_model)
		logistic_pmml_refuse(xml, "it has no RegressionModel");
	if (regression->n_tables != 2)
		logistic_pmml_refuse(xml, "it has less than two RegressionTables");
	if (strcmp(regression->categories[0], regression->categories[1]) == 0)
		logistic_pmml_refuse(xml, psprintf("both RegressionTables are of category \"%s\"",
										   regression->categories[0]));
	if (regression->fields.target == NULL)
		logistic_pmml_refuse(xml, "no field is the target");
}

/* The kind of the label, by its two values: boolean, number or text. */
static LogisticLabelKind
label_kind(const Regression *regression)
{
	const char *positive = regression->categories[0];
	const char *negative = regression->categories[1];

	if (strcmp(positive, "true") == 0 && strcmp(negative, "false") == 0)
		return LOGISTIC_LABEL_BOOLEAN;
	if (strcmp(positive, "1") == 0 && strcmp(negative, "0") == 0)
		return LOGISTIC_LABEL_NUMBER;
	return LOGISTIC_LABEL_TEXT;
}

/* Adds a term of the last feature. */
static LogisticTerm *
add_term(LogisticDraft *draft, const char *name, double coefficient)
{
	LogisticTerm *term = logistic_draft_add_term(draft, name);

	term->feature = draft->n_features - 1;
	term->estimate = term->coefficient = coefficient;
	return term;
}

/* A number, or the next element of an array. */
static void
add_number(LogisticDraft *draft, const PmmlField *field,
		   const PmmlField *previous)
{
	bool		is_next = field->array != NULL && previous != NULL &&
		previous->array != NULL && strcmp(field->array, previous->array) == 0;

	if (field->array == NULL)
	{
		(void) logistic_draft_add_feature(draft, field->name,
										  LOGISTIC_FEATURE_NUMBER);
		(void) add_term(draft, field->name, field->coefficient);
	}
	else
	{
		LogisticTerm *term;

		if (!is_next)
			(void) logistic_draft_add_feature(draft, field->array,
											  LOGISTIC_FEATURE_ARRAY);
		term = add_term(draft, field->name, field->coefficient);
		term->element = draft->n_terms - 1 -
			draft->features[draft->n_features - 1].first_term;
	}
	logistic_draft_close_feature(draft);
	logistic_draft_add_summary(draft)->mean = field->replacement;
}

/* The coefficient of a value of a boolean; other values are errors. */
static double
boolean_coefficient(const LogisticXml *xml, const PmmlField *field, bool wanted)
{
	double		coefficient = 0.0;
	ListCell   *cell;

	foreach(cell, field->values)
	{
		const PmmlValue *value = lfirst(cell);
		bool		is_true = strcmp(value->name, "true") == 0 ||
			strcmp(value->name, "1") == 0;

		if (!is_true && strcmp(value->name, "false") != 0 &&
			strcmp(value->name, "0") != 0)
			logistic_pmml_refuse(xml, psprintf("\"%s\" is no value of the boolean \"%s\"",
											   value->name, field->name));
		if (is_true == wanted)
			coefficient += value->coefficient;
	}
	return coefficient;
}

/* Adds a boolean; returns what goes to the intercept. */
static double
add_boolean(LogisticDraft *draft, const LogisticXml *xml,
			const PmmlField *field)
{
	double		base = boolean_coefficient(xml, field, false);

	(void) logistic_draft_add_feature(draft, field->name,
									  LOGISTIC_FEATURE_BOOLEAN);
	(void) add_term(draft, psprintf("%strue", field->name),
					boolean_coefficient(xml, field, true) - base);
	logistic_draft_close_feature(draft);
	(void) logistic_draft_add_summary(draft);
	return base;
}

/* The value that is the reference of a category. */
static const PmmlValue *
reference_of(const LogisticXml *xml, const PmmlField *field)
{
	ListCell   *cell;
	const PmmlValue *first;

	foreach(cell, field->values)
		if (!((PmmlValue *) lfirst(cell))->has_predictor)
			return lfirst(cell);
	first = field->values == NIL ? NULL : linitial(field->values);
	if (first == NULL || !first->is_listed)
		logistic_pmml_refuse(xml, psprintf("the DataDictionary does not list the values of category \"%s\"",
										   field->name));
	return first;
}

/* Adds a category; returns what goes to the intercept. */
static double
add_category(LogisticDraft *draft, const LogisticXml *xml,
			 const PmmlField *field)
{
	const PmmlValue *reference = reference_of(xml, field);
	ListCell   *cell;

	(void) logistic_draft_add_feature(draft, field->name,
									  LOGISTIC_FEATURE_CATEGORY);
	foreach(cell, field->values)
	{
		const PmmlValue *value = lfirst(cell);
		LogisticLevel *level = logistic_draft_add_level(draft, value->name);

		if (value == reference)
			continue;
		level->term = draft->n_terms;
		add_term(draft, psprintf("%s%s", field->name, value->name),
				 value->coefficient - reference->coefficient)->level =
			draft->n_levels - 1;
	}
	logistic_draft_close_feature(draft);
	return reference->coefficient;
}

/* The features; returns what of them goes to the intercept. */
static double
add_features(LogisticDraft *draft, const LogisticXml *xml,
			 const PmmlFields *fields)
{
	const PmmlField *previous = NULL;
	double		base = 0.0;
	ListCell   *cell;

	foreach(cell, fields->active)
	{
		const PmmlField *field = lfirst(cell);

		if (field->is_numeric && field->values != NIL && !field->is_boolean)
		{
			ListCell   *value;

			foreach(value, field->values)
				if (((PmmlValue *) lfirst(value))->has_predictor)
					logistic_pmml_refuse(xml, psprintf("field \"%s\" is a number and a category",
													   field->name));
		}
		if (field->is_numeric || !field->is_categorical)
			add_number(draft, field, previous);
		else if (field->is_boolean)
			base += add_boolean(draft, xml, field);
		else
			base += add_category(draft, xml, field);
		previous = field;
	}
	return base;
}

/* The policies, where all features agree. */
static void
set_policies(LogisticDraft *draft, const LogisticXml *xml,
			 const PmmlFields *fields)
{
	int			n_replaced = 0;
	int			n_categories = 0;
	int			n_new = 0;
	ListCell   *cell;

	foreach(cell, fields->active)
	{
		const PmmlField *field = lfirst(cell);

		n_replaced += !isnan(field->replacement);
		if (!field->is_categorical || field->is_boolean)
			continue;
		n_categories++;
		n_new += field->takes_new;
	}
	if (n_replaced > 0 && n_replaced < list_length(fields->active))
		logistic_pmml_refuse(xml, "some fields have a missingValueReplacement, and some have none");
	if (n_replaced > 0)
		draft->on_null = LOGISTIC_POLICY_FALLBACK;
	if (n_new > 0 && n_new == n_categories)
		draft->on_new_level = LOGISTIC_POLICY_FALLBACK;
}

/* Complains of coefficients of fields that are no features. */
static void
check_used(const LogisticXml *xml, const PmmlFields *fields)
{
	ListCell   *cell;
	ListCell   *item;

	foreach(cell, fields->fields)
	{
		const PmmlField *field = lfirst(cell);
		bool		is_used = field->is_numeric;

		foreach(item, field->values)
			is_used = is_used || ((PmmlValue *) lfirst(item))->has_predictor;
		if (is_used && !field->is_active)
			logistic_pmml_refuse(xml, psprintf("field \"%s\" has a coefficient, but is not active",
											   field->name));
	}
}

/*
 * logistic_from_pmml(pmml text) -> logistic_model
 *
 * Strict.  Errors: 22P02 for text that is not XML, 54000 for too much of it,
 * 0A000 for PMML that a logistic_model cannot represent.
 */
PG_FUNCTION_INFO_V1(logistic_from_pmml);
Datum
logistic_from_pmml(PG_FUNCTION_ARGS)
{
	LogisticXml xml;
	Regression	regression = {0};
	LogisticDraft draft;
	double		base;
	int			i;

	regression.threshold = 0.5;
	logistic_xml_open(&xml, "PMML", text_to_cstring(PG_GETARG_TEXT_PP(0)));
	read_document(&xml, &regression);
	check_used(&xml, &regression.fields);
	if (!(regression.threshold >= 0.0 && regression.threshold <= 1.0))
		logistic_pmml_refuse(&xml, "the threshold does not lie between 0 and 1");

	logistic_draft_init(&draft);
	draft.label = regression.fields.target->name;
	draft.positive = regression.categories[0];
	draft.negative = regression.categories[1];
	draft.label_kind = label_kind(&regression);
	draft.threshold = regression.threshold;
	draft.has_intercept = true;
	(void) logistic_draft_add_term(&draft, "(Intercept)");
	base = add_features(&draft, &xml, &regression.fields);
	draft.terms[0].estimate = regression.intercept + base;
	draft.terms[0].coefficient = draft.terms[0].estimate;
	for (i = 0; i < draft.n_terms; i++)
		if (!isfinite(draft.terms[i].coefficient))
			logistic_pmml_refuse(&xml, psprintf("the coefficient of \"%s\" is out of range",
												draft.term_names[i]));
	set_policies(&draft, &xml, &regression.fields);
	logistic_draft_check_names(&draft);
	logistic_statistics_unknown(&draft.statistics, draft.n_terms, true);
	PG_RETURN_POINTER(logistic_model_build(&draft));
}
