/*-------------------------------------------------------------------------
 *
 * option_checks.h
 *		Checks of options that are JSON: reference levels, names and bounds.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_OPTION_CHECKS_H
#define LOGISTIC_OPTION_CHECKS_H

#include "utils/jsonb.h"

/* A reference is an object of features and levels.  Errors: 22023. */
extern void logistic_option_check_reference(JsonbContainer *json);
extern void logistic_option_check_bounds(JsonbContainer *json);

/* Names are an array of strings that differ; none is empty.  Errors: 22023. */
extern void logistic_option_check_names(JsonbContainer *json);

#endif							/* LOGISTIC_OPTION_CHECKS_H */
