/*-------------------------------------------------------------------------
 *
 * fit_warning.h
 *		What a fit tells its user about odd data.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_WARNING_H
#define LOGISTIC_FIT_WARNING_H

#include "multinomial/multinomial_model.h"

/* One WARNING if the status asks for it, naming the terms concerned. */
extern void logistic_fit_warn(const LogisticDraft *draft);

/* One WARNING if profiles were asked for and some terms have none. */
extern void logistic_fit_warn_profile(const LogisticDraft *draft);

/* The same as the first of a fit of many classes. */
extern void logistic_fit_warn_classes(const LogisticDraft *draft,
									  const MultinomialModel *model);

/* The option's reference level does not occur; the first one serves. */
extern void logistic_fit_warn_reference(const char *feature,
										const char *wanted,
										const char *used);

#endif							/* LOGISTIC_FIT_WARNING_H */
