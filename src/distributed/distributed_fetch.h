/*-------------------------------------------------------------------------
 *
 * distributed_fetch.h
 *		Fits the rows of other servers that cannot be left there.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DISTRIBUTED_FETCH_H
#define LOGISTIC_DISTRIBUTED_FETCH_H

#include "distributed/distributed_request.h"
#include "distributed/distributed_query.h"
#include "model/model.h"

/*
 * Would the SQL of a pass fetch the rows of foreign tables, as its plan has
 * it?  SPI must be connected.
 */
extern bool logistic_distributed_fetches(const char *pass);

/*
 * Fetches the rows once and fits them here, after a WARNING.  The model is in
 * the given context; SPI must be connected.
 */
extern LogisticModel *logistic_distributed_fetch(const LogisticDistributedFit *fit,
												 const LogisticDistributedQuery *query,
												 MemoryContext context);

#endif							/* LOGISTIC_DISTRIBUTED_FETCH_H */
