/*-------------------------------------------------------------------------
 *
 * options_make.c
 *		The constructor of logistic_options, with named arguments.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "nodes/primnodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/json.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"

#include "options/options_draft.h"
#include "pg/compat.h"

PG_FUNCTION_INFO_V1(logistic_options_make);

/* The last call of the constructor, kept in fn_extra. */
typedef struct LastCall
{
	MemoryContext context;		/* of all that this points to; child of
								 * fn_mcxt */
	LogisticOptions *options;	/* built from the arguments, without those of
								 * the row; NULL: none yet */
	bool		is_final;		/* all are constants in the query: no
								 * comparison needed */
	bool		is_column[LOGISTIC_N_ROW_OPTIONS];	/* a NULL is the row's, not
													 * an option not given */
	bool		has_texts;		/* may a text of the row be given at all? */
	NullableDatum args[LOGISTIC_N_OPTIONS]; /* copies of the constant ones */
} LastCall;

/* How the type of an argument is passed, by kind, as pg_type has it. */
static const struct
{
	bool		by_value;
	int			length;
}			passing[] =
{
	[LOGISTIC_OPTION_NUMBER] = {FLOAT8PASSBYVAL, sizeof(float8)},
	[LOGISTIC_OPTION_INTEGER] = {true, sizeof(int32)},
	[LOGISTIC_OPTION_BOOLEAN] = {true, sizeof(bool)},
	[LOGISTIC_OPTION_WORD] = {false, -1},
	[LOGISTIC_OPTION_TEXT] = {false, -1},
	[LOGISTIC_OPTION_TEXTS] = {false, -1},
	[LOGISTIC_OPTION_OBJECT] = {false, -1}
};

/* Are the constant arguments written out as constants? */
static bool
has_constants_only(FmgrInfo *flinfo)
{
	List	   *args;
	int			i;

	if (flinfo->fn_expr == NULL || !IsA(flinfo->fn_expr, FuncExpr))
		return false;
	args = ((FuncExpr *) flinfo->fn_expr)->args;
	if (list_length(args) != LOGISTIC_N_OPTIONS)
		return false;
	for (i = LOGISTIC_N_ROW_OPTIONS; i < LOGISTIC_N_OPTIONS; i++)
	{
		if (!IsA(list_nth(args, i), Const))
			return false;
	}
	return true;
}

/*
 * Finds the arguments of the row for which a NULL leaves the row out: all
 * numbers, whose defaults are not NULL, and texts that are not a NULL
 * constant.  A text that is a NULL constant, as by default, means that rows
 * have none.
 */
static void
find_columns(LastCall *last, FmgrInfo *flinfo)
{
	List	   *args = NIL;
	int			i;

	if (flinfo->fn_expr != NULL && IsA(flinfo->fn_expr, FuncExpr))
		args = ((FuncExpr *) flinfo->fn_expr)->args;
	if (list_length(args) != LOGISTIC_N_OPTIONS)
		args = NIL;
	last->has_texts = args == NIL;
	for (i = 0; i < LOGISTIC_N_ROW_OPTIONS; i++)
	{
		Node	   *arg = args == NIL ? NULL : list_nth(args, i);

		last->is_column[i] = true;
		if (logistic_option_table[i].kind != LOGISTIC_OPTION_TEXT)
			continue;
		last->is_column[i] = arg != NULL && !IsA(arg, Const);
		last->has_texts |= last->is_column[i] ||
			(arg != NULL && !((Const *) arg)->constisnull);
	}
}

/* Has the row of this call such an option, maybe NULL? */
static bool
is_given(const LastCall *last, FunctionCallInfo fcinfo, LogisticOptionId id)
{
	return last->is_column[id] || !PG_ARGISNULL(id);
}

/* Have the rows of the last call the same texts as that of this call? */
static bool
has_same_texts(const LastCall *last, FunctionCallInfo fcinfo)
{
	int			i;

	for (i = 0; i < LOGISTIC_N_ROW_OPTIONS; i++)
	{
		int			given_offset = logistic_option_table[i].given_offset;

		if (given_offset > 0 &&
			((const int8 *) last->options)[given_offset] !=
			is_given(last, fcinfo, i))
			return false;
	}
	return true;
}

/* Are the constant arguments those of the last call? */
static bool
is_like_last_call(const LastCall *last, FunctionCallInfo fcinfo)
{
	int			i;

	if (last->options == NULL ||
		(last->has_texts && !has_same_texts(last, fcinfo)))
		return false;
	if (last->is_final)
		return true;
	for (i = LOGISTIC_N_ROW_OPTIONS; i < LOGISTIC_N_OPTIONS; i++)
	{
		const NullableDatum *old = &last->args[i];
		const NullableDatum *new = &fcinfo->args[i];
		LogisticOptionKind kind = logistic_option_table[i].kind;

		if (old->isnull != new->isnull)
			return false;
		if (new->isnull)
			continue;
		/* a pointer into a TOAST table says nothing about the value */
		if (passing[kind].length == -1 &&
			VARATT_IS_EXTERNAL(DatumGetPointer(new->value)))
			return false;
		if (!datumIsEqual(old->value, new->value, passing[kind].by_value,
						  passing[kind].length))
			return false;
	}
	return true;
}

/* An array of texts as a JSON array of strings. */
static Jsonb *
json_of_texts(LogisticOptionId id, ArrayType *array)
{
	StringInfoData json;
	Datum	   *values;
	bool	   *nulls;
	int			n;
	int			i;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &values,
					  &nulls, &n);
	initStringInfo(&json);
	appendStringInfoChar(&json, '[');
	for (i = 0; i < n; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("element %d of %s is NULL", i + 1,
							logistic_option_table[id].name)));
		if (i > 0)
			appendStringInfoChar(&json, ',');
		escape_json(&json, TextDatumGetCString(values[i]));
	}
	appendStringInfoChar(&json, ']');
	return DatumGetJsonbP(DirectFunctionCall1(jsonb_in,
											  CStringGetDatum(json.data)));
}

/* An argument as the value of a draft. */
static void
take_argument(LogisticOptionId id, Datum argument, LogisticOptionValue *value)
{
	switch (logistic_option_table[id].kind)
	{
		case LOGISTIC_OPTION_NUMBER:
			value->number = DatumGetFloat8(argument);
			break;
		case LOGISTIC_OPTION_INTEGER:
			value->number = DatumGetInt32(argument);
			break;
		case LOGISTIC_OPTION_BOOLEAN:
			value->number = DatumGetBool(argument);
			break;
		case LOGISTIC_OPTION_WORD:
		case LOGISTIC_OPTION_TEXT:
			value->bytes = TextDatumGetCString(argument);
			break;
		case LOGISTIC_OPTION_TEXTS:
			value->bytes = (char *) json_of_texts(id,
												  DatumGetArrayTypeP(argument));
			break;
		case LOGISTIC_OPTION_OBJECT:
			value->bytes = (char *) DatumGetJsonbP(argument);
			break;
	}
}

/*
 * Builds options from the constant arguments and keeps both.  The texts of
 * the row are NULL in them.
 */
static void
remember_call(LastCall *last, FunctionCallInfo fcinfo)
{
	LogisticOptionsDraft draft;
	LogisticOptions *options;
	MemoryContext old_context;
	int			i;

	logistic_options_draft(&draft);
	for (i = 0; i < LOGISTIC_N_ROW_OPTIONS; i++)
		draft.values[i].is_given = draft.values[i].is_null =
			is_given(last, fcinfo, i);
	for (i = LOGISTIC_N_ROW_OPTIONS; i < LOGISTIC_N_OPTIONS; i++)
	{
		draft.values[i].is_given = !PG_ARGISNULL(i);
		if (draft.values[i].is_given)
			take_argument(i, PG_GETARG_DATUM(i), &draft.values[i]);
	}
	options = logistic_options_build(&draft);

	last->options = NULL;
	MemoryContextReset(last->context);
	old_context = MemoryContextSwitchTo(last->context);
	for (i = LOGISTIC_N_ROW_OPTIONS; i < LOGISTIC_N_OPTIONS; i++)
	{
		LogisticOptionKind kind = logistic_option_table[i].kind;

		last->args[i] = fcinfo->args[i];
		if (!last->args[i].isnull)
			last->args[i].value = datumCopy(last->args[i].value,
											passing[kind].by_value,
											passing[kind].length);
	}
	last->options = palloc(VARSIZE(options));
	memcpy(last->options, options, VARSIZE(options));
	MemoryContextSwitchTo(old_context);
}

/* A copy of the options of the last call with the texts of this row. */
static LogisticOptions *
copy_with_texts(const LastCall *last, FunctionCallInfo fcinfo)
{
	const char *texts[LOGISTIC_N_ROW_OPTIONS];
	int			lengths[LOGISTIC_N_ROW_OPTIONS];
	int			i;

	for (i = 0; i < LOGISTIC_N_ROW_OPTIONS; i++)
	{
		texts[i] = NULL;
		lengths[i] = 0;
		if (logistic_option_table[i].kind == LOGISTIC_OPTION_TEXT &&
			!PG_ARGISNULL(i))
		{
			text	   *bytes = PG_GETARG_TEXT_PP(i);

			texts[i] = VARDATA_ANY(bytes);
			lengths[i] = VARSIZE_ANY_EXHDR(bytes);
		}
	}
	return logistic_options_with_row(last->options, texts, lengths);
}

/* The options of the last call with what this row has. */
static LogisticOptions *
options_of_row(const LastCall *last, FunctionCallInfo fcinfo)
{
	LogisticOptions *options;
	int			i;

	if (last->has_texts)
		options = copy_with_texts(last, fcinfo);
	else
	{
		options = palloc(VARSIZE(last->options));
		memcpy(options, last->options, VARSIZE(last->options));
	}
	for (i = 0; i < LOGISTIC_N_ROW_OPTIONS; i++)
	{
		if (PG_ARGISNULL(i))
			continue;
		options->row_nulls &= ~(1 << i);
		if (logistic_option_table[i].kind == LOGISTIC_OPTION_NUMBER)
			*(double *) logistic_option_field(options, i) =
				logistic_option_check_number(i, PG_GETARG_FLOAT8(i));
	}
	return options;
}

/*
 * logistic_options(weight float8 DEFAULT 1, logit_offset float8 DEFAULT 0,
 *		frequency float8 DEFAULT 1, cluster text DEFAULT NULL,
 *		strata text DEFAULT NULL, intercept boolean DEFAULT true,
 *		reference jsonb DEFAULT NULL,
 *		positive text DEFAULT NULL, threshold float8 DEFAULT 0.5,
 *		on_null text DEFAULT 'null', on_new_level text DEFAULT 'null',
 *		max_iterations integer DEFAULT 100, tolerance float8 DEFAULT NULL,
 *		l2 float8 DEFAULT 0, standardize boolean DEFAULT true,
 *		std_error text DEFAULT NULL, class_weight text DEFAULT 'none',
 *		prevalence float8 DEFAULT NULL, method text DEFAULT 'mle',
 *		profile boolean DEFAULT false, l1 float8 DEFAULT 0,
 *		label text DEFAULT NULL, names text[] DEFAULT NULL,
 *		terms text DEFAULT NULL, missing text DEFAULT 'drop',
 *		min_level_rows integer DEFAULT 0, bounds jsonb DEFAULT NULL)
 *		-> logistic_options
 *
 * A NULL weight, logit_offset or frequency is kept: the row will be left out.  So is a
 * NULL cluster or stratum that is not written as a constant.  Any other NULL is the
 * default.  Errors: 22003 for one of them out of range, 22023 for a
 * wrong value of another option, 22004 for a NULL in names.
 *
 * Where an option of the row is a column, this is called for every row.  The
 * options are then built once and copied for each row, as long as the other
 * arguments are constants or stay equal.  A parameter does not count as a
 * constant: PL/pgSQL keeps the cache while its variables change.
 */
Datum
logistic_options_make(PG_FUNCTION_ARGS)
{
	LastCall   *last = fcinfo->flinfo->fn_extra;

	if (last == NULL)
	{
		last = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt,
									  sizeof(LastCall));
		last->context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt,
											  "logistic options",
											  ALLOCSET_SMALL_SIZES);
		last->is_final = has_constants_only(fcinfo->flinfo);
		find_columns(last, fcinfo->flinfo);
		fcinfo->flinfo->fn_extra = last;
	}
	if (!is_like_last_call(last, fcinfo))
		remember_call(last, fcinfo);
	PG_RETURN_POINTER(options_of_row(last, fcinfo));
}
