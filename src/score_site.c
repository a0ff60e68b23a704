/*-------------------------------------------------------------------------
 *
 * score_site.c
 *		What a call site of a scoring function remembers between rows.
 *
 * The model may be a constant, the value of a sub-select or a column that
 * differs row by row.  Plans are found again by the bytes of the argument as
 * they come, before any detoasting: a plain value by its size and the hash
 * of its content that it carries, a compressed or external one by all bytes
 * of that form.  A pointer would not do: memory is used again.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "score_record.h"
#include "score_site.h"

#define PLANS_LIMIT		16		/* models that a site remembers */

/* A plan and what it is found by. */
typedef struct Entry
{
	LogisticScorePlan *plan;	/* NULL: free */
	struct varlena *key;		/* the argument's bytes; only the header of a
								 * plain value.  In the plan's context. */
	Size		size;			/* of the argument */
	int64		generation;		/* of the record's type */
	uint64		last_used;		/* by the site's clock */
} Entry;

typedef struct Site
{
	MemoryContext context;
	bool		is_record;		/* the features come as one record */
	int			n_values;		/* else: as this many arguments */
	LogisticReader *readers;	/* [n_values] */
	LogisticScoreRecord record;
	uint64		clock;
	Entry	   *latest;			/* the entry used last, looked at first */
	Entry		entries[PLANS_LIMIT];
} Site;

/* Resolves the arguments from "first" on, once per call site. */
static Site *
get_site(FunctionCallInfo fcinfo, int first)
{
	Site	   *site = fcinfo->flinfo->fn_extra;
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	int			i;

	if (site != NULL)
		return site;
	site = MemoryContextAllocZero(context, sizeof(*site));
	site->context = context;
	site->n_values = PG_NARGS() - first;
	if (site->n_values == 1)
	{
		Oid			type = get_fn_expr_argtype(fcinfo->flinfo, first);

		site->is_record = OidIsValid(type) && type_is_rowtype(type);
	}
	if (!site->is_record)
	{
		site->readers = MemoryContextAlloc(context,
										   Max(site->n_values, 1) *
										   sizeof(*site->readers));
		for (i = 0; i < site->n_values; i++)
		{
			char		what[32];

			snprintf(what, sizeof(what), "feature %d", i + 1);
			logistic_reader_init(&site->readers[i],
								 get_fn_expr_argtype(fcinfo->flinfo,
													 first + i), what);
		}
	}
	fcinfo->flinfo->fn_extra = site;
	return site;
}

/* Does an entry belong to this argument? */
static inline bool
entry_matches(const Site *site, const Entry *entry,
			  const struct varlena *value, Size size)
{
	if (entry->plan == NULL || entry->size != size ||
		entry->generation != site->record.generation)
		return false;
	if (VARATT_IS_EXTENDED(value))
		return memcmp(entry->key, value, size) == 0;

	/*
	 * The content hash has 64 bits, and the size agrees: to look at all the
	 * bytes again would cost more than the score.
	 */
	return !VARATT_IS_EXTENDED(entry->key) &&
		((const LogisticModel *) value)->hash ==
		((const LogisticModel *) entry->key)->hash;
}

/* The names of a model's features, for a message. */
static char *
list_features(const LogisticModel *model)
{
	StringInfoData list;
	int			i;

	initStringInfo(&list);
	for (i = 0; i < model->n_features; i++)
		appendStringInfo(&list, "%s\"%s\"", i > 0 ? ", " : "",
						 logistic_score_feature_name(model, i));
	return list.data;
}

/* Makes the plan for a new model. */
static LogisticScorePlan *
make_plan(Site *site, int first, const LogisticModel *model)
{
	int		   *places = palloc(Max(model->n_features, 1) * sizeof(int));
	int			i;

	if (site->is_record)
	{
		LogisticReader *readers = palloc(Max(model->n_features, 1) *
										 sizeof(*readers));

		logistic_score_record_match(&site->record, model, readers, places);
		return logistic_score_plan_make(model, readers, places,
										site->context);
	}
	if (site->n_values != model->n_features)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of features is %d, but the model has %d",
						site->n_values, model->n_features),
				 model->n_features == 0 ? 0 :
				 errdetail("Its features are %s.", list_features(model)),
				 first > 1 ?
				 errhint("The second argument is the level; the features follow it, or one whole row does.") :
				 errhint("Pass the features in the order of the fit, or one whole row.")));
	for (i = 0; i < site->n_values; i++)
		places[i] = i;
	return logistic_score_plan_make(model, site->readers, places,
									site->context);
}

/* The plan for a value that the latest entry does not match. */
static pg_noinline Entry *
find_entry(Site *site, int first, struct varlena *value, Size size)
{
	Entry	   *oldest = &site->entries[0];
	LogisticScorePlan *plan;
	Size		key_size;
	int			i;

	for (i = 0; i < PLANS_LIMIT; i++)
	{
		Entry	   *entry = &site->entries[i];

		if (entry_matches(site, entry, value, size))
			return entry;
		if (entry->last_used < oldest->last_used)
			oldest = entry;
	}

	plan = make_plan(site, first, logistic_model_get(PointerGetDatum(value)));
	if (oldest->plan)
		MemoryContextDelete(oldest->plan->context);
	oldest->plan = NULL;
	key_size = VARATT_IS_EXTENDED(value) ? size : sizeof(LogisticModel);
	oldest->key = MemoryContextAlloc(plan->context, key_size);
	memcpy(oldest->key, value, key_size);
	oldest->size = size;
	oldest->generation = site->record.generation;
	oldest->plan = plan;
	return oldest;
}

bool
logistic_score_call(FunctionCallInfo fcinfo, int first,
					LogisticScoreCall *call)
{
	Site	   *site = get_site(fcinfo, first);
	struct varlena *value = (struct varlena *) PG_GETARG_POINTER(0);
	Size		size = VARSIZE_ANY(value);

	call->row = NULL;
	if (site->is_record)
	{
		if (PG_ARGISNULL(first))
			return false;
		logistic_score_record_open(&site->record,
								   PG_GETARG_HEAPTUPLEHEADER(first),
								   site->context);
		call->row = site->record.row;
	}
	else
		call->row = &fcinfo->args[first];

	if (site->latest == NULL ||
		!entry_matches(site, site->latest, value, size))
		site->latest = find_entry(site, first, value, size);
	site->latest->last_used = ++site->clock;
	call->plan = site->latest->plan;
	return true;
}
