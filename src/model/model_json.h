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

/* A list of words of the format, ended by NULL; a word's place is its value. */
extern const char *const logistic_status_words[];
extern const char *const logistic_label_words[];
extern const char *const logistic_feature_words[];
extern const char *const logistic_on_null_words[];
extern const char *const logistic_on_new_level_words[];

/* The statistics of a model that was never fitted. */
extern void logistic_statistics_unknown(LogisticStatistics *statistics,
										int n_terms, bool has_intercept);

/* What a summary says of the estimation, in lines (model_estimation.c). */
extern void logistic_estimation_describe(StringInfo page,
										 const LogisticModel *model);

/* The summary of training rows that nobody knows. */
extern void logistic_summary_unknown(LogisticSummary *summary);

/* Appends the written form of a model, in one line (model_write.c). */
extern void logistic_model_write(StringInfo json, const LogisticModel *model);

/*
 * What a model with a formula has more (model_terms_json.c): of a feature or
 * an input, and the list of variables.
 */
extern void logistic_model_write_factors(StringInfo json,
										 const LogisticModel *model,
										 const LogisticFeature *feature);
extern void logistic_model_write_variables(StringInfo json,
										   const LogisticModel *model);

/* A model from either form (model_parse.c). */
extern LogisticModel *logistic_model_parse(Jsonb *json);

/*
 * Reading (model_read.c).  An object is read by asking for its keys, in any
 * order, and is described in errors by what it is and by its name.
 */
typedef struct LogisticObject
{
	JsonbContainer *json;
	const char *type;			/* the SQL type that is read */
	const char *what;			/* "term", "level", "statistics", ... */
} LogisticObject;

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
 * Reads what a model with a formula has more: of the feature or input that
 * was added last, the variables, whose inputs have been read, and at the end
 * whether all fits together (model_terms_json.c).
 */
extern void logistic_draft_read_factors(LogisticDraft *draft,
										LogisticFeature *feature,
										const LogisticObject *object);
extern void logistic_draft_read_variables(LogisticDraft *draft,
										  const LogisticObject *model);
extern void logistic_draft_check_factors(const LogisticDraft *draft);

/* The numbers of an array that has exactly n of them (model_parse.c). */
extern void logistic_object_numbers(const LogisticObject *object,
									JsonbContainer *array, const char *what,
									double *numbers);

/* The draft of a model in the short form (model_short_form.c). */
extern void logistic_model_parse_given(LogisticDraft *draft,
									   const LogisticObject *model);

extern void logistic_object_check_keys(const LogisticObject *object,
									   const char *const *keys);
extern JsonbValue *logistic_object_find(const LogisticObject *object,
										const char *key);
extern bool logistic_object_child(const LogisticObject *object,
								  const char *key, const char *what,
								  LogisticObject *child);
extern JsonbContainer *logistic_object_array(const LogisticObject *object,
											 const char *key, int *length);
extern const char *logistic_object_string(const LogisticObject *object,
										  const char *key,
										  const char *fallback);
extern int	logistic_object_word(const LogisticObject *object,
								 const char *key, const char *const *words,
								 int fallback);
extern bool logistic_object_boolean(const LogisticObject *object,
									const char *key, bool fallback);
extern int64 logistic_object_integer(const LogisticObject *object,
									 const char *key, int64 minimum,
									 int64 maximum, int64 fallback);
extern double logistic_object_number(const LogisticObject *object,
									 const char *key, double fallback);
extern double logistic_object_finite(const LogisticObject *object,
									 const char *key, double fallback);
extern void logistic_object_require(const LogisticObject *object,
									const char *key);
extern void logistic_object_require_all(const LogisticObject *object,
										const char *const *keys);

/* An element of an array as an object, and as a number. */
extern void logistic_element_object(const LogisticObject *parent,
									JsonbValue *value, const char *what,
									LogisticObject *object);
extern double logistic_element_number(const LogisticObject *parent,
									  const JsonbValue *value,
									  const char *what);

/* The object, as an error describes it: its kind, and its name if any. */
extern char *logistic_object_description(const LogisticObject *object);

#endif							/* LOGISTIC_MODEL_JSON_H */
