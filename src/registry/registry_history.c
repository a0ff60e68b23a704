/*-------------------------------------------------------------------------
 *
 * registry_history.c
 *		The history of a model: copies of versions, and how much is kept.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "multinomial/multinomial_model.h"
#include "pg/compat.h"
#include "registry/group_model.h"
#include "registry/registry_write.h"

int
logistic_keep_check(int keep)
{
	if (keep < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("keep is %d, but must be at least 1", keep),
				 errhint("It is how many versions of a model are kept; the active one always is.")));
	return keep;
}

/*
 * The oldest of the newest "keep" versions, or the active one if that is
 * older; 0 if there are not more of them.
 */
static int32
oldest_to_keep(const LogisticRegistry *registry, text *name, int keep)
{
	LogisticScan scan = logistic_scan_name(registry, LOGISTIC_TABLE_VERSION,
										   name, NULL);
	HeapTuple	tuple;
	List	   *versions = NIL;

	while (HeapTupleIsValid(tuple = logistic_scan_next(&scan)))
		versions = lappend_int(versions,
							   DatumGetInt32(logistic_scan_value(&scan, tuple,
																 LOGISTIC_VERSION_VERSION)));
	logistic_scan_end(&scan);
	if (list_length(versions) <= keep)
		return 0;
	return list_nth_int(versions, list_length(versions) - keep);
}

/* Removes the versions below a number, except the active one. */
static int
remove_versions(const LogisticRegistry *registry, text *name, int32 below,
				int32 active)
{
	LogisticScan scan = logistic_scan_name(registry, LOGISTIC_TABLE_VERSION,
										   name, NULL);
	HeapTuple	tuple;
	int			n = 0;

	while (HeapTupleIsValid(tuple = logistic_scan_next(&scan)))
	{
		int32		version =
			DatumGetInt32(logistic_scan_value(&scan, tuple,
											  LOGISTIC_VERSION_VERSION));

		if (version >= below)
			break;
		if (version == active)
			continue;
		logistic_row_delete(registry, LOGISTIC_TABLE_VERSION, tuple);
		logistic_groups_remove(registry, name, version);
		n++;
	}
	logistic_scan_end(&scan);
	return n;
}

/* When the fit of a version began. */
static TimestampTz
fitted_at(const LogisticRegistry *registry, text *name, int32 version)
{
	HeapTuple	tuple;
	LogisticScan scan = logistic_registry_version(registry, name, version,
												  NULL, &tuple);
	TimestampTz at =
		DatumGetTimestampTz(logistic_scan_value(&scan, tuple,
												LOGISTIC_VERSION_FITTED_AT));

	logistic_scan_end(&scan);
	return at;
}

/*
 * Removes the rows of a numbered table that are older than a moment, but the
 * last one: a deployment holds until the next one.
 */
static void
remove_older(const LogisticRegistry *registry, LogisticTable table,
			 int time_column, text *name, TimestampTz before)
{
	int32		last = logistic_registry_last(registry, table, name);
	LogisticScan scan = logistic_scan_name(registry, table, name, NULL);
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = logistic_scan_next(&scan)))
	{
		int32		number =
			DatumGetInt32(logistic_scan_value(&scan, tuple,
											  LOGISTIC_COLUMN_NAME + 1));

		if (number == last ||
			DatumGetTimestampTz(logistic_scan_value(&scan, tuple,
													time_column)) >= before)
			break;
		logistic_row_delete(registry, table, tuple);
	}
	logistic_scan_end(&scan);
}

int
logistic_registry_prune(const LogisticRegistry *registry, text *name,
						int keep)
{
	LogisticRegistered found;
	int32		oldest = oldest_to_keep(registry, name, keep);
	TimestampTz before;
	int			n;

	if (oldest == 0 ||
		!logistic_registry_find(registry, name, NULL, &found))
		return 0;
	n = remove_versions(registry, name, oldest, found.active);
	before = fitted_at(registry, name, found.active > 0 ?
					   Min(oldest, found.active) : oldest);
	remove_older(registry, LOGISTIC_TABLE_REFIT, LOGISTIC_REFIT_ATTEMPTED_AT,
				 name, before);
	remove_older(registry, LOGISTIC_TABLE_DEPLOYMENT,
				 LOGISTIC_DEPLOYMENT_DEPLOYED_AT, name, before);
	return n;
}

int32
logistic_registry_add_copy(const LogisticRegistry *registry, text *name,
						   const LogisticStored *stored,
						   const LogisticScoring *scoring,
						   const char *options, const char *reason)
{
	LogisticRow row = logistic_row_make(LOGISTIC_TABLE_VERSION, name);
	int32		copy = logistic_registry_next_version(registry, name);
	LogisticScan scan;
	HeapTuple	tuple;
	int			column;

	scan = logistic_registry_version(registry, name, stored->version, NULL,
									 &tuple);
	for (column = LOGISTIC_VERSION_VERSION + 1;
		 column <= logistic_table_columns(LOGISTIC_TABLE_VERSION); column++)
	{
		bool		isnull;
		Datum		value = logistic_scan_column(&scan, tuple, column, &isnull);

		if (!isnull)
			logistic_row_put(&row, column, value);
	}
	logistic_row_put(&row, LOGISTIC_VERSION_VERSION, Int32GetDatum(copy));
	if (stored->classes != NULL)
		logistic_row_put(&row, LOGISTIC_VERSION_MULTINOMIAL,
						 PointerGetDatum(logistic_multinomial_changed(stored->classes,
																	  scoring)));
	else if (stored->model != NULL)
		logistic_row_put(&row, LOGISTIC_VERSION_MODEL,
						 PointerGetDatum(logistic_model_with(stored->model,
															 scoring)));
	logistic_row_put_text(&row, LOGISTIC_VERSION_OPTIONS, options);
	logistic_row_put_text(&row, LOGISTIC_VERSION_REASON, reason);
	logistic_row_insert(registry, &row);
	logistic_scan_end(&scan);
	logistic_groups_copy(registry, name, stored->version, copy, scoring);
	return copy;
}
