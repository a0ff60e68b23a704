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
 * Fits and judges; what stands before "fitted_at" is given, all else is filled
 * in.  What the result points to is in the current memory context.
 */
extern void logistic_training_run(const LogisticRegistry *registry,
								  text *name, LogisticTraining *training);

#endif							/* LOGISTIC_TRAINING_H */
