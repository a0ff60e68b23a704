/*-------------------------------------------------------------------------
 *
 * query.h
 *		Queries that a user gives as text, and those that are made of them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_QUERY_H
#define LOGISTIC_QUERY_H

#include "access/tupdesc.h"

#include "pg/compat.h"

/*
 * A query that can stand in parentheses, palloc'd: without a semicolon at its
 * end, and TABLE before a name that stands alone.  It is not looked into any
 * further.
 */
extern char *logistic_query_embeddable(const char *query);

/*
 * The columns of a query, which has to be one SELECT; it is parsed, not run.
 * SPI must be connected; the answer lives as long as the connection.
 */
extern TupleDesc logistic_query_describe(const char *query);

/*
 * The index of a column; -1 for no name.  An error that lists the columns if
 * there is none of that name, "role" telling what it is wanted for.
 */
extern int	logistic_query_column(TupleDesc columns, const char *name,
								  const char *role);

/*
 * Within PG_CATCH(): raises the error of a query again, without the query.
 * The user has not written it, and it tells more of the extension than of the
 * fault.
 */
pg_noreturn extern void logistic_query_rethrow(const char *sql,
											   MemoryContext context);

#endif							/* LOGISTIC_QUERY_H */
