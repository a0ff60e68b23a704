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
 * Fits and judges; recipe, holdout, trainer, found and stored are given, all else is
 * filled in.  "champion" is the gate model to compare with, or NULL, and
 * "champion_holdout" the share that it has not seen.  What the result points
 * to is in the current memory context.
 */
extern void logistic_training_run(const LogisticRegistry *registry,
								  text *name, LogisticTraining *training,
								  const LogisticModel *champion,
								  double champion_holdout);

#endif							/* LOGISTIC_TRAINING_H */
