/*-------------------------------------------------------------------------
 *
 * label_errors.h
 *		PostgreSQL errors about the rows of an aggregate, each in one wording.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_LABEL_ERRORS_H
#define LOGISTIC_LABEL_ERRORS_H

#include "pg/compat.h"
#include "pg/names.h"

/*
 * SQL that turns a numeric label with a value other than 0 and 1 into two
 * classes, for a hint.
 */
extern char *logistic_label_condition(const char *expression, double number);

/* A label that is an array. */
pg_noreturn extern void logistic_report_label_array(void);

/* A numeric label that is neither 0 nor 1. */
pg_noreturn extern void logistic_report_label_number(const LogisticArgumentName *label,
													 double number);

/* A text label that has a value beyond the first two. */
pg_noreturn extern void logistic_report_third_value(const LogisticArgumentName *label,
													const char *value,
													const char *first,
													const char *second);

/* A feature that is NaN or infinite. */
pg_noreturn extern void logistic_report_not_finite(const char *feature,
												   double value);

/* The option "positive" names none of two values. */
pg_noreturn extern void logistic_report_no_positive(const LogisticArgumentName *label,
													const char *wanted,
													const char *first,
													const char *second);

/*
 * Checks the option "positive" (NULL: not given) for a boolean label or, if
 * not is_boolean, one of 0 and 1.  Raises an error if the label cannot have
 * that value, or if it is the negative class.
 */
extern void logistic_label_check_positive(const LogisticArgumentName *label,
										  bool is_boolean,
										  const char *positive);

#endif							/* LOGISTIC_LABEL_ERRORS_H */
