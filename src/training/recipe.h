/*-------------------------------------------------------------------------
 *
 * recipe.h
 *		The SQL that fits and judges a version of a registered model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_RECIPE_H
#define LOGISTIC_RECIPE_H

#include "lib/stringinfo.h"
#include "nodes/pg_list.h"

#include "registry/version.h"

/* With fewer rows of either label held out there are no metrics. */
#define LOGISTIC_LEAST_OF_LABEL	20

/*
 * Settles the columns of a recipe within its query: which one is the label,
 * and which ones are features.  SPI must be connected.
 */
extern List *logistic_recipe_features(LogisticRecipe *recipe);

/*
 * The query of the fit: $1 is the model's name, $2 the share of the holdout
 * (0: none, as where no row can be held out).  One row: the fit to all rows, and with a holdout (not 0) the fit outside of
 * it.  "schema" is the extension's, quoted; "name" and "holdout" are what the
 * parameters will be.
 */
extern char *logistic_recipe_fit(const LogisticRecipe *recipe,
								 const List *features, const char *schema,
								 const char *name, double holdout);

/*
 * The query whose rows stand for those of the training when drift is looked
 * for: all of them or, where they are not fetched, those held out.
 */
extern const char *logistic_recipe_baseline(const LogisticRecipe *recipe,
											const List *features,
											const char *schema,
											const char *name, double holdout);

/*
 * The rows held out, as FROM and WHERE clauses for "q" with the parameters
 * $1 and $2 as above, and how many equal rows each of them stands for, as SQL.
 */
extern void logistic_recipe_append_rows_held(StringInfo sql,
											 const LogisticRecipe *recipe,
											 const List *features,
											 const char *schema);
extern char *logistic_recipe_frequency_held(const LogisticRecipe *recipe,
											const char *schema);

/*
 * The query that judges fits on the rows held out: $1 and $2 as above, $3
 * the fit to all rows, $4 the fit outside the holdout, $5 that of the
 * champion, which may be NULL.  One row: rows judged, log losses of $4 and
 * $5, and area under the ROC curve of $4 on the rows that both can score;
 * deciles of the scores of $3; how many of the rows are positive.  "scored" is
 * a relation of rows held out that have been scored (held_training.h), or NULL:
 * they are read from the recipe's query, and scored there.
 */
extern char *logistic_recipe_judge(const LogisticRecipe *recipe,
								   const List *features, const char *schema,
								   const LogisticModel *model,
								   const LogisticModel *champion,
								   const char *scored);

#endif							/* LOGISTIC_RECIPE_H */
