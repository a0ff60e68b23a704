/*-------------------------------------------------------------------------
 *
 * shared_write.c
 *		Shares the active models with the other servers of Citus.
 *
 * The table is written by SQL as its owner, a superuser: Citus writes and
 * commits all copies together only for SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "commands/extension.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "pg/compat.h"
#include "registry/registry.h"
#include "registry/role.h"
#include "registry/shared_model.h"
#include "registry/shared_write.h"

/*
 * Raises an error if the table has triggers or rules that would run as its
 * owner; Citus's own trigger for TRUNCATE is allowed.  The owner has to be a
 * superuser.  The lock stays until the end of the transaction, and keeps new
 * triggers out.
 */
static void
check_table(Oid table)
{
	Relation	relation = table_open(table, RowExclusiveLock);
	const TriggerDesc *triggers = relation->trigdesc;

	if (relation->rd_rules != NULL ||
		(triggers != NULL &&
		 (triggers->trig_insert_before_row || triggers->trig_insert_after_row ||
		  triggers->trig_insert_before_statement ||
		  triggers->trig_insert_after_statement ||
		  triggers->trig_delete_before_row || triggers->trig_delete_after_row ||
		  triggers->trig_delete_before_statement ||
		  triggers->trig_delete_after_statement)))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"%s\" has a trigger or a rule", LOGISTIC_SHARED_TABLE),
				 errhint("Drop it: the table is written by the extension only.")));
	if (!superuser_arg(relation->rd_rel->relowner))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"%s\" belongs to role \"%s\", which is no superuser",
						LOGISTIC_SHARED_TABLE,
						GetUserNameFromId(relation->rd_rel->relowner, false))));
	table_close(relation, NoLock);
}

/* Runs SQL on the table, whose name is %s in it, as the table's owner. */
static void
run_as_owner(Oid table, const char *sql, int n, Oid *types, Datum *values,
			 const char *nulls)
{
	char	   *name =
		quote_qualified_identifier(get_namespace_name(get_rel_namespace(table)),
								   LOGISTIC_SHARED_TABLE);
	Relation	relation = table_open(table, AccessShareLock);
	Oid			owner = relation->rd_rel->relowner;
	Oid			user;
	int			security;
	int			guc_level;
	int			result;

	table_close(relation, AccessShareLock);
	GetUserIdAndSecContext(&user, &security);
	SetUserIdAndSecContext(owner, security | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_NOFORCE_RLS);
	guc_level = NewGUCNestLevel();
	(void) set_config_option("search_path", "pg_catalog, pg_temp",
							 PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE,
							 true, 0, false);
	SPI_connect();
	result = SPI_execute_with_args(psprintf(sql, name), n, types, values,
								   nulls, false, 0);
	if (result < 0)
		elog(ERROR, "SPI_execute_with_args failed: %s",
			 SPI_result_code_string(result));
	SPI_finish();
	AtEOXact_GUC(false, guc_level);
	SetUserIdAndSecContext(user, security);
}

/* The roles that were granted a model and are still there, as name[]. */
static Datum
grantees_of(const LogisticRegistry *registry, text *name)
{
	LogisticScan scan = logistic_scan_name(registry, LOGISTIC_TABLE_GRANT,
										   name, NULL);
	HeapTuple	tuple;
	Datum	   *names = NULL;
	int			n = 0;

	while (HeapTupleIsValid(tuple = logistic_scan_next(&scan)))
	{
		LogisticRole role = logistic_role_read(&scan, tuple,
											   LOGISTIC_GRANT_GRANTEE);
		Oid			oid = logistic_role_oid(&role);
		NameData   *grantee;

		if (!logistic_role_is_everybody(&role) && !OidIsValid(oid))
			continue;
		grantee = palloc0(sizeof(NameData));
		namestrcpy(grantee, logistic_role_is_everybody(&role) ?
				   LOGISTIC_EVERYBODY : GetUserNameFromId(oid, false));
		names = names == NULL ? palloc(sizeof(Datum)) :
			repalloc(names, (n + 1) * sizeof(Datum));
		names[n++] = NameGetDatum(grantee);
	}
	logistic_scan_end(&scan);
	return PointerGetDatum(construct_array(names, n, NAMEOID, NAMEDATALEN,
										   false, TYPALIGN_CHAR));
}

/* Adds the row of a model, unless nobody could score with it. */
static void
add_model(const LogisticRegistry *registry, Oid table, text *name)
{
	Oid			types[LOGISTIC_SHARED_COLUMNS] = {
		TEXTOID, InvalidOid, InvalidOid, TEXTOID, NAMEOID, NAMEARRAYOID
	};
	Datum		values[LOGISTIC_SHARED_COLUMNS];
	char		nulls[LOGISTIC_SHARED_COLUMNS] = {' ', ' ', ' ', ' ', ' ', ' '};
	LogisticRegistered found;
	LogisticScan scan;
	HeapTuple	tuple;
	NameData	owner;
	Datum		models[2];
	bool		is_null[2];
	char	   *offset;
	int			i;

	if (!logistic_registry_find(registry, name, NULL, &found) ||
		found.active == 0 || !OidIsValid(found.owner))
		return;
	scan = logistic_registry_version(registry, name, found.active, NULL,
									 &tuple);
	models[0] = logistic_scan_column(&scan, tuple, LOGISTIC_VERSION_MODEL,
									 &is_null[0]);
	models[1] = logistic_scan_column(&scan, tuple,
									 LOGISTIC_VERSION_MULTINOMIAL,
									 &is_null[1]);
	for (i = 0; i < 2; i++)
		if (!is_null[i])
			models[i] = PointerGetDatum(PG_DETOAST_DATUM_COPY(models[i]));
	offset = logistic_scan_text(&scan, tuple, LOGISTIC_VERSION_OFFSET);
	logistic_scan_end(&scan);
	memset(&owner, 0, sizeof(owner));
	namestrcpy(&owner, GetUserNameFromId(found.owner, false));

	types[LOGISTIC_SHARED_MODEL - 1] = logistic_registry_model_type(registry);
	types[LOGISTIC_SHARED_MULTINOMIAL - 1] =
		logistic_registry_multinomial_type(registry);
	values[LOGISTIC_SHARED_NAME - 1] = PointerGetDatum(name);
	for (i = 0; i < 2; i++)
	{
		values[LOGISTIC_SHARED_MODEL - 1 + i] = models[i];
		nulls[LOGISTIC_SHARED_MODEL - 1 + i] = is_null[i] ? 'n' : ' ';
	}
	values[LOGISTIC_SHARED_OFFSET - 1] = offset == NULL ? (Datum) 0 :
		CStringGetTextDatum(offset);
	nulls[LOGISTIC_SHARED_OFFSET - 1] = offset == NULL ? 'n' : ' ';
	values[LOGISTIC_SHARED_OWNER - 1] = NameGetDatum(&owner);
	values[LOGISTIC_SHARED_GRANTEES - 1] = grantees_of(registry, name);
	run_as_owner(table,
				 "INSERT INTO %s (name, model, multinomial, offset_column, owner, grantees)"
				 " VALUES ($1, $2, $3, $4, $5, $6)", LOGISTIC_SHARED_COLUMNS, types, values,
				 nulls);
}

void
logistic_shared_write(const LogisticRegistry *registry, text *name)
{
	Oid			table = logistic_shared_model_table(registry);
	Oid			type = TEXTOID;
	Datum		value = PointerGetDatum(name);

	if (logistic_shared_model_shard(table) == 0)
		return;
	check_table(table);
	run_as_owner(table, "DELETE FROM %s WHERE name = $1", 1, &type, &value,
				 NULL);
	add_model(registry, table, name);
}

/*
 * logistic_share_models() -> integer
 *
 * Makes the models known by name on all servers of Citus, and keeps them so;
 * called again it rebuilds what the servers know from the registry, for
 * instance after roles were renamed.  Returns the number of models.  Errors:
 * the caller is no superuser, Citus is not installed.
 */
PG_FUNCTION_INFO_V1(logistic_share_models);
Datum
logistic_share_models(PG_FUNCTION_ARGS)
{
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	Oid			table = logistic_shared_model_table(&registry);
	ListCell   *cell;
	int			n = 0;

	if (!superuser())
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to share models"),
				 errdetail("Only a superuser may make models known on other servers.")));
	if (!OidIsValid(get_extension_oid("citus", true)))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("extension \"%s\" is not installed in this database",
						"citus"),
				 errhint("Without Citus there is nobody to share models with; partitions on other servers score with (SELECT logistic_get('...')) in place of the name.")));
	if (logistic_shared_model_shard(table) == 0)
	{
		run_as_owner(table,
					 "SELECT pg_catalog.create_reference_table('%s')", 0,
					 NULL, NULL, NULL);
		CommandCounterIncrement();
	}
	check_table(table);
	run_as_owner(table, "DELETE FROM %s", 0, NULL, NULL, NULL);
	foreach(cell, logistic_registry_names(&registry))
	{
		add_model(&registry, table, lfirst(cell));
		n++;
	}
	PG_RETURN_INT32(n);
}
