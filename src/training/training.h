/*-------------------------------------------------------------------------
 *
 * training.h
 *		Runs a recipe: the fit of a version, and its judgement.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_TRAINING_H
#define LOGISTIC_TRAINING_H

#include "datatype/timestamp.h"
#include "utils/array.h"

#include "registry/stored_version.h"
#include "training/recipe.h"

/* A version before it is stored. */
typedef struct LogisticTraining
{
	LogisticRecipe recipe;
	double		holdout;		/* share of the rows held out; 0: none */
	Oid			trainer;		/* role that asked for it */
	const LogisticRegistered *found;	/* the model, and the version whose
										 * stored query runs; NULL: the query
										 * is the caller's own */
	const LogisticStored *stored;
	TimestampTz fitted_at;		/* when the fit began */
	int64		duration;		/* of all of it, in microseconds */
	const LogisticModel *model; /* fitted to all rows */
	const LogisticModel *gate_model;	/* fitted outside the holdout, or NULL */
	int64		judged;			/* rows held out that could be scored */
	double		log_loss;		/* of the gate model on them; NaN: unknown */
	double		champion_log_loss;	/* of the champion's on the same */
	double		roc_auc;		/* of the gate model on them */
	ArrayType  *score_deciles;	/* float8[], of the scores of "model" there;
								 * NULL: unknown */
	ArrayType  *distribution;	/* of the rows, or where they are elsewhere of
								 * those held out (row_distribution.h); or NULL */
} LogisticTraining;

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
