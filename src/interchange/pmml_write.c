/*-------------------------------------------------------------------------
 *
 * pmml_write.c
 *		A model as PMML 4.4, for programs that score it elsewhere.
 *
 * It becomes a RegressionModel of two RegressionTables: that of the positive
 * label, and an empty one of the other.  Fields have the names of features;
 * each element of an array is a field, x[1] and so on.
 *
 * A PMML evaluator takes a missing category for one without a coefficient,
 * the reference, where ours are NULL, so fields say returnInvalid, new in
 * 4.4; that is also what stands for the policy "error".  What evaluators
 * cannot know, the threshold and which fields are one array, are
 * Extensions, for logistic_from_pmml().
 *
 * It is an error if PMML would score differently from the model: infinite
 * coefficients, and means in place of a missing boolean or category.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "common/shortest_dec.h"
#include "utils/builtins.h"

#include "interchange/xml.h"
#include "model/model_terms.h"

#define PMML_NAMESPACE	"http://www.dmg.org/PMML-4_4"

/* Raises the error for a model that PMML cannot hold. */
static void
refuse(const char *problem, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("PMML cannot hold the model: %s", problem),
			 hint == NULL ? 0 : errhint("%s", hint)));
}

static const char *
feature_name(const LogisticModel *model, const LogisticFeature *feature)
{
	return logistic_model_string(model, feature->name);
}

/* The name of the field of the j-th element, or of the feature itself. */
static const char *
field_name(const LogisticModel *model, const LogisticFeature *feature, int j)
{
	const char *name = feature_name(model, feature);

	return feature->kind == LOGISTIC_FEATURE_ARRAY ?
		psprintf("%s[%d]", name, j + 1) : name;
}

/* How many fields a feature has. */
static int
field_count(const LogisticFeature *feature)
{
	return feature->kind == LOGISTIC_FEATURE_ARRAY ? feature->n_terms : 1;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* Counts the fields, the label among them, which must differ by name. */
static int
count_fields(const LogisticModel *model)
{
	const LogisticFeature *features = logistic_model_features(model);
	const char **names = palloc((model->n_features + model->n_terms + 1) *
								sizeof(*names));
	int			n = 0;
	int			i;
	int			j;

	names[n++] = logistic_model_string(model, model->label);
	for (i = 0; i < model->n_features; i++)
		for (j = 0; j < field_count(&features[i]); j++)
			names[n++] = field_name(model, &features[i], j);
	qsort(names, n, sizeof(*names), compare_names);
	for (i = 1; i < n; i++)
		if (strcmp(names[i - 1], names[i]) == 0)
			refuse(psprintf("two fields would be named \"%s\"", names[i]),
				   "Fit it with an expression of another name.");
	return n;
}

/* Refuses what PMML would not score as the model does. */
static void
check_model(const LogisticModel *model)
{
	const LogisticFeature *features = logistic_model_features(model);
	const LogisticTerm *terms = logistic_model_terms(model);
	int			i;

	for (i = 0; i < model->n_features; i++)
		if (features[i].kind == LOGISTIC_FEATURE_SET)
			refuse(psprintf("\"%s\" is a set", feature_name(model,
															&features[i])),
				   psprintf("Fit it with a boolean for each element, as in 'a' = ANY (%s), or export it with logistic_sql.",
							logistic_model_string(model,
												  features[i].expression)));
	if (logistic_model_has_formula(model))
		refuse("it builds its terms from the features",
			   "Fit it without terms, missing and min_level_rows, or export it with logistic_sql.");
	if (model->status == LOGISTIC_ONE_CLASS || model->positive.length == 0 ||
		model->negative.length == 0)
		refuse("it does not know both values of the label",
			   "Fit it on rows of both classes.");
	for (i = 0; i < model->n_terms; i++)
		if (isinf(terms[i].estimate) || terms[i].direction != 0.0)
			refuse(psprintf("the coefficient of \"%s\" is infinite",
							logistic_model_string(model, terms[i].name)),
				   "Fit with method firth, or with a penalty, for finite ones.");
	if (model->on_null != LOGISTIC_POLICY_FALLBACK)
		return;
	for (i = 0; i < model->n_features; i++)
		if (features[i].kind == LOGISTIC_FEATURE_BOOLEAN ||
			features[i].kind == LOGISTIC_FEATURE_CATEGORY)
			refuse(psprintf("\"%s\" has no mean that could stand for a NULL",
							feature_name(model, &features[i])),
				   "Fit with on_null other than mean.");
}

static void
append_value(StringInfo pmml, const char *value)
{
	appendStringInfoString(pmml, "   <Value");
	logistic_xml_write(pmml, "value", value);
	appendStringInfoString(pmml, "/>\n");
}

/* Begins a field of categories. */
static void
append_categorical(StringInfo pmml, const char *name, const char *type)
{
	appendStringInfoString(pmml, "  <DataField");
	logistic_xml_write(pmml, "name", name);
	appendStringInfo(pmml, " optype=\"categorical\" dataType=\"%s\">\n", type);
}

static void
append_extension(StringInfo pmml, const char *indent, const char *name,
				 const char *value)
{
	appendStringInfo(pmml, "%s<Extension", indent);
	logistic_xml_write(pmml, "name", name);
	logistic_xml_write(pmml, "value", value);
	appendStringInfoString(pmml, "/>\n");
}

/* The fields of a feature. */
static void
append_fields(StringInfo pmml, const LogisticModel *model,
			  const LogisticFeature *feature)
{
	const LogisticLevel *levels = logistic_model_levels(model) +
		feature->first_level;
	const char *name = feature_name(model, feature);
	int			j;

	switch ((LogisticFeatureKind) feature->kind)
	{
		case LOGISTIC_FEATURE_NUMBER:
		case LOGISTIC_FEATURE_ARRAY:
			for (j = 0; j < field_count(feature); j++)
			{
				appendStringInfoString(pmml, "  <DataField");
				logistic_xml_write(pmml, "name",
								   field_name(model, feature, j));
				appendStringInfoString(pmml, " optype=\"continuous\" dataType=\"double\"");
				if (feature->kind == LOGISTIC_FEATURE_NUMBER)
				{
					appendStringInfoString(pmml, "/>\n");
					continue;
				}
				appendStringInfoString(pmml, ">\n");
				append_extension(pmml, "   ", "array", name);
				appendStringInfoString(pmml, "  </DataField>\n");
			}
			return;
		case LOGISTIC_FEATURE_BOOLEAN:
			append_categorical(pmml, name, "boolean");
			append_value(pmml, "false");
			append_value(pmml, "true");
			break;
		case LOGISTIC_FEATURE_SET:
			break;				/* in formulas only, which are refused */
		case LOGISTIC_FEATURE_CATEGORY:
			append_categorical(pmml, name, "string");
			for (j = 0; j < feature->n_levels; j++)
				append_value(pmml, logistic_model_string(model, levels[j].name));
			break;
	}
	appendStringInfoString(pmml, "  </DataField>\n");
}

static void
append_dictionary(StringInfo pmml, const LogisticModel *model)
{
	static const char *const types[] = {"boolean", "integer", "string"};
	int			i;

	appendStringInfo(pmml, " <DataDictionary numberOfFields=\"%d\">\n",
					 count_fields(model));
	append_categorical(pmml, logistic_model_string(model, model->label),
					   types[model->label_kind]);
	append_value(pmml, logistic_model_string(model, model->negative));
	append_value(pmml, logistic_model_string(model, model->positive));
	appendStringInfoString(pmml, "  </DataField>\n");
	for (i = 0; i < model->n_features; i++)
		append_fields(pmml, model, &logistic_model_features(model)[i]);
	appendStringInfoString(pmml, " </DataDictionary>\n");
}

/* What a score does with values that are missing or new. */
static void
append_schema(StringInfo pmml, const LogisticModel *model)
{
	const LogisticFeature *features = logistic_model_features(model);
	int			i;
	int			j;

	appendStringInfoString(pmml, "  <MiningSchema>\n   <MiningField");
	logistic_xml_write(pmml, "name", logistic_model_string(model, model->label));
	appendStringInfoString(pmml, " usageType=\"target\"/>\n");
	for (i = 0; i < model->n_features; i++)
		for (j = 0; j < field_count(&features[i]); j++)
		{
			appendStringInfoString(pmml, "   <MiningField");
			logistic_xml_write(pmml, "name",
							   field_name(model, &features[i], j));
			if (model->on_null == LOGISTIC_POLICY_FALLBACK)
			{
				logistic_xml_write_number(pmml, "missingValueReplacement",
										  logistic_model_mean(model, features[i].first_term + j));
				appendStringInfoString(pmml, " missingValueTreatment=\"asMean\"");
			}
			else
				appendStringInfoString(pmml, " missingValueTreatment=\"returnInvalid\"");
			if (features[i].kind == LOGISTIC_FEATURE_CATEGORY)
				appendStringInfo(pmml, " invalidValueTreatment=\"%s\"",
								 model->on_new_level == LOGISTIC_POLICY_FALLBACK ?
								 "asIs" : "returnInvalid");
			appendStringInfoString(pmml, "/>\n");
		}
	appendStringInfoString(pmml, "  </MiningSchema>\n");
}

/* The output: the probability of the positive label. */
static void
append_output(StringInfo pmml, const LogisticModel *model)
{
	const char *positive = logistic_model_string(model, model->positive);

	appendStringInfoString(pmml, "  <Output>\n   <OutputField");
	logistic_xml_write(pmml, "name", psprintf("probability(%s)", positive));
	appendStringInfoString(pmml, " optype=\"continuous\" dataType=\"double\" feature=\"probability\"");
	logistic_xml_write(pmml, "value", positive);
	appendStringInfoString(pmml, "/>\n  </Output>\n");
}

/* A coefficient, of a value of a category unless that is NULL. */
static void
append_predictor(StringInfo pmml, const char *name, const char *value,
				 double coefficient)
{
	appendStringInfoString(pmml, value == NULL ? "   <NumericPredictor" :
						   "   <CategoricalPredictor");
	logistic_xml_write(pmml, "name", name);
	if (value != NULL)
		logistic_xml_write(pmml, "value", value);
	logistic_xml_write_number(pmml, "coefficient", coefficient);
	appendStringInfoString(pmml, "/>\n");
}

/*
 * The coefficients of a feature.  Schemas want those of numbers before those
 * of categories, so one call writes one kind of them.
 */
static void
append_predictors(StringInfo pmml, const LogisticModel *model,
				  const LogisticFeature *feature, bool is_numeric)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	const LogisticLevel *levels = logistic_model_levels(model) +
		feature->first_level;
	const char *name = feature_name(model, feature);
	int			j;

	switch ((LogisticFeatureKind) feature->kind)
	{
		case LOGISTIC_FEATURE_NUMBER:
		case LOGISTIC_FEATURE_ARRAY:
			for (j = 0; is_numeric && j < field_count(feature); j++)
				append_predictor(pmml, field_name(model, feature, j), NULL,
								 terms[feature->first_term + j].coefficient);
			break;
		case LOGISTIC_FEATURE_BOOLEAN:
			if (!is_numeric)
				append_predictor(pmml, name, "true",
								 terms[feature->first_term].coefficient);
			break;
		case LOGISTIC_FEATURE_SET:
			break;				/* in formulas only, which are refused */
		case LOGISTIC_FEATURE_CATEGORY:
			for (j = 0; !is_numeric && j < feature->n_levels; j++)
				if (levels[j].term >= 0)
					append_predictor(pmml, name,
									 logistic_model_string(model, levels[j].name),
									 terms[levels[j].term].coefficient);
			break;
	}
}

static void
append_tables(StringInfo pmml, const LogisticModel *model)
{
	const LogisticFeature *features = logistic_model_features(model);
	int			i;

	appendStringInfoString(pmml, "  <RegressionTable");
	logistic_xml_write_number(pmml, "intercept", model->has_intercept ?
							  logistic_model_terms(model)[0].coefficient : 0.0);
	logistic_xml_write(pmml, "targetCategory",
					   logistic_model_string(model, model->positive));
	appendStringInfoString(pmml, ">\n");
	for (i = 0; i < model->n_features; i++)
		append_predictors(pmml, model, &features[i], true);
	for (i = 0; i < model->n_features; i++)
		append_predictors(pmml, model, &features[i], false);
	appendStringInfoString(pmml, "  </RegressionTable>\n  <RegressionTable intercept=\"0\"");
	logistic_xml_write(pmml, "targetCategory",
					   logistic_model_string(model, model->negative));
	appendStringInfoString(pmml, "/>\n");
}

/*
 * logistic_pmml(model logistic_model) -> text
 *
 * Strict.  An offset of the fit is left out, as in a score without one.
 * Errors: 0A000 for a model that PMML cannot hold, see above, or a name with
 * a character that XML cannot.
 */
PG_FUNCTION_INFO_V1(logistic_pmml);
Datum
logistic_pmml(PG_FUNCTION_ARGS)
{
	const LogisticModel *model = PG_GETARG_LOGISTIC_MODEL(0);
	StringInfoData pmml;

	logistic_model_check_probability(model, "logistic_pmml");
	check_model(model);
	initStringInfo(&pmml);
	appendStringInfoString(&pmml,
						   "<?xml version=\"1.0\"?>\n"
						   "<PMML xmlns=\"" PMML_NAMESPACE "\" version=\"4.4\">\n"
						   " <Header");
	logistic_xml_write(&pmml, "description", logistic_model_formula(model));
	appendStringInfoString(&pmml, ">\n  <Application name=\"logistic\"/>\n </Header>\n");
	append_dictionary(&pmml, model);
	appendStringInfoString(&pmml, " <RegressionModel functionName=\"classification\" normalizationMethod=\"logit\">\n");
	if (model->threshold != 0.5)
	{
		char		digits[DOUBLE_SHORTEST_DECIMAL_LEN];

		double_to_shortest_decimal_buf(model->threshold, digits);
		append_extension(&pmml, "  ", "threshold", digits);
	}
	append_schema(&pmml, model);
	append_output(&pmml, model);
	append_tables(&pmml, model);
	appendStringInfoString(&pmml, " </RegressionModel>\n</PMML>\n");
	PG_RETURN_TEXT_P(cstring_to_text_with_len(pmml.data, pmml.len));
}
