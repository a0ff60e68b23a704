/*-------------------------------------------------------------------------
 *
 * drift.h
 *		Drift: how far rows have moved from those that a version was trained on.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DRIFT_H
#define LOGISTIC_DRIFT_H

#include "lib/stringinfo.h"
#include "utils/array.h"

#include "registry/stored_version.h"
#include "training/recipe.h"

/*
 * The bins of a model's variables (row_distribution.h) over the rows of a query, as
 * float8[] in the given context; NULL if it has no rows.  Weight and offset
 * are the columns that the recipe names; the deciles may be NULL.  Within
 * logistic_session_enter().
 */
extern ArrayType *logistic_drift_distribution(const LogisticRegistry *registry,
									  const LogisticRecipe *recipe,
									  const char *query,
									  const LogisticModel *model,
									  ArrayType *score_deciles,
									  MemoryContext context);

/*
 * Adds the call that gathers these bins over the columns of a relation "q",
 * those of a query; the model and its deciles are SQL.
 */
extern void logistic_drift_append_call(StringInfo sql,
									   const LogisticRecipe *recipe,
									   const char *query,
									   const LogisticModel *model,
									   const char *model_sql,
									   const char *deciles_sql);

/*
 * The largest population stability index of a version's features and score,
 * by the bins of other rows; *term, in the given context, tells whose it is.
 * NaN: none is known.
 */
extern double logistic_drift_largest(const LogisticStored *stored,
									 ArrayType *actual, MemoryContext context,
									 const char **term);

#endif							/* LOGISTIC_DRIFT_H */
