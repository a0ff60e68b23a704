/*-------------------------------------------------------------------------
 *
 * model_write.c
 *		Writes a logistic_model as one line of JSON.
 *
 * Keys whose value is the default of the reader are left out.
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
 *		 "covariance": [[a], [b, c]],
 *		 "profile": [[d, e, f], [g, h, i]]}
 *
 * A level without a term is the reference; a model without the key
 * "intercept" has none.  A model with a formula has more: model_terms_json.c.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "model/model_json.h"
#include "model/model_terms.h"
#include "pg/json_write.h"

static void
put_string(StringInfo json, const LogisticModel *model, const char *key,
		   LogisticString string)
{
	logistic_json_text(json, key, logistic_model_string(model, string));
}

/* Writes a key with a string, unless it is empty (unknown). */
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
	logistic_json_number(json, "estimate", term->estimate);
	logistic_json_number(json, "std_error", term->std_error);
	if (memcmp(&term->coefficient, &usual, sizeof(double)) != 0)
		logistic_json_number(json, "coefficient", term->coefficient);
	if (term->direction != 0.0)
		logistic_json_number(json, "direction", term->direction);
	if (term->covariance_row >= 0)
		logistic_json_count(json, "covariance_row", term->covariance_row);
	if (!isnan(term->chi_square))
		logistic_json_number(json, "chi_square", term->chi_square);
	if (term->bound != LOGISTIC_BOUND_NONE)
		logistic_json_text(json, "bound", logistic_bound_words[term->bound]);
	appendStringInfoChar(json, '}');
}

static void
put_summary(StringInfo json, const LogisticSummary *summary)
{
	int			i;

	appendStringInfoChar(json, '{');
	logistic_json_number(json, "mean", summary->mean);
	logistic_json_number(json, "std_dev", summary->std_dev);
	logistic_json_number(json, "min", summary->min);
	logistic_json_number(json, "max", summary->max);
	logistic_json_key(json, "deciles");
	for (i = 0; i < LOGISTIC_DECILES; i++)
	{
		appendStringInfoString(json, i == 0 ? "[" : ", ");
		logistic_json_double(json, summary->deciles[i]);
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

	logistic_json_key(json, "levels");
	appendStringInfoChar(json, '[');
	for (i = 0; i < feature->n_levels; i++)
	{
		const LogisticLevel *level = &levels[feature->first_level + i];

		appendStringInfoString(json, i == 0 ? "{" : ", {");
		put_string(json, model, "name", level->name);
		if (!isnan(level->share))
			logistic_json_number(json, "share", level->share);
		if (level->term >= 0)
		{
			logistic_json_key(json, "term");
			put_term(json, model, &terms[level->term]);
		}
		appendStringInfoChar(json, '}');
	}
	appendStringInfoChar(json, ']');
}

/* A feature, or an input, which has no terms. */
static void
put_feature(StringInfo json, const LogisticModel *model,
			const LogisticFeature *feature, bool is_input)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	const LogisticSummary *summaries = logistic_model_summaries(model) +
		feature->first_summary;
	int			i;

	appendStringInfoChar(json, '{');
	put_string(json, model, "name", feature->name);
	put_known_string(json, model, "expression", feature->expression);
	logistic_json_text(json, "type", logistic_feature_words[feature->kind]);
	logistic_model_write_factors(json, model, feature);
	if (logistic_kind_has_levels(feature->kind))
		put_levels(json, model, feature);
	else
	{
		if (!is_input)
		{
			logistic_json_key(json, "terms");
			appendStringInfoChar(json, '[');
			for (i = 0; i < feature->n_terms; i++)
			{
				if (i > 0)
					appendStringInfoString(json, ", ");
				put_term(json, model, &terms[feature->first_term + i]);
			}
			appendStringInfoChar(json, ']');
		}
		if (is_input || has_summary(summaries, feature->n_summaries))
		{
			logistic_json_key(json, "summaries");
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
put_features(StringInfo json, const LogisticModel *model,
			 const LogisticFeature *features, int n, bool is_input)
{
	int			i;

	appendStringInfoChar(json, '[');
	for (i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i > 0)
			appendStringInfoString(json, ", ");
		put_feature(json, model, &features[i], is_input);
	}
	appendStringInfoChar(json, ']');
}

static void
put_statistics(StringInfo json, const LogisticStatistics *statistics)
{
	logistic_json_key(json, "statistics");
	appendStringInfoChar(json, '{');
	logistic_json_count(json, "nobs", statistics->nobs);
	logistic_json_count(json, "n_skipped", statistics->n_skipped);
	logistic_json_count(json, "n_positive", statistics->n_positive);
	logistic_json_number(json, "sum_weights", statistics->sum_weights);
	logistic_json_number(json, "log_lik", statistics->log_lik);
	logistic_json_number(json, "null_log_lik", statistics->null_log_lik);
	logistic_json_number(json, "condition_number", statistics->condition_number);
	logistic_json_count(json, "iterations", statistics->iterations);
	logistic_json_count(json, "rank", statistics->rank);
	logistic_json_count(json, "null_rank", statistics->null_rank);
	appendStringInfoChar(json, '}');
}

/* Writes the method of estimation, as far as it differs from the defaults. */
static void
put_estimation(StringInfo json, const LogisticModel *model)
{
	const LogisticEstimation *estimation = &model->estimation;

	if (estimation->method != LOGISTIC_METHOD_MLE)
		logistic_json_text(json, "method", logistic_method_words[estimation->method]);
	if (estimation->std_error != LOGISTIC_ERRORS_MODEL)
		logistic_json_text(json, "std_error",
				 logistic_std_error_words[estimation->std_error]);
	if (estimation->n_clusters >= 0)
		logistic_json_count(json, "clusters", estimation->n_clusters);
	if (estimation->n_strata >= 0)
		logistic_json_count(json, "strata", estimation->n_strata);
	if (estimation->n_strata_left > 0)
		logistic_json_count(json, "strata_left_out",
							estimation->n_strata_left);
	if (estimation->l1 > 0.0 || estimation->l2 > 0.0)
	{
		logistic_json_key(json, "penalty");
		appendStringInfoChar(json, '{');
		logistic_json_number(json, "l1", estimation->l1);
		logistic_json_number(json, "l2", estimation->l2);
		logistic_json_boolean(json, "standardize",
							  estimation->is_standardised);
		logistic_json_number(json, "effective_df", model->statistics.effective_df);
		appendStringInfoChar(json, '}');
	}
	if (estimation->class_weight != LOGISTIC_CLASS_WEIGHT_NONE)
		logistic_json_text(json, "class_weight",
				 logistic_class_weight_words[estimation->class_weight]);
	if (!isnan(estimation->prevalence))
		logistic_json_number(json, "prevalence", estimation->prevalence);
	if (estimation->is_bounded)
		logistic_json_boolean(json, "bounded", true);
}

/* The series of profile intervals: an array by term, null if it has none. */
static void
put_profile(StringInfo json, const LogisticModel *model)
{
	const double *next = logistic_model_profile(model);
	int			i;
	int			k;

	logistic_json_key(json, "profile");
	for (i = 0; i < model->n_terms; i++, next += model->profile_length)
	{
		CHECK_FOR_INTERRUPTS();
		appendStringInfoString(json, i == 0 ? "[" : ", ");
		if (isnan(next[0]))
		{
			appendStringInfoString(json, "null");
			continue;
		}
		for (k = 0; k < model->profile_length; k++)
		{
			appendStringInfoString(json, k == 0 ? "[" : ", ");
			logistic_json_double(json, next[k]);
		}
		appendStringInfoChar(json, ']');
	}
	appendStringInfoChar(json, ']');
}

static void
put_label(StringInfo json, const LogisticModel *model)
{
	logistic_json_key(json, "label");
	appendStringInfoChar(json, '{');
	put_string(json, model, "name", model->label);
	put_known_string(json, model, "expression", model->label_expression);
	logistic_json_text(json, "type", logistic_label_words[model->label_kind]);
	put_known_string(json, model, "negative", model->negative);
	put_known_string(json, model, "positive", model->positive);
	appendStringInfoChar(json, '}');
}

void
logistic_model_write(StringInfo json, const LogisticModel *model)
{
	LogisticStatistics unknown;

	appendStringInfoChar(json, '{');
	logistic_json_count(json, "version", model->version);
	logistic_json_text(json, "status", logistic_status_words[model->status]);
	put_label(json, model);
	logistic_json_number(json, "threshold", model->threshold);
	logistic_json_text(json, "on_null", logistic_on_null_words[model->on_null]);
	logistic_json_text(json, "on_new_level",
					   logistic_on_new_level_words[model->on_new_level]);
	logistic_json_boolean(json, "offset", model->has_offset);
	put_estimation(json, model);

	logistic_statistics_unknown(&unknown, model->n_terms,
								model->has_intercept);
	if (model->status != LOGISTIC_GIVEN ||
		memcmp(&unknown, &model->statistics, sizeof(unknown)) != 0)
		put_statistics(json, &model->statistics);

	if (model->has_intercept)
	{
		logistic_json_key(json, "intercept");
		put_term(json, model, &logistic_model_terms(model)[0]);
	}
	if (logistic_model_has_formula(model))
	{
		put_string(json, model, "terms", model->formula);
		logistic_json_key(json, "inputs");
		put_features(json, model, logistic_model_inputs(model),
					 model->n_inputs, true);
		logistic_model_write_variables(json, model);
	}
	logistic_json_key(json, "features");
	put_features(json, model, logistic_model_features(model),
				 model->n_features, false);
	if (model->covariance_rows > 0)
	{
		logistic_json_key(json, "covariance");
		logistic_json_triangle(json, logistic_model_covariance(model),
							   model->covariance_rows);
	}
	if (model->profile_length > 0)
		put_profile(json, model);
	appendStringInfoChar(json, '}');
}
