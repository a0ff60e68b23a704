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
										   const char *frequency,
										   bool with_names,
										   const char *schema);

/*
 * The call of the aggregate.  "frequency", as SQL, tells how many equal rows a
 * row stands for; NULL: the column of the recipe does, if it has one.
 */
extern void logistic_recipe_append_fit(StringInfo sql,
									   const LogisticRecipe *recipe,
									   const List *features,
									   const char *frequency,
									   const char *schema);

/* The weight of a row, 1 if no column has it; its frequency the same. */
extern void logistic_recipe_append_weight(StringInfo sql,
										  const LogisticRecipe *recipe);
extern char *logistic_recipe_frequency(const LogisticRecipe *recipe,
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
 * Are some of the equal rows that a row stands for held out, and others not?
 * If they are, then this many: the argument that a function takes for the
 * share is given as SQL, as is the name.
 */
extern bool logistic_recipe_splits_rows(const LogisticRecipe *recipe);
extern void logistic_recipe_append_copies(StringInfo sql,
										  const LogisticRecipe *recipe,
										  const List *features,
										  const char *schema,
										  const char *function,
										  const char *name,
										  const char *share);

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
