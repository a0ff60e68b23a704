/*-------------------------------------------------------------------------
 *
 * drift.h
 *		How far the rows of today have moved from those of the training.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DRIFT_H
#define LOGISTIC_DRIFT_H

#include "utils/array.h"

#include "registry/registry.h"
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

#endif							/* LOGISTIC_DRIFT_H */
