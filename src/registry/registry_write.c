/*-------------------------------------------------------------------------
 *
 * registry_write.c
 *		Changes of registered models.
 *
 * Whoever calls holds the lock on the model (model_lock.h).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/guc.h"
#include "utils/timestamp.h"

#include "pg/compat.h"
#include "pg/extension.h"
#include "registry/group_model.h"
#include "registry/model_lock.h"
#include "registry/registry_write.h"
#include "registry/shared_write.h"

/* Changes the row of a model. */
static void
update_model(const LogisticRegistry *registry, text *name,
			 LogisticRow *row)
{
	LogisticScan scan = logistic_scan_name(registry, LOGISTIC_TABLE_MODEL,
										   name, NULL);
	HeapTuple	tuple = logistic_scan_next(&scan);

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "the row of model \"%s\" is gone", text_to_cstring(name));
	logistic_row_update(registry, &scan, tuple, row);
	logistic_scan_end(&scan);
}

void
logistic_registry_adopt(const LogisticRegistry *registry, text *name)
{
	LogisticRow row = logistic_row_make(LOGISTIC_TABLE_MODEL, name);
	LogisticRole owner = logistic_role_current();

	logistic_row_put_role(&row, LOGISTIC_MODEL_OWNER, &owner);
	update_model(registry, name, &row);
	logistic_shared_write(registry, name);
}

/* A span of time in microseconds as an interval. */
static Datum
interval_of(int64 duration)
{
	Interval   *interval = palloc0(sizeof(Interval));

	interval->time = duration;
	return IntervalPGetDatum(interval);
}

/* SHA-256 of a query in UTF-8, as hexadecimal digits; NULL for no query. */
static char *
query_hash(const char *query)
{
	bytea	   *content;
	bytea	   *hash;
	char	   *utf8;
	char	   *digits;
	int			length;

	if (query == NULL)
		return NULL;
	utf8 = pg_server_to_any(query, strlen(query), PG_UTF8);
	content = (bytea *) cstring_to_text(utf8);
	hash = DatumGetByteaPP(DirectFunctionCall1(sha256_bytea,
											   PointerGetDatum(content)));
	length = VARSIZE_ANY_EXHDR(hash);
	digits = palloc(2 * length + 1);
	(void) hex_encode(VARDATA_ANY(hash), length, digits);
	digits[2 * length] = '\0';
	return digits;
}

/* What the recipe says. */
static void
put_recipe(LogisticRow *row, const LogisticRecipe *recipe)
{
	logistic_row_put_text(row, LOGISTIC_VERSION_QUERY, recipe->query);
	logistic_row_put_text(row, LOGISTIC_VERSION_LABEL, recipe->label);
	logistic_row_put_text(row, LOGISTIC_VERSION_WEIGHT, recipe->weight);
	logistic_row_put_text(row, LOGISTIC_VERSION_FREQUENCY, recipe->frequency);
	logistic_row_put_text(row, LOGISTIC_VERSION_OFFSET, recipe->offset);
	logistic_row_put_text(row, LOGISTIC_VERSION_CLUSTER, recipe->cluster);
	logistic_row_put(row, LOGISTIC_VERSION_DISTRIBUTED,
					 BoolGetDatum(recipe->is_distributed));
	logistic_row_put_text(row, LOGISTIC_VERSION_PARTITION, recipe->partition);
	logistic_row_put_text(row, LOGISTIC_VERSION_OPTIONS, recipe->options);
	logistic_row_put_text(row, LOGISTIC_VERSION_HOLDOUT_BY,
						  recipe->holdout_by);
	logistic_row_put_text(row, LOGISTIC_VERSION_BY, recipe->by);
	logistic_row_put_text(row, LOGISTIC_VERSION_FAMILY,
						  recipe->family == LOGISTIC_FAMILY_BINOMIAL ? NULL :
						  logistic_family_name(recipe->family));
	logistic_row_put_text(row, LOGISTIC_VERSION_SEARCH_PATH,
						  recipe->search_path);
	logistic_row_put_text(row, LOGISTIC_VERSION_QUERY_HASH,
						  query_hash(recipe->query));
}

/* What the training found. */
static void
put_training(LogisticRow *row, const LogisticTraining *training)
{
	logistic_row_put(row, LOGISTIC_VERSION_HOLDOUT,
					 Float8GetDatum(training->holdout));
	if (training->classes != NULL)
		logistic_row_put(row, LOGISTIC_VERSION_MULTINOMIAL,
						 PointerGetDatum(training->classes));
	else if (training->model != NULL)
		logistic_row_put(row, LOGISTIC_VERSION_MODEL,
						 PointerGetDatum(training->model));
	if (training->gate_classes != NULL)
		logistic_row_put(row, LOGISTIC_VERSION_MULTINOMIAL_GATE,
						 PointerGetDatum(training->gate_classes));
	else if (training->gate_model != NULL)
		logistic_row_put(row, LOGISTIC_VERSION_GATE_MODEL,
						 PointerGetDatum(training->gate_model));
	logistic_row_put_array(row, LOGISTIC_VERSION_SCORE_DECILES,
						   training->score_deciles);
	logistic_row_put_array(row, LOGISTIC_VERSION_DISTRIBUTION,
						   training->distribution);
	logistic_row_put_number(row, LOGISTIC_VERSION_LOG_LOSS,
							training->log_loss);
	logistic_row_put_number(row, LOGISTIC_VERSION_ROC_AUC,
							training->roc_auc);
	logistic_row_put_role_name(row, LOGISTIC_VERSION_FITTED_BY,
							   training->trainer);
	logistic_row_put(row, LOGISTIC_VERSION_FITTED_AT,
					 TimestampTzGetDatum(training->fitted_at));
	logistic_row_put(row, LOGISTIC_VERSION_DURATION,
					 interval_of(training->duration));
}

int32
logistic_registry_next_version(const LogisticRegistry *registry, text *name)
{
	LogisticRow row = logistic_row_make(LOGISTIC_TABLE_MODEL, name);
	LogisticRegistered found;
	int32		version;

	/* rows that somebody restored may be above the last one */
	version = logistic_registry_last(registry, LOGISTIC_TABLE_VERSION, name);
	if (logistic_registry_find(registry, name, NULL, &found))
		version = Max(version, found.last);
	if (version >= PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("model \"%s\" has no number left for a version",
						text_to_cstring(name))));
	version++;
	logistic_row_put(&row, LOGISTIC_MODEL_LAST_VERSION,
					 Int32GetDatum(version));
	update_model(registry, name, &row);
	return version;
}

int32
logistic_registry_add_version(const LogisticRegistry *registry, text *name,
							  const LogisticTraining *training, Oid run_as,
							  const char *reason)
{
	LogisticRow row = logistic_row_make(LOGISTIC_TABLE_VERSION, name);
	int32		version = logistic_registry_next_version(registry, name);

	logistic_row_put(&row, LOGISTIC_VERSION_VERSION, Int32GetDatum(version));
	put_recipe(&row, &training->recipe);
	put_training(&row, training);
	logistic_row_put_text(&row, LOGISTIC_VERSION_REASON, reason);
	if (OidIsValid(run_as))
	{
		LogisticRole role = logistic_role_of(run_as);

		logistic_row_put_role(&row, LOGISTIC_VERSION_RUN_AS, &role);
	}
	logistic_row_put_text(&row, LOGISTIC_VERSION_EXTENSION_VERSION,
						  logistic_extension_version());
	logistic_row_put_text(&row, LOGISTIC_VERSION_SERVER_VERSION,
						  GetConfigOption("server_version", false, false));
	logistic_row_insert(registry, &row);
	return version;
}

/* The number of the next row of a model in a table that has numbered ones. */
static Datum
next_number(const LogisticRegistry *registry, LogisticTable table, text *name)
{
	return Int32GetDatum(logistic_registry_last(registry, table, name) + 1);
}

void
logistic_registry_activate(const LogisticRegistry *registry, text *name,
						   int32 version, const char *reason)
{
	LogisticRow row = logistic_row_make(LOGISTIC_TABLE_MODEL, name);

	logistic_row_put(&row, LOGISTIC_MODEL_ACTIVE_VERSION,
					 Int32GetDatum(version));
	update_model(registry, name, &row);

	row = logistic_row_make(LOGISTIC_TABLE_DEPLOYMENT, name);
	logistic_row_put(&row, LOGISTIC_DEPLOYMENT_DEPLOYMENT,
					 next_number(registry, LOGISTIC_TABLE_DEPLOYMENT, name));
	logistic_row_put(&row, LOGISTIC_DEPLOYMENT_VERSION,
					 Int32GetDatum(version));
	logistic_row_put_text(&row, LOGISTIC_DEPLOYMENT_REASON, reason);
	logistic_row_put_role_name(&row, LOGISTIC_DEPLOYMENT_DEPLOYED_BY,
							   GetUserId());
	logistic_row_put(&row, LOGISTIC_DEPLOYMENT_DEPLOYED_AT,
					 TimestampTzGetDatum(GetCurrentTimestamp()));
	logistic_row_insert(registry, &row);
	logistic_shared_write(registry, name);
}

void
logistic_registry_set(const LogisticRegistry *registry, text *name,
					  const LogisticSettings *settings)
{
	LogisticRow row = logistic_row_make(LOGISTIC_TABLE_MODEL, name);

	if (settings->gate != NULL)
		logistic_row_put(&row, LOGISTIC_MODEL_GATE,
						 JsonbPGetDatum(settings->gate));
	else
		logistic_row_put_null(&row, LOGISTIC_MODEL_GATE);
	if (settings->keep > 0)
		logistic_row_put(&row, LOGISTIC_MODEL_KEEP,
						 Int32GetDatum(settings->keep));
	else
		logistic_row_put_null(&row, LOGISTIC_MODEL_KEEP);
	logistic_row_put_text(&row, LOGISTIC_MODEL_COMMENT, settings->comment);
	update_model(registry, name, &row);
}

void
logistic_registry_accept(const LogisticRegistry *registry, text *name,
						 int32 version, const LogisticRole *role)
{
	LogisticRow row = logistic_row_make(LOGISTIC_TABLE_VERSION, name);
	LogisticScan scan;
	HeapTuple	tuple;

	scan = logistic_registry_version(registry, name, version, NULL, &tuple);
	logistic_row_put_role(&row, LOGISTIC_VERSION_RUN_AS, role);
	logistic_row_update(registry, &scan, tuple, &row);
	logistic_scan_end(&scan);
}

void
logistic_registry_remove(const LogisticRegistry *registry, text *name)
{
	LogisticScan scan;

	logistic_model_clear(registry, name);
	scan = logistic_scan_name(registry, LOGISTIC_TABLE_MODEL, name, NULL);
	logistic_row_delete_all(registry, LOGISTIC_TABLE_MODEL, &scan);
	logistic_shared_write(registry, name);
}

void
logistic_registry_remove_version(const LogisticRegistry *registry,
								 text *name, int32 version)
{
	LogisticScan scan = logistic_scan_number(registry, LOGISTIC_TABLE_VERSION,
											 name, version, NULL);

	logistic_row_delete_all(registry, LOGISTIC_TABLE_VERSION, &scan);
	logistic_groups_remove(registry, name, version);
}

void
logistic_registry_record(const LogisticRegistry *registry, text *name,
						 const LogisticAttempt *attempt)
{
	LogisticRow row = logistic_row_make(LOGISTIC_TABLE_REFIT, name);

	logistic_row_put(&row, LOGISTIC_REFIT_ATTEMPT,
					 next_number(registry, LOGISTIC_TABLE_REFIT, name));
	logistic_row_put_role_name(&row, LOGISTIC_REFIT_ATTEMPTED_BY,
							   GetUserId());
	logistic_row_put(&row, LOGISTIC_REFIT_ATTEMPTED_AT,
					 TimestampTzGetDatum(attempt->begun_at));
	logistic_row_put(&row, LOGISTIC_REFIT_DURATION,
					 interval_of(attempt->duration));
	logistic_row_put_text(&row, LOGISTIC_REFIT_OUTCOME, attempt->outcome);
	if (attempt->version > 0)
		logistic_row_put(&row, LOGISTIC_REFIT_VERSION,
						 Int32GetDatum(attempt->version));
	logistic_row_put_text(&row, LOGISTIC_REFIT_SQLSTATE, attempt->sqlstate);
	logistic_row_put_text(&row, LOGISTIC_REFIT_MESSAGE, attempt->message);
	logistic_row_insert(registry, &row);
}

/*
 * Deletes the grants to a role: by name, or by OID where the role has been
 * renamed since.
 */
static bool
remove_grants(const LogisticRegistry *registry, text *name,
			  const LogisticRole *role)
{
	LogisticScan scan = logistic_scan_name(registry, LOGISTIC_TABLE_GRANT,
										   name, NULL);
	HeapTuple	tuple;
	bool		found = false;

	while (HeapTupleIsValid(tuple = logistic_scan_next(&scan)))
	{
		LogisticRole grantee = logistic_role_read(&scan, tuple,
												  LOGISTIC_GRANT_GRANTEE);

		if (strcmp(NameStr(grantee.name), NameStr(role->name)) != 0 &&
			!(OidIsValid(role->oid) && grantee.oid == role->oid &&
			  grantee.cluster == role->cluster))
			continue;
		logistic_row_delete(registry, LOGISTIC_TABLE_GRANT, tuple);
		found = true;
	}
	logistic_scan_end(&scan);
	return found;
}

void
logistic_registry_grant(const LogisticRegistry *registry, text *name,
						const LogisticRole *role)
{
	LogisticRow row = logistic_row_make(LOGISTIC_TABLE_GRANT, name);

	/* a grant to a role that is gone may stand under the same name */
	(void) remove_grants(registry, name, role);
	logistic_row_put_role(&row, LOGISTIC_GRANT_GRANTEE, role);
	logistic_row_insert(registry, &row);
	logistic_shared_write(registry, name);
}

bool
logistic_registry_revoke(const LogisticRegistry *registry, text *name,
						 const LogisticRole *role)
{
	if (!remove_grants(registry, name, role))
		return false;
	logistic_shared_write(registry, name);
	return true;
}
