/*-------------------------------------------------------------------------
 *
 * guard.c
 *		The trigger that keeps SQL from changing the registry.
 *
 * The functions of the extension write its tables without SQL
 * (registry_row.c), so this trigger sees only what somebody else does.  A
 * superuser may do anything.  The role that installed the extension may insert
 * rows, because restoring its dump does so; but a row must not give more
 * rights than the role has:
 *
 * - a model whose owner is missing, or is a role whose rights the writer
 *   lacks, belongs to the writer then;
 * - a version whose query was stored by such a role has nobody who answers
 *   for the query, which is kept, and does not run before the owner of the
 *   model accepts it;
 * - rows of a model that exists are for those who have its owner's rights.
 *
 * Tables may be restored in any order, so a row may come before its model.  A
 * training of a new model deletes such rows first.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "commands/trigger.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "pg/compat.h"
#include "pg/extension.h"
#include "registry/model_lock.h"

/* A row on its way into a table. */
typedef struct NewRow
{
	LogisticTable table;
	Relation	relation;
	HeapTuple	tuple;
} NewRow;

static void
refuse(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("the registry is changed by the functions of extension \"%s\" only",
					LOGISTIC_EXTENSION)));
}

/*
 * Has the current role been granted INSERT on the table?  The right from
 * pg_write_all_data does not count, so the ACL itself is read.
 */
static bool
may_insert(Relation relation)
{
	HeapTuple	tuple = SearchSysCache1(RELOID,
										ObjectIdGetDatum(RelationGetRelid(relation)));
	Datum		value;
	bool		isnull;
	bool		granted;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for relation %u",
			 RelationGetRelid(relation));
	value = SysCacheGetAttr(RELOID, tuple, Anum_pg_class_relacl, &isnull);
	granted = !isnull &&
		aclmask(DatumGetAclP(value), GetUserId(),
				relation->rd_rel->relowner, ACL_INSERT, ACLMASK_ANY) != 0;
	ReleaseSysCache(tuple);
	return granted;
}

/* May the current role act for a role that was found in a row? */
static bool
acts_for(const LogisticRole *role)
{
	Oid			oid = logistic_role_oid(role);

	return OidIsValid(oid) && has_privs_of_role(GetUserId(), oid);
}

/* The role in three columns of the row; false if it is NULL. */
static bool
get_role(const NewRow *row, int column, LogisticRole *role)
{
	LogisticScan scan;

	memset(&scan, 0, sizeof(scan));
	scan.relation = row->relation;
	return logistic_role_read_optional(&scan, row->tuple, column, role);
}

/* Puts a role into three columns; a NULL pointer makes them NULL. */
static void
set_role(NewRow *row, int column, const LogisticRole *role)
{
	int			columns[3] = {column, column + 1, column + 2};
	Datum		values[3] = {0};
	bool		nulls[3] = {true, true, true};

	if (role != NULL)
	{
		values[0] = NameGetDatum(&role->name);
		values[1] = ObjectIdGetDatum(role->oid);
		values[2] = Int64GetDatum(role->cluster);
		memset(nulls, false, sizeof(nulls));
	}
	row->tuple = heap_modify_tuple_by_cols(row->tuple,
										   RelationGetDescr(row->relation),
										   3, columns, values, nulls);
}

/* Stores a role, if it exists, with its current name and OID. */
static bool
set_local_role(NewRow *row, int column, const LogisticRole *role)
{
	Oid			oid = logistic_role_oid(role);
	LogisticRole local;

	if (!OidIsValid(oid))
		return false;
	local = logistic_role_of(oid);
	set_role(row, column, &local);
	return true;
}

/* The name of the model; NULL for a NULL. */
static text *
get_name(const NewRow *row)
{
	bool		isnull;
	Datum		name = heap_getattr(row->tuple, LOGISTIC_COLUMN_NAME,
									RelationGetDescr(row->relation), &isnull);

	return isnull ? NULL : DatumGetTextPP(name);
}

/* The owner of a model. */
static void
settle_owner(NewRow *row)
{
	LogisticRole owner;

	if (!get_role(row, LOGISTIC_MODEL_OWNER, &owner))
		return;					/* the table refuses the NULL */
	if (!superuser() && !acts_for(&owner))
	{
		LogisticRole writer = logistic_role_current();

		ereport(NOTICE,
				(errmsg("model \"%s\" of role \"%s\" belongs to role \"%s\" now",
						text_to_cstring(get_name(row)), NameStr(owner.name),
						NameStr(writer.name))));
		owner = writer;
	}
	(void) set_local_role(row, LOGISTIC_MODEL_OWNER, &owner);
}

/* The role for which a query was stored. */
static void
settle_run_as(NewRow *row)
{
	LogisticRole role;

	if (!get_role(row, LOGISTIC_VERSION_RUN_AS, &role))
		set_role(row, LOGISTIC_VERSION_RUN_AS, NULL);
	else if (superuser() || acts_for(&role))
		(void) set_local_role(row, LOGISTIC_VERSION_RUN_AS, &role);
	else
		set_role(row, LOGISTIC_VERSION_RUN_AS, NULL);
}

/* The role that a model is granted to. */
static void
settle_grantee(NewRow *row)
{
	LogisticRole grantee;

	if (get_role(row, LOGISTIC_GRANT_GRANTEE, &grantee) &&
		!logistic_role_is_everybody(&grantee))
		(void) set_local_role(row, LOGISTIC_GRANT_GRANTEE, &grantee);
}

/* A row that belongs to a model of somebody else is refused. */
static void
check_model(const LogisticRegistry *registry, const NewRow *row)
{
	LogisticRegistered found;

	logistic_model_keep_out(registry);
	if (logistic_registry_find(registry, get_name(row), NULL, &found) &&
		!(OidIsValid(found.owner) &&
		  has_privs_of_role(GetUserId(), found.owner)))
		refuse();
}

/* Returns an inserted row with its roles settled; an error if it may not be. */
static HeapTuple
guard_insert(const LogisticRegistry *registry, NewRow *row)
{
	if (get_name(row) == NULL)
		return row->tuple;		/* the table refuses it */
	if (!superuser())
	{
		if (!may_insert(row->relation))
			refuse();
		check_model(registry, row);
	}
	switch (row->table)
	{
		case LOGISTIC_TABLE_MODEL:
			settle_owner(row);
			break;
		case LOGISTIC_TABLE_VERSION:
			settle_run_as(row);
			break;
		case LOGISTIC_TABLE_GRANT:
			settle_grantee(row);
			break;
		case LOGISTIC_TABLE_REFIT:
		case LOGISTIC_TABLE_DEPLOYMENT:
		case LOGISTIC_TABLE_GROUP:
		case LOGISTIC_N_TABLES:
			break;
	}
	return row->tuple;
}

/* Which table of the registry is it? */
static LogisticTable
find_table(const LogisticRegistry *registry, Relation relation)
{
	LogisticTable table;

	for (table = LOGISTIC_TABLE_MODEL; table < LOGISTIC_N_TABLES; table++)
		if (RelationGetRelid(relation) == logistic_table_oid(registry, table))
			return table;
	ereport(ERROR,
			(errcode(ERRCODE_WRONG_OBJECT_TYPE),
			 errmsg("table \"%s\" is not of the registry",
					RelationGetRelationName(relation))));
	return LOGISTIC_N_TABLES;	/* keep the compiler quiet */
}

/*
 * logistic_guard() -> trigger
 *
 * On each table of the registry, BEFORE INSERT OR UPDATE OR DELETE for each
 * row and BEFORE TRUNCATE.  Errors: any change by a role that is neither a
 * superuser nor, for an insert, one that INSERT was granted to; rows of a
 * model whose owner's rights the role lacks.
 */
PG_FUNCTION_INFO_V1(logistic_guard);
Datum
logistic_guard(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	NewRow		row;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_BEFORE(trigger->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" is a trigger of the registry's tables",
						"logistic_guard")));
	row.relation = trigger->tg_relation;
	row.table = find_table(&registry, row.relation);
	if (TRIGGER_FIRED_BY_INSERT(trigger->tg_event) &&
		TRIGGER_FIRED_FOR_ROW(trigger->tg_event))
	{
		row.tuple = trigger->tg_trigtuple;
		return PointerGetDatum(guard_insert(&registry, &row));
	}
	if (!superuser())
		refuse();
	if (TRIGGER_FIRED_BY_UPDATE(trigger->tg_event))
		return PointerGetDatum(trigger->tg_newtuple);
	return PointerGetDatum(trigger->tg_trigtuple);
}
