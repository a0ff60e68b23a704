/*-------------------------------------------------------------------------
 *
 * model_json.h
 *		The JSON forms of a logistic_model.
 *
 * There are two.  The written form is what the type's output writes: it
 * has a "version" and holds everything that a model knows.  The short form
 * is for people: names and coefficients.  Input takes both.
 *
 * No form stores an index into another part, save the rows of the
 * covariance: which term belongs to which feature or level follows from
 * where it stands, so that no text can point out of bounds.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_JSON_H
#define LOGISTIC_MODEL_JSON_H

#include "lib/stringinfo.h"
#include "utils/jsonb.h"

#include "model/model.h"
#include "pg/json_read.h"

/* A list of words of the format, ended by NULL; a word's place is its value. */
extern const char *const logistic_status_words[];
extern const char *const logistic_bound_words[];
extern const char *const logistic_label_words[];
extern const char *const logistic_feature_words[];

/* The statistics of a model that was never fitted. */
extern void logistic_statistics_unknown(LogisticStatistics *statistics,
										int n_terms, bool has_intercept);

/* What a summary says of the estimation, in lines (model_estimation.c). */
extern void logistic_estimation_describe(StringInfo page,
										 const LogisticModel *model);

/* Sets a summary to "unknown". */
extern void logistic_summary_unknown(LogisticSummary *summary);

/* Appends the written form of a model, in one line (model_write.c). */
extern void logistic_model_write(StringInfo json, const LogisticModel *model);

/*
 * Writes the extra keys of a model with a formula (model_terms_json.c):
 * factors of a feature, keys of an input, and the list of variables.
 */
extern void logistic_model_write_factors(StringInfo json,
										 const LogisticModel *model,
										 const LogisticFeature *feature);
extern void logistic_model_write_variables(StringInfo json,
										   const LogisticModel *model);

/* A model from either form (model_parse.c). */
extern LogisticModel *logistic_model_parse(Jsonb *json);

/*
 * Reads the keys of the written form that tell how the numbers were made; the
 * statistics have been read.
 */
extern void logistic_estimation_read(LogisticDraft *draft,
									 const LogisticObject *model);

/* The series of profile intervals; the terms have been read. */
extern void logistic_profile_read(LogisticDraft *draft,
								  const LogisticObject *model);

/*
 * Reads the extra keys of a model with a formula (model_terms_json.c): of the
 * feature or input that was added last, and the variables, once their inputs
 * have been read; at the end checks that all parts agree.
 */
extern void logistic_draft_read_factors(LogisticDraft *draft,
										LogisticFeature *feature,
										const LogisticObject *object);
extern void logistic_draft_read_variables(LogisticDraft *draft,
										  const LogisticObject *model);
extern void logistic_draft_check_factors(const LogisticDraft *draft);

/* The draft of a model in the short form (model_short_form.c). */
extern void logistic_model_parse_given(LogisticDraft *draft,
									   const LogisticObject *model);

#endif							/* LOGISTIC_MODEL_JSON_H */
