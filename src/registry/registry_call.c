/*-------------------------------------------------------------------------
 *
 * registry_call.c
 *		The SQL functions that look after registered models.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"

#include "registry/group_model.h"
#include "registry/model_lock.h"
#include "registry/registry_write.h"
#include "registry/stored_query.h"

/* The registry, with a model of the current role's that is now locked. */
static LogisticRegistry
open_own(FunctionCallInfo fcinfo, text *name, LogisticRegistered *found)
{
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);

	/* check the rights first: roles without them must not be able to lock it */
	logistic_registry_require(&registry, name, NULL, LOGISTIC_ACCESS_OWNER,
							  found);
	(void) logistic_model_lock(&registry, name);
	logistic_registry_require(&registry, name, NULL, LOGISTIC_ACCESS_OWNER,
							  found);
	return registry;
}

/* Raises an error for a version that does not exist. */
static void
check_version(const LogisticRegistry *registry, text *name, int32 version)
{
	LogisticScan scan;
	HeapTuple	tuple;

	scan = logistic_registry_version(registry, name, version, NULL, &tuple);
	logistic_scan_end(&scan);
}

/*
 * logistic_deploy(name text, version integer) -> void
 *
 * Makes a version the active one, whatever its status: this is how to roll
 * back.  Strict.  Errors: no such model or version, a model of another role.
 */
PG_FUNCTION_INFO_V1(logistic_deploy);
Datum
logistic_deploy(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(0);
	int32		version = PG_GETARG_INT32(1);
	LogisticRegistered found;
	LogisticRegistry registry = open_own(fcinfo, name, &found);

	check_version(&registry, name, version);
	if (version != found.active)
		logistic_registry_activate(&registry, name, version, "deploy");
	PG_RETURN_VOID();
}

/*
 * logistic_accept(name text) -> void
 *
 * Lets the query of the active version, or without one of the latest, run
 * with the rights of the model's owner, whoever stored it.  Strict.  Errors:
 * no such model, a model of another role, a version without a query, an owner
 * that is gone.
 */
PG_FUNCTION_INFO_V1(logistic_accept);
Datum
logistic_accept(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(0);
	LogisticRegistered found;
	LogisticRegistry registry = open_own(fcinfo, name, &found);
	LogisticRole owner;
	LogisticStored stored;

	owner = logistic_role_of(logistic_registry_owner(name, &found));
	stored = logistic_stored_version(&registry, name, found.active > 0 ?
									 found.active :
									 logistic_registry_last(&registry,
															LOGISTIC_TABLE_VERSION,
															name), NULL);
	stored.run_as = owner.oid;
	(void) logistic_stored_query_check(&registry, name, &found, &stored, true);
	logistic_registry_accept(&registry, name, stored.version, &owner);
	PG_RETURN_VOID();
}

/*
 * logistic_drop(name text) -> void
 * logistic_drop(name text, version integer) -> void
 *
 * Drops a model with its versions and grants, or one version that is not
 * active.  Strict.  Errors: no such model or version, a model of another
 * role, the active version.
 */
PG_FUNCTION_INFO_V1(logistic_drop);
Datum
logistic_drop(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(0);
	LogisticRegistered found;
	LogisticRegistry registry = open_own(fcinfo, name, &found);

	if (PG_NARGS() > 1)
	{
		int32		version = PG_GETARG_INT32(1);

		check_version(&registry, name, version);
		if (version == found.active)
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_IN_USE),
					 errmsg("version %d of model \"%s\" is the active one",
							version, text_to_cstring(name)),
					 errhint("Deploy another version first, or drop the whole model.")));
		logistic_registry_remove_version(&registry, name, version);
	}
	else
		logistic_registry_remove(&registry, name);
	PG_RETURN_VOID();
}

/*
 * logistic_grant(name text, role name) -> void
 *
 * Lets a role, its members, or "public" score with a model.  Strict.  Errors:
 * no such model or role, a model of another role.
 */
PG_FUNCTION_INFO_V1(logistic_grant);
Datum
logistic_grant(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(0);
	LogisticRegistered found;
	LogisticRegistry registry = open_own(fcinfo, name, &found);
	LogisticRole role = logistic_role_named(PG_GETARG_NAME(1), false);

	logistic_registry_grant(&registry, name, &role);
	PG_RETURN_VOID();
}

/*
 * logistic_revoke(name text, role name) -> void
 *
 * Takes a grant back.  Strict.  Errors as above, except that the role need
 * not exist any more; a NOTICE where there was no such grant.
 */
PG_FUNCTION_INFO_V1(logistic_revoke);
Datum
logistic_revoke(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(0);
	LogisticRegistered found;
	LogisticRegistry registry = open_own(fcinfo, name, &found);
	LogisticRole role = logistic_role_named(PG_GETARG_NAME(1), true);

	if (!logistic_registry_revoke(&registry, name, &role))
		ereport(NOTICE,
				(errmsg("role \"%s\" has no grant on model \"%s\"",
						NameStr(role.name), text_to_cstring(name))));
	PG_RETURN_VOID();
}

/*
 * logistic_access(name text) -> text
 *
 * What the current role may do with a model: "owner": everything; "score":
 * score and explain rows; NULL: nothing, or there is no such model.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_access);
Datum
logistic_access(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(0);
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	Snapshot	snapshot = GetActiveSnapshot();
	LogisticRegistered found;

	if (logistic_registry_find(&registry, name, snapshot, &found))
	{
		switch (logistic_registry_access(&registry, name, snapshot, &found))
		{
			case LOGISTIC_ACCESS_NONE:
				break;
			case LOGISTIC_ACCESS_SCORE:
				PG_RETURN_TEXT_P(cstring_to_text("score"));
			case LOGISTIC_ACCESS_OWNER:
				PG_RETURN_TEXT_P(cstring_to_text("owner"));
		}
	}
	PG_RETURN_NULL();
}

/*
 * logistic_owner(name text) -> name
 *
 * The role that owns a model, by the name that it has now.  Strict.  NULL if
 * it is gone, if there is no such model, and if the current role may not use
 * it.
 */
PG_FUNCTION_INFO_V1(logistic_owner);
Datum
logistic_owner(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(0);
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	Snapshot	snapshot = GetActiveSnapshot();
	LogisticRegistered found;
	Name		owner;

	if (!logistic_registry_find(&registry, name, snapshot, &found) ||
		!OidIsValid(found.owner) ||
		logistic_registry_access(&registry, name, snapshot, &found) ==
		LOGISTIC_ACCESS_NONE)
		PG_RETURN_NULL();
	owner = palloc0(sizeof(NameData));
	namestrcpy(owner, GetUserNameFromId(found.owner, false));
	PG_RETURN_NAME(owner);
}

/* The value of a registered model of some family; NULL for a NULL name. */
static struct varlena *
get_model(FunctionCallInfo fcinfo, LogisticFamily family)
{
	LogisticRegistry registry;
	int32		version = LOGISTIC_ACTIVE_VERSION;
	LogisticInUse in_use;
	text	   *group = NULL;

	if (PG_ARGISNULL(0))
		return NULL;
	registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	if (!PG_ARGISNULL(1))
		version = PG_GETARG_INT32(1);
	in_use = logistic_registry_use_as(&registry, PG_GETARG_TEXT_PP(0), version,
									  LOGISTIC_ACCESS_OWNER,
									  GetActiveSnapshot(), family,
									  fcinfo->flinfo->fn_oid);
	if (PG_NARGS() > 2 && !PG_ARGISNULL(2))
		group = PG_GETARG_TEXT_PP(2);
	if (in_use.by != NULL)
		return logistic_group_require(&registry, PG_GETARG_TEXT_PP(0),
									  in_use.version, in_use.by, group,
									  GetActiveSnapshot());
	if (group != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("model \"%s\" has no groups, but group_value is \"%s\"",
						text_to_cstring(PG_GETARG_TEXT_PP(0)),
						text_to_cstring(group))));
	return in_use.model;
}

/*
 * logistic_get(name text, version integer DEFAULT NULL,
 *				group_value text DEFAULT NULL) -> logistic_model
 *
 * A registered model as a value: the active version, or the given one.  For
 * the model's owner only, as a value tells all that was learnt of the rows.
 * NULL for a NULL name.  Errors: no such model or version, no active version,
 * a model of another role or of many classes; by groups no group_value, or
 * one that is none of them.
 */
PG_FUNCTION_INFO_V1(logistic_get);
Datum
logistic_get(PG_FUNCTION_ARGS)
{
	struct varlena *model = get_model(fcinfo, LOGISTIC_FAMILY_BINOMIAL);

	if (model == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(model);
}

/*
 * multinomial_get(name text, version integer DEFAULT NULL)
 *		-> multinomial_model
 *
 * The same for a model of many classes.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_get_named);
Datum
logistic_multinomial_get_named(PG_FUNCTION_ARGS)
{
	struct varlena *model = get_model(fcinfo, LOGISTIC_FAMILY_MULTINOMIAL);

	if (model == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(model);
}
