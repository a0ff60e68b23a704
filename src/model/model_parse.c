/*-------------------------------------------------------------------------
 *
 * model_parse.c
 *		Reads a logistic_model from the form that model_write.c writes.
 *
 * Where a term stands says to which feature, level or element it belongs;
 * the draft's indexes are counted here, never read.  The one number that
 * points elsewhere, a term's row in the covariance, is checked.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "model/model_draft.h"
#include "model/model_json.h"

static const char *const model_keys[] = {
	"version", "status", "label", "threshold", "on_null", "on_new_level",
	"offset", "method", "std_error", "clusters", "strata",
	"strata_left_out", "penalty", "class_weight",
	"prevalence", "bounded", "statistics", "intercept", "terms", "inputs", "variables",
	"features", "covariance", "profile", NULL
};

static const char *const label_keys[] = {
	"name", "expression", "type", "negative", "positive", NULL
};

static const char *const statistics_keys[] = {
	"nobs", "n_skipped", "n_positive", "sum_weights", "log_lik",
	"null_log_lik", "condition_number", "iterations", "rank", "null_rank",
	NULL
};

static const char *const term_keys[] = {
	"name", "estimate", "std_error", "coefficient", "direction",
	"covariance_row", "chi_square", "bound", NULL
};

static const char *const category_keys[] = {
	"name", "expression", "type", "factors", "levels", "reference", "other",
	"pooled", "missing", NULL
};

static const char *const number_keys[] = {
	"name", "expression", "type", "factors", "terms", "summaries", "missing",
	NULL
};

static const char *const level_keys[] = {
	"name", "share", "term", NULL
};

static const char *const summary_keys[] = {
	"mean", "std_dev", "min", "max", "deciles", NULL
};

/* Raises the error for a list of the wrong length. */
static void
length_error(const LogisticObject *object, const char *key, int length,
			 int wanted)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid logistic_model: number of elements in \"%s\" of %s is %d, but must be %d",
					key, logistic_object_description(object), length,
					wanted)));
}

static void
read_label(LogisticDraft *draft, const LogisticObject *model)
{
	LogisticObject label;

	if (!logistic_object_child(model, "label", "label", &label))
		logistic_object_require(model, "label");
	logistic_object_check_keys(&label, label_keys);
	logistic_object_require(&label, "name");
	draft->label = logistic_object_string(&label, "name", NULL);
	draft->label_expression = logistic_object_string(&label, "expression",
													 NULL);
	draft->label_kind = logistic_object_word(&label, "type",
											 logistic_label_words,
											 LOGISTIC_LABEL_BOOLEAN);
	draft->negative = logistic_object_string(&label, "negative", NULL);
	draft->positive = logistic_object_string(&label, "positive", NULL);
}

/* The statistics of a model whose terms are all known. */
static void
read_statistics(LogisticDraft *draft, const LogisticObject *model)
{
	LogisticStatistics *statistics = &draft->statistics;
	LogisticObject object;

	logistic_statistics_unknown(statistics, draft->n_terms,
								draft->has_intercept);
	if (!logistic_object_child(model, "statistics", "statistics", &object))
	{
		if (draft->status != LOGISTIC_GIVEN)
			logistic_object_require(model, "statistics");
		return;
	}
	logistic_object_check_keys(&object, statistics_keys);
	logistic_object_require_all(&object, statistics_keys);
	statistics->nobs = logistic_object_integer(&object, "nobs", -1,
											   PG_INT64_MAX, -1);
	statistics->n_skipped = logistic_object_integer(&object, "n_skipped", -1,
													PG_INT64_MAX, -1);
	statistics->n_positive = logistic_object_integer(&object, "n_positive",
													 -1, PG_INT64_MAX, -1);
	statistics->sum_weights = logistic_object_number(&object, "sum_weights",
													 NAN);
	statistics->log_lik = logistic_object_number(&object, "log_lik", NAN);
	statistics->null_log_lik = logistic_object_number(&object, "null_log_lik",
													  NAN);
	statistics->condition_number =
		logistic_object_number(&object, "condition_number", NAN);
	statistics->iterations = logistic_object_integer(&object, "iterations", -1,
													 PG_INT32_MAX, -1);

	/* one equation of several has the ranks of the joint fit */
	statistics->rank = logistic_object_integer(&object, "rank", -1,
											   PG_INT32_MAX, -1);
	statistics->null_rank = logistic_object_integer(&object, "null_rank", -1,
													PG_INT32_MAX, -1);
	statistics->effective_df = statistics->rank;
}

/* Adds the term that an object describes; returns its index. */
static int
read_term(LogisticDraft *draft, const LogisticObject *object, int feature,
		  int level, int element, const char *usual_name)
{
	LogisticTerm *term;
	double		usual;

	logistic_object_check_keys(object, term_keys);
	logistic_object_require(object, "estimate");
	term = logistic_draft_add_term(draft,
								   logistic_object_string(object, "name",
														  usual_name));
	term->feature = feature;
	term->level = level;
	term->element = element;
	term->estimate = logistic_object_number(object, "estimate", NAN);
	term->std_error = logistic_object_number(object, "std_error", NAN);
	usual = isfinite(term->estimate) ? term->estimate : 0.0;
	term->coefficient = logistic_object_finite(object, "coefficient", usual);
	term->direction = logistic_object_finite(object, "direction", 0.0);
	term->covariance_row = logistic_object_integer(object, "covariance_row",
												   0, PG_INT32_MAX, -1);
	term->chi_square = logistic_object_number(object, "chi_square", NAN);
	term->bound = logistic_object_word(object, "bound", logistic_bound_words,
									   LOGISTIC_BOUND_NONE);
	if (term->std_error < 0.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid logistic_model: \"std_error\" of %s is negative",
						logistic_object_description(object))));
	return draft->n_terms - 1;
}

/* Adds the levels of a category or set and their terms; an input's have none. */
static void
read_levels(LogisticDraft *draft, const LogisticObject *object, int feature,
			const char *name, bool is_set, bool is_input)
{
	JsonbContainer *array;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	int			length;
	int			n_references = 0;

	logistic_object_check_keys(object, category_keys);
	logistic_object_require(object, "levels");
	array = logistic_object_array(object, "levels", &length);
	iterator = JsonbIteratorInit(array);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		LogisticObject child;
		LogisticObject term;
		const char *level_name;
		LogisticLevel *level;

		if (token != WJB_ELEM)
			continue;
		CHECK_FOR_INTERRUPTS();
		logistic_element_object(object, &value, "level", &child);
		logistic_object_check_keys(&child, level_keys);
		logistic_object_require(&child, "name");
		level_name = logistic_object_string(&child, "name", NULL);
		level = logistic_draft_add_level(draft, level_name);
		level->share = logistic_object_number(&child, "share", NAN);
		if (!is_input && logistic_object_child(&child, "term", "term", &term))
			level->term = read_term(draft, &term, feature,
									draft->n_levels - 1, -1,
									psprintf("%s%s", name, level_name));
		else
			n_references++;
	}
	if (n_references > (is_set ? 0 : 1) && !is_input)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid logistic_model: %d levels of %s have no term",
						n_references, logistic_object_description(object)),
				 is_set ? errdetail("Each element of a set has one.") :
				 errdetail("Only the reference level has none.")));
}

/* Adds the terms of a number, a boolean or an array. */
static void
read_terms(LogisticDraft *draft, const LogisticObject *object, int feature,
		   LogisticFeatureKind kind, const char *name)
{
	JsonbContainer *array;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	int			length;
	int			element = 0;

	logistic_object_check_keys(object, number_keys);
	logistic_object_require(object, "terms");
	array = logistic_object_array(object, "terms", &length);
	if (kind != LOGISTIC_FEATURE_ARRAY && length != 1)
		length_error(object, "terms", length, 1);
	iterator = JsonbIteratorInit(array);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		LogisticObject term;
		const char *usual = name;

		if (token != WJB_ELEM)
			continue;
		logistic_element_object(object, &value, "term", &term);
		if (kind == LOGISTIC_FEATURE_BOOLEAN)
			usual = psprintf("%strue", name);
		else if (kind == LOGISTIC_FEATURE_ARRAY)
			usual = psprintf("%s[%d]", name, element + 1);
		read_term(draft, &term, feature, -1,
				  kind == LOGISTIC_FEATURE_ARRAY ? element : -1, usual);
		element++;
	}
}

/* Adds as many summaries as the feature has terms. */
static void
read_summaries(LogisticDraft *draft, const LogisticObject *object,
			   int n_summaries)
{
	JsonbContainer *array;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	int			length;
	int			i;

	array = logistic_object_array(object, "summaries", &length);
	if (array == NULL)
	{
		for (i = 0; i < n_summaries; i++)
			logistic_draft_add_summary(draft);
		return;
	}
	if (length != n_summaries)
		length_error(object, "summaries", length, n_summaries);
	iterator = JsonbIteratorInit(array);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		LogisticObject child;
		LogisticSummary *summary;

		if (token != WJB_ELEM)
			continue;
		logistic_element_object(object, &value, "summary", &child);
		logistic_object_check_keys(&child, summary_keys);
		logistic_object_require_all(&child, summary_keys);
		summary = logistic_draft_add_summary(draft);
		summary->mean = logistic_object_number(&child, "mean", NAN);
		summary->std_dev = logistic_object_number(&child, "std_dev", NAN);
		summary->min = logistic_object_number(&child, "min", NAN);
		summary->max = logistic_object_number(&child, "max", NAN);
		array = logistic_object_array(&child, "deciles", &length);
		if (length != LOGISTIC_DECILES)
			length_error(&child, "deciles", length, LOGISTIC_DECILES);
		logistic_object_numbers(&child, array, "deciles", summary->deciles);
	}
}

/* Adds a feature. */
static void
read_feature(LogisticDraft *draft, const LogisticObject *object,
			 const char *name, LogisticFeatureKind kind)
{
	int			index = draft->n_features;
	LogisticFeature *feature;

	feature = logistic_draft_add_feature(draft, name, kind);
	draft->feature_expressions[index] =
		logistic_object_string(object, "expression", NULL);
	if (logistic_kind_has_levels(kind))
		read_levels(draft, object, index, name, kind == LOGISTIC_FEATURE_SET,
					false);
	else
		read_terms(draft, object, index, kind, name);
	logistic_draft_close_feature(draft);
	if (!logistic_kind_has_levels(kind))
		read_summaries(draft, object, feature->n_summaries);
	logistic_draft_read_factors(draft, feature, object);
}

/* Adds an input of a formula. */
static void
read_input(LogisticDraft *draft, const LogisticObject *object,
		   const char *name, LogisticFeatureKind kind)
{
	int			index = draft->n_inputs;
	LogisticFeature *input = logistic_draft_add_input(draft, name, kind);
	int			length;

	draft->input_expressions[index] =
		logistic_object_string(object, "expression", NULL);
	if (logistic_kind_has_levels(kind))
		read_levels(draft, object, -1, name, kind == LOGISTIC_FEATURE_SET,
					true);
	else
	{
		logistic_object_check_keys(object, number_keys);
		logistic_object_require(object, "summaries");
		(void) logistic_object_array(object, "summaries", &length);
		if (kind != LOGISTIC_FEATURE_ARRAY && length != 1)
			length_error(object, "summaries", length, 1);
		read_summaries(draft, object, length);
	}
	logistic_draft_close_input(draft);
	logistic_draft_read_factors(draft, input, object);
}

/* Reads a list of features, or of inputs. */
static void
read_features(LogisticDraft *draft, const LogisticObject *model,
			  const char *key)
{
	bool		is_input = strcmp(key, "inputs") == 0;
	JsonbContainer *array;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	int			length;

	logistic_object_require(model, key);
	array = logistic_object_array(model, key, &length);
	iterator = JsonbIteratorInit(array);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		LogisticObject object;
		LogisticFeatureKind kind;
		const char *name;

		if (token != WJB_ELEM)
			continue;
		CHECK_FOR_INTERRUPTS();
		logistic_element_object(model, &value, is_input ? "input" : "feature",
								&object);
		logistic_object_require(&object, "name");
		logistic_object_require(&object, "type");
		name = logistic_object_string(&object, "name", NULL);
		kind = logistic_object_word(&object, "type", logistic_feature_words,
									LOGISTIC_FEATURE_NUMBER);
		if (is_input)
			read_input(draft, &object, name, kind);
		else
			read_feature(draft, &object, name, kind);
	}
}

/* Reads the covariance, and checks who has a row in it. */
static void
read_covariance(LogisticDraft *draft, const LogisticObject *model)
{
	JsonbContainer *array;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	int			n_rows;
	int			row = 0;

	array = logistic_object_array(model, "covariance", &n_rows);
	draft->covariance_rows = n_rows;
	logistic_draft_check_rows(draft);
	if (n_rows == 0)
		return;
	draft->covariance = palloc_extended(sizeof(double) *
										((Size) n_rows * (n_rows + 1) / 2),
										MCXT_ALLOC_HUGE);
	iterator = JsonbIteratorInit(array);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token != WJB_ELEM)
			continue;
		CHECK_FOR_INTERRUPTS();
		if (value.type != jbvBinary ||
			!JsonContainerIsArray(value.val.binary.data) ||
			JsonContainerSize(value.val.binary.data) != row + 1)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid logistic_model: row %d of \"covariance\" is no array of length %d",
							row, row + 1),
					 errdetail("The covariance is a lower triangle: its rows have 1, 2, 3, ... elements.")));
		logistic_object_numbers(model, value.val.binary.data, "covariance",
					 draft->covariance + (Size) row * (row + 1) / 2);
		row++;
	}
}

/* Complains of another version than ours. */
static void
check_version(const LogisticObject *model)
{
	int64		version = logistic_object_integer(model, "version",
												  PG_INT64_MIN, PG_INT64_MAX,
												  0);

	if (version != LOGISTIC_MODEL_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("logistic_model has format version " INT64_FORMAT ", but this library reads version %d",
						version, LOGISTIC_MODEL_VERSION),
				 errhint("Update the extension to the version that wrote the model.")));
}

/* Reads the written form. */
static void
parse_written(LogisticDraft *draft, const LogisticObject *model)
{
	LogisticObject intercept;

	check_version(model);
	logistic_object_check_keys(model, model_keys);
	logistic_object_require(model, "status");
	draft->status = logistic_object_word(model, "status",
										 logistic_status_words,
										 LOGISTIC_GIVEN);
	read_label(draft, model);
	logistic_draft_read_policies(draft, model);
	draft->has_offset = logistic_object_boolean(model, "offset", false);
	if (logistic_object_child(model, "intercept", "intercept", &intercept))
	{
		draft->has_intercept = true;
		read_term(draft, &intercept, -1, -1, -1, "(Intercept)");
	}
	draft->formula = logistic_object_string(model, "terms", NULL);
	if (draft->formula != NULL)
	{
		read_features(draft, model, "inputs");
		logistic_draft_read_variables(draft, model);
	}
	read_features(draft, model, "features");
	logistic_draft_check_names(draft);
	logistic_draft_check_factors(draft);
	read_statistics(draft, model);
	logistic_estimation_read(draft, model);
	read_covariance(draft, model);
	logistic_profile_read(draft, model);
}

LogisticModel *
logistic_model_parse(Jsonb *json)
{
	LogisticDraft draft;
	LogisticObject model;

	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid logistic_model: not a JSON object"),
				 errhint("Write {\"label\": \"y\", \"intercept\": -1.2, \"coefficients\": {\"x\": 0.03}}.")));
	model.json = &json->root;
	model.type = "logistic_model";
	model.what = "model";
	logistic_draft_init(&draft);
	if (logistic_object_find(&model, "version") != NULL)
		parse_written(&draft, &model);
	else
		logistic_model_parse_given(&draft, &model);
	return logistic_model_build(&draft);
}
