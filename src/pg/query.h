/*-------------------------------------------------------------------------
 *
 * query.h
 *		Queries that a user gives as text, and queries built around them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_QUERY_H
#define LOGISTIC_QUERY_H

#include "access/tupdesc.h"

#include "pg/compat.h"

/*
 * Makes a query fit for parentheses, palloc'd: removes a semicolon at its end,
 * and puts TABLE before a name that stands alone.  Nothing else is checked.
 */
extern char *logistic_query_embeddable(const char *query);

/*
 * The columns of a query, which has to be one SELECT; it is parsed, not run.
 * SPI must be connected; the result lives as long as the connection.
 */
extern TupleDesc logistic_query_describe(const char *query);

/*
 * The index of a column; -1 for no name.  An error that lists the columns if
 * there is none of that name, "role" telling what it is wanted for.
 */
extern int	logistic_query_column(TupleDesc columns, const char *name,
								  const char *role);

/*
 * Within PG_CATCH(): raises the error of a query again, without the query's
 * text.  The user has not written that text, and it says more about the
 * extension than about the fault.
 */
pg_noreturn extern void logistic_query_rethrow(const char *sql,
											   MemoryContext context);

/*
 * Asks each plan of a query with at most one parameter, a bytea; "answer" is
 * for what is asked.  SPI must be connected.
 */
typedef void (*LogisticPlanQuestion) (const PlannedStmt *statement,
									  void *answer);
extern void logistic_query_plans(const char *sql, int n_parameters,
								 LogisticPlanQuestion question, void *answer);

#endif							/* LOGISTIC_QUERY_H */
