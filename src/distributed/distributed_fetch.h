/*-------------------------------------------------------------------------
 *
 * distributed_fetch.h
 *		Fits the rows of a distributed fit by one query that reads them all.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DISTRIBUTED_FETCH_H
#define LOGISTIC_DISTRIBUTED_FETCH_H

#include "distributed/distributed_request.h"
#include "distributed/distributed_query.h"
#include "model/model.h"
#include "pg/names.h"

/* Where the rows are, or what is best done about it. */
typedef enum LogisticDistributedPlace
{
	LOGISTIC_ROWS_LOCAL,		/* all on this server, and they may be kept in
								 * temporary files, as far as the planner knows
								 * their number */
	LOGISTIC_ROWS_FOREIGN,		/* some come from a foreign table */
	LOGISTIC_ROWS_IN_PASSES		/* neither: here, or on the workers of Citus */
} LogisticDistributedPlace;

/* Where the rows of all parts are.  SPI must be connected. */
extern LogisticDistributedPlace logistic_distributed_place(const LogisticDistributedQuery *query);

/*
 * Would the SQL of a pass fetch the rows of foreign tables, as its plan has
 * it?  SPI must be connected.
 */
extern bool logistic_distributed_fetches(const char *pass);

/* Warns that the rows of foreign tables are going to be fetched. */
extern void logistic_distributed_warn(void);

/* The same of rows with a column that is a set. */
extern void logistic_distributed_warn_set(const LogisticArgumentName *column);

/*
 * Reads the rows once and fits them here.  The model is in the given context;
 * SPI must be connected.
 */
extern LogisticModel *logistic_distributed_fetch(const LogisticDistributedFit *fit,
												 const LogisticDistributedQuery *query,
												 MemoryContext context);

#endif							/* LOGISTIC_DISTRIBUTED_FETCH_H */
