/*-------------------------------------------------------------------------
 *
 * report.h
 *		One wording for each complaint about the rows of an aggregate.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REPORT_H
#define LOGISTIC_REPORT_H

#include "names.h"

/* A label that is an array. */
extern void logistic_report_label_array(void) pg_attribute_noreturn();

/* A numeric label that is neither 0 nor 1. */
extern void logistic_report_label_number(const LogisticName *label,
										 double number)
			pg_attribute_noreturn();

/* A text label that has a value beyond the first two. */
extern void logistic_report_third_value(const LogisticName *label,
										const char *value, const char *first,
										const char *second)
			pg_attribute_noreturn();

/* A feature that is NaN or infinite. */
extern void logistic_report_not_finite(const char *feature, double value)
			pg_attribute_noreturn();

/* The option "positive" names none of two values. */
extern void logistic_report_no_positive(const LogisticName *label,
										const char *wanted,
										const char *first,
										const char *second)
			pg_attribute_noreturn();

#endif							/* LOGISTIC_REPORT_H */
