/*-------------------------------------------------------------------------
 *
 * registry_write.c
 *		Writes the registry, for roles that have no right on its tables.
 *
 * The current role changes to the owner of the tables for the time of one
 * statement, as it does for a trigger that guards a foreign key; there is no
 * function that somebody could call to gain that owner's rights.  Names are
 * qualified, and the search path is the catalog's alone.
 *
 * Changes of one model happen one after the other: they hold a lock on its
 * name until the transaction ends.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/timestamp.h"

#include "pg/compat.h"
#include "registry/registry_write.h"

#define PARAMETERS_LIMIT 24

/* A statement being made: its parameters, numbered from $1 on. */
typedef struct Statement
{
	int			n;
	Oid			types[PARAMETERS_LIMIT];
	Datum		values[PARAMETERS_LIMIT];
	char		nulls[PARAMETERS_LIMIT];
} Statement;

static void
add_parameter(Statement *statement, Oid type, Datum value, bool isnull)
{
	Assert(statement->n < PARAMETERS_LIMIT);
	statement->types[statement->n] = type;
	statement->values[statement->n] = value;
	statement->nulls[statement->n++] = isnull ? 'n' : ' ';
}

static void
add_text(Statement *statement, const char *value)
{
	add_parameter(statement, TEXTOID,
				  value == NULL ? (Datum) 0 : CStringGetTextDatum(value),
				  value == NULL);
}

static void
add_number(Statement *statement, double x)
{
	add_parameter(statement, FLOAT8OID, Float8GetDatum(x), isnan(x));
}

static void
add_array(Statement *statement, ArrayType *array)
{
	add_parameter(statement, FLOAT8ARRAYOID, PointerGetDatum(array),
				  array == NULL);
}

/* A role, as three parameters: see role.h. */
static void
add_role(Statement *statement, const LogisticRole *role)
{
	add_parameter(statement, NAMEOID, NameGetDatum(&role->name), false);
	add_parameter(statement, OIDOID, ObjectIdGetDatum(role->oid), false);
	add_parameter(statement, INT8OID, Int64GetDatum(role->cluster), false);
}

static Oid
owner_of(Oid table)
{
	Relation	relation = table_open(table, AccessShareLock);
	Oid			owner = relation->rd_rel->relowner;

	table_close(relation, AccessShareLock);
	return owner;
}

/*
 * Runs a statement on a table of the registry; %s in the SQL is the table's
 * name.  Answers the number of rows changed.
 */
static uint64
run_statement(Oid table, const char *sql, Statement *statement)
{
	const char *schema = get_namespace_name(get_rel_namespace(table));
	const char *name = quote_qualified_identifier(schema, get_rel_name(table));
	Oid			user;
	int			security;
	int			guc_level;
	int			result;
	uint64		n_rows;

	GetUserIdAndSecContext(&user, &security);
	SetUserIdAndSecContext(owner_of(table), security |
						   SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_NOFORCE_RLS);
	guc_level = NewGUCNestLevel();
	(void) set_config_option("search_path", "pg_catalog, pg_temp",
							 PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE,
							 true, 0, false);
	SPI_connect();
	result = SPI_execute_with_args(psprintf(sql, name), statement->n,
								   statement->types, statement->values,
								   statement->nulls, false, 0);
	if (result < 0)
		elog(ERROR, "SPI_execute_with_args failed: %s",
			 SPI_result_code_string(result));
	n_rows = SPI_processed;
	SPI_finish();
	AtEOXact_GUC(false, guc_level);
	SetUserIdAndSecContext(user, security);
	return n_rows;
}

/*
 * Runs a statement that has to change just one row.  Under the isolation
 * level REPEATABLE READ it does not find a row that was committed after the
 * transaction began.
 */
static void
run_for_one_row(Oid table, const char *sql, Statement *statement)
{
	if (run_statement(table, sql, statement) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
				 errmsg("could not serialize access due to concurrent update"),
				 errhint("The transaction might succeed if retried.")));
}

void
logistic_registry_lock(const LogisticRegistry *registry, text *name)
{
	PreventCommandIfReadOnly("a change of a model");

	/* two names of one hash wait for each other, which harms nobody */
	LockDatabaseObject(registry->models,
					   DatumGetUInt32(hash_any((unsigned char *) VARDATA_ANY(name),
											   VARSIZE_ANY_EXHDR(name))),
					   0, ExclusiveLock);
}

void
logistic_registry_add(const LogisticRegistry *registry, text *name)
{
	LogisticRole owner = logistic_role_current();
	Statement	statement = {0};

	add_parameter(&statement, TEXTOID, PointerGetDatum(name), false);
	add_role(&statement, &owner);
	run_for_one_row(registry->models,
					"INSERT INTO %s (name, owner, owner_oid, cluster)"
					" VALUES ($1, $2, $3, $4)", &statement);
}

void
logistic_registry_adopt(const LogisticRegistry *registry, text *name)
{
	LogisticRole owner = logistic_role_current();
	Statement	statement = {0};

	add_parameter(&statement, TEXTOID, PointerGetDatum(name), false);
	add_role(&statement, &owner);
	run_for_one_row(registry->models,
					"UPDATE %s SET owner = $2, owner_oid = $3, cluster = $4"
					" WHERE name = $1", &statement);
}

void
logistic_registry_add_version(const LogisticRegistry *registry, text *name,
							  int32 version, const LogisticTraining *training,
							  const char *reason)
{
	const LogisticRecipe *recipe = &training->recipe;
	Oid			model_type = logistic_registry_model_type(registry);
	Interval   *duration = palloc0(sizeof(Interval));
	Statement	statement = {0};

	add_parameter(&statement, TEXTOID, PointerGetDatum(name), false);
	add_parameter(&statement, INT4OID, Int32GetDatum(version), false);
	run_for_one_row(registry->models,
					"UPDATE %s SET last_version = $2 WHERE name = $1",
					&statement);

	statement.n = 0;
	duration->time = training->duration;
	add_parameter(&statement, TEXTOID, PointerGetDatum(name), false);
	add_parameter(&statement, INT4OID, Int32GetDatum(version), false);
	add_parameter(&statement, model_type, PointerGetDatum(training->model),
				  false);
	add_text(&statement, recipe->query);
	add_text(&statement, recipe->label);
	add_text(&statement, recipe->weight);
	add_text(&statement, recipe->offset);
	add_text(&statement, recipe->cluster);
	add_parameter(&statement, BOOLOID, BoolGetDatum(recipe->is_distributed),
				  false);
	add_text(&statement, recipe->partition);
	add_text(&statement, recipe->options);
	add_text(&statement, recipe->comment);
	add_text(&statement, recipe->search_path);
	add_number(&statement, training->holdout);
	add_parameter(&statement, model_type,
				  PointerGetDatum(training->gate_model),
				  training->gate_model == NULL);
	add_array(&statement, training->score_deciles);
	add_array(&statement, training->distribution);
	add_number(&statement, training->log_loss);
	add_number(&statement, training->roc_auc);
	add_text(&statement, reason);
	add_text(&statement, GetUserNameFromId(training->trainer, true));
	add_parameter(&statement, TIMESTAMPTZOID,
				  TimestampTzGetDatum(training->fitted_at), false);
	add_parameter(&statement, INTERVALOID, IntervalPGetDatum(duration), false);
	run_for_one_row(registry->versions,
					"INSERT INTO %s (name, version, model, query, label_column,"
					" weight_column, offset_column, cluster_column,"
					" distributed, partition_key, options,"
					" comment, search_path, holdout, gate_model,"
					" score_deciles, distribution, log_loss, roc_auc, reason, fitted_by,"
					" fitted_at, duration, query_hash, extension_version,"
					" server_version)"
					" SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
					" $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,"
					" encode(sha256(convert_to($4, 'UTF8')), 'hex'),"
					" (SELECT extversion FROM pg_extension"
					" WHERE extname = 'logistic'),"
					" current_setting('server_version')", &statement);
}

void
logistic_registry_activate(const LogisticRegistry *registry, text *name,
						   int32 version)
{
	Statement	statement = {0};

	add_parameter(&statement, TEXTOID, PointerGetDatum(name), false);
	add_parameter(&statement, INT4OID, Int32GetDatum(version), false);
	run_for_one_row(registry->models,
					"UPDATE %s SET active_version = $2 WHERE name = $1",
					&statement);
}

void
logistic_registry_remove(const LogisticRegistry *registry, text *name,
						 int32 version)
{
	Statement	statement = {0};

	add_parameter(&statement, TEXTOID, PointerGetDatum(name), false);
	if (version == 0)
	{
		run_for_one_row(registry->models, "DELETE FROM %s WHERE name = $1",
						&statement);
		return;
	}
	add_parameter(&statement, INT4OID, Int32GetDatum(version), false);
	run_for_one_row(registry->versions,
					"DELETE FROM %s WHERE name = $1 AND version = $2",
					&statement);
}

bool
logistic_registry_grant(const LogisticRegistry *registry, text *name,
						const LogisticRole *role)
{
	Statement	statement = {0};

	/* a grant to a role that is gone may stand under the same name */
	add_parameter(&statement, TEXTOID, PointerGetDatum(name), false);
	add_role(&statement, role);
	return run_statement(registry->grants,
						 "INSERT INTO %s (name, grantee, grantee_oid, cluster)"
						 " VALUES ($1, $2, $3, $4)"
						 " ON CONFLICT (name, grantee) DO UPDATE"
						 " SET grantee_oid = $3, cluster = $4",
						 &statement) > 0;
}

bool
logistic_registry_revoke(const LogisticRegistry *registry, text *name,
						 const LogisticRole *role)
{
	Statement	statement = {0};

	/* a role that was renamed stands under its old name */
	add_parameter(&statement, TEXTOID, PointerGetDatum(name), false);
	add_role(&statement, role);
	return run_statement(registry->grants,
						 "DELETE FROM %s WHERE name = $1 AND (grantee = $2 OR"
						 " $3 <> 0 AND grantee_oid = $3 AND cluster = $4)",
						 &statement) > 0;
}
