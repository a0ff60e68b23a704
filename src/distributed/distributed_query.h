/*-------------------------------------------------------------------------
 *
 * distributed_query.h
 *		The SQL that asks rows for levels, lengths and passes.
 *
 * Whatever the rows are, tables on this server, partitions on others or
 * parts of several tables: each question is one aggregate over them, in a
 * form that planners push down to where the rows are.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DISTRIBUTED_QUERY_H
#define LOGISTIC_DISTRIBUTED_QUERY_H

#include "access/tupdesc.h"

#include "fit/fit_state.h"

/* Where the rows come from, and what their columns are for. */
typedef struct LogisticDistributedQuery
{
	int			n_parts;
	char	  **parts;			/* queries with the same columns, whose rows
								 * together are those of the fit */
	TupleDesc	columns;
	int			label;			/* index of a column */
	int			weight;			/* -1: none */
	int			frequency;		/* -1: none */
	int			offset;			/* -1: none */
	int			partition;		/* -1: none; else a fit goes by its values */
	int			n_features;
	int		   *features;		/* [n_features], indexes of the others that are
								 * used */
	bool		keeps_missing;	/* a row takes part whatever feature is NULL */
} LogisticDistributedQuery;

/*
 * The distinct values of a category, with the sum of their weights, the number
 * of their rows, and the same by frequency; the heaviest first, no more than
 * "limit" of them.
 */
extern char *logistic_distributed_levels(const LogisticDistributedQuery *query,
										 const LogisticFitSite *site,
										 int feature, int limit);

/* The same of a text label. */
extern char *logistic_distributed_labels(const LogisticDistributedQuery *query,
										 const LogisticFitSite *site,
										 int limit);

/*
 * One row: how many rows there are, those with a NULL counted or not; maybe
 * NULL for none.
 */
extern char *logistic_distributed_count(const LogisticDistributedQuery *query,
										const LogisticFitSite *site,
										bool with_nulls);

/* One row if any takes part in the fit, else none. */
extern char *logistic_distributed_first(const LogisticDistributedQuery *query,
										const LogisticFitSite *site);

/* One row: the length of an array feature; none if it is always NULL. */
extern char *logistic_distributed_lengths(const LogisticDistributedQuery *query,
										  const LogisticFitSite *site,
										  int feature);

/*
 * The pass whose parameters are $1.  Levels and lengths have been found.  Of
 * the two forms the second is faster, and goes by no partition: see
 * step_take.c.
 */
extern char *logistic_distributed_pass(const LogisticDistributedQuery *query,
									   const LogisticFitState *state);
extern char *logistic_distributed_taking_pass(const LogisticDistributedQuery *query,
											  const LogisticFitState *state);

/* Are there few enough features for the second form, which has five others? */
static inline bool
logistic_distributed_may_take(const LogisticDistributedQuery *query)
{
	return query->n_features <= FUNC_MAX_ARGS - 5;
}

#endif							/* LOGISTIC_DISTRIBUTED_QUERY_H */
