/*-------------------------------------------------------------------------
 *
 * step_take.c
 *		Adds the rows of a pass in the FILTER of its aggregate, for Citus.
 *
 * Citus runs an aggregate that is not PostgreSQL's own through one of its
 * own: the arguments of a row become a record, are taken out of it again, and
 * the transition function is looked up for each row.  That costs more than
 * the pass itself.  So a pass over its tables is
 *
 *		SELECT logistic_step_rows(logistic_step_taken(q.c1))
 *			FILTER (WHERE logistic_step_take($1, q.c1, ...))
 *		FROM (...) AS q
 *
 * where the filter adds the row to a state that its own call site keeps, and
 * is true for the first row only: then logistic_step_taken hands the state
 * over to the aggregate, which goes on to be its owner while the filter fills
 * it.  The result is that of logistic_step over the same rows; there must be
 * no GROUP BY.
 *
 * The state and the call site may end in any order, so each knows the other.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "nodes/execnodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/expandeddatum.h"

#include "distributed/pass_state.h"
#include "pg/aggregate_call.h"
#include "pg/compat.h"

/* Arguments of logistic_step_take, counted from 0. */
enum
{
	TAKE_PARAMETERS,
	TAKE_LABEL,
	TAKE_WEIGHT,
	TAKE_OFFSET,
	TAKE_FREQUENCY,
	TAKE_FEATURES
};

/* What a call of logistic_step_take keeps between rows. */
typedef struct TakeSite
{
	struct TakeLink *link;		/* to the state that is being filled; NULL:
								 * none yet, or its owner is done with it */
	int			n;				/* arguments */
	Oid			types[FUNC_MAX_ARGS];
	ArrayType  *features;		/* of one row, as logistic_step has them */
	int			capacity;		/* elements there is room for */
	MemoryContextCallback ends;
} TakeSite;

/* What a state keeps of the call that fills it. */
typedef struct TakeLink
{
	LogisticPassState *state;	/* in whose context the link is */
	TakeSite   *site;			/* NULL: has ended */
	MemoryContextCallback ends;
} TakeLink;

/* A new state that logistic_step_taken() has to hand over; NULL: none. */
static LogisticPassState *offered = NULL;

/* The state ends. */
static void
end_state(void *arg)
{
	TakeLink   *link = arg;

	if (link->site != NULL)
		link->site->link = NULL;
	if (offered == link->state)
		offered = NULL;
}

/* The call site ends. */
static void
end_site(void *arg)
{
	TakeSite   *site = arg;

	if (site->link != NULL)
		site->link->site = NULL;
}

/* May an argument of this type stand for a number, or for an array of them? */
static void
check_type(Oid type, int argument)
{
	switch (type)
	{
		case BOOLOID:
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case FLOAT4OID:
		case FLOAT8OID:
			return;
		case FLOAT8ARRAYOID:
			if (argument >= TAKE_FEATURES)
				return;
			break;
	}
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("argument %d of logistic_step_take has type %s",
					argument + 1, format_type_be(type)),
			 errhint("It takes booleans, integers and floating-point numbers, and double precision[] as a feature.")));
}

static TakeSite *
make_site(FunctionCallInfo fcinfo)
{
	TakeSite   *site = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt,
											  sizeof(*site));
	int			i;

	site->n = PG_NARGS();
	if (site->n < TAKE_FEATURES || get_fn_expr_variadic(fcinfo->flinfo))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("logistic_step_take needs label, weight, offset and frequency, each as an argument")));
	for (i = TAKE_LABEL; i < site->n; i++)
	{
		site->types[i] = get_fn_expr_argtype(fcinfo->flinfo, i);
		check_type(site->types[i], i);
	}
	site->ends.func = end_site;
	site->ends.arg = site;
	MemoryContextRegisterResetCallback(fcinfo->flinfo->fn_mcxt, &site->ends);
	fcinfo->flinfo->fn_extra = site;
	return site;
}

/* Makes the state for the rows to come. */
static void
open_state(TakeSite *site, const bytea *question, MemoryContext context)
{
	LogisticPassState *state = logistic_pass_state_make(question, context);
	MemoryContext own = logistic_pass_state_context(state);
	TakeLink   *link = MemoryContextAllocZero(own, sizeof(*link));

	link->state = state;
	link->site = site;
	link->ends.func = end_state;
	link->ends.arg = link;
	MemoryContextRegisterResetCallback(own, &link->ends);
	site->link = link;
	offered = state;
}

/* A number of any type. */
static inline double
read_number(Oid type, Datum value)
{
	switch (type)
	{
		case FLOAT8OID:
			return DatumGetFloat8(value);
		case INT4OID:
			return DatumGetInt32(value);
		case BOOLOID:
			return DatumGetBool(value) ? 1.0 : 0.0;
		case INT8OID:
			return (double) DatumGetInt64(value);
		case INT2OID:
			return DatumGetInt16(value);
		default:
			return DatumGetFloat4(value);
	}
}

/* Room for the features of a row: n elements, some of them NULL or none. */
static ArrayType *
features_room(TakeSite *site, int n, bool has_nulls, MemoryContext context)
{
	ArrayType  *features;
	uint8	   *bitmap;

	if (n > site->capacity || site->features == NULL)
	{
		if (site->features != NULL)
			pfree(site->features);
		site->features = NULL;
		site->features = MemoryContextAllocZero(context,
												ARR_OVERHEAD_WITHNULLS(1, n) +
												n * sizeof(double));
		site->capacity = n;
	}
	features = site->features;
	features->ndim = n > 0 ? 1 : 0;
	features->elemtype = FLOAT8OID;
	features->dataoffset = has_nulls ? ARR_OVERHEAD_WITHNULLS(1, n) : 0;
	ARR_DIMS(features)[0] = n;
	ARR_LBOUND(features)[0] = 1;
	bitmap = ARR_NULLBITMAP(features);
	if (bitmap != NULL)
		memset(bitmap, 0, (n + 7) / 8);
	return features;
}

/* Where the next element of the features goes. */
typedef struct Cursor
{
	double	   *next;
	uint8	   *bitmap;			/* NULL: no element is NULL */
	int			i;				/* elements so far */
} Cursor;

static inline void
put(Cursor *cursor, double value)
{
	*cursor->next++ = value;
	if (cursor->bitmap != NULL)
		cursor->bitmap[cursor->i / 8] |= 1 << (cursor->i % 8);
	cursor->i++;
}

/* The elements of an array, of which some may be NULL. */
static void
put_array(Cursor *cursor, const ArrayType *array)
{
	const uint8 *bitmap = ARR_NULLBITMAP(array);
	const double *values = (const double *) ARR_DATA_PTR(array);
	int			n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	int			i;

	for (i = 0; i < n; i++)
	{
		if (bitmap != NULL && (bitmap[i / 8] & (1 << (i % 8))) == 0)
			cursor->i++;
		else
			put(cursor, *values++);
	}
}

/*
 * The arrays among the features, as they are to be read; returns the number
 * of all elements.  One that is NULL has the length that the question says,
 * all NULL.
 */
static int
open_arrays(FunctionCallInfo fcinfo, TakeSite *site, ArrayType **arrays,
			bool *has_nulls)
{
	int			n = site->n - TAKE_FEATURES;
	int			i;

	for (i = TAKE_FEATURES; i < site->n; i++)
	{
		*has_nulls |= PG_ARGISNULL(i);
		if (likely(site->types[i] != FLOAT8ARRAYOID))
			continue;
		arrays[i] = NULL;
		if (PG_ARGISNULL(i))
			n += logistic_pass_state_length(site->link->state,
											i - TAKE_FEATURES);
		else
		{
			arrays[i] = PG_GETARG_ARRAYTYPE_P(i);
			*has_nulls |= ARR_HASNULL(arrays[i]);
			n += ArrayGetNItems(ARR_NDIM(arrays[i]), ARR_DIMS(arrays[i]));
		}
	}
	return n;
}

/* The features of a row as logistic_step has them. */
static ArrayType *
collect_features(FunctionCallInfo fcinfo, TakeSite *site)
{
	ArrayType  *arrays[FUNC_MAX_ARGS];
	bool		has_nulls = false;
	int			n = open_arrays(fcinfo, site, arrays, &has_nulls);
	ArrayType  *features = features_room(site, n, has_nulls,
										 fcinfo->flinfo->fn_mcxt);
	Cursor		cursor;
	int			i;

	cursor.next = (double *) ARR_DATA_PTR(features);
	cursor.bitmap = ARR_NULLBITMAP(features);
	cursor.i = 0;
	for (i = TAKE_FEATURES; i < site->n; i++)
	{
		if (unlikely(PG_ARGISNULL(i)))
			cursor.i++;
		else if (unlikely(site->types[i] == FLOAT8ARRAYOID))
			put(&cursor, ArrayGetNItems(ARR_NDIM(arrays[i]),
										ARR_DIMS(arrays[i])));
		else
			put(&cursor, read_number(site->types[i], PG_GETARG_DATUM(i)));
	}
	for (i = TAKE_FEATURES; i < site->n; i++)
	{
		if (likely(site->types[i] != FLOAT8ARRAYOID))
			continue;
		if (arrays[i] == NULL)
			cursor.i += logistic_pass_state_length(site->link->state,
												   i - TAKE_FEATURES);
		else
			put_array(&cursor, arrays[i]);
	}
	SET_VARSIZE(features, (char *) cursor.next - (char *) features);
	return features;
}

/*
 * logistic_step_take(parameters bytea, VARIADIC row "any") -> boolean
 *
 * Takes a row in: label, weight, offset, frequency, then the features, each
 * as an argument.  True for a row with which a state begins.  NULLs and
 * errors are those of logistic_step; other errors: types that are no
 * numbers.
 */
PG_FUNCTION_INFO_V1(logistic_step_take);
Datum
logistic_step_take(PG_FUNCTION_ARGS)
{
	TakeSite   *site = fcinfo->flinfo->fn_extra;
	bytea	   *question;
	double		numbers[TAKE_FEATURES];
	bool		is_first;
	int			i;

	if (PG_ARGISNULL(TAKE_PARAMETERS))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("parameters of logistic_step are NULL")));
	question = PG_GETARG_BYTEA_PP(TAKE_PARAMETERS);
	if (site == NULL)
		site = make_site(fcinfo);
	is_first = site->link == NULL;
	if (is_first)
		open_state(site, question, fcinfo->flinfo->fn_mcxt);

	for (i = TAKE_LABEL; i < TAKE_FEATURES; i++)
	{
		numbers[i] = i == TAKE_FREQUENCY ? 1.0 : 0.0;
		if (!PG_ARGISNULL(i))
			numbers[i] = read_number(site->types[i], PG_GETARG_DATUM(i));
	}
	if (PG_ARGISNULL(TAKE_LABEL) || PG_ARGISNULL(TAKE_WEIGHT) ||
		PG_ARGISNULL(TAKE_OFFSET) || PG_ARGISNULL(TAKE_FREQUENCY))
		logistic_pass_state_skip(site->link->state, question,
								 numbers[TAKE_FREQUENCY]);
	else
		logistic_pass_state_add(site->link->state, question,
								numbers[TAKE_LABEL], numbers[TAKE_WEIGHT],
								numbers[TAKE_FREQUENCY], numbers[TAKE_OFFSET],
								collect_features(fcinfo, site));
	PG_RETURN_BOOL(is_first);
}

/*
 * logistic_step_taken(value "any") -> bytea
 *
 * The state that logistic_step_take has just begun; NULL if there is none.
 * The value, which may be NULL, only makes it a call for each row.
 */
PG_FUNCTION_INFO_V1(logistic_step_taken);
Datum
logistic_step_taken(PG_FUNCTION_ARGS)
{
	LogisticPassState *state = offered;

	offered = NULL;
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(logistic_pass_state_datum(state));
}

/* The rows of several groups cannot be told apart by a filter. */
static void
check_groups(FunctionCallInfo fcinfo)
{
	if (!IsA(fcinfo->context, AggState) ||
		((AggState *) fcinfo->context)->aggstrategy != AGG_PLAIN)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("logistic_step_rows takes all rows of its query, neither groups nor windows"),
				 errhint("Call logistic_step.")));
}

/*
 * logistic_step_rows_trans(state bytea, other bytea) -> bytea
 *
 * Adds what another state holds; without a state, goes on with the other one.
 * A NULL adds nothing.  Errors: groups and windows; those of
 * logistic_step_combine.
 */
PG_FUNCTION_INFO_V1(logistic_step_rows_trans);
Datum
logistic_step_rows_trans(PG_FUNCTION_ARGS)
{
	MemoryContext context = logistic_aggregate_context(fcinfo,
													   "logistic_step_rows");
	LogisticPassState *state;
	LogisticPassState *other;
	Datum		value;

	check_groups(fcinfo);
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	value = PG_GETARG_DATUM(1);
	other = logistic_pass_state_get(value, context);
	if (!PG_ARGISNULL(0))
	{
		state = logistic_pass_state_get(PG_GETARG_DATUM(0), context);
		if (other != state)
			logistic_pass_state_merge(state, other);
		PG_RETURN_DATUM(logistic_pass_state_datum(state));
	}
	if (DatumIsReadWriteExpandedObject(value, false, -1))
		PG_RETURN_DATUM(TransferExpandedObject(value, context));
	/* a state that another call still fills is copied */
	state = VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(value)) ?
		logistic_pass_state_get(PointerGetDatum(DatumGetByteaPCopy(value)),
								context) : other;
	PG_RETURN_DATUM(logistic_pass_state_datum(state));
}
