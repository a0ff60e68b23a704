/*-------------------------------------------------------------------------
 *
 * session.c
 *		Rights, search path and snapshot of a nested SQL query.
 *
 * A query that the caller gives runs with the caller's rights.  A stored one
 * (registry/stored_query.c) runs as the owner of the model, restricted as
 * REFRESH MATERIALIZED VIEW is, whoever asks: nobody's query may ever do more
 * than its author could.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/guc.h"
#include "utils/snapmgr.h"

#include "pg/query.h"
#include "pg/session.h"

LogisticSession
logistic_session_enter(Snapshot snapshot)
{
	LogisticSession session;

	GetUserIdAndSecContext(&session.user, &session.security);
	session.guc_level = NewGUCNestLevel();
	PushActiveSnapshot(snapshot);
	SPI_connect();
	return session;
}

LogisticSession
logistic_session_enter_as(Oid role, const char *search_path,
						  Snapshot snapshot)
{
	LogisticSession session = logistic_session_enter(snapshot);

	SetUserIdAndSecContext(role, session.security |
						   SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION);
	if (search_path != NULL)
		(void) set_config_option("search_path", search_path, PGC_USERSET,
								 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
								 false);
	return session;
}

void
logistic_session_leave(const LogisticSession *session)
{
	SPI_finish();
	PopActiveSnapshot();
	AtEOXact_GUC(false, session->guc_level);
	SetUserIdAndSecContext(session->user, session->security);
}

void
logistic_session_rows(const char *sql, int n, Oid *types, Datum *values)
{
	MemoryContext context = CurrentMemoryContext;
	int			outcome = 0;

	PG_TRY();
	{
		outcome = SPI_execute_with_args(sql, n, types, values, NULL, true, 0);
	}
	PG_CATCH();
	{
		logistic_query_rethrow(sql, context);
	}
	PG_END_TRY();
	if (outcome != SPI_OK_SELECT)
		elog(ERROR, "unexpected result of a query on a model's rows");
}

void
logistic_session_query(const char *sql, int n, Oid *types, Datum *values)
{
	logistic_session_rows(sql, n, types, values);
	if (SPI_processed != 1)
		elog(ERROR, "a query on a model's rows has not one row");
}

Datum
logistic_session_column(int column, bool *isnull)
{
	return SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, column,
						 isnull);
}
