/*-------------------------------------------------------------------------
 *
 * model.c
 *		The bytes of a logistic_model: laid out once, read in place.
 *
 * Nothing outside this file knows where things lie in a value.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/float.h"
#include "utils/memutils.h"

#include "model/model.h"
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

/* Where the parts of a value begin, and where they end. */
typedef struct Layout
{
	Size		features;
	Size		inputs;
	Size		variables;
	Size		factors;
	Size		terms;
	Size		levels;
	Size		summaries;
	Size		covariance;
	Size		profile;
	Size		parameters;
	Size		strings;
} Layout;

static Size
triangle(int n)
{
	return (Size) n * (n + 1) / 2;
}

static void
layout_of(const LogisticModel *model, Layout *layout)
{
	layout->features = MAXALIGN(sizeof(LogisticModel));
	layout->inputs = layout->features +
		model->n_features * sizeof(LogisticFeature);
	layout->variables = layout->inputs +
		model->n_inputs * sizeof(LogisticFeature);
	layout->factors = layout->variables +
		model->n_variables * sizeof(LogisticModelVariable);
	layout->terms = layout->factors +
		model->n_factors * sizeof(LogisticFactor);
	layout->levels = layout->terms + model->n_terms * sizeof(LogisticTerm);
	layout->summaries = layout->levels +
		model->n_levels * sizeof(LogisticLevel);
	layout->covariance = layout->summaries +
		model->n_summaries * sizeof(LogisticSummary);
	layout->profile = layout->covariance +
		triangle(model->covariance_rows) * sizeof(double);
	layout->parameters = layout->profile +
		(Size) model->n_terms * model->profile_length * sizeof(double);
	layout->strings = layout->parameters +
		model->n_parameters * sizeof(double);
}

/* One accessor per part. */
#define PART(model, part) \
	(layout_of(model, &layout), (const void *) ((const char *) (model) + layout.part))

const LogisticFeature *
logistic_model_features(const LogisticModel *model)
{
	Layout		layout;

	return PART(model, features);
}

const LogisticFeature *
logistic_model_inputs(const LogisticModel *model)
{
	Layout		layout;

	if (!logistic_model_has_formula(model))
		return logistic_model_features(model);
	return PART(model, inputs);
}

int
logistic_model_n_inputs(const LogisticModel *model)
{
	return logistic_model_has_formula(model) ? model->n_inputs :
		model->n_features;
}

const LogisticModelVariable *
logistic_model_variables(const LogisticModel *model)
{
	Layout		layout;

	return PART(model, variables);
}

const LogisticFactor *
logistic_model_factors(const LogisticModel *model)
{
	Layout		layout;

	return PART(model, factors);
}

const double *
logistic_model_parameters(const LogisticModel *model)
{
	Layout		layout;

	return PART(model, parameters);
}

const LogisticTerm *
logistic_model_terms(const LogisticModel *model)
{
	Layout		layout;

	return PART(model, terms);
}

const LogisticLevel *
logistic_model_levels(const LogisticModel *model)
{
	Layout		layout;

	return PART(model, levels);
}

const LogisticSummary *
logistic_model_summaries(const LogisticModel *model)
{
	Layout		layout;

	return PART(model, summaries);
}

const double *
logistic_model_covariance(const LogisticModel *model)
{
	Layout		layout;

	return PART(model, covariance);
}

const double *
logistic_model_profile(const LogisticModel *model)
{
	Layout		layout;

	return PART(model, profile);
}

/* The text of a string, with its final zero byte. */
const char *
logistic_model_string(const LogisticModel *model, LogisticString string)
{
	return (const char *) model + string.offset;
}

double
logistic_model_mean(const LogisticModel *model, int i)
{
	const LogisticTerm *term = &logistic_model_terms(model)[i];
	const LogisticFeature *feature;
	double		mean = 0.0;
	int			summary;

	if (term->feature < 0)
		return 1.0;
	feature = &logistic_model_features(model)[term->feature];
	summary = i - feature->first_term;
	if (term->level >= 0)
		mean = logistic_model_levels(model)[term->level].share;
	else if (summary < feature->n_summaries)
		mean = logistic_model_summaries(model)[feature->first_summary +
											   summary].mean;
	return isnan(mean) ? 0.0 : mean;
}

/* The name of a status, as users see it. */
const char *
logistic_status_name(LogisticStatus status)
{
	switch (status)
	{
		case LOGISTIC_ONE_CLASS:
			return "one_class";
		case LOGISTIC_SEPARATED:
			return "separated";
		case LOGISTIC_MAX_ITERATIONS:
			return "max_iterations";
		case LOGISTIC_CONVERGED:
			return "converged";
		case LOGISTIC_GIVEN:
			return "given";
	}
	elog(ERROR, "unknown status %d", (int) status);
	return NULL;				/* keep the compiler quiet */
}

/*
 * Detoasts a model, aligns it and checks its version.  The bytes come from
 * our own builder, through storage that PostgreSQL trusts; what a client
 * sends is parsed and built anew.
 */
const LogisticModel *
logistic_model_get(Datum datum)
{
	struct varlena *value = PG_DETOAST_DATUM(datum);
	const LogisticModel *model = (const LogisticModel *) value;
	Layout		layout;

	if (VARSIZE(value) >= offsetof(LogisticModel, status) &&
		model->version != LOGISTIC_MODEL_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("logistic_model has format version %d, but this library reads version %d",
						model->version, LOGISTIC_MODEL_VERSION),
				 errhint("Update the extension to the version that wrote the model.")));
	if (VARSIZE(value) < sizeof(LogisticModel))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("logistic_model has %zu bytes, too few for a model",
						(size_t) VARSIZE(value))));
	layout_of(model, &layout);
	if (VARSIZE(value) < layout.strings)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("logistic_model has %zu bytes, but its parts need %zu",
						(size_t) VARSIZE(value), (size_t) layout.strings)));
	return model;
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
		  const Layout *layout, Size *at)
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
	Size		n = triangle(draft->covariance_rows);
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

const char *
logistic_model_positive(const LogisticModel *model)
{
	return model->positive.length > 0 ?
		logistic_model_string(model, model->positive) : NULL;
}

void
logistic_model_rehash(LogisticModel *model)
{
	model->hash = logistic_value_hash(model, VARSIZE(model),
									  offsetof(LogisticModel, hash));
}

LogisticModel *
logistic_model_build(const LogisticDraft *draft)
{
	LogisticModel *header = palloc0(sizeof(LogisticModel));
	Layout		layout;
	LogisticModel *model;
	Size		size;
	Size		at;

	put_header(header, draft);
	layout_of(header, &layout);
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

	logistic_model_rehash(model);
	return model;
}
