/*-------------------------------------------------------------------------
 *
 * fit_warning.h
 *		Warnings of a fit: separation, aliased terms, odd data.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_WARNING_H
#define LOGISTIC_FIT_WARNING_H

#include "multinomial/multinomial_model.h"

/*
 * Keeps the fits of this session from warning, or lets them again: whoever
 * fits the same rows more than once warns by itself, and only once.
 */
extern void logistic_fit_set_quiet(bool is_quiet);

/* The terms of a separated fit that have no finite estimate, as a list. */
extern char *logistic_fit_infinite_terms(const LogisticModel *model);

/* One WARNING if the status asks for it, of a model that is made. */
extern void logistic_fit_warn_model(const LogisticModel *model);

/* One WARNING if the status asks for it, naming the terms concerned. */
extern void logistic_fit_warn(const LogisticDraft *draft);

/* One WARNING if profiles were asked for and some terms have none. */
extern void logistic_fit_warn_profile(const LogisticDraft *draft);

/* The same as the first of a fit of many classes. */
extern void logistic_fit_warn_classes(const LogisticDraft *draft,
									  const MultinomialModel *model);

/*
 * The option's reference level does not occur, or there is no such category:
 * an error in a fit to all rows, in others a WARNING.  "used" is the level
 * that serves instead.
 */
extern void logistic_fit_report_reference(const char *feature,
										  const char *wanted,
										  const char *used, bool is_alone);
extern void logistic_fit_report_no_category(const char *feature,
											const char *features,
											bool is_alone);

#endif							/* LOGISTIC_FIT_WARNING_H */
