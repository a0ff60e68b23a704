/*-------------------------------------------------------------------------
 *
 * model_draft.h
 *		Grows the draft of a model that is read from text.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_DRAFT_H
#define LOGISTIC_MODEL_DRAFT_H

#include "model/model.h"
#include "model/model_json.h"

extern void logistic_draft_init(LogisticDraft *draft);

/* The new element, with nothing known yet; valid until the next one. */
extern LogisticFeature *logistic_draft_add_feature(LogisticDraft *draft,
												   const char *name,
												   LogisticFeatureKind kind);
extern LogisticFeature *logistic_draft_add_input(LogisticDraft *draft,
												 const char *name,
												 LogisticFeatureKind kind);
extern struct LogisticModelVariable *logistic_draft_add_variable(LogisticDraft *draft,
																 const char *name);
extern struct LogisticFactor *logistic_draft_add_factor(LogisticDraft *draft);
extern void logistic_draft_add_parameter(LogisticDraft *draft,
										 double parameter);
extern LogisticTerm *logistic_draft_add_term(LogisticDraft *draft,
											 const char *name);
extern LogisticLevel *logistic_draft_add_level(LogisticDraft *draft,
											   const char *name);
extern LogisticSummary *logistic_draft_add_summary(LogisticDraft *draft);

/* Counts what was added since the last feature, or input, was. */
extern void logistic_draft_close_feature(LogisticDraft *draft);
extern void logistic_draft_close_input(LogisticDraft *draft);

/* Reads threshold, on_null and on_new_level, with their defaults. */
extern void logistic_draft_read_policies(LogisticDraft *draft,
										 const LogisticObject *model);

/* Complains of two features, or two levels of one, of the same name. */
extern void logistic_draft_check_names(const LogisticDraft *draft);

/* Complains unless the terms' rows in the covariance are 0, 1, 2, ... */
extern void logistic_draft_check_rows(const LogisticDraft *draft);

#endif							/* LOGISTIC_MODEL_DRAFT_H */
