/*-------------------------------------------------------------------------
 *
 * multinomial_evaluate.c
 *		Scores and judges the rows of a query: multinomial_evaluate.
 *
 * As in evaluate.c for two classes, the query is run once, within another that
 * scores its rows by column name, with the rights of the caller, in the
 * caller's snapshot, and cannot write.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"

#include "model/model_terms.h"
#include "multinomial/multinomial_model.h"
#include "pg/extension.h"
#include "pg/query.h"
#include "registry/registry.h"

#define OPERATOR(name)	" OPERATOR(pg_catalog." name ") "
#define INTERNAL(name)	LOGISTIC_INTERNAL "." name

/* Arguments of the SQL functions. */
enum
{
	ARG_MODEL,					/* or its name */
	ARG_QUERY,
	ARG_LABEL,
	ARG_WEIGHT
};

/* A text argument, NULL if it is not given. */
static char *
optional_text(FunctionCallInfo fcinfo, int argument)
{
	return PG_ARGISNULL(argument) ? NULL :
		text_to_cstring(PG_GETARG_TEXT_PP(argument));
}

/* The label: the given column, or that of the model, or else the first one. */
static const char *
choose_label(TupleDesc columns, const LogisticModel *model, const char *label)
{
	const char *wanted = logistic_model_string(model, model->label);
	int			i;

	if (label != NULL)
		return label;
	for (i = 0; i < columns->natts; i++)
		if (strcmp(NameStr(TupleDescAttr(columns, i)->attname), wanted) == 0)
			return wanted;
	return NameStr(TupleDescAttr(columns, 0)->attname);
}

/* Adds the features of the model as columns of a relation, a comma before. */
static void
add_features(StringInfo sql, const LogisticModel *model, TupleDesc columns,
			 const char *relation)
{
	int			i;

	for (i = 0; i < logistic_model_n_inputs(model); i++)
	{
		const char *name =
			logistic_model_string(model, logistic_model_inputs(model)[i].name);

		(void) logistic_query_column(columns, name, "a feature of the model");
		appendStringInfo(sql, ", %s.%s", relation, quote_identifier(name));
	}
}

/* Appends SQL for one figure of a mean over classes, from an array of rows. */
static void
add_mean(StringInfo sql, const char *figure, const char *rows,
		 const char *average)
{
	appendStringInfo(sql, ", (SELECT r.%s FROM pg_catalog.unnest(%s) AS r WHERE r.average" OPERATOR("=") "'%s')",
					 figure, rows, average);
}

/* Appends the rows with the model's predictions, as a relation "e". */
static void
add_scored(StringInfo sql, const LogisticModel *first, TupleDesc columns,
		   const char *query, const char *label, const char *weight)
{
	appendStringInfoString(sql, "(SELECT q, ");
	if (weight != NULL)
		appendStringInfo(sql, "(q.%s)::pg_catalog.float8",
						 quote_identifier(weight));
	else
		appendStringInfoString(sql, "1::pg_catalog.float8");
	appendStringInfo(sql, " AS w, " INTERNAL("multinomial_loss") "($1, q.%s",
					 label);
	add_features(sql, first, columns, "q");
	appendStringInfoString(sql, ") AS loss, " INTERNAL("multinomial_predict") "($1");
	add_features(sql, first, columns, "q");
	appendStringInfo(sql, ") AS predicted FROM (SELECT * FROM (%s\n) AS r OFFSET 0) AS q OFFSET 0) AS e",
					 query);
}

/*
 * The query that judges: $1 is the model.  Accuracy is the mean recall,
 * weighted by the weight of the classes.
 */
static char *
judging_query(const MultinomialModel *model, const char *query,
			  const char *label, const char *weight)
{
	const LogisticModel *first = logistic_multinomial_equation(model, 0);
	TupleDesc	columns = logistic_query_describe(query);
	StringInfoData sql;

	label = choose_label(columns, first, label);
	(void) logistic_query_column(columns, label, "the label");
	(void) logistic_query_column(columns, weight, "the weight");
	label = quote_identifier(label);

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT n, loss");
	add_mean(&sql, "recall", "classes", "weighted");
	appendStringInfoString(&sql, ", (SELECT pg_catalog.avg(r.recall) FROM pg_catalog.unnest(classes) AS r WHERE r.average IS NULL AND r.support" OPERATOR(">") "0)");
	add_mean(&sql, "f1_score", "classes", "macro");
	add_mean(&sql, "f1_score", "classes", "weighted");
	add_mean(&sql, "roc_auc", "areas", "macro");
	add_mean(&sql, "roc_auc", "areas", "weighted");
	appendStringInfo(&sql, " FROM (SELECT pg_catalog.count(*) AS n, pg_catalog.sum(w" OPERATOR("*") "loss)" OPERATOR("/") "pg_catalog.sum(w) AS loss, " INTERNAL("class_metrics") "((q).%s, predicted, w) AS classes, " INTERNAL("multinomial_roc_auc") "(" INTERNAL("logistic_options") "(weight => w), (q).%s, $1",
					 label, label);
	add_features(&sql, first, columns, "(q)");
	if (logistic_model_n_inputs(first) == 0)
		appendStringInfoString(&sql, ", VARIADIC '{}'::pg_catalog.text[]");
	appendStringInfoString(&sql, ") AS areas FROM ");
	add_scored(&sql, first, columns, query, label, weight);
	appendStringInfoString(&sql, " WHERE loss IS NOT NULL AND w" OPERATOR("<>") "0) AS j");
	return sql.data;
}

/* Runs the query and makes its one row the result of the call. */
static Datum
judge(FunctionCallInfo fcinfo, Datum value)
{
	const MultinomialModel *model = logistic_multinomial_get(value);
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	Oid			type = logistic_registry_multinomial_type(&registry);
	Datum		argument = PointerGetDatum(model);
	char	   *query =
		logistic_query_embeddable(text_to_cstring(PG_GETARG_TEXT_PP(ARG_QUERY)));
	TupleDesc	descriptor;
	Datum	   *values;
	bool	   *nulls;

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values = palloc(descriptor->natts * sizeof(Datum));
	nulls = palloc(descriptor->natts * sizeof(bool));
	SPI_connect();
	if (SPI_execute_with_args(judging_query(model, query,
											optional_text(fcinfo, ARG_LABEL),
											optional_text(fcinfo, ARG_WEIGHT)),
							  1, &type, &argument, NULL, true,
							  1) != SPI_OK_SELECT ||
		SPI_processed != 1 ||
		SPI_tuptable->tupdesc->natts != descriptor->natts)
		elog(ERROR, "a model could not be judged");
	heap_deform_tuple(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, values,
					  nulls);

	/* all columns are numbers that are passed by value */
	SPI_finish();
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor),
											 values, nulls));
}

/*
 * multinomial_evaluate(model multinomial_model, query text,
 *						label text DEFAULT NULL,
 *						weight_column text DEFAULT NULL)
 *		-> (nobs bigint, log_loss, accuracy, balanced_accuracy, f1_macro,
 *			f1_weighted, roc_auc_macro, roc_auc_weighted float8)
 *
 * Judges the model on the rows of the query that have a label, a score and a
 * weight other than zero, which are counted as nobs; the means are those of
 * class_metrics and multinomial_roc_auc.  The label is the column of that
 * name in the model, or else the first one.  NULL model or query: NULL.
 * Errors: a column that is missing, a negative weight, and whatever the query
 * raises.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_evaluate);
Datum
logistic_multinomial_evaluate(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(ARG_MODEL) || PG_ARGISNULL(ARG_QUERY))
		PG_RETURN_NULL();
	return judge(fcinfo, PG_GETARG_DATUM(ARG_MODEL));
}

/*
 * multinomial_evaluate(name text, query text, label text DEFAULT NULL,
 *						weight_column text DEFAULT NULL) -> the same
 *
 * Judges the active version of a registered model, which the caller has to
 * be allowed to score with.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_evaluate_by_name);
Datum
logistic_multinomial_evaluate_by_name(PG_FUNCTION_ARGS)
{
	LogisticRegistry registry;
	LogisticInUse in_use;

	if (PG_ARGISNULL(ARG_MODEL) || PG_ARGISNULL(ARG_QUERY))
		PG_RETURN_NULL();
	registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	in_use = logistic_registry_use_as(&registry, PG_GETARG_TEXT_PP(ARG_MODEL),
									  LOGISTIC_ACTIVE_VERSION,
									  LOGISTIC_ACCESS_SCORE,
									  GetActiveSnapshot(),
									  LOGISTIC_FAMILY_MULTINOMIAL,
									  fcinfo->flinfo->fn_oid);
	return judge(fcinfo, PointerGetDatum(in_use.model));
}
