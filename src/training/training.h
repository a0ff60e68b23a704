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

/*
 * ErrorContextCallback function: adds the model to errors, as it is told by a
 * name and, if the label is the first column by default, that column.
 */
extern void logistic_training_context(void *place);
extern char *logistic_training_place(const char *name,
									 const char *first_column);

/* Resets the results of the fit and its metrics to "unknown". */
extern void logistic_training_begin(LogisticTraining *training);

/* Why the rows held out are too few for metrics; NULL if they are not. */
extern const char *logistic_training_too_few(int64 n_rows, int64 n_positive);

/*
 * Fits and judges.  The fields before "fitted_at" are given; all others are
 * filled in.  What the result points to is in the current memory context.
 */
extern void logistic_training_run(const LogisticRegistry *registry,
								  text *name, LogisticTraining *training);

#endif							/* LOGISTIC_TRAINING_H */
