/*-------------------------------------------------------------------------
 *
 * one_model.h
 *		Checks that all rows of an aggregate have the same model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ONE_MODEL_H
#define LOGISTIC_ONE_MODEL_H

#include "model/model.h"

/* A copy of a model, in the current memory context. */
extern LogisticModel *logistic_one_model_copy(const LogisticModel *model);

/* Complains of a row's model unless it is the one that was kept. */
extern void logistic_one_model_check(const LogisticModel *kept,
									 const LogisticModel *model,
									 const char *aggregate);

#endif							/* LOGISTIC_ONE_MODEL_H */
