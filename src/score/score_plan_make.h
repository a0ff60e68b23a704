/*-------------------------------------------------------------------------
 *
 * score_plan_make.h
 *		Makes a model ready to score values of given types.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_PLAN_MAKE_H
#define LOGISTIC_SCORE_PLAN_MAKE_H

#include "score/score_plan.h"

/*
 * Makes a plan in the given context, from a model whose bytes are copied.  The
 * readers, in the order of the model's features, tell the types of the values.
 * The columns, NULL or one for each feature, are kept for the caller, with
 * space for a row of them.  After an error nothing is left in the context.
 */
extern LogisticScorePlan *logistic_score_plan_make(const LogisticModel *model,
												   const LogisticReader *readers,
												   const int *columns,
												   MemoryContext context);

#endif							/* LOGISTIC_SCORE_PLAN_MAKE_H */
