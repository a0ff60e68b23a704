/*-------------------------------------------------------------------------
 *
 * training.h
 *		Runs a recipe: the fit of a version, and its judgement.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_TRAINING_H
#define LOGISTIC_TRAINING_H

#include "registry/stored_version.h"

/* Tells which model an error is about: an ErrorContextCallback's function. */
extern void logistic_training_context(void *name);

/* Nothing is known yet of the fit and of how good it is. */
extern void logistic_training_begin(LogisticTraining *training);

/* Why the rows held out tell nothing; NULL if they do. */
extern const char *logistic_training_too_few(int64 n_rows, int64 n_positive);

/*
 * Fits and judges; what stands before "fitted_at" is given, all else is filled
 * in.  What the result points to is in the current memory context.
 */
extern void logistic_training_run(const LogisticRegistry *registry,
								  text *name, LogisticTraining *training);

#endif							/* LOGISTIC_TRAINING_H */
