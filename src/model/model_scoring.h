/*-------------------------------------------------------------------------
 *
 * model_scoring.h
 *		How a model scores, which can be changed without a fit.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_SCORING_H
#define LOGISTIC_MODEL_SCORING_H

#include "fmgr.h"

#include "model/model.h"

/* What is to be changed. */
typedef struct LogisticScoring
{
	double		threshold;		/* NaN: as it is */
	int			on_null;		/* LogisticPolicy; -1: as it is */
	int			on_new_level;	/* LogisticPolicy; -1: as it is */
} LogisticScoring;

/*
 * Reads three arguments of a call, from "first" on: threshold, on_null and
 * on_new_level.  NULL leaves one as it is; false if all three are NULL.  An
 * error for a value that the option cannot have.
 */
extern bool logistic_scoring_read(FunctionCallInfo fcinfo, int first,
								  LogisticScoring *scoring);

/* The same for two arguments, on_null and on_new_level. */
extern bool logistic_scoring_read_policies(FunctionCallInfo fcinfo, int first,
										   LogisticScoring *scoring);

/* What is changed, as a JSON object of options. */
extern char *logistic_scoring_print(const LogisticScoring *scoring);

/* The same model with the changes, palloc'd. */
extern LogisticModel *logistic_model_with(const LogisticModel *model,
										  const LogisticScoring *scoring);

#endif							/* LOGISTIC_MODEL_SCORING_H */
