/*-------------------------------------------------------------------------
 *
 * session.h
 *		The rights, search path and snapshot that a stored query runs with.
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
 * Takes on the rights of a role and a search path, the current one if it is
 * NULL; connects SPI, whose queries all see the given snapshot.  A role other
 * than the current one is restricted; so is the current one if "restricted".
 */
extern LogisticSession logistic_session_enter(Oid run_as, bool restricted,
											  const char *search_path,
											  Snapshot snapshot);

/* Goes back.  After an error, the end of the transaction does it all. */
extern void logistic_session_leave(const LogisticSession *session);

/* Runs a query of one row on that snapshot, n parameters given. */
extern void logistic_session_query(const char *sql, int n, Oid *types,
								   Datum *values);

/* A column of that row, from 1; 0 for a NULL. */
extern Datum logistic_session_column(int column, bool *isnull);

#endif							/* LOGISTIC_SESSION_H */
