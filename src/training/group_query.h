/*-------------------------------------------------------------------------
 *
 * group_query.h
 *		The SQL that fits and judges the groups of a version by groups.
 *
 * In all $1 is the model's name and $2 the share of the rows held out.  Rows
 * of the results begin with the value of a group, and are in their order.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_GROUP_QUERY_H
#define LOGISTIC_GROUP_QUERY_H

#include "nodes/pg_list.h"

#include "registry/version.h"

/* The fits of each group: to all rows, and outside the holdout (0: none). */
extern char *logistic_group_query_fit(const LogisticRecipe *recipe,
									  const List *features, double holdout);

/*
 * The results of logistic_recipe_judge(), for each group.  $3 to $7 are arrays
 * over the groups: value, fit to all rows, fit outside the holdout, that of
 * the champion, positive label.  "model" is one of the fits, "champion" one of
 * the champions, or NULL: none is compared.
 */
extern char *logistic_group_query_judge(const LogisticRecipe *recipe,
										const List *features,
										const LogisticModel *model,
										const LogisticModel *champion);

/*
 * The distribution of the rows of each group.  $3 to $5 are arrays over the
 * groups: value, model, deciles of the score as text; "model" is one of them.
 */
extern char *logistic_group_query_distribute(const LogisticRecipe *recipe,
											 const LogisticModel *model);

#endif							/* LOGISTIC_GROUP_QUERY_H */
