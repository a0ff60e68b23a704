/*-------------------------------------------------------------------------
 *
 * distributed_resolve.h
 *		Resolves the columns of a distributed fit's queries: label, weight,
 *		features.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DISTRIBUTED_RESOLVE_H
#define LOGISTIC_DISTRIBUTED_RESOLVE_H

#include "distributed/distributed_query.h"
#include "distributed/distributed_request.h"

/*
 * Finds out what the columns are for; SPI must be connected.  Errors: queries
 * with different columns, two columns of one name, a name that is no column,
 * terms that are none or have weights of evidence.
 */
extern void logistic_distributed_resolve(const LogisticDistributedFit *fit,
										 LogisticDistributedQuery *query);

/*
 * The call site that logistic_fit would have, in the current memory context.
 * The queries get casts for what its readers would cast.
 */
extern LogisticFitSite *logistic_distributed_site(LogisticDistributedQuery *query);

#endif							/* LOGISTIC_DISTRIBUTED_RESOLVE_H */
