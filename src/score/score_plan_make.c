/*-------------------------------------------------------------------------
 *
 * score_plan_make.c
 *		Makes a model ready to score values of given types.
 *
 * Types are checked here once, and not again for each row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "model/model_terms.h"
#include "pg/compat.h"
#include "score/score_formula_make.h"
#include "score/score_plan_make.h"

/* What the values of a feature have to be. */
static const char *
kind_wanted(LogisticFeatureKind kind)
{
	switch (kind)
	{
		case LOGISTIC_FEATURE_NUMBER:
			return "a number";
		case LOGISTIC_FEATURE_BOOLEAN:
			return "a boolean";
		case LOGISTIC_FEATURE_CATEGORY:
			return "text, an enum or a uuid";
		case LOGISTIC_FEATURE_ARRAY:
			return "an array of numbers";
		case LOGISTIC_FEATURE_SET:
			return "an array of text, of an enum or of uuid";
	}
	return "something else";
}

/* A type to cast to, so that the value is what the feature wants. */
static const char *
type_wanted(LogisticFeatureKind kind)
{
	switch (kind)
	{
		case LOGISTIC_FEATURE_NUMBER:
			return "float8";
		case LOGISTIC_FEATURE_BOOLEAN:
			return "boolean";
		case LOGISTIC_FEATURE_CATEGORY:
			return "text";
		case LOGISTIC_FEATURE_ARRAY:
			return "float8[]";
		case LOGISTIC_FEATURE_SET:
			return "text[]";
	}
	return "text";
}

/* Complains about a feature of another type than the model's. */
static pg_noinline void
report_kind(const LogisticModel *model, int i, const LogisticReader *reader,
			bool has_names)
{
	LogisticFeatureKind kind = logistic_model_inputs(model)[i].kind;
	const char *name = logistic_score_feature_name(model, i);
	const char *column = quote_identifier(name);

	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("feature \"%s\" has type %s, but the model wants %s", name,
					format_type_be(reader->type), kind_wanted(kind)),
			 has_names ?
			 errhint("Cast the column in a subquery that makes the row, as in %s::%s AS %s.",
					 column, type_wanted(kind), column) :
			 errhint("Pass the features in the order of the fit, or a whole row; a cast may help, as in %s::%s.",
					 column, type_wanted(kind))));
}

/*
 * Does a value of this type fit the feature?  A boolean is a number, 0 or 1;
 * a NULL without a type fits everything.
 */
static void
check_kind(const LogisticModel *model, int i, const LogisticReader *reader,
		   bool has_names)
{
	LogisticFeatureKind kind = logistic_model_inputs(model)[i].kind;

	if (reader->kind != kind && reader->storage != LOGISTIC_READ_UNKNOWN &&
		!(kind == LOGISTIC_FEATURE_NUMBER &&
		  reader->kind == LOGISTIC_FEATURE_BOOLEAN))
		report_kind(model, i, reader, has_names);
}

/* Enters the texts of the levels of a category or set: code i is level i. */
static LogisticDictionary *
enter_levels(const LogisticModel *model, const LogisticFeature *feature,
			 MemoryContext context)
{
	const LogisticLevel *levels = logistic_model_levels(model) +
		feature->first_level;
	LogisticDictionary *dictionary = palloc(sizeof(*dictionary));
	int			i;

	logistic_dictionary_init(dictionary, context);
	for (i = 0; i < feature->n_levels; i++)
		(void) logistic_dictionary_code(dictionary,
										logistic_model_string(model,
															  levels[i].name),
										levels[i].name.length);
	return dictionary;
}

/* Readies one feature to be read; "feature" is that of the plan's model. */
static void
make_input(LogisticScorePlan *plan, const LogisticFeature *feature,
		   const LogisticReader *reader, LogisticScoreInput *input)
{
	input->reader = *reader;
	input->kind = feature->kind;
	input->first_term = feature->first_term;
	input->n_terms = logistic_model_has_formula(plan->model) ?
		feature->n_summaries : feature->n_terms;
	input->first_level = feature->first_level;
	input->n_levels = feature->n_levels;
	input->fills_missing = feature->n_missing > 0;
	input->means = logistic_model_summaries(plan->model) +
		feature->first_summary;
	input->missing_level = -1;
	if (logistic_kind_has_levels(input->kind))
		input->levels = enter_levels(plan->model, feature, plan->context);
	if (logistic_kind_has_levels(input->kind) && input->fills_missing)
		input->missing_level =
			logistic_dictionary_find(input->levels, LOGISTIC_MISSING_LEVEL,
									 strlen(LOGISTIC_MISSING_LEVEL));
	if (input->reader.storage == LOGISTIC_READ_ENUM)
	{
		input->enum_keys = palloc(sizeof(*input->enum_keys));
		logistic_dictionary_init(input->enum_keys, plan->context);
	}
	if (input->kind == LOGISTIC_FEATURE_ARRAY)
		input->elements = palloc(Max(input->n_terms, 1) * sizeof(double));
}

/*
 * Decides whether a plain sum of coefficients times float8 values gives the
 * score, and copies the coefficients for it.
 */
static void
make_plain(LogisticScorePlan *plan)
{
	int			i;

	plan->is_plain = !plan->is_delicate && !plan->has_no_score;
	for (i = 0; i < plan->model->n_terms; i++)
		if (plan->terms[i].direction != 0.0)
			plan->is_plain = false;
	for (i = 0; i < plan->n_inputs; i++)
		if (plan->inputs[i].kind != LOGISTIC_FEATURE_NUMBER ||
			plan->inputs[i].n_terms != 1 ||
			plan->inputs[i].reader.storage != LOGISTIC_READ_FLOAT8)
			plan->is_plain = false;
	if (!plan->is_plain)
		return;
	plan->constant = plan->model->has_intercept ?
		plan->terms[0].coefficient : 0.0;
	plan->coefficients = palloc(Max(plan->n_inputs, 1) * sizeof(double));
	for (i = 0; i < plan->n_inputs; i++)
		plan->coefficients[i] =
			plan->terms[plan->inputs[i].first_term].coefficient;
}

LogisticScorePlan *
logistic_score_plan_make(const LogisticModel *model,
						 const LogisticReader *readers, const int *columns,
						 MemoryContext context)
{
	MemoryContext old_context;
	LogisticScorePlan *plan;
	LogisticModel *copy;
	int			n = logistic_model_n_inputs(model);
	int			i;

	for (i = 0; i < n; i++)
		check_kind(model, i, &readers[i], columns != NULL);

	old_context = MemoryContextSwitchTo(context);
	plan = palloc0(sizeof(*plan));
	plan->context = context;
	copy = palloc(VARSIZE(model));
	memcpy(copy, model, VARSIZE(model));
	plan->model = copy;
	plan->terms = logistic_model_terms(copy);
	plan->levels = logistic_model_levels(copy);
	plan->is_delicate = logistic_score_is_delicate(copy);
	plan->has_no_score = copy->status == LOGISTIC_ONE_CLASS &&
		copy->n_terms > 0 && plan->terms[0].direction == 0.0;
	plan->x = palloc(Max(copy->n_terms, 1) * sizeof(double));
	plan->n_inputs = n;
	plan->inputs = palloc0(Max(n, 1) * sizeof(*plan->inputs));
	for (i = 0; i < n; i++)
		make_input(plan, &logistic_model_inputs(copy)[i], &readers[i],
				   &plan->inputs[i]);
	if (logistic_model_has_formula(copy))
		plan->formula = logistic_score_formula_make(copy);
	else
		make_plain(plan);
	if (columns != NULL)
	{
		plan->columns = palloc(Max(n, 1) * sizeof(*columns));
		memcpy(plan->columns, columns, n * sizeof(*columns));
		plan->row = palloc(Max(n, 1) * sizeof(*plan->row));
	}
	MemoryContextSwitchTo(old_context);
	return plan;
}
