/*-------------------------------------------------------------------------
 *
 * score_group.c
 *		Scoring plans of a registered model that has a model for each group.
 *
 * A group is looked up once for a call site: the bytes of its value, not its
 * text, are hashed and lead to the plan.  The plans may take more memory than
 * those of models that come as values, because each group costs a look into
 * the registry; when the memory is full, all are forgotten.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "pg/compat.h"
#include "pg/group_text.h"
#include "registry/group_model.h"
#include "score/score_group.h"
#include "score/score_text.h"

#define LEAST_MEMORY	(64.0 * 1024 * 1024)

void
logistic_score_groups_reset(LogisticScoreGroups *groups)
{
	groups->named = NULL;
}

/* Finds the column of the value. */
static void
find_column(LogisticScoreGroups *groups, const LogisticNamed *named,
			LogisticScoreArguments *arguments)
{
	const LogisticNamedModel *model = named->latest;

	groups->column = -1;
	switch (arguments->form)
	{
		case LOGISTIC_ROW_OF_RECORD:
		case LOGISTIC_ROW_OF_COLUMNS:
			groups->column = logistic_score_record_column(&arguments->record,
														  model->by);
			groups->type =
				getBaseType(TupleDescAttr(arguments->record.descriptor,
										  groups->column)->atttypid);
			logistic_group_type_check(groups->type, model->by);
			get_typlenbyval(groups->type, &groups->length, &groups->by_value);
			break;
		case LOGISTIC_ROW_OF_JSON:
			break;
		case LOGISTIC_ROW_OF_VALUES:
		case LOGISTIC_ROW_OF_TEXTS:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("model \"%s\" has a model for each value of \"%s\", which features one by one do not tell",
							text_to_cstring(model->name), model->by),
					 errhint("Pass the whole row, or a jsonb object.")));
	}
}

/* Starts anew for the model that the call names now. */
static pg_noinline void
start_anew(LogisticScoreGroups *groups, const LogisticNamed *named,
		   LogisticScoreArguments *arguments)
{
	if (groups->context == NULL)
		groups->context = AllocSetContextCreate(named->parent,
												"logistic groups",
												ALLOCSET_DEFAULT_SIZES);
	else
		MemoryContextReset(groups->context);
	groups->named = NULL;
	groups->capacity = 0;
	groups->groups = NULL;
	groups->missing.is_known = false;
	logistic_dictionary_init(&groups->codes, groups->context);
	find_column(groups, named, arguments);
	groups->serial = named->serial;
	groups->named = named->latest;
}

/* The value of a row in JSON as text; NULL for a null. */
static char *
json_value(FunctionCallInfo fcinfo, const LogisticScoreArguments *arguments,
		   const char *by)
{
	return logistic_score_json_text(DatumGetJsonbP(fcinfo->args[arguments->first].value),
									by);
}

/* Looks the group of a text up, and makes its plan. */
static pg_noinline void
look_up(LogisticScoreGroups *groups, LogisticScoreGroup *group,
		LogisticScoreArguments *arguments, FunctionCallInfo fcinfo,
		const char *value)
{
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	const LogisticNamedModel *named = groups->named;
	struct varlena *model = logistic_group_model(&registry, named->name,
												 named->version, value,
												 GetActiveSnapshot());

	group->plan = NULL;
	if (model != NULL)
		group->plan =
			logistic_score_arguments_plan(arguments, fcinfo,
										  logistic_model_get(PointerGetDatum(model)),
										  groups->context);
	else
	{
		struct varlena *other = logistic_group_any(&registry, named->name,
												   named->version,
												   GetActiveSnapshot());

		if (other != NULL &&
			logistic_model_get(PointerGetDatum(other))->on_new_level ==
			LOGISTIC_POLICY_ERROR)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("model \"%s\" has no group \"%s\" of \"%s\"",
							text_to_cstring(named->name), value, named->by),
					 errhint("The model was fitted with on_new_level => 'error'.")));
		if (other != NULL)
			pfree(other);
	}
	group->is_known = true;
}

/* The group of a value that is not NULL; a new one is entered. */
static LogisticScoreGroup *
enter(LogisticScoreGroups *groups, const char *bytes, int length)
{
	int			code = logistic_dictionary_code(&groups->codes, bytes, length);

	if (code < 0)
		return NULL;
	if (code >= groups->capacity)
	{
		int			old = groups->capacity;

		groups->capacity = Max(16, 2 * old);
		groups->groups = groups->groups == NULL ?
			MemoryContextAlloc(groups->context,
							   groups->capacity * sizeof(*groups->groups)) :
			repalloc(groups->groups,
					 groups->capacity * sizeof(*groups->groups));
		memset(groups->groups + old, 0,
			   (groups->capacity - old) * sizeof(*groups->groups));
	}
	return &groups->groups[code];
}

/* Do the groups take all the memory that they may? */
static bool
is_full(const LogisticScoreGroups *groups)
{
	return groups->codes.n_keys == LOGISTIC_CODES_LIMIT ||
		MemoryContextMemAllocated(groups->context, false) >=
		Max(LEAST_MEMORY, work_mem * 1024.0 * hash_mem_multiplier);
}

LogisticScorePlan *
logistic_score_group_plan(LogisticScoreGroups *groups,
						  const LogisticNamed *named,
						  LogisticScoreArguments *arguments,
						  FunctionCallInfo fcinfo, HeapTupleHeader header)
{
	LogisticScoreGroup *group;
	NullableDatum value;
	const char *bytes;
	char	   *text = NULL;
	int			length;
	int			code;

	if (unlikely(groups->named != named->latest ||
				 groups->serial != named->serial))
		start_anew(groups, named, arguments);

	if (groups->column < 0)
	{
		/* a row that is NULL as a whole has no score, whatever the group */
		if (fcinfo->args[arguments->first].isnull)
			return NULL;
		bytes = text = json_value(fcinfo, arguments, groups->named->by);
		value.isnull = text == NULL;
		length = text != NULL ? strlen(text) : 0;
	}
	else
	{
		if (header != NULL)
			logistic_score_record_fetch(&arguments->record, header,
										&groups->column, 1, &value);
		else
			value = logistic_score_arguments_column(arguments, fcinfo,
													groups->column);
		if (value.isnull)
			bytes = NULL;
		else if (groups->by_value)
		{
			bytes = (const char *) &value.value;
			length = sizeof(Datum);
		}
		else if (groups->length == -1)
		{
			struct varlena *packed = PG_DETOAST_DATUM_PACKED(value.value);

			bytes = VARDATA_ANY(packed);
			length = VARSIZE_ANY_EXHDR(packed);
			value.value = PointerGetDatum(packed);
		}
		else
		{
			bytes = (const char *) DatumGetPointer(value.value);
			length = groups->length;
		}
	}
	if (value.isnull)
	{
		if (!groups->missing.is_known)
			look_up(groups, &groups->missing, arguments, fcinfo,
					LOGISTIC_GROUP_MISSING);
		return groups->missing.plan;
	}

	code = logistic_dictionary_find(&groups->codes, bytes, length);
	if (likely(code >= 0 && groups->groups[code].is_known))
		return groups->groups[code].plan;
	if (is_full(groups))
		start_anew(groups, named, arguments);
	group = enter(groups, bytes, length);
	if (text == NULL)
		text = logistic_group_text(groups->type, value.value);
	look_up(groups, group, arguments, fcinfo, text);
	return group->plan;
}
