/*-------------------------------------------------------------------------
 *
 * holdout_by.h
 *		Holds out the rows with the largest values of a column.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_HOLDOUT_BY_H
#define LOGISTIC_HOLDOUT_BY_H

#include "training/recipe.h"

/*
 * The condition, over the recipe's query as "q", that the column holdout_by of
 * a row is among its largest values: at most the given share of the rows is.
 * Rows of one value go together, and NULLs are never held out.  NULL: no row
 * can be.  Within logistic_session_enter(); the answer lives in "context".
 */
extern const char *logistic_holdout_newest(const LogisticRecipe *recipe,
										   double share,
										   MemoryContext context);

#endif							/* LOGISTIC_HOLDOUT_BY_H */
