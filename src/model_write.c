/*-------------------------------------------------------------------------
 *
 * model_write.c
 *		Writes a logistic_model as one line of JSON.
 *
 * Numbers are written with the fewest digits that read back the same,
 * whatever extra_float_digits is; infinities as strings, a missing number
 * as null.  Keys that hold what a reader would assume are left out.
 *
 *		{"version": 1, "status": "converged",
 *		 "label": {"name": "y", "type": "boolean", ...},
 *		 "threshold": 0.5, "on_null": "null", "on_new_level": "null",
 *		 "offset": false, "statistics": {...},
 *		 "intercept": TERM,
 *		 "features": [
 *			{"name": "age", "type": "number", "terms": [TERM],
 *			 "summaries": [SUMMARY]},
 *			{"name": "plan", "type": "category", "levels": [
 *				{"name": "free", "share": 0.5},
 *				{"name": "pro", "share": 0.5, "term": TERM}]}],
 *		 "covariance": [[a], [b, c]]}
 *
 * A level without a term is the reference; a model without the key
 * "intercept" has none.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "common/shortest_dec.h"
#include "miscadmin.h"
#include "utils/json.h"

#include "model_json.h"

/* Begins a key; the first of an object has no comma before it. */
static void
put_key(StringInfo json, const char *key)
{
	if (json->data[json->len - 1] != '{')
		appendStringInfoString(json, ", ");
	appendStringInfo(json, "\"%s\": ", key);
}

static void
put_double(StringInfo json, double value)
{
	char		digits[DOUBLE_SHORTEST_DECIMAL_LEN];

	if (isnan(value))
		appendStringInfoString(json, "null");
	else if (isinf(value))
		appendStringInfoString(json, value > 0 ? "\"Infinity\"" :
							   "\"-Infinity\"");
	else
	{
		double_to_shortest_decimal_buf(value, digits);
		appendStringInfoString(json, digits);
	}
}

static void
put_number(StringInfo json, const char *key, double value)
{
	put_key(json, key);
	put_double(json, value);
}

/* A count; -1 is one that is not known. */
static void
put_count(StringInfo json, const char *key, int64 value)
{
	put_key(json, key);
	if (value < 0)
		appendStringInfoString(json, "null");
	else
		appendStringInfo(json, INT64_FORMAT, value);
}

static void
put_text(StringInfo json, const char *key, const char *value)
{
	put_key(json, key);
	escape_json(json, value);
}

static void
put_string(StringInfo json, const LogisticModel *model, const char *key,
		   LogisticString string)
{
	put_text(json, key, logistic_model_string(model, string));
}

/* A string that may be empty, and then says nothing. */
static void
put_known_string(StringInfo json, const LogisticModel *model, const char *key,
				 LogisticString string)
{
	if (string.length > 0)
		put_string(json, model, key, string);
}

static void
put_term(StringInfo json, const LogisticModel *model, const LogisticTerm *term)
{
	double		usual = isfinite(term->estimate) ? term->estimate : 0.0;

	appendStringInfoChar(json, '{');
	put_string(json, model, "name", term->name);
	put_number(json, "estimate", term->estimate);
	put_number(json, "std_error", term->std_error);
	if (memcmp(&term->coefficient, &usual, sizeof(double)) != 0)
		put_number(json, "coefficient", term->coefficient);
	if (term->direction != 0.0)
		put_number(json, "direction", term->direction);
	if (term->covariance_row >= 0)
		put_count(json, "covariance_row", term->covariance_row);
	appendStringInfoChar(json, '}');
}

static void
put_summary(StringInfo json, const LogisticSummary *summary)
{
	int			i;

	appendStringInfoChar(json, '{');
	put_number(json, "mean", summary->mean);
	put_number(json, "std_dev", summary->std_dev);
	put_number(json, "min", summary->min);
	put_number(json, "max", summary->max);
	put_key(json, "deciles");
	for (i = 0; i < LOGISTIC_DECILES; i++)
	{
		appendStringInfoString(json, i == 0 ? "[" : ", ");
		put_double(json, summary->deciles[i]);
	}
	appendStringInfoString(json, "]}");
}

/* Is there a summary that anything is known of? */
static bool
has_summary(const LogisticSummary *summaries, int n)
{
	LogisticSummary unknown;
	int			i;

	logistic_summary_unknown(&unknown);
	for (i = 0; i < n; i++)
		if (memcmp(&summaries[i], &unknown, sizeof(unknown)) != 0)
			return true;
	return false;
}

static void
put_levels(StringInfo json, const LogisticModel *model,
		   const LogisticFeature *feature)
{
	const LogisticLevel *levels = logistic_model_levels(model);
	const LogisticTerm *terms = logistic_model_terms(model);
	int			i;

	put_key(json, "levels");
	appendStringInfoChar(json, '[');
	for (i = 0; i < feature->n_levels; i++)
	{
		const LogisticLevel *level = &levels[feature->first_level + i];

		appendStringInfoString(json, i == 0 ? "{" : ", {");
		put_string(json, model, "name", level->name);
		if (!isnan(level->share))
			put_number(json, "share", level->share);
		if (level->term >= 0)
		{
			put_key(json, "term");
			put_term(json, model, &terms[level->term]);
		}
		appendStringInfoChar(json, '}');
	}
	appendStringInfoChar(json, ']');
}

static void
put_feature(StringInfo json, const LogisticModel *model,
			const LogisticFeature *feature)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	const LogisticSummary *summaries = logistic_model_summaries(model) +
		feature->first_summary;
	int			i;

	appendStringInfoChar(json, '{');
	put_string(json, model, "name", feature->name);
	put_known_string(json, model, "expression", feature->expression);
	put_text(json, "type", logistic_feature_words[feature->kind]);
	if (feature->kind == LOGISTIC_FEATURE_CATEGORY)
		put_levels(json, model, feature);
	else
	{
		put_key(json, "terms");
		appendStringInfoChar(json, '[');
		for (i = 0; i < feature->n_terms; i++)
		{
			if (i > 0)
				appendStringInfoString(json, ", ");
			put_term(json, model, &terms[feature->first_term + i]);
		}
		appendStringInfoChar(json, ']');
		if (has_summary(summaries, feature->n_summaries))
		{
			put_key(json, "summaries");
			for (i = 0; i < feature->n_summaries; i++)
			{
				appendStringInfoString(json, i == 0 ? "[" : ", ");
				put_summary(json, &summaries[i]);
			}
			appendStringInfoChar(json, ']');
		}
	}
	appendStringInfoChar(json, '}');
}

static void
put_statistics(StringInfo json, const LogisticStatistics *statistics)
{
	put_key(json, "statistics");
	appendStringInfoChar(json, '{');
	put_count(json, "nobs", statistics->nobs);
	put_count(json, "n_skipped", statistics->n_skipped);
	put_count(json, "n_positive", statistics->n_positive);
	put_number(json, "sum_weights", statistics->sum_weights);
	put_number(json, "log_lik", statistics->log_lik);
	put_number(json, "null_log_lik", statistics->null_log_lik);
	put_number(json, "condition_number", statistics->condition_number);
	put_count(json, "iterations", statistics->iterations);
	put_count(json, "rank", statistics->rank);
	put_count(json, "null_rank", statistics->null_rank);
	appendStringInfoChar(json, '}');
}

/* How the numbers were made, as far as it is not the plain way. */
static void
put_estimation(StringInfo json, const LogisticModel *model)
{
	const LogisticEstimation *estimation = &model->estimation;

	if (estimation->method != LOGISTIC_METHOD_MLE)
		put_text(json, "method", logistic_method_words[estimation->method]);
	if (estimation->std_error != LOGISTIC_ERRORS_MODEL)
		put_text(json, "std_error",
				 logistic_std_error_words[estimation->std_error]);
	if (estimation->n_clusters >= 0)
		put_count(json, "clusters", estimation->n_clusters);
	if (estimation->l1 > 0.0 || estimation->l2 > 0.0)
	{
		put_key(json, "penalty");
		appendStringInfoChar(json, '{');
		put_number(json, "l1", estimation->l1);
		put_number(json, "l2", estimation->l2);
		put_key(json, "standardize");
		appendStringInfoString(json, estimation->is_standardised ? "true" :
							   "false");
		put_number(json, "effective_df", model->statistics.effective_df);
		appendStringInfoChar(json, '}');
	}
	if (estimation->class_weight != LOGISTIC_CLASS_WEIGHT_NONE)
		put_text(json, "class_weight",
				 logistic_class_weight_words[estimation->class_weight]);
	if (!isnan(estimation->prevalence))
		put_number(json, "prevalence", estimation->prevalence);
}

static void
put_covariance(StringInfo json, const LogisticModel *model)
{
	const double *next = logistic_model_covariance(model);
	int			i;
	int			j;

	put_key(json, "covariance");
	appendStringInfoChar(json, '[');
	for (i = 0; i < model->covariance_rows; i++)
	{
		CHECK_FOR_INTERRUPTS();
		appendStringInfoString(json, i == 0 ? "[" : ", [");
		for (j = 0; j <= i; j++)
		{
			if (j > 0)
				appendStringInfoString(json, ", ");
			put_double(json, *next++);
		}
		appendStringInfoChar(json, ']');
	}
	appendStringInfoChar(json, ']');
}

static void
put_label(StringInfo json, const LogisticModel *model)
{
	put_key(json, "label");
	appendStringInfoChar(json, '{');
	put_string(json, model, "name", model->label);
	put_known_string(json, model, "expression", model->label_expression);
	put_text(json, "type", logistic_label_words[model->label_kind]);
	put_known_string(json, model, "negative", model->negative);
	put_known_string(json, model, "positive", model->positive);
	appendStringInfoChar(json, '}');
}

void
logistic_model_write(StringInfo json, const LogisticModel *model)
{
	const LogisticFeature *features = logistic_model_features(model);
	LogisticStatistics unknown;
	int			i;

	appendStringInfoChar(json, '{');
	put_count(json, "version", model->version);
	put_text(json, "status", logistic_status_words[model->status]);
	put_label(json, model);
	put_number(json, "threshold", model->threshold);
	put_text(json, "on_null", logistic_on_null_words[model->on_null]);
	put_text(json, "on_new_level",
			 logistic_on_new_level_words[model->on_new_level]);
	put_key(json, "offset");
	appendStringInfoString(json, model->has_offset ? "true" : "false");
	put_estimation(json, model);

	logistic_statistics_unknown(&unknown, model->n_terms,
								model->has_intercept);
	if (model->status != LOGISTIC_GIVEN ||
		memcmp(&unknown, &model->statistics, sizeof(unknown)) != 0)
		put_statistics(json, &model->statistics);

	if (model->has_intercept)
	{
		put_key(json, "intercept");
		put_term(json, model, &logistic_model_terms(model)[0]);
	}
	put_key(json, "features");
	appendStringInfoChar(json, '[');
	for (i = 0; i < model->n_features; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i > 0)
			appendStringInfoString(json, ", ");
		put_feature(json, model, &features[i]);
	}
	appendStringInfoChar(json, ']');
	if (model->covariance_rows > 0)
		put_covariance(json, model);
	appendStringInfoChar(json, '}');
}
