/*-------------------------------------------------------------------------
 *
 * options_make.c
 *		The constructor of logistic_options, with named arguments.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "nodes/primnodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"

#include "options/options.h"
#include "pg/compat.h"

PG_FUNCTION_INFO_V1(logistic_options_make);

/* The arguments of the constructor. */
enum
{
	ARG_WEIGHT,
	ARG_OFFSET,
	ARG_CLUSTER,
	ARG_INTERCEPT,				/* from here on constant */
	ARG_REFERENCE,
	ARG_POSITIVE,
	ARG_THRESHOLD,
	ARG_ON_NULL,
	ARG_ON_NEW_LEVEL,
	ARG_MAX_ITERATIONS,
	ARG_TOLERANCE,
	ARG_L2,
	ARG_STANDARDIZE,
	ARG_STD_ERROR,
	ARG_CLASS_WEIGHT,
	ARG_PREVALENCE,
	ARG_METHOD,
	ARG_PROFILE,
	ARG_L1,
	ARG_LABEL,
	ARG_NAMES,
	N_ARGS
};

#define FIRST_CONSTANT ARG_INTERCEPT

/* How the type of each argument is passed, as pg_type has it. */
static const struct
{
	bool		by_value;
	int			length;
}			passing[N_ARGS] =
{
	{FLOAT8PASSBYVAL, sizeof(float8)},
	{FLOAT8PASSBYVAL, sizeof(float8)},
	{false, -1},
	{true, sizeof(bool)},
	{false, -1},
	{false, -1},
	{FLOAT8PASSBYVAL, sizeof(float8)},
	{false, -1},
	{false, -1},
	{true, sizeof(int32)},
	{FLOAT8PASSBYVAL, sizeof(float8)},
	{FLOAT8PASSBYVAL, sizeof(float8)},
	{true, sizeof(bool)},
	{false, -1},
	{false, -1},
	{FLOAT8PASSBYVAL, sizeof(float8)},
	{false, -1},
	{true, sizeof(bool)},
	{FLOAT8PASSBYVAL, sizeof(float8)},
	{false, -1},
	{false, -1}
};

/* The last call of the constructor, kept in fn_extra. */
typedef struct LastCall
{
	MemoryContext context;		/* of all that this points to; child of
								 * fn_mcxt */
	LogisticOptions *options;	/* built from the arguments; NULL: none yet */
	bool		is_final;		/* constants in the query: no need to look */
	bool		has_cluster_column; /* a NULL cluster is the row's */
	NullableDatum args[N_ARGS]; /* copies of the constant ones */
} LastCall;

/* Are the constant arguments written out as constants? */
static bool
has_constants_only(FmgrInfo *flinfo)
{
	List	   *args;
	int			i;

	if (flinfo->fn_expr == NULL || !IsA(flinfo->fn_expr, FuncExpr))
		return false;
	args = ((FuncExpr *) flinfo->fn_expr)->args;
	if (list_length(args) != N_ARGS)
		return false;
	for (i = FIRST_CONSTANT; i < N_ARGS; i++)
	{
		if (!IsA(list_nth(args, i), Const))
			return false;
	}
	return true;
}

/*
 * Is there a cluster argument that may be NULL for a row?  A NULL written
 * out, as the default is, means that rows have no clusters.
 */
static bool
has_cluster_column(FmgrInfo *flinfo)
{
	List	   *args;

	if (flinfo->fn_expr == NULL || !IsA(flinfo->fn_expr, FuncExpr))
		return false;
	args = ((FuncExpr *) flinfo->fn_expr)->args;
	return list_length(args) == N_ARGS &&
		!IsA(list_nth(args, ARG_CLUSTER), Const);
}

/* Has the row of this call a cluster, maybe NULL? */
static bool
is_clustered(const LastCall *last, FunctionCallInfo fcinfo)
{
	return last->has_cluster_column || !PG_ARGISNULL(ARG_CLUSTER);
}

/* Are the constant arguments those of the last call? */
static bool
is_like_last_call(const LastCall *last, FunctionCallInfo fcinfo)
{
	int			i;

	if (last->options == NULL ||
		last->options->is_clustered != is_clustered(last, fcinfo))
		return false;
	if (last->is_final)
		return true;
	for (i = FIRST_CONSTANT; i < N_ARGS; i++)
	{
		const NullableDatum *old = &last->args[i];
		const NullableDatum *new = &fcinfo->args[i];

		if (old->isnull != new->isnull)
			return false;
		if (new->isnull)
			continue;
		/* a pointer into a TOAST table says nothing about the value */
		if (passing[i].length == -1 &&
			VARATT_IS_EXTERNAL(DatumGetPointer(new->value)))
			return false;
		if (!datumIsEqual(old->value, new->value, passing[i].by_value,
						  passing[i].length))
			return false;
	}
	return true;
}

/* Takes the names of the features from an array. */
static void
read_names(LogisticOptionsDraft *draft, ArrayType *array)
{
	Datum	   *values;
	bool	   *nulls;
	int			i;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &values,
					  &nulls, &draft->n_names);
	draft->names = palloc(Max(draft->n_names, 1) * sizeof(char *));
	for (i = 0; i < draft->n_names; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("name %d in names is null", i + 1)));
		draft->names[i] = TextDatumGetCString(values[i]);
	}
}

/* Builds options from the constant arguments and keeps both. */
static void
remember_call(LastCall *last, FunctionCallInfo fcinfo)
{
	LogisticOptionsDraft draft;
	LogisticOptions *options;
	MemoryContext old_context;
	int			i;

	logistic_options_draft(&draft);
	if (!PG_ARGISNULL(ARG_INTERCEPT))
		draft.has_intercept = PG_GETARG_BOOL(ARG_INTERCEPT);
	if (!PG_ARGISNULL(ARG_REFERENCE))
		logistic_options_read_references(&draft,
										 &PG_GETARG_JSONB_P(ARG_REFERENCE)->root);
	if (!PG_ARGISNULL(ARG_POSITIVE))
		draft.positive = text_to_cstring(PG_GETARG_TEXT_PP(ARG_POSITIVE));
	if (!PG_ARGISNULL(ARG_THRESHOLD))
		draft.threshold = PG_GETARG_FLOAT8(ARG_THRESHOLD);
	if (!PG_ARGISNULL(ARG_ON_NULL))
		draft.on_null = text_to_cstring(PG_GETARG_TEXT_PP(ARG_ON_NULL));
	if (!PG_ARGISNULL(ARG_ON_NEW_LEVEL))
		draft.on_new_level =
			text_to_cstring(PG_GETARG_TEXT_PP(ARG_ON_NEW_LEVEL));
	if (!PG_ARGISNULL(ARG_MAX_ITERATIONS))
		draft.max_iterations = PG_GETARG_INT32(ARG_MAX_ITERATIONS);
	draft.has_tolerance = !PG_ARGISNULL(ARG_TOLERANCE);
	if (draft.has_tolerance)
		draft.tolerance = PG_GETARG_FLOAT8(ARG_TOLERANCE);
	if (!PG_ARGISNULL(ARG_L2))
		draft.l2 = PG_GETARG_FLOAT8(ARG_L2);
	if (!PG_ARGISNULL(ARG_STANDARDIZE))
		draft.is_standardised = PG_GETARG_BOOL(ARG_STANDARDIZE);
	if (!PG_ARGISNULL(ARG_STD_ERROR))
		draft.std_error = text_to_cstring(PG_GETARG_TEXT_PP(ARG_STD_ERROR));
	if (!PG_ARGISNULL(ARG_CLASS_WEIGHT))
		draft.class_weight =
			text_to_cstring(PG_GETARG_TEXT_PP(ARG_CLASS_WEIGHT));
	draft.has_prevalence = !PG_ARGISNULL(ARG_PREVALENCE);
	if (draft.has_prevalence)
		draft.prevalence = PG_GETARG_FLOAT8(ARG_PREVALENCE);
	if (!PG_ARGISNULL(ARG_METHOD))
		draft.method = text_to_cstring(PG_GETARG_TEXT_PP(ARG_METHOD));
	if (!PG_ARGISNULL(ARG_PROFILE))
		draft.wants_profile = PG_GETARG_BOOL(ARG_PROFILE);
	if (!PG_ARGISNULL(ARG_L1))
		draft.l1 = PG_GETARG_FLOAT8(ARG_L1);
	if (!PG_ARGISNULL(ARG_LABEL))
		draft.label = text_to_cstring(PG_GETARG_TEXT_PP(ARG_LABEL));
	if (!PG_ARGISNULL(ARG_NAMES))
		read_names(&draft, PG_GETARG_ARRAYTYPE_P(ARG_NAMES));
	draft.is_clustered = is_clustered(last, fcinfo);
	options = logistic_options_build(&draft);

	last->options = NULL;
	MemoryContextReset(last->context);
	old_context = MemoryContextSwitchTo(last->context);
	for (i = FIRST_CONSTANT; i < N_ARGS; i++)
	{
		last->args[i] = fcinfo->args[i];
		if (!last->args[i].isnull)
			last->args[i].value = datumCopy(last->args[i].value,
											passing[i].by_value,
											passing[i].length);
	}
	last->options = palloc(VARSIZE(options));
	memcpy(last->options, options, VARSIZE(options));
	MemoryContextSwitchTo(old_context);
}

/*
 * logistic_options(weight float8 DEFAULT 1, logit_offset float8 DEFAULT 0,
 *		cluster text DEFAULT NULL, intercept boolean DEFAULT true, reference jsonb DEFAULT NULL,
 *		positive text DEFAULT NULL, threshold float8 DEFAULT 0.5,
 *		on_null text DEFAULT 'null', on_new_level text DEFAULT 'null',
 *		max_iterations integer DEFAULT 100, tolerance float8 DEFAULT NULL,
 *		l2 float8 DEFAULT 0, standardize boolean DEFAULT true,
 *		std_error text DEFAULT NULL, class_weight text DEFAULT 'none',
 *		prevalence float8 DEFAULT NULL, method text DEFAULT 'mle',
 *		profile boolean DEFAULT false, l1 float8 DEFAULT 0,
 *		label text DEFAULT NULL, names text[] DEFAULT NULL)
 *		-> logistic_options
 *
 * A NULL weight or logit_offset is kept: the row will be left out, and so it
 * will for a cluster that is NULL but not written so.  Any other NULL is the
 * default.  Errors: 22003 for a weight or offset out of
 * range, 22023 for a wrong value of another option, 22004 for a name that is
 * NULL.
 *
 * Where weight, offset or cluster is a column, this is called for every row.  The
 * options are then built once and copied for each row, as long as the other
 * arguments are constants or stay equal.  A parameter is no constant here:
 * PL/pgSQL keeps the cache while its variables change.
 */
Datum
logistic_options_make(PG_FUNCTION_ARGS)
{
	LastCall   *last = fcinfo->flinfo->fn_extra;
	LogisticOptions *options;

	if (last == NULL)
	{
		last = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt,
									  sizeof(LastCall));
		last->context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt,
											  "logistic options",
											  ALLOCSET_SMALL_SIZES);
		last->is_final = has_constants_only(fcinfo->flinfo);
		last->has_cluster_column = has_cluster_column(fcinfo->flinfo);
		fcinfo->flinfo->fn_extra = last;
	}
	if (!is_like_last_call(last, fcinfo))
		remember_call(last, fcinfo);

	if (PG_ARGISNULL(ARG_CLUSTER))
	{
		options = palloc(VARSIZE(last->options));
		memcpy(options, last->options, VARSIZE(last->options));
	}
	else
	{
		text	   *cluster = PG_GETARG_TEXT_PP(ARG_CLUSTER);

		options = logistic_options_with_cluster(last->options,
												VARDATA_ANY(cluster),
												VARSIZE_ANY_EXHDR(cluster));
	}
	options->weight_is_null = PG_ARGISNULL(ARG_WEIGHT);
	options->offset_is_null = PG_ARGISNULL(ARG_OFFSET);
	options->weight = options->weight_is_null ? 0 :
		logistic_options_weight(PG_GETARG_FLOAT8(ARG_WEIGHT));
	options->logit_offset = options->offset_is_null ? 0 :
		logistic_options_offset(PG_GETARG_FLOAT8(ARG_OFFSET));

	PG_RETURN_POINTER(options);
}
