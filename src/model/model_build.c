/*-------------------------------------------------------------------------
 *
 * model_build.c
 *		Lays a draft out as the bytes of a logistic_model.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/float.h"
#include "utils/memutils.h"

#include "model/model_layout.h"
#include "pg/compat.h"
#include "pg/value_key.h"

/* The NaN that stands for a missing number: always the same bytes. */
static double
canonical(double x)
{
	if (isnan(x))
		return get_float8_nan();
	return x == 0.0 ? 0.0 : x;
}

/* The size of a string in a value; NULL is the empty one. */
static Size
string_size(const char *string)
{
	return string ? strlen(string) + 1 : 1;
}

/* Appends a string at *at and returns where it lies. */
static LogisticString
put_string(LogisticModel *model, Size *at, const char *string)
{
	LogisticString result;

	if (string == NULL)
		string = "";
	result.offset = *at;
	result.length = strlen(string);
	memcpy((char *) model + *at, string, result.length);
	*at += result.length + 1;
	return result;
}

/* The bytes that all strings of a draft need. */
static Size
strings_size(const LogisticDraft *draft)
{
	Size		size;
	int			i;

	size = string_size(draft->label) + string_size(draft->label_expression) +
		string_size(draft->negative) + string_size(draft->positive) +
		string_size(draft->formula);
	for (i = 0; i < draft->n_features; i++)
		size += string_size(draft->feature_names[i]) +
			string_size(draft->feature_expressions[i]);
	for (i = 0; i < draft->n_inputs; i++)
		size += string_size(draft->input_names[i]) +
			string_size(draft->input_expressions[i]);
	for (i = 0; i < draft->n_variables; i++)
		size += string_size(draft->variable_names[i]);
	for (i = 0; i < draft->n_terms; i++)
		size += string_size(draft->term_names[i]);
	for (i = 0; i < draft->n_levels; i++)
		size += string_size(draft->level_names[i]);
	return size;
}

/* Copies how the numbers were made. */
static void
put_estimation(LogisticModel *model, const LogisticEstimation *estimation)
{
	model->estimation = *estimation;
	model->estimation.l1 = canonical(estimation->l1);
	model->estimation.l2 = canonical(estimation->l2);
	model->estimation.prevalence = canonical(estimation->prevalence);
	if (estimation->l1 == 0.0 && estimation->l2 == 0.0)
		model->estimation.is_standardised = 0;
	memset(model->estimation.reserved, 0,
		   sizeof(model->estimation.reserved));
}

/* Copies the statistics with canonical numbers. */
static void
put_statistics(LogisticModel *model, const LogisticStatistics *statistics)
{
	model->statistics = *statistics;
	model->statistics.sum_weights = canonical(statistics->sum_weights);
	model->statistics.log_lik = canonical(statistics->log_lik);
	model->statistics.null_log_lik = canonical(statistics->null_log_lik);
	model->statistics.condition_number =
		canonical(statistics->condition_number);
	model->statistics.effective_df = canonical(statistics->effective_df);
	model->statistics.reserved = 0;
}

/* A feature or an input as it is stored. */
static LogisticFeature
put_feature(LogisticModel *model, const LogisticFeature *feature,
			const char *name, const char *expression, Size *at)
{
	LogisticFeature result = *feature;

	result.reserved = 0;

	/* where nothing begins, it begins at 0: equal models, equal bytes */
	if (result.n_terms == 0)
		result.first_term = 0;
	if (result.n_levels == 0)
		result.first_level = 0;
	if (result.n_summaries == 0)
		result.first_summary = 0;
	if (result.n_factors == 0)
		result.first_factor = 0;
	result.name = put_string(model, at, name);
	result.expression = put_string(model, at, expression);
	return result;
}

/* Copies the arrays of a draft; *at is where the next string goes. */
static void
put_parts(LogisticModel *model, const LogisticDraft *draft,
		  const LogisticModelLayout *layout, Size *at)
{
	char	   *base = (char *) model;
	LogisticFeature *features = (LogisticFeature *) (base + layout->features);
	LogisticFeature *inputs = (LogisticFeature *) (base + layout->inputs);
	LogisticModelVariable *variables =
		(LogisticModelVariable *) (base + layout->variables);
	LogisticFactor *factors = (LogisticFactor *) (base + layout->factors);
	double	   *parameters = (double *) (base + layout->parameters);
	LogisticTerm *terms = (LogisticTerm *) (base + layout->terms);
	LogisticLevel *levels = (LogisticLevel *) (base + layout->levels);
	LogisticSummary *summaries;
	double	   *covariance = (double *) (base + layout->covariance);
	double	   *profile = (double *) (base + layout->profile);
	Size		n = logistic_triangle(draft->covariance_rows);
	Size		k;
	int			i;
	int			j;

	for (i = 0; i < draft->n_features; i++)
		features[i] = put_feature(model, &draft->features[i],
								  draft->feature_names[i],
								  draft->feature_expressions[i], at);
	for (i = 0; i < draft->n_inputs; i++)
		inputs[i] = put_feature(model, &draft->inputs[i],
								draft->input_names[i],
								draft->input_expressions[i], at);
	for (i = 0; i < draft->n_variables; i++)
	{
		variables[i] = draft->variables[i];
		variables[i].name = put_string(model, at, draft->variable_names[i]);
	}
	for (i = 0; i < draft->n_factors; i++)
		factors[i] = draft->factors[i];
	for (i = 0; i < draft->n_parameters; i++)
		parameters[i] = canonical(draft->parameters[i]);
	for (i = 0; i < draft->n_terms; i++)
	{
		terms[i] = draft->terms[i];
		terms[i].name = put_string(model, at, draft->term_names[i]);
		terms[i].estimate = canonical(terms[i].estimate);
		terms[i].std_error = canonical(terms[i].std_error);
		terms[i].coefficient = canonical(terms[i].coefficient);
		terms[i].direction = canonical(terms[i].direction);
		terms[i].chi_square = canonical(terms[i].chi_square);
		terms[i].reserved = 0;
	}
	for (i = 0; i < draft->n_levels; i++)
	{
		levels[i] = draft->levels[i];
		levels[i].reserved = 0;
		levels[i].name = put_string(model, at, draft->level_names[i]);
		levels[i].share = canonical(levels[i].share);
	}
	summaries = (LogisticSummary *) (base + layout->summaries);
	for (i = 0; i < draft->n_summaries; i++)
	{
		summaries[i].mean = canonical(draft->summaries[i].mean);
		summaries[i].std_dev = canonical(draft->summaries[i].std_dev);
		summaries[i].min = canonical(draft->summaries[i].min);
		summaries[i].max = canonical(draft->summaries[i].max);
		for (j = 0; j < LOGISTIC_DECILES; j++)
			summaries[i].deciles[j] = canonical(draft->summaries[i].deciles[j]);
	}
	for (k = 0; k < n; k++)
		covariance[k] = canonical(draft->covariance[k]);
	for (i = 0; i < draft->n_terms; i++)
		for (j = 0; j < draft->profile_length; j++)
			profile[(Size) i * draft->profile_length + j] =
				canonical(draft->profile[(Size) i * draft->profile_stride + j]);
}

/* Copies the numbers of the header. */
static void
put_header(LogisticModel *model, const LogisticDraft *draft)
{
	model->version = LOGISTIC_MODEL_VERSION;
	model->status = draft->status;
	model->label_kind = draft->label_kind;
	model->on_null = draft->on_null;
	model->on_new_level = draft->on_new_level;
	model->has_intercept = draft->has_intercept ? 1 : 0;
	model->has_offset = draft->has_offset ? 1 : 0;
	model->n_features = draft->n_features;
	model->n_inputs = draft->n_inputs;
	model->n_variables = draft->n_variables;
	model->n_factors = draft->n_factors;
	model->n_parameters = draft->n_parameters;
	model->n_terms = draft->n_terms;
	model->n_levels = draft->n_levels;
	model->n_summaries = draft->n_summaries;
	model->covariance_rows = draft->covariance_rows;
	model->profile_length = draft->profile_length;
	model->threshold = canonical(draft->threshold);
	put_estimation(model, &draft->estimation);
	put_statistics(model, &draft->statistics);
}

void
logistic_model_rehash(LogisticModel *model)
{
	model->hash = logistic_value_hash(model, VARSIZE(model),
									  offsetof(LogisticModel, hash));
}

/* What readers of a model rely on, in servers with assertions. */
static void
assert_model(const LogisticModel *model)
{
#ifdef USE_ASSERT_CHECKING
	const LogisticFeature *features = logistic_model_features(model);
	const LogisticTerm *terms = logistic_model_terms(model);
	int			last_row = -1;
	int			i;

	for (i = 0; i < model->n_features; i++)
		Assert(features[i].first_term >= 0 && features[i].n_terms >= 0 &&
			   features[i].first_term + features[i].n_terms <= model->n_terms &&
			   features[i].first_level + features[i].n_levels <= model->n_levels &&
			   features[i].first_summary + features[i].n_summaries <=
			   model->n_summaries &&
			   features[i].first_factor + features[i].n_factors <=
			   model->n_factors);
	for (i = 0; i < model->n_terms; i++)
	{
		Assert(terms[i].feature >= -1 && terms[i].feature < model->n_features);
		Assert((terms[i].feature == -1) == (i == 0 && model->has_intercept));
		Assert(terms[i].level >= -1 && terms[i].level < model->n_levels);
		Assert(isfinite(terms[i].coefficient));
		Assert(terms[i].covariance_row == -1 ||
			   terms[i].covariance_row == last_row + 1);
		if (terms[i].covariance_row >= 0)
			last_row = terms[i].covariance_row;
	}
	Assert(last_row == model->covariance_rows - 1);
#endif
}

LogisticModel *
logistic_model_build(const LogisticDraft *draft)
{
	LogisticModel *header = palloc0(sizeof(LogisticModel));
	LogisticModelLayout layout;
	LogisticModel *model;
	Size		size;
	Size		at;

	put_header(header, draft);
	logistic_model_layout(header, &layout);
	size = layout.strings + strings_size(draft);
	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a model of %d terms is too large", draft->n_terms)));

	model = palloc0(size);
	memcpy(model, header, sizeof(LogisticModel));
	pfree(header);
	SET_VARSIZE(model, size);
	at = layout.strings;
	model->label = put_string(model, &at, draft->label);
	model->label_expression = put_string(model, &at, draft->label_expression);
	model->negative = put_string(model, &at, draft->negative);
	model->positive = put_string(model, &at, draft->positive);
	model->formula = put_string(model, &at, draft->formula);
	put_parts(model, draft, &layout, &at);
	Assert(at == size);

	logistic_model_rehash(model);
	assert_model(model);
	return model;
}
