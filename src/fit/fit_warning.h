/*-------------------------------------------------------------------------
 *
 * fit_warning.h
 *		Warnings of a fit: separation, aliased terms, odd data.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_WARNING_H
#define LOGISTIC_FIT_WARNING_H

#include "fit/fit_state.h"
#include "multinomial/multinomial_model.h"
#include "pg/names.h"

/*
 * May a fit warn of its status?  Of many groups the first ten may, and one
 * more WARNING says that there are others.
 */
extern bool logistic_fit_may_warn(const LogisticFitState *state,
								  LogisticStatus status);

/* One WARNING if the status asks for it, naming the terms concerned. */
extern void logistic_fit_warn(const LogisticDraft *draft);

/* One WARNING if profiles were asked for and some terms have none. */
extern void logistic_fit_warn_profile(const LogisticDraft *draft);
extern void logistic_fit_warn_profile_of_classes(LogisticStatus status,
												 const MultinomialModel *model);

/* The same as logistic_fit_warn, for a fit of many classes. */
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

/*
 * No row was taken in: a WARNING for each of the label and features, of the
 * given names, that had a value in none.
 */
extern void logistic_fit_warn_null(const LogisticArgumentName *names,
								   const bool *has_value, int n_features);

/* One WARNING where no stratum has both labels. */
extern void logistic_fit_warn_strata(const LogisticDraft *draft,
									 int64 n_strata);

/*
 * Reports bounds of a name that is not a term: an error, or a WARNING if other
 * groups may have that term.
 */
extern void logistic_fit_report_no_term(const char *name,
										const LogisticDraft *draft,
										bool is_alone);

#endif							/* LOGISTIC_FIT_WARNING_H */
