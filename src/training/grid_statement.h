/*-------------------------------------------------------------------------
 *
 * grid_statement.h
 *		The SQL of a recipe's cross-validation whose fits read the rows each.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_GRID_STATEMENT_H
#define LOGISTIC_GRID_STATEMENT_H

#include "nodes/pg_list.h"

#include "registry/version.h"

/*
 * The statements of a path and of a cross-validation.  $1 is the name that
 * folds are made for, $2 unused, $3 the number of folds, $4 and $5 the
 * penalties.
 */
extern char *logistic_grid_path_sql(const LogisticRecipe *recipe,
									const List *features, const char *schema);
extern char *logistic_grid_folds_sql(const LogisticRecipe *recipe,
									 const List *features,
									 const char *schema);

#endif							/* LOGISTIC_GRID_STATEMENT_H */
