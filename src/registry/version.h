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
#include "registry/family.h"
#include "registry/gate.h"

struct MultinomialModel;

/* What is stored of a training, so that a refit can repeat it. */
typedef struct LogisticRecipe
{
	const char *query;			/* a SELECT, without a semicolon at its end */
	const char *label;			/* column; NULL: the first one, until the
								 * columns are known */
	const char *weight;			/* columns, or NULL: none */
	const char *frequency;
	const char *offset;
	const char *cluster;
	bool		is_distributed; /* the rows are not fetched to be fitted */
	const char *partition;		/* column to fit by then, or NULL */
	const char *options;		/* logistic_options as text, or NULL */
	const char *penalty;		/* relation whose columns l1 and l2 are the
								 * penalties, or NULL; never stored */
	const char *holdout_by;		/* column whose largest values are held out;
								 * NULL: rows by their hash */
	const char *newest;			/* the condition over "q" that holds them out,
								 * see holdout_by.h; never stored */
	LogisticFamily family;
	const char *by;				/* column with a model for each value, or NULL */
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
	const struct LogisticStored *champion;	/* the active version, or NULL */
	bool		is_compared;	/* with the champion, on the rows held out */
	LogisticGate gate;			/* of the model */
	bool		tells;			/* report which rows were left out, in
								 * "left_out" */
	TimestampTz fitted_at;		/* when the fit began */
	int64		duration;		/* of all of it, in microseconds */
	const LogisticModel *model; /* fitted to all rows */
	const LogisticModel *gate_model;	/* fitted outside the holdout, or NULL */
	const struct MultinomialModel *classes; /* of family multinomial: both
											 * models whole, of which "model" and
											 * "gate_model" are the first
											 * equations; else NULL */
	const struct MultinomialModel *gate_classes;
	int64		judged;			/* rows held out that could be scored */
	const char *unjudged;		/* why there are no metrics; NULL: there are */
	double		log_loss;		/* of the gate model on them; NaN: unknown */
	double		champion_log_loss;	/* of the champion's on the same */
	bool		champion_has_seen;	/* the champion was fitted to some of the
									 * rows held out */
	double		roc_auc;		/* of the gate model on them; of many classes
								 * the mean, each against all others */
	double		psi;			/* largest one against the champion's rows; NaN:
								 * unknown, or not asked for */
	const char *psi_term;		/* whose it is */
	const char *left_out;		/* how many rows have a NULL in which column;
								 * NULL: none was left out */
	bool		is_sparse;		/* a feature is NULL in many of the rows */
	ArrayType  *score_deciles;	/* float8[], of the scores of "model" there;
								 * NULL: unknown */
	ArrayType  *distribution;	/* of the rows, or where they are elsewhere of
								 * those held out (row_distribution.h); or NULL */
} LogisticTraining;

#endif							/* LOGISTIC_VERSION_H */
