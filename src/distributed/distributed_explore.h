/*-------------------------------------------------------------------------
 *
 * distributed_explore.h
 *		Finds levels of categories and lengths of arrays, by queries.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DISTRIBUTED_EXPLORE_H
#define LOGISTIC_DISTRIBUTED_EXPLORE_H

#include "distributed/distributed_query.h"

/*
 * Fills in the levels of categories with their weights, the values of a text
 * label and the lengths of arrays; returns the number of rows, or, where that is
 * cheaper and may be, an upper bound of it.  SPI must be connected; what is
 * found is in the current memory context.
 */
extern int64 logistic_distributed_explore(const LogisticDistributedQuery *query,
										  LogisticFitState *state,
										  bool may_estimate, bool *is_exact);

#endif							/* LOGISTIC_DISTRIBUTED_EXPLORE_H */
