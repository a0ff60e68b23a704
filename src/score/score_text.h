/*-------------------------------------------------------------------------
 *
 * score_text.h
 *		Features that come as text or JSON, read as the model's types.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_TEXT_H
#define LOGISTIC_SCORE_TEXT_H

#include "utils/array.h"
#include "utils/jsonb.h"

#include "score/score_plan.h"

/* A feature that values are read for. */
typedef struct LogisticTextFeature
{
	const char *name;
	LogisticFeatureKind kind;
} LogisticTextFeature;

/* The type of the values that are read for a kind of feature. */
extern Oid	logistic_text_type(LogisticFeatureKind kind);

/*
 * The text of a feature as a value of that type, in the current memory
 * context; an error if it is none.
 */
extern Datum logistic_text_value(const LogisticTextFeature *feature,
								 const char *text);

/* False: a JSON null; an error for what is no object. */
extern bool logistic_text_check_object(Jsonb *object);

/* The same of the feature's key in such an object, which it must have. */
extern NullableDatum logistic_text_key_value(Jsonb *object,
											 const LogisticTextFeature *feature);

/* The readers of values that the functions below return, one a feature. */
extern void logistic_score_text_readers(const LogisticModel *model,
										LogisticReader *readers);

/*
 * The text of feature i as a value for its reader, in the current memory
 * context: a number, a boolean, text, an array of numbers or of texts.  An error
 * if it is none.
 */
extern Datum logistic_score_text_value(const LogisticModel *model, int i,
									   const char *text);

/*
 * Reads a row, one value a feature, from an array of as many texts, or from a
 * JSON object by its keys.  False: the row is a JSON null.
 */
extern void logistic_score_text_row(const LogisticModel *model,
									ArrayType *texts, NullableDatum *row);
extern bool logistic_score_json_row(const LogisticModel *model, Jsonb *object,
									NullableDatum *row);

/* The number of a key of a JSON object; false if it is null. */
extern bool logistic_score_json_number(Jsonb *object, const char *key,
									   double *number);

/* The value of a key as text, palloc'd; NULL if it is null. */
extern char *logistic_score_json_text(Jsonb *object, const char *key);

#endif							/* LOGISTIC_SCORE_TEXT_H */
