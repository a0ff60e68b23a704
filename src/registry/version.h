/*-------------------------------------------------------------------------
 *
 * version.h
 *		What is stored of a version: how it was trained, and the outcome.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_VERSION_H
#define LOGISTIC_VERSION_H

#include "datatype/timestamp.h"
#include "utils/array.h"

#include "model/model.h"

/* What is stored of a training, so that a refit can repeat it. */
typedef struct LogisticRecipe
{
	const char *query;			/* a SELECT, without a semicolon at its end */
	const char *label;			/* column; NULL: the first one, until the
								 * columns are known */
	const char *weight;			/* columns, or NULL: none */
	const char *offset;
	const char *cluster;
	bool		is_distributed; /* the rows are not fetched to be fitted */
	const char *partition;		/* column to fit by then, or NULL */
	const char *options;		/* logistic_options as text, or NULL */
	const char *penalty;		/* relation whose columns l1 and l2 are the
								 * penalties, or NULL; never stored */
	const char *search_path;	/* that the query's names are found along;
								 * NULL: the current one */
} LogisticRecipe;

/* A version before it is stored. */
typedef struct LogisticTraining
{
	LogisticRecipe recipe;
	double		holdout;		/* share of the rows held out; 0: none */
	Oid			trainer;		/* role that asked for it */
	const struct LogisticRegistered *found; /* the model, and the version whose
										 * stored query runs; NULL: the query
										 * is the caller's own */
	const struct LogisticStored *stored;
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

#endif							/* LOGISTIC_VERSION_H */
