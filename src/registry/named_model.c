/*-------------------------------------------------------------------------
 *
 * named_model.c
 *		Lookup of registered models by name, with the cache of a call site.
 *
 * A call site may outlive a query: PL/pgSQL keeps it from one statement of a
 * loop to the next, while models and roles may change.  So every call compares
 * the moment (user, snapshot, command id), which costs a few nanoseconds;
 * while it is the same, each name is looked up once.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "nodes/primnodes.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "pg/compat.h"
#include "registry/named_model.h"
#include "registry/session_model.h"

/* Is the name a constant of the query? */
static bool
has_constant_name(const FmgrInfo *flinfo, int argument)
{
	return flinfo->fn_expr != NULL && IsA(flinfo->fn_expr, FuncExpr) &&
		IsA(list_nth(((FuncExpr *) flinfo->fn_expr)->args, argument), Const);
}

void
logistic_named_init(LogisticNamed *named, FunctionCallInfo fcinfo,
					int argument, LogisticAccess access,
					LogisticFamily family)
{
	logistic_moment_init();
	memset(named, 0, sizeof(*named));
	named->argument = argument;
	named->access = access;
	named->family = family;
	named->parent = fcinfo->flinfo->fn_mcxt;
	named->is_constant = has_constant_name(fcinfo->flinfo, argument);
}

/* Forgets all models. */
static void
start_anew(LogisticNamed *named)
{
	if (named->context == NULL)
		named->context = AllocSetContextCreate(named->parent,
											   "logistic models by name",
											   ALLOCSET_SMALL_SIZES);
	else
		MemoryContextReset(named->context);
	logistic_moment_get(&named->moment);
	named->serial++;
	named->latest = NULL;
	named->models = NULL;
	named->capacity = 0;
	named->size = 0;
	logistic_dictionary_init(&named->codes, named->context);
}

/*
 * Looks a name up, in the session's cache or in the registry, and keeps the
 * model.
 */
static void
remember(LogisticNamed *named, FunctionCallInfo fcinfo, text *name)
{
	Oid			function = fcinfo->flinfo->fn_oid;
	LogisticNamedModel model;
	LogisticInUse in_use;
	Size		size;
	MemoryContext old_context;
	bool		is_kept;
	int			code;

	is_kept = logistic_session_model_find(function, named->access, name, &in_use);
	if (!is_kept)
	{
		LogisticRegistry registry = logistic_registry_of(function);

		in_use = logistic_registry_use_as(&registry, name,
										  LOGISTIC_ACTIVE_VERSION,
										  named->access, GetActiveSnapshot(),
										  named->family, function);
		logistic_session_model_keep(&named->moment, function, named->access,
									name, &in_use);
	}
	size = in_use.model != NULL ? VARSIZE(in_use.model) : 0;
	if (named->size + size > work_mem * UINT64CONST(1024) ||
		named->codes.n_keys == LOGISTIC_CODES_LIMIT)
		start_anew(named);

	old_context = MemoryContextSwitchTo(named->context);
	if (named->codes.n_keys == named->capacity)
	{
		named->capacity = Max(4, 2 * named->capacity);
		named->models = named->models == NULL ?
			palloc(named->capacity * sizeof(*named->models)) :
			repalloc(named->models, named->capacity * sizeof(*named->models));
	}
	model.name = palloc(VARSIZE_ANY(name));
	memcpy(model.name, name, VARSIZE_ANY(name));
	model.value = NULL;
	if (in_use.model != NULL)
	{
		model.value = palloc(size);
		memcpy(model.value, in_use.model, size);
	}
	model.version = in_use.version;
	model.by = in_use.by ? pstrdup(in_use.by) : NULL;
	model.offset_column = in_use.offset_column ?
		pstrdup(in_use.offset_column) : NULL;
	code = logistic_dictionary_code(&named->codes, VARDATA_ANY(name),
									VARSIZE_ANY_EXHDR(name));
	named->models[code] = model;
	named->size += size;
	named->latest = &named->models[code];
	MemoryContextSwitchTo(old_context);
	if (!is_kept && in_use.model != NULL)
		pfree(in_use.model);
}

struct varlena *
logistic_named_look_up(LogisticNamed *named, FunctionCallInfo fcinfo)
{
	text	   *name = PG_GETARG_TEXT_PP(named->argument);
	int			code;

	if (named->context == NULL || !logistic_moment_is_now(&named->moment))
		start_anew(named);
	else if (named->latest != NULL &&
			 VARSIZE_ANY(named->latest->name) == VARSIZE_ANY(name) &&
			 memcmp(named->latest->name, name, VARSIZE_ANY(name)) == 0)
		return named->latest->value;

	code = logistic_dictionary_find(&named->codes, VARDATA_ANY(name),
									VARSIZE_ANY_EXHDR(name));
	if (code >= 0)
		named->latest = &named->models[code];
	else
		remember(named, fcinfo, name);
	return named->latest->value;
}
