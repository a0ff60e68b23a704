/*-------------------------------------------------------------------------
 *
 * score_site.c
 *		A call site of a scoring function: what is kept between rows.
 *
 * The types of the features, resolved once, and the plans made so far.  The
 * model may be a constant, the value of a sub-select or a column that
 * differs row by row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"

#include "pg/compat.h"
#include "registry/named_model.h"
#include "score/score_arguments.h"
#include "score/score_cache.h"
#include "score/score_group.h"
#include "score/score_site.h"

typedef struct Site
{
	MemoryContext context;
	bool		is_named;		/* the model comes as its name */
	LogisticNamed named;
	const struct varlena *named_value;	/* the model of that name, ... */
	uint64		named_serial;	/* ... as it was then, ... */
	LogisticScorePlan *named_plan;	/* ... and its plan; NULL: none yet */
	LogisticScoreCache cache;
	LogisticScoreGroups groups; /* of a name that has models by groups */
	LogisticScoreArguments arguments;	/* from the first feature on */
	TupleDesc	result;			/* what the call returns, if a row; NULL: not
								 * looked up yet */
} Site;

/* Resolves the model's argument and the n from "first" on. */
static pg_noinline Site *
make_site(FunctionCallInfo fcinfo, bool is_within, int model, int first, int n,
		  LogisticAccess access)
{
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	Site	   *site = MemoryContextAllocZero(context, sizeof(*site));

	site->context = context;
	site->is_named = !is_within &&
		get_fn_expr_argtype(fcinfo->flinfo, model) == TEXTOID;
	if (site->is_named)
		logistic_named_init(&site->named, fcinfo, model, access,
							LOGISTIC_FAMILY_BINOMIAL);
	logistic_score_arguments_learn(&site->arguments, fcinfo, model, first, n);
	logistic_score_cache_init(&site->cache, context);
	return site;
}

/*
 * The model of this call, toasted or not, by which plans are found.  A name is
 * replaced by the model's value, whose bytes stay in place while the model is
 * the same.
 */
static struct varlena *
model_of_call(Site *site, FunctionCallInfo fcinfo, int model)
{
	struct varlena *value;

	if (site->is_named)
		return logistic_named_find(&site->named, fcinfo);

	/* a pointer into memory: its bytes do not identify what it points to */
	value = (struct varlena *) PG_GETARG_POINTER(model);
	if (unlikely(VARATT_IS_EXTERNAL(value) &&
				 !VARATT_IS_EXTERNAL_ONDISK(value)))
		value = PG_DETOAST_DATUM(PointerGetDatum(value));
	return value;
}

/* Makes and keeps the plan for a model that the site has not seen. */
static pg_noinline LogisticScorePlan *
make_plan(Site *site, FunctionCallInfo fcinfo, struct varlena *value)
{
	const LogisticModel *model = logistic_model_get(PointerGetDatum(value));
	LogisticScorePlan *plan;

	logistic_score_cache_make_room(&site->cache);
	plan = logistic_score_arguments_plan(&site->arguments, fcinfo, model,
										 site->cache.context);
	logistic_score_cache_keep(&site->cache, value, plan);
	return plan;
}

/*
 * The plan for a model.  The model of a name stays in place, so its pointer is
 * compared; any other value may lie at the address of an earlier one.
 */
static inline LogisticScorePlan *
find_plan(Site *site, FunctionCallInfo fcinfo, struct varlena *value)
{
	LogisticScorePlan *plan;

	if (site->named_plan != NULL && value == site->named_value &&
		site->named.serial == site->named_serial)
		return site->named_plan;
	plan = logistic_score_cache_find(&site->cache, value);
	if (unlikely(plan == NULL))
		plan = make_plan(site, fcinfo, value);
	if (site->is_named)
	{
		site->named_value = value;
		site->named_serial = site->named.serial;
		site->named_plan = plan;
	}
	return plan;
}

/*
 * Finds plan and row; the model is within the argument "model", or NULL: it
 * is that argument itself.
 */
static bool
find_call(FunctionCallInfo fcinfo, void **extra, struct varlena *within,
		  int model, int first, int n, LogisticAccess access,
		  LogisticScoreCall *call)
{
	Site	   *site = *extra;
	LogisticScorePlan *plan;
	HeapTupleHeader header = NULL;
	struct varlena *value;

	if (unlikely(site == NULL))
		*extra = site = make_site(fcinfo, within != NULL, model, first, n,
								  access);
	if (site->arguments.form == LOGISTIC_ROW_OF_RECORD)
	{
		if (PG_ARGISNULL(first))
			return false;
		header = PG_GETARG_HEAPTUPLEHEADER(first);
		if (logistic_score_record_learn(&site->arguments.record, header,
										site->context))
		{
			logistic_score_cache_reset(&site->cache);
			logistic_score_groups_reset(&site->groups);
			site->named_plan = NULL;
		}
	}

	value = within ? within : model_of_call(site, fcinfo, model);
	plan = likely(value != NULL) ? find_plan(site, fcinfo, value) :
		logistic_score_group_plan(&site->groups, &site->named,
								  &site->arguments, fcinfo, header);
	if (plan == NULL)
		return false;
	call->plan = plan;
	call->offset = 0.0;
	if (plan->place >= 0)
		call->row = &fcinfo->args[first + plan->place];
	else
	{
		call->row = plan->row;
		if (header != NULL)
			logistic_score_record_fetch(&site->arguments.record, header,
										plan->columns, plan->n_inputs,
										plan->row);
		else if (!logistic_score_arguments_fetch(&site->arguments, fcinfo,
												 plan))
			return false;
	}
	return !site->is_named || site->named.latest->offset_column == NULL ||
		site->arguments.form == LOGISTIC_ROW_OF_VALUES ||
		site->arguments.form == LOGISTIC_ROW_OF_TEXTS ||
		logistic_score_arguments_offset(&site->arguments, fcinfo, header,
										site->named.latest->offset_column,
										&call->offset);
}

bool
logistic_score_call(FunctionCallInfo fcinfo, int model, int first,
					LogisticScoreCall *call)
{
	const Site *site = fcinfo->flinfo->fn_extra;

	/* most rows: the model is a value, the same as in the row before */
	if (likely(site != NULL &&
			   site->arguments.form != LOGISTIC_ROW_OF_RECORD &&
			   !site->is_named && site->cache.latest != NULL &&
			   logistic_score_entry_matches(site->cache.latest,
											(struct varlena *) PG_GETARG_POINTER(model))))
	{
		call->plan = site->cache.latest->plan;
		if (likely(call->plan->place >= 0))
		{
			call->row = &fcinfo->args[first + call->plan->place];
			call->offset = 0.0;
			return true;
		}
	}
	return find_call(fcinfo, &fcinfo->flinfo->fn_extra, NULL, model, first,
					 PG_NARGS() - first, LOGISTIC_ACCESS_SCORE, call);
}

bool
logistic_score_call_of_owner(FunctionCallInfo fcinfo, int model, int first,
							 LogisticScoreCall *call)
{
	return find_call(fcinfo, &fcinfo->flinfo->fn_extra, NULL, model, first,
					 PG_NARGS() - first, LOGISTIC_ACCESS_OWNER, call);
}

bool
logistic_score_call_of_row(FunctionCallInfo fcinfo, void **extra, int model,
						   int row, LogisticScoreCall *call)
{
	return find_call(fcinfo, extra, NULL, model, row, 1,
					 LOGISTIC_ACCESS_OWNER, call);
}

bool
logistic_score_call_within(FunctionCallInfo fcinfo, void **extra,
						   const LogisticModel *within, int model, int first,
						   LogisticScoreCall *call)
{
	return find_call(fcinfo, extra, (struct varlena *) within, model, first,
					 PG_NARGS() - first, LOGISTIC_ACCESS_SCORE, call);
}

TupleDesc
logistic_score_result_type(FunctionCallInfo fcinfo)
{
	Site	   *site = fcinfo->flinfo->fn_extra;
	MemoryContext old_context;
	TupleDesc	descriptor;

	if (site->result == NULL)
	{
		old_context = MemoryContextSwitchTo(site->context);
		if (get_call_result_type(fcinfo, NULL,
								 &descriptor) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type must be a row type");
		site->result = BlessTupleDesc(descriptor);
		MemoryContextSwitchTo(old_context);
	}
	return site->result;
}
