/*-------------------------------------------------------------------------
 *
 * grid_plain.h
 *		The SQL of a recipe's cross-validation that reads the rows once.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_GRID_PLAIN_H
#define LOGISTIC_GRID_PLAIN_H

#include "fmgr.h"
#include "nodes/pg_list.h"

#include "options/options.h"
#include "registry/version.h"
#include "utils/array.h"

/*
 * Is one read of the rows enough for the path, or for the cross-validation, of
 * a recipe?  "options", which may be NULL, are those of the fits.
 */
extern bool logistic_grid_is_plain(const LogisticRecipe *recipe,
								   const List *features,
								   const LogisticOptions *options,
								   bool has_folds);

/*
 * Runs it within SPI, with no folds or so many.  The answer of a path is
 * one record, that of folds one array, see grid/grid.c.
 */
extern void logistic_grid_run_plain(const LogisticRecipe *recipe,
									const List *features, const char *schema,
									ArrayType *l1, ArrayType *l2, int n_folds);

#endif							/* LOGISTIC_GRID_PLAIN_H */
