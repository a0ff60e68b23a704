/*-------------------------------------------------------------------------
 *
 * label_errors.h
 *		One wording for each complaint about the rows of an aggregate.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_LABEL_ERRORS_H
#define LOGISTIC_LABEL_ERRORS_H

#include "pg/compat.h"
#include "pg/names.h"

/* A condition that makes two classes of a label with a value not 0 or 1. */
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
 * The error for a positive value that a boolean, or else a label of 0 and 1,
 * does not have, or that is its negative one; NULL: none was asked for.
 */
extern void logistic_label_check_positive(const LogisticArgumentName *label,
										  bool is_boolean,
										  const char *positive);

#endif							/* LOGISTIC_LABEL_ERRORS_H */
