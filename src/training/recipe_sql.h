/*-------------------------------------------------------------------------
 *
 * recipe_sql.h
 *		Parts of a recipe's queries: calls and conditions over its columns.
 *
 * All are over the columns of a relation "q"; "schema" is the extension's,
 * quoted.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_RECIPE_SQL_H
#define LOGISTIC_RECIPE_SQL_H

#include "lib/stringinfo.h"

#include "model/model.h"
#include "registry/version.h"

/* Columns, with a comma before each. */
extern void logistic_recipe_append_columns(StringInfo sql,
										   const List *columns);

/*
 * The options as the call that makes them, with a comma behind, or nothing;
 * with the names of the label and the features among them, for a fit.
 */
extern void logistic_recipe_append_options(StringInfo sql,
										   const LogisticRecipe *recipe,
										   const List *features,
										   bool with_names,
										   const char *schema);

/* The call of the aggregate. */
extern void logistic_recipe_append_fit(StringInfo sql,
									   const LogisticRecipe *recipe,
									   const List *features,
									   const char *schema);

/*
 * The place of a row between 0 and 1, by its content; copies of a row have
 * places of their own.  "name" is the model's, as SQL.
 */
extern void logistic_recipe_append_place(StringInfo sql,
										 const LogisticRecipe *recipe,
										 const List *features,
										 const char *schema,
										 const char *name);

/*
 * The condition that a row is held out, or that it is not.  "name" is the
 * model's and "share" that of the rows held out, both as SQL.
 */
extern void logistic_recipe_append_held(StringInfo sql,
										const LogisticRecipe *recipe,
										const List *features,
										const char *schema,
										const char *name, const char *share,
										bool is_held);

/* The condition that the label is the positive one. */
extern void logistic_recipe_append_positive(StringInfo sql,
											const LogisticRecipe *recipe,
											const LogisticModel *model);

#endif							/* LOGISTIC_RECIPE_SQL_H */
