/*-------------------------------------------------------------------------
 *
 * ftrl_score.c
 *		Scores rows by an ftrl_model.
 *
 * The features come one by one in the order in which the model was begun,
 * as one record whose columns are matched by name, as texts or as a JSON object;
 * literals without a type are read as the model's types.  Weights are made from
 * the model's sums when a row asks for them: no table is built, so a model
 * from a join costs no more than a constant one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "core/numeric/link.h"
#include "ftrl/ftrl_reader.h"
#include "pg/compat.h"
#include "pg/value_key.h"
#include "score/score_record.h"
#include "score/score_text.h"

#define PLANS_LIMIT		8		/* models that a site remembers */

/* A model, detoasted, with what is needed to read its features. */
typedef struct StreamPlan
{
	LogisticValueKey key;		/* without bytes: free */
	MemoryContext context;		/* of all that follows */
	const FtrlModel *model;
	FtrlDraft	draft;			/* the same, for the reader */
	FtrlReader	reader;
	int64		generation;		/* of the record's type */
	int		   *columns;		/* record: the place of each feature */
	LogisticTextFeature *features;	/* as texts are read for them */
	NullableDatum *literals;	/* by feature, of literals; isnull: it is none;
								 * NULL: there are none */
	NullableDatum *row;			/* the features in order, unless they are
								 * arguments */
	uint64		last_used;		/* by the site's clock */
} StreamPlan;

/* How the features come. */
typedef enum RowForm
{
	ROW_OF_VALUES,
	ROW_OF_RECORD,
	ROW_OF_TEXTS,				/* one array of them */
	ROW_OF_JSON
} RowForm;

typedef struct Site
{
	RowForm		form;
	LogisticScoreRecord record;
	int64		generation;		/* counts the types of records: plans of another
								 * one do not apply */
	uint64		clock;
	StreamPlan	plans[PLANS_LIMIT];
} Site;

/* The site of a call; the first call makes it. */
static Site *
get_site(FunctionCallInfo fcinfo)
{
	Site	   *site = fcinfo->flinfo->fn_extra;

	if (site != NULL)
		return site;
	site = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(*site));
	if (PG_NARGS() == 2)
	{
		Oid			type = get_fn_expr_argtype(fcinfo->flinfo, 1);

		if (!OidIsValid(type))
			site->form = ROW_OF_VALUES;
		else if (type_is_rowtype(type))
			site->form = ROW_OF_RECORD;
		else if (getBaseType(type) == JSONBOID)
			site->form = ROW_OF_JSON;
		else if (type == TEXTARRAYOID && get_fn_expr_variadic(fcinfo->flinfo))
			site->form = ROW_OF_TEXTS;
	}
	fcinfo->flinfo->fn_extra = site;
	return site;
}

/* Complains of another number of features than the model's. */
static void
check_count(int n, int n_features)
{
	if (n != n_features)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of features is %d, but the model has %d", n,
						n_features),
				 errhint("Pass the features in the order in which the model was begun, or a whole row.")));
}

/* What texts are read as for a feature of the model. */
static LogisticTextFeature
text_feature(const FtrlDraft *draft, int i)
{
	static const LogisticFeatureKind kinds[] = {
		[FTRL_NUMBER] = LOGISTIC_FEATURE_NUMBER,
		[FTRL_BOOLEAN] = LOGISTIC_FEATURE_BOOLEAN,
		[FTRL_ARRAY] = LOGISTIC_FEATURE_ARRAY,
		[FTRL_CATEGORY] = LOGISTIC_FEATURE_CATEGORY,
		[FTRL_TOKENS] = LOGISTIC_FEATURE_SET,
	};
	LogisticTextFeature feature;

	feature.name = draft->feature_names[i];
	feature.kind = kinds[draft->features[i].kind];
	return feature;
}

/* The value of a literal without a type, which is the same in every row. */
static void
keep_literal(StreamPlan *plan, FunctionCallInfo fcinfo, int i)
{
	int			n = plan->model->n_features;
	int			j;

	if (plan->literals == NULL)
	{
		plan->literals = palloc(n * sizeof(NullableDatum));
		for (j = 0; j < n; j++)
			plan->literals[j].isnull = true;
	}
	plan->literals[i].isnull = PG_ARGISNULL(i + 1);
	if (!plan->literals[i].isnull)
		plan->literals[i].value =
			logistic_text_value(&plan->features[i],
								DatumGetCString(PG_GETARG_DATUM(i + 1)));
}

/* Resolves where the features of a model are and how they are read. */
static void
resolve_features(const Site *site, StreamPlan *plan, FunctionCallInfo fcinfo)
{
	int			n = plan->model->n_features;
	int			i;

	if (site->form == ROW_OF_VALUES)
		check_count(PG_NARGS() - 1, n);
	plan->columns = palloc(Max(n, 1) * sizeof(int));
	plan->features = palloc(Max(n, 1) * sizeof(LogisticTextFeature));
	plan->row = palloc(Max(n, 1) * sizeof(NullableDatum));
	logistic_ftrl_reader_init(&plan->reader, n, plan->context);
	for (i = 0; i < n; i++)
	{
		const char *name = plan->draft.feature_names[i];
		char	   *what = psprintf("feature %d", i + 1);
		Oid			type;

		plan->features[i] = text_feature(&plan->draft, i);
		if (site->form == ROW_OF_RECORD)
		{
			plan->columns[i] = logistic_score_record_column(&site->record,
															name);
			type = TupleDescAttr(site->record.descriptor,
								 plan->columns[i])->atttypid;
			what = psprintf("column \"%s\"", name);
		}
		else if (site->form == ROW_OF_VALUES)
			type = get_fn_expr_argtype(fcinfo->flinfo, i + 1);
		else
			type = logistic_text_type(plan->features[i].kind);
		if (type == UNKNOWNOID)
		{
			type = logistic_text_type(plan->features[i].kind);
			keep_literal(plan, fcinfo, i);
		}
		logistic_ftrl_reader_resolve(&plan->reader, i, type, what, NULL,
									 plan->context);
		logistic_ftrl_reader_check(&plan->reader, i, &plan->draft);
		pfree(what);
	}
}

/* The plan for the model of the current row. */
static StreamPlan *
get_plan(Site *site, FunctionCallInfo fcinfo)
{
	Datum		datum = PG_GETARG_DATUM(0);
	StreamPlan	   *plan = &site->plans[0];
	StreamPlan	made;
	const FtrlModel *model;
	FtrlModel  *copy;
	MemoryContext old_context;
	int			i;

	for (i = 0; i < PLANS_LIMIT; i++)
	{
		StreamPlan	   *other = &site->plans[i];

		if (other->generation == site->generation &&
			logistic_value_key_matches(&other->key, datum))
			return other;
		if (other->last_used < plan->last_used)
			plan = other;
	}

	model = logistic_ftrl_get(datum);
	memset(&made, 0, sizeof(made));
	made.context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt, "ftrl plan",
										 ALLOCSET_SMALL_SIZES);
	old_context = MemoryContextSwitchTo(made.context);
	copy = palloc(VARSIZE(model));
	memcpy(copy, model, VARSIZE(model));
	made.model = copy;
	made.generation = site->generation;
	logistic_ftrl_draft(copy, &made.draft);
	resolve_features(site, &made, fcinfo);
	logistic_value_key_make(&made.key, datum, offsetof(FtrlModel, hash),
							made.context);
	MemoryContextSwitchTo(old_context);

	/* only a complete plan takes the place of another */
	if (plan->context)
		MemoryContextDelete(plan->context);
	*plan = made;
	return plan;
}

/* The log-odds of the row in a plan's reader. */
static double
score_tokens(const StreamPlan *plan)
{
	const FtrlModel *model = plan->model;
	const LgFtrlSum *plain = logistic_ftrl_plain(model);
	const LgFtrlSum *hashed = logistic_ftrl_hashed(model);
	const uint32 *buckets = logistic_ftrl_buckets(model);
	uint32		n_buckets = UINT32_C(1) << model->bits;
	LgFtrlRates free_rates = lg_ftrl_free(&model->rates);
	double		score = 0.0;
	int			i;

	for (i = 0; i < plan->reader.n_tokens; i++)
	{
		const FtrlToken *token = &plan->reader.tokens[i];
		const LgFtrlSum *sum = token->plain >= 0 ? &plain[token->plain] :
			lg_ftrl_find(buckets, hashed, model->n_hashed, n_buckets,
						 token->hash & (n_buckets - 1));

		if (sum != NULL)
			score += token->x *
				lg_ftrl_weight(model->has_intercept && token->plain == 0 ?
							   &free_rates : &model->rates, sum);
	}
	return score;
}

/* Takes an array of texts as the row. */
static void
take_texts(StreamPlan *plan, ArrayType *texts)
{
	Datum	   *elements;
	bool	   *nulls;
	int			n;
	int			i;

	deconstruct_array(texts, TEXTOID, -1, false, TYPALIGN_INT, &elements,
					  &nulls, &n);
	check_count(n, plan->model->n_features);
	for (i = 0; i < n; i++)
	{
		plan->row[i].isnull = nulls[i];
		if (!nulls[i])
			plan->row[i].value =
				logistic_text_value(&plan->features[i],
									TextDatumGetCString(elements[i]));
	}
}

/* The features of the current row in order; NULL: it is a JSON null. */
static const NullableDatum *
take_row(Site *site, StreamPlan *plan, FunctionCallInfo fcinfo)
{
	int			n = plan->model->n_features;
	Jsonb	   *object;
	int			i;

	switch (site->form)
	{
		case ROW_OF_VALUES:
			if (plan->literals == NULL)
				return &fcinfo->args[1];
			for (i = 0; i < n; i++)
				plan->row[i] = plan->literals[i].isnull ?
					fcinfo->args[i + 1] : plan->literals[i];
			break;
		case ROW_OF_RECORD:
			logistic_score_record_fetch(&site->record,
										PG_GETARG_HEAPTUPLEHEADER(1),
										plan->columns, n, plan->row);
			break;
		case ROW_OF_TEXTS:
			take_texts(plan, PG_GETARG_ARRAYTYPE_P(1));
			break;
		case ROW_OF_JSON:
			object = PG_GETARG_JSONB_P(1);
			if (!logistic_text_check_object(object))
				return NULL;
			for (i = 0; i < n; i++)
				plan->row[i] = logistic_text_key_value(object,
													   &plan->features[i]);
			break;
	}
	return plan->row;
}

/*
 * ftrl_predict(model ftrl_model, VARIADIC features "any") -> float8
 * ftrl_predict(model ftrl_model, VARIADIC features text[]) -> float8
 *
 * The probability of the positive label.  NULL for a NULL model, record,
 * feature or element of an array, and where it is not known which label is
 * positive.  A text that no training row had adds nothing.  Errors: a wrong
 * number or type of features, a column that the record lacks, NaN, an infinity
 * or a number beyond 1e50, an array of numbers of another length.
 */
PG_FUNCTION_INFO_V1(logistic_ftrl_predict);
Datum
logistic_ftrl_predict(PG_FUNCTION_ARGS)
{
	Site	   *site = get_site(fcinfo);
	const NullableDatum *row;
	StreamPlan *plan;

	if (PG_ARGISNULL(0) ||
		(site->form != ROW_OF_VALUES && PG_ARGISNULL(1)))
		PG_RETURN_NULL();
	if (site->form == ROW_OF_RECORD &&
		logistic_score_record_learn(&site->record,
									PG_GETARG_HEAPTUPLEHEADER(1),
									fcinfo->flinfo->fn_mcxt))
		site->generation++;
	plan = get_plan(site, fcinfo);
	plan->last_used = ++site->clock;
	row = take_row(site, plan, fcinfo);
	if (row == NULL ||
		!logistic_ftrl_reader_read(&plan->reader, &plan->draft, row) ||
		plan->model->positive.length == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(lg_link_sigmoid(score_tokens(plan)));
}
