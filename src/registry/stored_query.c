/*-------------------------------------------------------------------------
 *
 * stored_query.c
 *		Checks the query of a registered model, and its owner, before it runs.
 *
 * A stored query has the rights of the model's owner, whoever asks for it.  It
 * runs only if that role is also the one for which it was stored: the query of
 * a model that was restored or changed hands does not run with the rights of
 * its new owner.  With logistic_accept() an owner accepts the query, after
 * reading it.
 *
 * This depends on the tables of the registry, so they must still belong to a
 * superuser: the owner of a table can write any row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/rel.h"

#include "pg/compat.h"
#include "pg/extension.h"
#include "registry/stored_query.h"

/* The owner of a table of the registry. */
static Oid
owner_of(const LogisticRegistry *registry, LogisticTable table)
{
	Relation	relation = logistic_table_open(registry, table,
											   AccessShareLock);
	Oid			owner = relation->rd_rel->relowner;

	table_close(relation, AccessShareLock);
	return owner;
}

static void
check_tables(const LogisticRegistry *registry)
{
	static const LogisticTable trusted[] = {
		LOGISTIC_TABLE_MODEL, LOGISTIC_TABLE_VERSION
	};
	int			i;

	for (i = 0; i < lengthof(trusted); i++)
	{
		Oid			owner = owner_of(registry, trusted[i]);

		if (!superuser_arg(owner))
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("the registry belongs to role \"%s\", which is no superuser",
							GetUserNameFromId(owner, false)),
					 errdetail("Whoever owns the tables could put in a query and have it run with the rights of any role."),
					 errhint("A superuser can give them back: ALTER TABLE %s.%s OWNER TO ..., and so for each table, view and function of extension \"%s\".",
							 logistic_registry_schema(registry),
							 "logistic_registry", LOGISTIC_EXTENSION)));
	}
}

bool
logistic_stored_query_check(const LogisticRegistry *registry, text *name,
							const LogisticRegistered *found,
							const LogisticStored *stored, bool complain)
{
	if (stored->recipe.query == NULL)
	{
		if (complain)
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("version %d of model \"%s\" has no query",
							stored->version, text_to_cstring(name)),
					 errhint("It was registered as it is; train a version with logistic_train.")));
		return false;
	}
	if (stored->run_as != logistic_registry_owner(name, found))
	{
		if (complain)
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("the query of version %d of model \"%s\" was not stored by its owner",
							stored->version, text_to_cstring(name)),
					 errhint("Read the query in the view logistic_model_versions; logistic_accept lets it run with the rights of the owner.")));
		return false;
	}
	return true;
}

LogisticSession
logistic_stored_query_enter(const LogisticRegistry *registry, text *name,
							const LogisticRegistered *found,
							const LogisticStored *stored, Snapshot snapshot)
{
	(void) logistic_stored_query_check(registry, name, found, stored, true);
	check_tables(registry);
	return logistic_session_enter_as(stored->run_as,
									 stored->recipe.search_path, snapshot);
}
