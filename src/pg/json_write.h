/*-------------------------------------------------------------------------
 *
 * json_write.h
 *		Writes keys and values of a JSON object to PostgreSQL's string buffers.
 *
 * Numbers are written with the fewest digits that read back the same,
 * whatever extra_float_digits is; infinities as strings, a missing number
 * as null.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_JSON_WRITE_H
#define LOGISTIC_JSON_WRITE_H

#include "lib/stringinfo.h"

/* Begins a key; the first of an object has no comma before it. */
extern void logistic_json_key(StringInfo json, const char *key);

/* A value alone, for an element of an array. */
extern void logistic_json_double(StringInfo json, double value);

/* The packed lower triangle of a matrix, as an array of its rows. */
extern void logistic_json_triangle(StringInfo json, const double *elements,
								   int n);

/* A key with its value. */
extern void logistic_json_number(StringInfo json, const char *key,
								 double value);
extern void logistic_json_boolean(StringInfo json, const char *key,
								  bool value);
extern void logistic_json_text(StringInfo json, const char *key,
							   const char *value);

/* A count; -1 is one that is not known. */
extern void logistic_json_count(StringInfo json, const char *key,
								int64 value);

#endif							/* LOGISTIC_JSON_WRITE_H */
