/*-------------------------------------------------------------------------
 *
 * held_training.h
 *		A training whose query is read once, and its rows held.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_HELD_TRAINING_H
#define LOGISTIC_HELD_TRAINING_H

#include "nodes/pg_list.h"

#include "parallel/parallel_fit.h"
#include "registry/version.h"
#include "training/held_keys.h"
#include "utils/array.h"
#include "utils/tuplestore.h"

/* The relation of the rows held out, see logistic_held_training_score(). */
#define LOGISTIC_HELD_SCORES "logistic held rows"

/* Lives as long as the training. */
typedef struct LogisticHeldTraining
{
	const LogisticTraining *training;
	LogisticParallelFit fit;
	LogisticParallelRun run;
	LogisticHeldBelow below;	/* rows of the last share asked for */
	Tuplestorestate *scored;	/* rows held out; NULL: none were scored */
} LogisticHeldTraining;

/*
 * Reads the rows of the query, once, if that can serve the recipe and the rows
 * are many; NULL if not.  "name" is the model's.
 */
extern LogisticHeldTraining *logistic_held_training_read(const LogisticTraining *training,
														 const List *features,
														 const char *name);

/*
 * Fits all rows, and those with a place of at least "holdout" (0: NULL).  Both
 * may be NULL, without rows; they are in the given context.
 */
extern void logistic_held_training_fit(LogisticHeldTraining *held,
									   double holdout, MemoryContext context,
									   const LogisticModel **model,
									   const LogisticModel **gate_model);

/*
 * Makes a relation of the rows with a place below a share, of which a query may
 * take label, weight and the scores of models: y, w, score, challenger and
 * champion.  False if these rows cannot be had so: a model uses a feature that
 * is not held, or scores rows with a NULL, which are not.
 *
 * The deciles are those of score, of rows that all models score; NULL if there
 * are none.
 */
extern bool logistic_held_training_score(LogisticHeldTraining *held,
										 double share,
										 const LogisticModel *champion,
										 ArrayType **deciles);

/*
 * Means and bins of all rows by the model, see row_distribution.h, in the given
 * context; NULL if rows were left out, whose other values count there.
 */
extern ArrayType *logistic_held_training_distribution(LogisticHeldTraining *held,
													  MemoryContext context);

/* Lets the rows go. */
extern void logistic_held_training_release(LogisticHeldTraining *held);

#endif							/* LOGISTIC_HELD_TRAINING_H */
