/*-------------------------------------------------------------------------
 *
 * score_site.c
 *		What a call site of a scoring function remembers between rows.
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
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "model/model_terms.h"
#include "options/options.h"
#include "pg/compat.h"
#include "registry/named_model.h"
#include "score/score_cache.h"
#include "score/score_record.h"
#include "score/score_site.h"

/* How the features come. */
typedef enum RowForm
{
	ROW_OF_VALUES,				/* one by one, in the order of the fit */
	ROW_OF_RECORD,				/* one record, its columns by name */
	ROW_OF_COLUMNS				/* names, then that many columns: what the
								 * planner makes of a record, see
								 * score_support.c */
} RowForm;

typedef struct Site
{
	MemoryContext context;
	bool		is_named;		/* the model comes as its name */
	LogisticNamed named;
	const struct varlena *named_value;	/* the model of that name, ... */
	uint64		named_serial;	/* ... as it was then, ... */
	LogisticScorePlan *named_plan;	/* ... and its plan; NULL: none yet */
	LogisticScoreCache cache;
	RowForm		form;
	LogisticScoreRecord record; /* unless the form is that of values */
	int			n_values;		/* arguments from the first feature on */
	LogisticReader *readers;	/* [n_values], if the form is that of values */
	TupleDesc	result;			/* what the call returns, if a row; NULL: not
								 * looked up yet */
} Site;

/* Resolves the types of features that come one by one. */
static void
learn_values(Site *site, FmgrInfo *flinfo, int first)
{
	int			i;

	site->readers = MemoryContextAlloc(site->context,
									   Max(site->n_values, 1) *
									   sizeof(*site->readers));
	for (i = 0; i < site->n_values; i++)
	{
		char		what[32];

		snprintf(what, sizeof(what), "feature %d", i + 1);
		logistic_reader_init(&site->readers[i],
							 get_fn_expr_argtype(flinfo, first + i), what);
	}
}

/* Resolves the names and types of columns that come one by one. */
static void
learn_columns(Site *site, FunctionCallInfo fcinfo, int first)
{
	int			n = site->n_values - 1;
	Oid			types[FUNC_MAX_ARGS];
	Datum	   *names;
	bool	   *nulls;
	int			n_names;
	int			i;

	if (!get_fn_expr_arg_stable(fcinfo->flinfo, first) || PG_ARGISNULL(first))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the names of the columns must be a constant"),
				 errhint("Pass one whole row.")));
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(first), NAMEOID, NAMEDATALEN,
					  false, TYPALIGN_CHAR, &names, &nulls, &n_names);
	for (i = 0; i < n_names; i++)
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("name %d of the columns is NULL", i + 1)));
	if (n_names != n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of columns is %d, but %d names are given", n,
						n_names)));
	for (i = 0; i < n; i++)
		types[i] = get_fn_expr_argtype(fcinfo->flinfo, first + 1 + i);
	logistic_score_record_learn_columns(&site->record, names, types, n,
										site->context);
}

/* Resolves the model's argument and those from "first" on. */
static pg_noinline Site *
make_site(FunctionCallInfo fcinfo, int model, int first)
{
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	Site	   *site = MemoryContextAllocZero(context, sizeof(*site));
	Oid			type = InvalidOid;

	site->context = context;
	site->is_named = get_fn_expr_argtype(fcinfo->flinfo, model) == TEXTOID;
	if (site->is_named)
		logistic_named_init(&site->named, fcinfo, model);
	site->n_values = PG_NARGS() - first;
	if (site->n_values > 0)
		type = get_fn_expr_argtype(fcinfo->flinfo, first);
	if (type == NAMEARRAYOID)
	{
		site->form = ROW_OF_COLUMNS;
		learn_columns(site, fcinfo, first);
	}
	else if (site->n_values == 1 && OidIsValid(type) && type_is_rowtype(type))
		site->form = ROW_OF_RECORD;
	else
	{
		site->form = ROW_OF_VALUES;
		learn_values(site, fcinfo->flinfo, first);
	}
	logistic_score_cache_init(&site->cache, context);
	return site;
}

/*
 * The model of this call, toasted or not, as the plans are found by it.  A
 * name stands for a value that stays the same bytes while the model is the
 * same.
 */
static struct varlena *
model_of_call(Site *site, FunctionCallInfo fcinfo, int model)
{
	struct varlena *value;

	if (site->is_named)
		return logistic_named_find(&site->named, fcinfo);

	/* a pointer into memory: its bytes say nothing of what it points to */
	value = (struct varlena *) PG_GETARG_POINTER(model);
	if (unlikely(VARATT_IS_EXTERNAL(value) &&
				 !VARATT_IS_EXTERNAL_ONDISK(value)))
		value = PG_DETOAST_DATUM(PointerGetDatum(value));
	return value;
}

/* The names of a model's features, for a message. */
static char *
list_features(const LogisticModel *model)
{
	StringInfoData list;
	int			n = logistic_model_n_inputs(model);
	int			i;

	initStringInfo(&list);
	for (i = 0; i < n; i++)
		appendStringInfo(&list, "%s\"%s\"", i > 0 ? ", " : "",
						 logistic_score_feature_name(model, i));
	return list.data;
}

/* Where the first of a model's columns is, if all are side by side. */
static int
place_columns(const int *columns, int n)
{
	int			i;

	for (i = 1; i < n; i++)
		if (columns[i] != columns[0] + i)
			return -1;
	return n > 0 ? 1 + columns[0] : -1;
}

/*
 * Makes and keeps the plan for a model that the site has not seen; with a
 * call that has arguments between the model and the features.
 */
static pg_noinline LogisticScorePlan *
make_plan(Site *site, int n_between, struct varlena *value)
{
	const LogisticModel *model = logistic_model_get(PointerGetDatum(value));
	int			n_inputs = logistic_model_n_inputs(model);
	LogisticScorePlan *plan;

	logistic_score_cache_make_room(&site->cache);
	if (site->form != ROW_OF_VALUES)
	{
		int			n = Max(n_inputs, 1);
		LogisticReader *readers = palloc(n * sizeof(*readers));
		int		   *columns = palloc(n * sizeof(*columns));

		logistic_score_record_match(&site->record, model, readers, columns);
		plan = logistic_score_plan_make(model, readers, columns,
										site->cache.context);
		plan->place = site->form == ROW_OF_RECORD ? -1 :
			place_columns(columns, n_inputs);
	}
	else
	{
		if (site->n_values != n_inputs)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("number of features is %d, but the model has %d",
							site->n_values, n_inputs),
					 n_inputs == 0 ? 0 :
					 errdetail("Its features are %s.", list_features(model)),
					 n_between > 0 ?
					 errhint("The second argument is the level, or the label; the features follow it, or one whole row does.") :
					 errhint("Pass the features in the order of the fit, or one whole row.")));
		plan = logistic_score_plan_make(model, site->readers, NULL,
										site->cache.context);
	}
	logistic_score_cache_keep(&site->cache, value, plan);
	return plan;
}

/*
 * The plan for a model.  What a name stands for keeps its place, so that a
 * look at the pointer will do; any other value may have come in the same
 * place as the one before.
 */
static inline LogisticScorePlan *
find_plan(Site *site, int n_between, struct varlena *value)
{
	LogisticScorePlan *plan;

	if (site->named_plan != NULL && value == site->named_value &&
		site->named.serial == site->named_serial)
		return site->named_plan;
	plan = logistic_score_cache_find(&site->cache, value);
	if (unlikely(plan == NULL))
		plan = make_plan(site, n_between, value);
	if (site->is_named)
	{
		site->named_value = value;
		site->named_serial = site->named.serial;
		site->named_plan = plan;
	}
	return plan;
}

/* Takes columns out of a record, or out of arguments if it is NULL. */
static inline const NullableDatum *
fetch_columns(Site *site, HeapTupleHeader header, const NullableDatum *args,
			  const int *columns, int n, NullableDatum *row)
{
	int			i;

	if (header != NULL)
		logistic_score_record_fetch(&site->record, header, columns, n, row);
	else
		for (i = 0; i < n; i++)
			row[i] = args[columns[i]];
	return row;
}

/* Takes the offset out of the same; false if it is NULL. */
static pg_noinline bool
get_offset(Site *site, HeapTupleHeader header, const NullableDatum *args,
		   double *offset)
{
	int			column;
	LogisticReader reader;
	NullableDatum value;

	column = logistic_score_record_column(&site->record,
										  site->named.latest->offset_column);
	logistic_reader_init(&reader, TupleDescAttr(site->record.descriptor,
												column)->atttypid,
						 "the offset");
	if (reader.kind != LOGISTIC_FEATURE_NUMBER)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"%s\" has type %s, but the offset is a number",
						site->named.latest->offset_column,
						format_type_be(reader.type))));
	fetch_columns(site, header, args, &column, 1, &value);
	if (value.isnull)
		return false;
	*offset = logistic_options_offset(logistic_read_number(&reader,
														   value.value));
	return true;
}

/*
 * Finds plan and row; the model is within the argument "model", or NULL: it
 * is that argument itself.
 */
static bool
find_call(FunctionCallInfo fcinfo, void **extra, struct varlena *within,
		  int model, int first, LogisticScoreCall *call)
{
	Site	   *site = *extra;
	LogisticScorePlan *plan;
	HeapTupleHeader header = NULL;
	const NullableDatum *columns;

	if (unlikely(site == NULL))
		*extra = site = make_site(fcinfo, model, first);
	if (site->form == ROW_OF_RECORD)
	{
		if (PG_ARGISNULL(first))
			return false;
		header = PG_GETARG_HEAPTUPLEHEADER(first);
		if (logistic_score_record_learn(&site->record, header, site->context))
		{
			logistic_score_cache_reset(&site->cache);
			site->named_plan = NULL;
		}
	}

	plan = find_plan(site, first - model - 1, within ? within :
					 model_of_call(site, fcinfo, model));
	call->plan = plan;
	call->offset = 0.0;
	columns = &fcinfo->args[first + 1];
	if (site->form != ROW_OF_VALUES && site->is_named &&
		site->named.latest->offset_column != NULL &&
		!get_offset(site, header, columns, &call->offset))
		return false;
	if (plan->place >= 0)
		call->row = &fcinfo->args[first + plan->place];
	else
		call->row = fetch_columns(site, header, columns, plan->columns,
								  plan->n_inputs, plan->row);
	return true;
}

bool
logistic_score_call(FunctionCallInfo fcinfo, int model, int first,
					LogisticScoreCall *call)
{
	const Site *site = fcinfo->flinfo->fn_extra;

	/* the way of most rows: the model is a value, and that of the row before */
	if (likely(site != NULL && site->form != ROW_OF_RECORD &&
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
					 call);
}

bool
logistic_score_call_within(FunctionCallInfo fcinfo, void **extra,
						   const LogisticModel *within, int model, int first,
						   LogisticScoreCall *call)
{
	return find_call(fcinfo, extra, (struct varlena *) within, model, first,
					 call);
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
