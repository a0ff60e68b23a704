/*-------------------------------------------------------------------------
 *
 * session.h
 *		Rights, search path and snapshot of a nested SQL query.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SESSION_H
#define LOGISTIC_SESSION_H

#include "fmgr.h"
#include "utils/snapshot.h"

/* What the session was before the query took over. */
typedef struct LogisticSession
{
	Oid			user;
	int			security;		/* context, see miscadmin.h */
	int			guc_level;
} LogisticSession;

/*
 * Begins a session for a query that the caller gives: with its rights, along
 * its search path.  SPI is connected; all queries see the given snapshot.
 */
extern LogisticSession logistic_session_enter(Snapshot snapshot);

/*
 * Does the same with the rights of a role, in a security-restricted operation,
 * and with the given search path.  Only registry/stored_query.c may call it;
 * test/lint.sh checks this.
 */
extern LogisticSession logistic_session_enter_as(Oid role,
												 const char *search_path,
												 Snapshot snapshot);

/*
 * Restores what the session was before.  After an error the end of the
 * transaction does so.
 */
extern void logistic_session_leave(const LogisticSession *session);

/* Runs a query of one row on that snapshot, n parameters given. */
extern void logistic_session_query(const char *sql, int n, Oid *types,
								   Datum *values);

/* Runs a query of any number of rows; they are in SPI_tuptable then. */
extern void logistic_session_rows(const char *sql, int n, Oid *types,
								  Datum *values);

/* A column of that row, from 1; 0 for a NULL. */
extern Datum logistic_session_column(int column, bool *isnull);

#endif							/* LOGISTIC_SESSION_H */
