/*-------------------------------------------------------------------------
 *
 * json_read.h
 *		Reads PostgreSQL's JSON objects value by value, and words every complaint.
 *
 * An object is read by asking for its keys, in any order, and is described in
 * errors by what it is and by its name.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_JSON_READ_H
#define LOGISTIC_JSON_READ_H

#include "utils/jsonb.h"

typedef struct LogisticObject
{
	JsonbContainer *json;
	const char *type;			/* the SQL type that is read */
	const char *what;			/* "term", "level", "statistics", ... */
} LogisticObject;

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

/* The numbers of an array that has exactly n of them. */
extern void logistic_object_numbers(const LogisticObject *object,
									JsonbContainer *array, const char *what,
									double *numbers);

#endif							/* LOGISTIC_JSON_READ_H */
