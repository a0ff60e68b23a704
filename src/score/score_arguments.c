/*-------------------------------------------------------------------------
 *
 * score_arguments.c
 *		Reads the features of a scoring call: values, record, columns, texts or
 *		JSON.
 *
 * One by one in the order of the fit; as a record, whose columns the planner
 * may have taken apart; as an array of texts, which untyped parameters make;
 * or as a JSON object.  A literal among values has no type of its own and is
 * read once for each model.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "model/model_terms.h"
#include "options/option_table.h"
#include "pg/compat.h"
#include "pg/scalar_call.h"
#include "score/score_arguments.h"
#include "score/score_plan_make.h"
#include "score/score_text.h"

/* Complains of a feature of a type that is none. */
static pg_noinline void
report_type(const LogisticScoreArguments *arguments, FmgrInfo *flinfo, int i,
			Oid type)
{
	const LogisticTypedArgument *typed =
		logistic_scalar_argument(flinfo, arguments->first + i);
	LogisticReader reader;

	logistic_reader_init(&reader, type,
						 typed ? psprintf("feature \"%s\"", typed->name) :
						 psprintf("feature %d", i + 1),
						 typed ? typed->expression : NULL, CurrentMemoryContext);
}

/* Resolves the types of features that come one by one. */
static void
learn_values(LogisticScoreArguments *arguments, FmgrInfo *flinfo)
{
	int			i;

	arguments->readers = MemoryContextAlloc(flinfo->fn_mcxt,
											Max(arguments->n, 1) *
											sizeof(*arguments->readers));
	for (i = 0; i < arguments->n; i++)
	{
		Oid			type = get_fn_expr_argtype(flinfo, arguments->first + i);

		if (!OidIsValid(type) ||
			!logistic_reader_resolve(&arguments->readers[i], type,
									 flinfo->fn_mcxt))
			report_type(arguments, flinfo, i, type);
		if (arguments->readers[i].storage == LOGISTIC_READ_UNKNOWN)
			arguments->has_literals = true;
	}
}

/* The record of the columns that are no arguments of their own. */
static HeapTupleHeader
rest_of(const LogisticScoreArguments *arguments, FunctionCallInfo fcinfo)
{
	int			last = arguments->first + arguments->n - 1;

	if (PG_ARGISNULL(last))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("the record of further columns is NULL"),
				 errhint("Pass one whole row.")));
	return PG_GETARG_HEAPTUPLEHEADER(last);
}

/* Resolves the names and types of columns that come one by one. */
static void
learn_columns(LogisticScoreArguments *arguments, FunctionCallInfo fcinfo)
{
	int			first = arguments->first;
	int			n = arguments->n - 1;
	TupleDesc	rest = NULL;
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
	if (n_names == n - 1 &&
		get_fn_expr_argtype(fcinfo->flinfo, first + n) == RECORDOID)
	{
		(void) logistic_score_record_learn(&arguments->rest,
										   rest_of(arguments, fcinfo),
										   fcinfo->flinfo->fn_mcxt);
		rest = arguments->rest.descriptor;
		n--;
	}
	if (n_names != n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of columns is %d, but %d names are given", n,
						n_names)));
	for (i = 0; i < n; i++)
		types[i] = get_fn_expr_argtype(fcinfo->flinfo, first + 1 + i);
	arguments->n_direct = n;
	logistic_score_record_learn_columns(&arguments->record, names, types, n,
										rest, fcinfo->flinfo->fn_mcxt);
}

void
logistic_score_arguments_learn(LogisticScoreArguments *arguments,
							   FunctionCallInfo fcinfo, int model, int first,
							   int n)
{
	Oid			type = InvalidOid;

	arguments->first = first;
	arguments->n = n;
	arguments->n_between = first - model - 1;
	if (arguments->n > 0)
		type = get_fn_expr_argtype(fcinfo->flinfo, first);
	if (type == NAMEARRAYOID)
	{
		arguments->form = LOGISTIC_ROW_OF_COLUMNS;
		learn_columns(arguments, fcinfo);
	}
	else if (arguments->n == 1 && OidIsValid(type) && type_is_rowtype(type))
		arguments->form = LOGISTIC_ROW_OF_RECORD;
	else if (arguments->n == 1 && OidIsValid(type) &&
			 getBaseType(type) == JSONBOID)
		arguments->form = LOGISTIC_ROW_OF_JSON;
	else if (arguments->n == 1 && type == TEXTARRAYOID &&
			 get_fn_expr_variadic(fcinfo->flinfo))
		arguments->form = LOGISTIC_ROW_OF_TEXTS;
	else
	{
		arguments->form = LOGISTIC_ROW_OF_VALUES;
		learn_values(arguments, fcinfo->flinfo);
	}
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

/* Complains about a wrong number of features. */
static void
check_count(const LogisticScoreArguments *arguments,
			const LogisticModel *model, int n)
{
	int			n_wanted = logistic_model_n_inputs(model);

	if (likely(n == n_wanted))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("number of features is %d, but the model has %d", n,
					n_wanted),
			 n_wanted == 0 ? 0 :
			 errdetail("Its features are %s.", list_features(model)),
			 arguments->n_between > 0 ?
			 errhint("The second argument is the level, or the label; the features follow it, or one whole row does.") :
			 n == 1 && arguments->form == LOGISTIC_ROW_OF_TEXTS ?
			 errhint("Pass the features in the order of the fit, or one whole row; a JSON object needs a cast, as in $1::jsonb.") :
			 errhint("Pass the features in the order of the fit, or one whole row.")));
}

/*
 * The place of the model's first column, if the others follow it in order and
 * are arguments.
 */
static int
place_columns(const LogisticScoreArguments *arguments, const int *columns,
			  int n)
{
	int			i;

	if (n > 0 && columns[n - 1] >= arguments->n_direct)
		return -1;
	for (i = 1; i < n; i++)
		if (columns[i] != columns[0] + i)
			return -1;
	return n > 0 ? 1 + columns[0] : -1;
}

static bool
is_literal(const LogisticScoreArguments *arguments, int i)
{
	return arguments->readers[i].storage == LOGISTIC_READ_UNKNOWN;
}

/* Reads the literals among the values of a call as features of the model. */
static void
read_literals(const LogisticScoreArguments *arguments,
			  const NullableDatum *args, LogisticScorePlan *plan)
{
	MemoryContext old_context = MemoryContextSwitchTo(plan->context);
	int			i;

	plan->row = palloc(arguments->n * sizeof(*plan->row));
	plan->literals = palloc(arguments->n * sizeof(*plan->literals));
	for (i = 0; i < arguments->n; i++)
	{
		plan->literals[i].isnull = args[i].isnull || !is_literal(arguments, i);
		if (!plan->literals[i].isnull)
			plan->literals[i].value =
				logistic_score_text_value(plan->model, i,
										  DatumGetCString(args[i].value));
	}
	MemoryContextSwitchTo(old_context);
}

/* A plan for values some of which are literals. */
static LogisticScorePlan *
plan_with_literals(const LogisticScoreArguments *arguments,
				   const NullableDatum *args, const LogisticModel *model,
				   MemoryContext context)
{
	LogisticReader *readers = palloc(arguments->n * sizeof(*readers));
	LogisticScorePlan *plan;
	int			i;

	logistic_score_text_readers(model, readers);
	for (i = 0; i < arguments->n; i++)
		if (!is_literal(arguments, i))
			readers[i] = arguments->readers[i];
	plan = logistic_score_plan_make(model, readers, NULL, context);
	plan->place = -1;
	read_literals(arguments, args, plan);
	return plan;
}

LogisticScorePlan *
logistic_score_arguments_plan(const LogisticScoreArguments *arguments,
							  FunctionCallInfo fcinfo,
							  const LogisticModel *model,
							  MemoryContext context)
{
	int			n = logistic_model_n_inputs(model);
	LogisticReader *readers = palloc(Max(n, 1) * sizeof(*readers));
	int		   *columns = palloc0(Max(n, 1) * sizeof(*columns));
	LogisticScorePlan *plan;

	switch (arguments->form)
	{
		case LOGISTIC_ROW_OF_VALUES:
			check_count(arguments, model, arguments->n);
			if (arguments->has_literals)
				return plan_with_literals(arguments,
										  &fcinfo->args[arguments->first],
										  model, context);
			return logistic_score_plan_make(model, arguments->readers, NULL,
											context);
		case LOGISTIC_ROW_OF_TEXTS:
		case LOGISTIC_ROW_OF_JSON:
			logistic_score_text_readers(model, readers);
			break;
		case LOGISTIC_ROW_OF_RECORD:
		case LOGISTIC_ROW_OF_COLUMNS:
			logistic_score_record_match(&arguments->record, model, context,
										readers, columns);
			break;
	}
	plan = logistic_score_plan_make(model, readers, columns, context);
	plan->place = arguments->form == LOGISTIC_ROW_OF_COLUMNS ?
		place_columns(arguments, columns, n) : -1;
	return plan;
}

NullableDatum
logistic_score_arguments_column(LogisticScoreArguments *arguments,
								FunctionCallInfo fcinfo, int column)
{
	HeapTupleHeader header;
	NullableDatum value;

	if (likely(column < arguments->n_direct))
		return fcinfo->args[arguments->first + 1 + column];
	header = rest_of(arguments, fcinfo);
	if (logistic_score_record_learn(&arguments->rest, header,
									fcinfo->flinfo->fn_mcxt))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("the record of further columns differs in type from row to row"),
				 errhint("Pass one whole row.")));
	column -= arguments->n_direct;
	logistic_score_record_fetch(&arguments->rest, header, &column, 1, &value);
	return value;
}

bool
logistic_score_arguments_fetch(LogisticScoreArguments *arguments,
							   FunctionCallInfo fcinfo,
							   LogisticScorePlan *plan)
{
	const NullableDatum *args = &fcinfo->args[arguments->first];
	ArrayType  *texts;
	int			i;

	switch (arguments->form)
	{
		case LOGISTIC_ROW_OF_VALUES:
			for (i = 0; i < plan->n_inputs; i++)
				plan->row[i] = plan->literals[i].isnull ? args[i] :
					plan->literals[i];
			return true;
		case LOGISTIC_ROW_OF_COLUMNS:
			for (i = 0; i < plan->n_inputs; i++)
				plan->row[i] =
					logistic_score_arguments_column(arguments, fcinfo,
													plan->columns[i]);
			return true;
		case LOGISTIC_ROW_OF_TEXTS:
			if (args->isnull)
				return false;
			texts = DatumGetArrayTypeP(args->value);
			check_count(arguments, plan->model,
						ArrayGetNItems(ARR_NDIM(texts), ARR_DIMS(texts)));
			logistic_score_text_row(plan->model, texts, plan->row);
			return true;
		case LOGISTIC_ROW_OF_JSON:
			return !args->isnull &&
				logistic_score_json_row(plan->model,
										DatumGetJsonbP(args->value),
										plan->row);
		case LOGISTIC_ROW_OF_RECORD:
			break;
	}
	elog(ERROR, "a record is fetched by its own function");
	return false;				/* keep the compiler quiet */
}

bool
logistic_score_arguments_offset(LogisticScoreArguments *arguments,
								FunctionCallInfo fcinfo,
								HeapTupleHeader header, const char *name,
								double *offset)
{
	const NullableDatum *args = &fcinfo->args[arguments->first];
	LogisticReader reader;
	NullableDatum value;
	int			column;

	if (arguments->form == LOGISTIC_ROW_OF_JSON)
	{
		if (!logistic_score_json_number(DatumGetJsonbP(args->value), name,
										offset))
			return false;
		*offset = logistic_options_offset(*offset);
		return true;
	}
	column = logistic_score_record_column(&arguments->record, name);
	logistic_reader_init(&reader,
						 TupleDescAttr(arguments->record.descriptor,
									   column)->atttypid, "the offset",
						 quote_identifier(name), CurrentMemoryContext);
	if (reader.kind != LOGISTIC_FEATURE_NUMBER)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"%s\" has type %s, but the offset is a number",
						name, format_type_be(reader.type))));
	if (header != NULL)
		logistic_score_record_fetch(&arguments->record, header, &column, 1,
									&value);
	else
		value = logistic_score_arguments_column(arguments, fcinfo, column);
	if (value.isnull)
		return false;
	*offset = logistic_options_offset(logistic_read_number(&reader,
														   value.value));
	return true;
}
