/*-------------------------------------------------------------------------
 *
 * fit_summary.h
 *		What the training rows looked like, for the model to remember.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_SUMMARY_H
#define LOGISTIC_FIT_SUMMARY_H

#include "core/data/design.h"
#include "model/model_draft.h"

/*
 * Fills the draft's summaries: moments from the terms, as the core measured
 * them, and deciles from an evenly spaced subsample of the rows.
 */
extern void logistic_fit_summarise(LgRows *rows, const LgTerm *columns,
								   LogisticDraft *draft);

#endif							/* LOGISTIC_FIT_SUMMARY_H */
