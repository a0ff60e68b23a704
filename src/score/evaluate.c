/*-------------------------------------------------------------------------
 *
 * evaluate.c
 *		Scores and judges the rows of a query: logistic_evaluate.
 *
 * The query is run once, within another that scores its rows by column name
 * and judges the scores with the metrics of this extension.  It runs with
 * the rights of the caller, in the caller's snapshot, and cannot write.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/snapmgr.h"

#include "model/model.h"
#include "options/option_table.h"
#include "pg/extension.h"
#include "pg/query.h"
#include "registry/group_model.h"
#include "registry/registry.h"

/* The alias of the user's rows; no column of theirs may have this name. */
#define ROWS	"\"rows to judge\""

#define OPERATOR(name)	" OPERATOR(pg_catalog." name ") "

/* Arguments of the SQL functions. */
enum
{
	ARG_MODEL,					/* or its name */
	ARG_QUERY,
	ARG_LABEL,
	ARG_WEIGHT,
	ARG_FREQUENCY,
	ARG_OFFSET,
	ARG_THRESHOLD
};

/* The model to judge, and the rows to judge it on. */
typedef struct Evaluation
{
	Datum		model;			/* a logistic_model */
	text	   *name;			/* of a model by groups, of which "model" is
								 * one; else NULL */
	Oid			model_type;
	const char *query;			/* fit for parentheses */
	const char *schema;			/* of the functions that it calls */
	const char *label;			/* columns of the query */
	const char *weight;			/* NULL: all are 1 */
	const char *frequency;		/* NULL: all are 1 */
	const char *offset;			/* NULL: all are 0 */
	double		threshold;		/* NaN: that of the model */
} Evaluation;

/* A text argument, NULL if it is not given. */
static char *
optional_text(FunctionCallInfo fcinfo, int argument)
{
	return PG_ARGISNULL(argument) ? NULL :
		text_to_cstring(PG_GETARG_TEXT_PP(argument));
}

/* Finds the columns; the label is that of the model unless it is given. */
static void
choose_columns(Evaluation *evaluation, const LogisticModel *model)
{
	TupleDesc	columns = logistic_query_describe(evaluation->query);
	const char *wanted = logistic_model_string(model, model->label);
	int			i;

	if (evaluation->label == NULL)
	{
		evaluation->label = NameStr(TupleDescAttr(columns, 0)->attname);
		for (i = 0; i < columns->natts; i++)
			if (strcmp(NameStr(TupleDescAttr(columns, i)->attname),
					   wanted) == 0)
				evaluation->label = wanted;
	}
	(void) logistic_query_column(columns, evaluation->label, "the label");
	(void) logistic_query_column(columns, evaluation->weight, "the weight");
	(void) logistic_query_column(columns, evaluation->frequency,
								 "the frequency");
	(void) logistic_query_column(columns, evaluation->offset, "the offset");
}

/*
 * Appends the label: a boolean, or a number that the metrics check.  All
 * values of a text but the positive one are negative.
 */
static void
add_label(StringInfo sql, const Evaluation *evaluation,
		  const LogisticModel *model)
{
	const char *label = quote_identifier(evaluation->label);

	switch ((LogisticLabelKind) model->label_kind)
	{
		case LOGISTIC_LABEL_BOOLEAN:
			appendStringInfo(sql, "(%s.%s)::pg_catalog.bool", ROWS, label);
			return;
		case LOGISTIC_LABEL_NUMBER:
			appendStringInfo(sql, "(%s.%s)::pg_catalog.float8", ROWS, label);
			return;
		case LOGISTIC_LABEL_TEXT:
			appendStringInfo(sql, "(%s.%s)::pg_catalog.text" OPERATOR("=") "%s",
							 ROWS, label,
							 quote_literal_cstr(logistic_model_string(model,
																	  model->positive)));
			return;
	}
}

/* Appends a column as a number; nothing if there is no column. */
static void
add_number(StringInfo sql, const char *before, const char *column)
{
	if (column != NULL)
		appendStringInfo(sql, "%s(%s.%s)::pg_catalog.float8", before, ROWS,
						 quote_identifier(column));
}

/*
 * The query that judges: $1 is the model, $2 its threshold.
 *
 * The log loss is computed from the score: a probability rounded to 1 would
 * make it infinite.
 */
static char *
judging_query(const Evaluation *evaluation, const LogisticModel *model)
{
	const char *schema = evaluation->schema;
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT n, log_loss, brier_score, roc_auc, average_precision, ks, $2, "
					 "(c).true_positives, (c).false_positives, (c).true_negatives, (c).false_negatives, "
					 "(c).accuracy, (c).precision, (c).recall, (c).specificity, "
					 "(c).f1_score, (c).balanced_accuracy, (c).mcc FROM (SELECT %s AS n, ",
					 evaluation->frequency == NULL ? "pg_catalog.count(*)" :
					 "COALESCE(pg_catalog.sum(f), 0)::pg_catalog.int8");
	appendStringInfo(&sql, "pg_catalog.sum(w" OPERATOR("*") "%s.bce_with_logits(y, z))"
					 OPERATOR("/") "pg_catalog.sum(w) AS log_loss, ", schema);
	appendStringInfo(&sql, "%s.brier_score(y, %s.sigmoid(z), w) AS brier_score, "
					 "%s.roc_auc(y, z, w) AS roc_auc, "
					 "%s.average_precision(y, z, w) AS average_precision, "
					 "%s.ks_statistic(y, z, w) AS ks, "
					 "%s.confusion_matrix(y, %s.sigmoid(z), $2, w) AS c ",
					 schema, schema, schema, schema, schema, schema, schema);
	appendStringInfoString(&sql, "FROM (SELECT ");
	add_label(&sql, evaluation, model);
	appendStringInfo(&sql, " AS y, %s.logistic_score($1, %s)", schema, ROWS);
	add_number(&sql, OPERATOR("+"), evaluation->offset);
	appendStringInfoString(&sql, " AS z, ");
	if (evaluation->weight != NULL)
		add_number(&sql, "", evaluation->weight);
	else
		appendStringInfoString(&sql, "1::pg_catalog.float8");
	if (evaluation->frequency != NULL)
	{
		appendStringInfo(&sql, OPERATOR("*") "%s.logistic_frequency(", schema);
		add_number(&sql, "", evaluation->frequency);
		appendStringInfoString(&sql, ")");
	}
	appendStringInfoString(&sql, " AS w");
	add_number(&sql, ", ", evaluation->frequency);
	appendStringInfo(&sql, "%s FROM (%s\n) AS %s OFFSET 0) AS scored ",
					 evaluation->frequency != NULL ? " AS f" : "",
					 evaluation->query, ROWS);
	appendStringInfoString(&sql, "WHERE y IS NOT NULL AND z IS NOT NULL AND w"
						   OPERATOR("<>") "0) AS judged");
	return sql.data;
}

/* Runs the query and makes its one row the result of the call. */
static Datum
judge(FunctionCallInfo fcinfo, Evaluation *evaluation)
{
	const LogisticModel *model = logistic_model_get(evaluation->model);
	Oid			types[2] = {evaluation->model_type, FLOAT8OID};
	Datum		arguments[2];
	TupleDesc	descriptor;
	Datum	   *values;
	bool	   *nulls;

	logistic_model_check_probability(model, "logistic_evaluate");
	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values = palloc(descriptor->natts * sizeof(Datum));
	nulls = palloc(descriptor->natts * sizeof(bool));
	arguments[0] = PointerGetDatum(model);
	if (evaluation->name != NULL)
	{
		types[0] = TEXTOID;
		arguments[0] = PointerGetDatum(evaluation->name);
	}
	arguments[1] = Float8GetDatum(isnan(evaluation->threshold) ?
								  model->threshold : evaluation->threshold);

	SPI_connect();
	choose_columns(evaluation, model);
	if (SPI_execute_with_args(judging_query(evaluation, model), 2, types,
							  arguments, NULL, true, 1) != SPI_OK_SELECT ||
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

/* Reads the arguments that both functions have. */
static void
read_arguments(FunctionCallInfo fcinfo, Evaluation *evaluation)
{
	LogisticRegistry registry;

	registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	evaluation->model_type = logistic_registry_model_type(&registry);
	evaluation->schema = LOGISTIC_INTERNAL;
	evaluation->query =
		logistic_query_embeddable(text_to_cstring(PG_GETARG_TEXT_PP(ARG_QUERY)));
	evaluation->name = NULL;
	evaluation->label = optional_text(fcinfo, ARG_LABEL);
	evaluation->weight = optional_text(fcinfo, ARG_WEIGHT);
	evaluation->frequency = optional_text(fcinfo, ARG_FREQUENCY);
	evaluation->offset = optional_text(fcinfo, ARG_OFFSET);
	evaluation->threshold = PG_ARGISNULL(ARG_THRESHOLD) ? get_float8_nan() :
		logistic_option_check_number(LOGISTIC_OPTION_THRESHOLD,
									 PG_GETARG_FLOAT8(ARG_THRESHOLD));
}

/*
 * logistic_evaluate(model logistic_model, query text,
 *					 label text DEFAULT NULL, weight_column text DEFAULT NULL,
 *					 frequency_column text DEFAULT NULL,
 *					 offset_column text DEFAULT NULL,
 *					 threshold float8 DEFAULT NULL)
 *		-> (nobs bigint, log_loss, brier_score, roc_auc, average_precision,
 *			ks, threshold, true_positives, false_positives, true_negatives,
 *			false_negatives, accuracy, precision, recall, specificity,
 *			f1_score, balanced_accuracy, mcc float8)
 *
 * Computes metrics of the model on the rows of the query that have a label, a
 * score and a weight other than zero; nobs counts these rows by frequency.
 * The label is the column named "label", or the one that the model's label is
 * named after, or else the first one.  A row is positive if its probability is
 * at least the threshold; NULL stands for the model's.  NULL model or query:
 * NULL.  Errors: a column that is missing, a negative weight, a frequency that
 * is no whole number of at least 0, a threshold outside 0 to 1, and whatever
 * the query raises.
 */
PG_FUNCTION_INFO_V1(logistic_evaluate);
Datum
logistic_evaluate(PG_FUNCTION_ARGS)
{
	Evaluation	evaluation;

	if (PG_ARGISNULL(ARG_MODEL) || PG_ARGISNULL(ARG_QUERY))
		PG_RETURN_NULL();
	read_arguments(fcinfo, &evaluation);
	evaluation.model = PG_GETARG_DATUM(ARG_MODEL);
	return judge(fcinfo, &evaluation);
}

/*
 * logistic_evaluate(name text, query text, label text DEFAULT NULL,
 *					 weight_column text DEFAULT NULL,
 *					 frequency_column text DEFAULT NULL,
 *					 offset_column text DEFAULT NULL,
 *					 threshold float8 DEFAULT NULL) -> the same
 *
 * Judges the active version of a registered model, which the caller has to be
 * allowed to score with; the offset column defaults to that of the training,
 * if there was one.
 */
PG_FUNCTION_INFO_V1(logistic_evaluate_by_name);
Datum
logistic_evaluate_by_name(PG_FUNCTION_ARGS)
{
	LogisticRegistry registry;
	LogisticInUse in_use;
	Evaluation	evaluation;

	if (PG_ARGISNULL(ARG_MODEL) || PG_ARGISNULL(ARG_QUERY))
		PG_RETURN_NULL();
	registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	in_use = logistic_registry_use_as(&registry, PG_GETARG_TEXT_PP(ARG_MODEL),
									  LOGISTIC_ACTIVE_VERSION,
									  LOGISTIC_ACCESS_SCORE,
									  GetActiveSnapshot(),
									  LOGISTIC_FAMILY_BINOMIAL,
									  fcinfo->flinfo->fn_oid);
	read_arguments(fcinfo, &evaluation);
	if (in_use.by != NULL)
	{
		/* each row has the model of its group, and a score by name the offset */
		evaluation.name = PG_GETARG_TEXT_PP(ARG_MODEL);
		in_use.model = logistic_group_any(&registry, evaluation.name,
										  in_use.version, GetActiveSnapshot());
		if (in_use.model == NULL)
			PG_RETURN_NULL();
		if (evaluation.offset != NULL)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("a model by groups takes the offset of its training, not column \"%s\"",
							evaluation.offset)));
		in_use.offset_column = NULL;
	}
	evaluation.model = PointerGetDatum(in_use.model);
	if (evaluation.offset == NULL)
		evaluation.offset = in_use.offset_column;
	return judge(fcinfo, &evaluation);
}
