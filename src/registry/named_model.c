/*-------------------------------------------------------------------------
 *
 * named_model.c
 *		Lookup of registered models by name, with the cache of a call site.
 *
 * A call site outlives a query: PL/pgSQL keeps it from one statement of a
 * loop to the next, while models change and roles do.  So every call compares
 * who asks, and at what moment, which costs a few nanoseconds; as long as
 * both are the same, each name is looked up once.
 *
 * Two snapshots of one session that agree in xmin, xmax and the number of
 * transactions in progress between them are the same: that set only shrinks.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "nodes/primnodes.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "pg/compat.h"
#include "registry/named_model.h"
#include "registry/session_model.h"

uint64		logistic_named_rollbacks = 0;

/* Is the name of a call written out in the query? */
static bool
has_constant_name(const FmgrInfo *flinfo, int argument)
{
	return flinfo->fn_expr != NULL && IsA(flinfo->fn_expr, FuncExpr) &&
		IsA(list_nth(((FuncExpr *) flinfo->fn_expr)->args, argument), Const);
}

/*
 * A rolled back subtransaction takes models along that a snapshot of an
 * unchanged transaction has shown.
 */
static void
count_rollback(SubXactEvent event, SubTransactionId mine,
			   SubTransactionId parent, void *arg)
{
	if (event == SUBXACT_EVENT_ABORT_SUB)
		logistic_named_rollbacks++;
}

void
logistic_named_init(LogisticNamed *named, FunctionCallInfo fcinfo,
					int argument, LogisticAccess access,
					LogisticFamily family)
{
	static bool is_counting = false;

	if (!is_counting)
	{
		RegisterSubXactCallback(count_rollback, NULL);
		is_counting = true;
	}
	memset(named, 0, sizeof(*named));
	named->argument = argument;
	named->access = access;
	named->family = family;
	named->parent = fcinfo->flinfo->fn_mcxt;
	named->is_constant = has_constant_name(fcinfo->flinfo, argument);
}

/* The present moment. */
static void
get_moment(LogisticMoment *moment)
{
	Snapshot	snapshot = GetActiveSnapshot();

	moment->user = GetUserId();
	moment->rollbacks = logistic_named_rollbacks;
	moment->xmin = snapshot->xmin;
	moment->xmax = snapshot->xmax;
	moment->xcnt = snapshot->xcnt;
	moment->subxcnt = snapshot->subxcnt;
	moment->curcid = snapshot->curcid;
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
	get_moment(&named->moment);
	named->serial++;
	named->latest = NULL;
	named->models = NULL;
	named->capacity = 0;
	named->size = 0;
	logistic_dictionary_init(&named->codes, named->context);
}

/*
 * Looks a name up, in what the session knows or in the registry, and
 * remembers the model.
 */
static void
remember(LogisticNamed *named, FunctionCallInfo fcinfo, text *name)
{
	Oid			function = fcinfo->flinfo->fn_oid;
	LogisticNamedModel model;
	LogisticInUse in_use;
	MemoryContext old_context;
	bool		is_kept;
	int			code;

	is_kept = logistic_session_model_find(named, function, name, &in_use);
	if (!is_kept)
	{
		LogisticRegistry registry = logistic_registry_of(function);

		in_use = logistic_registry_use_as(&registry, name,
										  LOGISTIC_ACTIVE_VERSION,
										  named->access, GetActiveSnapshot(),
										  named->family, function);
		logistic_session_model_keep(named, function, name, &in_use);
	}
	if (named->size + VARSIZE(in_use.model) > work_mem * UINT64CONST(1024) ||
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
	model.value = palloc(VARSIZE(in_use.model));
	memcpy(model.value, in_use.model, VARSIZE(in_use.model));
	model.offset_column = in_use.offset_column ?
		pstrdup(in_use.offset_column) : NULL;
	code = logistic_dictionary_code(&named->codes, VARDATA_ANY(name),
									VARSIZE_ANY_EXHDR(name));
	named->models[code] = model;
	named->size += VARSIZE(in_use.model);
	named->latest = &named->models[code];
	MemoryContextSwitchTo(old_context);
	if (!is_kept)
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
