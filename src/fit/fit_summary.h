/*-------------------------------------------------------------------------
 *
 * fit_summary.h
 *		Fills the model of a logistic_fit with means, ranges and deciles.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_SUMMARY_H
#define LOGISTIC_FIT_SUMMARY_H

#include "core/data/design.h"
#include "model/model_draft.h"

/* The rows of a fit as the core sees them. */
typedef struct LogisticFitDesign
{
	LgRows	   *rows;
	LgTerm	   *columns;		/* [n_terms] of the draft */
	LgTerm	   *input_columns;	/* of a formula: by summary of its inputs, which
								 * are the first ones, measured; else NULL */
} LogisticFitDesign;

/*
 * Fills the draft's summaries: moments from the terms, as the core measured
 * them, and deciles from an evenly spaced subsample of the rows; and the shares of
 * levels that the fit alone can tell.
 */
extern void logistic_fit_summarise(const LogisticFitDesign *design,
								   LogisticDraft *draft);

#endif							/* LOGISTIC_FIT_SUMMARY_H */
