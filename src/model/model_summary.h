/*-------------------------------------------------------------------------
 *
 * model_summary.h
 *		A model as R users know it: parts of the page.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_SUMMARY_H
#define LOGISTIC_MODEL_SUMMARY_H

#include "lib/stringinfo.h"

#include "model/model.h"

/* What a summary shows besides the coefficients. */
typedef struct LogisticSummaryOptions
{
	bool		has_ratios;		/* odds ratios and their intervals, ... */
	double		level;			/* ... of this level */
} LogisticSummaryOptions;

/* The coefficient table, under a heading. */
extern void logistic_summary_table(StringInfo page, const char *heading,
								   const LogisticModel *model,
								   const LogisticSummaryOptions *options);

/* What a reader must know before the numbers. */
extern void logistic_summary_remarks(StringInfo page,
									 const LogisticModel *model);

/* Deviances, information criteria, the likelihood-ratio test. */
extern void logistic_summary_measures(StringInfo page,
									  const LogisticModel *model);

/* The page as a text, without a line break at its end: psql adds one. */
extern text *logistic_summary_finish(StringInfo page);

#endif							/* LOGISTIC_MODEL_SUMMARY_H */
