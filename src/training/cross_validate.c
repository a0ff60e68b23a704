/*-------------------------------------------------------------------------
 *
 * cross_validate.c
 *		Fits along a grid of penalties: paths and cross-validation.
 *
 * Both are one SQL statement, in which the rows of the query are kept once
 * and read again for every fit.  A row's fold follows from its content or its
 * cluster (holdout.c): the same rows give the same answer in any order.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/lsyscache.h"

#include "pg/compat.h"
#include "pg/extension.h"
#include "pg/label.h"
#include "pg/query.h"
#include "training/grid_points.h"
#include "training/recipe.h"
#include "training/recipe_sql.h"

#define FOLDS_LEAST		2
#define FOLDS_MOST		1000

/* Arguments that both functions have, in this order. */
enum
{
	ARGUMENT_QUERY,
	ARGUMENT_L1,
	ARGUMENT_L2,
	ARGUMENT_FOLDS				/* cross-validation alone; then the rest */
};

/* An argument that is text, or NULL. */
static char *
text_argument(FunctionCallInfo fcinfo, int i)
{
	return PG_ARGISNULL(i) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(i));
}

/* The options as text. */
static char *
options_argument(FunctionCallInfo fcinfo, int i)
{
	Oid			output;
	bool		is_varlena;

	if (PG_ARGISNULL(i))
		return NULL;
	getTypeOutputInfo(get_fn_expr_argtype(fcinfo->flinfo, i), &output,
					  &is_varlena);
	return OidOutputFunctionCall(output, PG_GETARG_DATUM(i));
}

/*
 * The recipe of a call; label, columns and options begin at "first", with a
 * column of clusters among them or not.
 */
static LogisticRecipe
recipe_of_call(FunctionCallInfo fcinfo, int first, bool has_cluster)
{
	LogisticRecipe recipe = {0};

	recipe.query = PG_ARGISNULL(ARGUMENT_QUERY) ? NULL :
		logistic_query_embeddable(text_argument(fcinfo, ARGUMENT_QUERY));
	recipe.label = text_argument(fcinfo, first);
	recipe.weight = text_argument(fcinfo, first + 1);
	recipe.frequency = text_argument(fcinfo, first + 2);
	recipe.offset = text_argument(fcinfo, first + 3);
	if (has_cluster)
		recipe.cluster = text_argument(fcinfo, first + 4);
	recipe.options = options_argument(fcinfo, first + (has_cluster ? 5 : 4));
	recipe.penalty = "g";
	return recipe;
}

/* Complains unless there is a query, and penalties that are penalties. */
static void
check_grid(FunctionCallInfo fcinfo)
{
	int			i;

	if (PG_ARGISNULL(ARGUMENT_QUERY))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("query must not be null")));
	for (i = ARGUMENT_L1; i <= ARGUMENT_L2; i++)
		if (PG_ARGISNULL(i) ||
			ArrayGetNItems(ARR_NDIM(PG_GETARG_ARRAYTYPE_P(i)),
						   ARR_DIMS(PG_GETARG_ARRAYTYPE_P(i))) == 0 ||
			array_contains_nulls(PG_GETARG_ARRAYTYPE_P(i)))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("penalties %s must be numbers",
							i == ARGUMENT_L1 ? "l1" : "l2"),
					 errhint("For example '{0.1, 1, 10}'.")));
}

/* A name that no column has. */
static char *
free_name(const char *wanted, const LogisticRecipe *recipe,
		  const List *features)
{
	const char *taken[] = {
		recipe->label, recipe->weight, recipe->frequency, recipe->offset,
		recipe->cluster
	};
	char	   *name = pstrdup(wanted);
	bool		is_free;

	do
	{
		const ListCell *cell;
		int			i;

		is_free = true;
		foreach(cell, features)
			if (strcmp(name, lfirst(cell)) == 0)
				is_free = false;
		for (i = 0; i < lengthof(taken); i++)
			if (taken[i] != NULL && strcmp(name, taken[i]) == 0)
				is_free = false;
		if (!is_free)
			name = psprintf("%s_", name);
	} while (!is_free);
	return name;
}

/*
 * Opens the statement: the rows as "d", with their fold of $3 if it has a
 * name, or how many rows of a frequency are in each, and the grid as "g".
 */
static void
append_source(StringInfo sql, const LogisticRecipe *recipe,
			  const List *features, const char *schema, const char *fold)
{
	appendStringInfoString(sql, "WITH d AS MATERIALIZED (SELECT q.*");
	if (fold != NULL && logistic_recipe_splits_rows(recipe))
	{
		appendStringInfoString(sql, ", ");
		logistic_recipe_append_copies(sql, recipe, features, schema,
									  "logistic_holdout_folds", "$1", "$3");
		appendStringInfo(sql, " AS %s", quote_identifier(fold));
	}
	else if (fold != NULL)
	{
		appendStringInfoString(sql, ", pg_catalog.floor(");
		logistic_recipe_append_place(sql, recipe, features, schema, "$1");
		appendStringInfo(sql, " OPERATOR(pg_catalog.*) $3)::pg_catalog.int4 AS %s",
						 quote_identifier(fold));
	}
	appendStringInfo(sql, " FROM (%s\n) AS q), g AS MATERIALIZED "
					 "(SELECT DISTINCT l1, l2 FROM pg_catalog.unnest($4) AS l1, pg_catalog.unnest($5) AS l2) ",
					 recipe->query);
}

/*
 * The fit of a point of the grid, to the rows of a condition, as a model;
 * "frequency" is as in recipe_sql.h.
 */
static void
append_model(StringInfo sql, const LogisticRecipe *recipe,
			 const List *features, const char *schema, const char *frequency,
			 const char *where)
{
	appendStringInfoString(sql, "(SELECT ");
	logistic_recipe_append_fit(sql, recipe, features, frequency, schema);
	appendStringInfo(sql, " FROM d AS q%s)", where);
}

/* Runs the statement. */
static void
run(FunctionCallInfo fcinfo, const char *sql, int n_folds)
{
	Oid			types[] = {TEXTOID, FLOAT8OID, INT4OID, FLOAT8ARRAYOID,
	FLOAT8ARRAYOID};
	Datum		values[lengthof(types)];

	values[0] = CStringGetTextDatum("cross-validation");
	values[1] = Float8GetDatum(0.0);
	values[2] = Int32GetDatum(n_folds);
	values[3] = PG_GETARG_DATUM(ARGUMENT_L1);
	values[4] = PG_GETARG_DATUM(ARGUMENT_L2);
	if (SPI_execute_with_args(sql, lengthof(types), types, values, NULL, true,
							  0) != SPI_OK_SELECT)
		elog(ERROR, "unexpected result of a query over penalties");
}

/*
 * logistic_path(query text, l1 float8[], l2 float8[], label text,
 *				 weight_column text, frequency_column text, offset_column text,
 *				 options logistic_options)
 *		-> SETOF (l1 float8, l2 float8, term text, estimate float8,
 *				  df float8, log_lik float8)
 *
 * The coefficients for all pairs of penalties, in their order, without
 * standard errors.  Errors: NULL penalties, and those of logistic_train and
 * logistic_fit.
 */
PG_FUNCTION_INFO_V1(logistic_path);
Datum
logistic_path(PG_FUNCTION_ARGS)
{
	LogisticRecipe recipe = recipe_of_call(fcinfo, ARGUMENT_L2 + 1, false);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	const char *schema = LOGISTIC_INTERNAL;
	List	   *features;
	StringInfoData sql;
	uint64		i;

	check_grid(fcinfo);
	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	features = logistic_recipe_features(&recipe);
	initStringInfo(&sql);
	append_source(&sql, &recipe, features, schema, NULL);
	appendStringInfoString(&sql, "SELECT g.l1, g.l2, c.term, c.estimate, s.effective_df, s.log_lik FROM g CROSS JOIN LATERAL ");
	append_model(&sql, &recipe, features, schema, NULL, "");
	appendStringInfo(&sql, " AS f(model) CROSS JOIN LATERAL %s.logistic_coefficients(f.model) WITH ORDINALITY AS c CROSS JOIN LATERAL %s.logistic_statistics(f.model) AS s ORDER BY g.l1, g.l2, c.ordinality",
					 schema, schema);
	run(fcinfo, sql.data, 0);
	for (i = 0; i < SPI_processed; i++)
		tuplestore_puttuple(result->setResult, SPI_tuptable->vals[i]);
	SPI_finish();
	return (Datum) 0;
}

/*
 * The label as something that bce_with_logits and roc_auc take.  Of a text
 * all values but the positive one of the fit, p.positive, are negative: a
 * fold may have one value only.
 */
static void
append_label(StringInfo sql, const LogisticRecipe *recipe)
{
	TupleDesc	columns = logistic_query_describe(recipe->query);
	int			i = logistic_query_column(columns, recipe->label, "the label");
	const char *label = quote_identifier(recipe->label);
	LogisticLabelReader reader;
	LogisticLabels labels;

	logistic_label_init(&reader, TupleDescAttr(columns, i)->atttypid,
						CurrentMemoryContext);
	logistic_labels_init(&labels, &reader);
	switch (labels.kind)
	{
		case LOGISTIC_LABEL_BOOLEAN:
			appendStringInfo(sql, "(q.%s)::pg_catalog.bool", label);
			return;
		case LOGISTIC_LABEL_NUMBER:
			appendStringInfo(sql, "(q.%s)::pg_catalog.float8", label);
			return;
		case LOGISTIC_LABEL_TEXT:
			appendStringInfo(sql, "(q.%s)::pg_catalog.text OPERATOR(pg_catalog.=) p.positive",
							 label);
			return;
	}
}

/*
 * The statement of a cross-validation.  One row for each point of the grid
 * and fold: l1, l2, log loss, AUC and weight of the fold judged by the fit to
 * the other folds; fold -1 is the fit to all rows: its terms that are not 0.
 *
 * The loss is taken of the score: the loss of a probability that has been
 * rounded to 1 would be infinite.
 */
static char *
cross_validation_sql(const LogisticRecipe *recipe, const List *features,
					 const char *schema)
{
	char	   *fold = free_name("fold", recipe, features);
	const char *quoted = quote_identifier(fold);
	bool		is_split = logistic_recipe_splits_rows(recipe);
	char	   *inside = is_split ?
		psprintf("q.%s[i.k OPERATOR(pg_catalog.+) 1]", quoted) :
		logistic_recipe_frequency(recipe, schema);
	char	   *outside = is_split ?
		psprintf("((q.%s)::pg_catalog.float8 OPERATOR(pg_catalog.-) %s)",
				 quote_identifier(recipe->frequency), inside) : NULL;
	StringInfoData sql;

	initStringInfo(&sql);
	append_source(&sql, recipe, features, schema, fold);
	appendStringInfoString(&sql, "SELECT g.l1, g.l2, j.loss, j.auc, j.weight, NULL::pg_catalog.float8 FROM g CROSS JOIN pg_catalog.generate_series(0, $3 OPERATOR(pg_catalog.-) 1) AS i(k) CROSS JOIN LATERAL ");
	append_model(&sql, recipe, features, schema, outside,
				 is_split ?
				 psprintf(" WHERE %s OPERATOR(pg_catalog.>) 0", outside) :
				 psprintf(" WHERE q.%s OPERATOR(pg_catalog.<>) i.k", quoted));
	appendStringInfoString(&sql, " AS f(model) CROSS JOIN LATERAL (SELECT f.model::pg_catalog.jsonb OPERATOR(pg_catalog.#>>) '{label,positive}'::pg_catalog.text[] OFFSET 0) AS p(positive) CROSS JOIN LATERAL (SELECT ");
	appendStringInfo(&sql, "pg_catalog.sum(w OPERATOR(pg_catalog.*) %s.bce_with_logits(y, z)) OPERATOR(pg_catalog./) pg_catalog.sum(w), %s.roc_auc(y, z, w), pg_catalog.sum(w) FROM (SELECT ",
					 schema, schema);
	append_label(&sql, recipe);
	appendStringInfo(&sql, " AS y, %s.logistic_score(f.model", schema);
	logistic_recipe_append_columns(&sql, features);
	appendStringInfoChar(&sql, ')');
	if (recipe->offset != NULL)
		appendStringInfo(&sql, " OPERATOR(pg_catalog.+) (q.%s)::pg_catalog.float8",
						 quote_identifier(recipe->offset));
	appendStringInfoString(&sql, " AS z, ");
	logistic_recipe_append_weight(&sql, recipe);
	if (recipe->frequency != NULL)
		appendStringInfo(&sql, " OPERATOR(pg_catalog.*) %s", inside);
	appendStringInfoString(&sql, " AS w FROM d AS q WHERE ");
	if (is_split)
		appendStringInfo(&sql, "%s OPERATOR(pg_catalog.>) 0", inside);
	else
		appendStringInfo(&sql, "q.%s OPERATOR(pg_catalog.=) i.k", quoted);
	appendStringInfo(&sql, " OFFSET 0) AS judged WHERE y IS NOT NULL AND z IS NOT NULL AND w OPERATOR(pg_catalog.>) 0) AS j(loss, auc, weight) UNION ALL SELECT g.l1, g.l2, NULL, NULL, NULL, (SELECT pg_catalog.count(*)::pg_catalog.float8 FROM %s.logistic_coefficients(f.model) AS c WHERE c.estimate OPERATOR(pg_catalog.<>) 0 AND c.term OPERATOR(pg_catalog.<>) '(Intercept)') FROM g CROSS JOIN LATERAL ",
					 schema);
	append_model(&sql, recipe, features, schema, NULL, "");
	appendStringInfoString(&sql, " AS f(model) ORDER BY 1, 2");
	return sql.data;
}

static void
put_point(ReturnSetInfo *result, const LogisticGridPoint *point, bool is_minimum,
		  bool is_one_std_error)
{
	Datum		values[8];
	bool		nulls[8] = {false};

	values[0] = Float8GetDatum(point->l1);
	values[1] = Float8GetDatum(point->l2);
	values[2] = Float8GetDatum(point->loss);
	values[3] = Float8GetDatum(point->std_error);
	values[4] = Float8GetDatum(point->auc);
	values[5] = Int32GetDatum(isnan(point->nonzero) ? 0 : point->nonzero);
	values[6] = BoolGetDatum(is_minimum);
	values[7] = BoolGetDatum(is_one_std_error);
	nulls[2] = point->n_folds == 0;
	nulls[3] = isnan(point->std_error);
	nulls[4] = point->auc_weight == 0.0;
	nulls[5] = isnan(point->nonzero);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/*
 * logistic_cross_validate(query text, l1 float8[], l2 float8[],
 *						   folds integer, label text, weight_column text,
 *						   frequency_column text, offset_column text,
 *						   cluster_column text,
 *						   options logistic_options)
 *		-> SETOF (l1 float8, l2 float8, log_loss float8,
 *				  log_loss_std_error float8, roc_auc float8,
 *				  nonzero integer, is_minimum boolean,
 *				  is_one_std_error boolean)
 *
 * For all pairs of penalties the loss of held-out rows, mean and standard
 * error over the folds, and the number of terms that are not zero in the fit
 * to all rows.  Marked are the smallest loss, and the most penalised fit
 * whose loss is within one standard error of it.  Folds without a row count
 * for nothing; a row that a fit is infinitely sure of, and wrong, makes the
 * loss Infinity and its standard error NULL.  Errors: folds outside of 2 to 1000, NULL penalties, and
 * those of logistic_train and logistic_fit.
 */
PG_FUNCTION_INFO_V1(logistic_cross_validate);
Datum
logistic_cross_validate(PG_FUNCTION_ARGS)
{
	LogisticRecipe recipe = recipe_of_call(fcinfo, ARGUMENT_FOLDS + 1,
										   true);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int			folds = PG_ARGISNULL(ARGUMENT_FOLDS) ? 10 :
	PG_GETARG_INT32(ARGUMENT_FOLDS);
	const char *schema = LOGISTIC_INTERNAL;
	List	   *features;
	LogisticGridPoint *points;
	int			n;
	int			minimum;
	int			one_std_error;
	int			i;

	check_grid(fcinfo);
	if (folds < FOLDS_LEAST || folds > FOLDS_MOST)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of folds is %d, but must lie between %d and %d",
						folds, FOLDS_LEAST, FOLDS_MOST),
				 errhint("Usual are 5 and 10.")));
	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	features = logistic_recipe_features(&recipe);
	run(fcinfo, cross_validation_sql(&recipe, features, schema), folds);
	points = logistic_grid_collect(&n);
	minimum = logistic_grid_minimum(points, n);
	one_std_error = logistic_grid_one_std_error(points, n, minimum);
	for (i = 0; i < n; i++)
		put_point(result, &points[i], i == minimum, i == one_std_error);
	SPI_finish();
	return (Datum) 0;
}
