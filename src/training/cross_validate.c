/*-------------------------------------------------------------------------
 *
 * cross_validate.c
 *		Runs a recipe along a grid: logistic_path, logistic_cross_validate.
 *
 * Both are one SQL statement, which reads the rows of the query once
 * (grid_plain.c).  Where folds divide equal rows, or terms, missing values and
 * new levels follow rules of the fit, it keeps the rows and reads them again
 * for every fit.  A row's fold follows from its content or its cluster
 * (holdout.c): the same rows give the same result in any order.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/lsyscache.h"

#include "pg/compat.h"
#include "pg/extension.h"
#include "pg/query.h"
#include "training/grid_plain.h"
#include "training/grid_points.h"
#include "training/grid_statement.h"
#include "training/recipe.h"

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

/* Checks that there is a query, and that the penalties are valid. */
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

/* The options of a call, the last argument; NULL: the default ones. */
static const LogisticOptions *
options_of_call(FunctionCallInfo fcinfo)
{
	int			last = PG_NARGS() - 1;

	return PG_ARGISNULL(last) ? NULL : PG_GETARG_LOGISTIC_OPTIONS(last);
}

/* The elements of an array of a record, which SPI has answered with. */
static Datum *
elements_of(HeapTupleHeader record, int column, Oid type, int length,
			bool by_value, char align, int *n)
{
	bool		is_null;
	Datum		array = GetAttributeByNum(record, column, &is_null);
	Datum	   *elements;

	deconstruct_array(DatumGetArrayTypeP(array), type, length, by_value, align,
					  &elements, NULL, n);
	return elements;
}

/* A number of the answer; NaN is NULL. */
static Datum
number_or_null(Datum number, bool *is_null)
{
	*is_null = isnan(DatumGetFloat8(number));
	return number;
}

/* Puts the points of a plain path out, the least penalised one first. */
static void
put_plain_path(ReturnSetInfo *result)
{
	bool		is_null;
	Datum		answer = SPI_getbinval(SPI_tuptable->vals[0],
									   SPI_tuptable->tupdesc, 1, &is_null);
	HeapTupleHeader record;
	Datum	   *terms;
	Datum	   *numbers;
	int			n_terms;
	int			n_numbers;
	int			length;
	int			n_points;
	int			n_l1 = 1;		/* points of the first l2: they come by l2, from
								 * the largest on, and so within it by l1 */
	int			i;
	int			j;
	int			k;

	if (is_null)
		return;
	record = DatumGetHeapTupleHeader(answer);
	terms = elements_of(record, 1, TEXTOID, -1, false, TYPALIGN_INT, &n_terms);
	numbers = elements_of(record, 2, FLOAT8OID, sizeof(float8),
						  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &n_numbers);
	length = 4 + n_terms;
	n_points = n_numbers / length;
	while (n_l1 < n_points && DatumGetFloat8(numbers[n_l1 * length + 1]) ==
		   DatumGetFloat8(numbers[1]))
		n_l1++;
	for (k = 0; k < n_points; k++)
	{
		const Datum *point;

		i = n_l1 - 1 - k / (n_points / n_l1);
		i += n_l1 * (n_points / n_l1 - 1 - k % (n_points / n_l1));
		point = numbers + (Size) i * length;
		for (j = 0; j < n_terms; j++)
		{
			Datum		values[6];
			bool		nulls[6] = {false};

			values[0] = point[0];
			values[1] = point[1];
			values[2] = terms[j];
			values[3] = number_or_null(point[4 + j], &nulls[3]);
			values[4] = number_or_null(point[2], &nulls[4]);
			values[5] = number_or_null(point[3], &nulls[5]);
			tuplestore_putvalues(result->setResult, result->setDesc, values,
								 nulls);
		}
	}
}

/*
 * logistic_path(query text, l1 float8[], l2 float8[], label text,
 *				 weight_column text, frequency_column text, offset_column text,
 *				 options logistic_options)
 *		-> SETOF (l1 float8, l2 float8, term text, estimate float8,
 *				  effective_df float8, log_lik float8)
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
	uint64		i;

	check_grid(fcinfo);
	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	features = logistic_recipe_features(&recipe);
	if (logistic_grid_is_plain(&recipe, features, options_of_call(fcinfo),
							   false))
	{
		logistic_grid_run_plain(&recipe, features, schema,
								PG_GETARG_ARRAYTYPE_P(ARGUMENT_L1),
								PG_GETARG_ARRAYTYPE_P(ARGUMENT_L2), 0);
		put_plain_path(result);
		SPI_finish();
		return (Datum) 0;
	}
	run(fcinfo, logistic_grid_path_sql(&recipe, features, schema), 0);
	for (i = 0; i < SPI_processed; i++)
		tuplestore_puttuple(result->setResult, SPI_tuptable->vals[i]);
	SPI_finish();
	return (Datum) 0;
}

/* The folds of no rows: each point has a fit without terms. */
static LogisticGridFold *
folds_of_nothing(ArrayType *l1, ArrayType *l2, int *n_folds)
{
	int			n_l1 = ArrayGetNItems(ARR_NDIM(l1), ARR_DIMS(l1));
	int			n_l2 = ArrayGetNItems(ARR_NDIM(l2), ARR_DIMS(l2));
	LogisticGridFold *folds = palloc((Size) n_l1 * n_l2 * sizeof(*folds));
	int			i;

	*n_folds = n_l1 * n_l2;
	for (i = 0; i < *n_folds; i++)
	{
		folds[i].l1 = ((const double *) ARR_DATA_PTR(l1))[i / n_l2];
		folds[i].l2 = ((const double *) ARR_DATA_PTR(l2))[i % n_l2];
		folds[i].loss = folds[i].auc = folds[i].weight = get_float8_nan();
		folds[i].nonzero = 0.0;
	}
	return folds;
}

/* The folds of a plain cross-validation: SPI's answer is one array, or NULL. */
static LogisticGridFold *
plain_folds(FunctionCallInfo fcinfo, int *n_folds)
{
	bool		is_null;
	Datum		answer = SPI_getbinval(SPI_tuptable->vals[0],
									   SPI_tuptable->tupdesc, 1, &is_null);
	ArrayType  *array;

	if (is_null)
		return folds_of_nothing(PG_GETARG_ARRAYTYPE_P(ARGUMENT_L1),
								PG_GETARG_ARRAYTYPE_P(ARGUMENT_L2), n_folds);
	array = DatumGetArrayTypeP(answer);
	*n_folds = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)) *
		sizeof(double) / sizeof(LogisticGridFold);
	return (LogisticGridFold *) ARR_DATA_PTR(array);
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
 *				  n_nonzero integer, is_minimum boolean,
 *				  is_one_std_error boolean)
 *
 * For each pair of penalties: mean and standard error over the folds of the
 * loss of held-out rows, and the number of nonzero terms of the fit to all
 * rows.  is_minimum marks the smallest loss, is_one_std_error the most
 * penalised fit whose loss is within one standard error of it.  Folds without
 * rows are ignored.  A row that a fit gives probability 0 makes the loss
 * Infinity and its standard error NULL.  Errors: folds outside of 2 to 1000,
 * NULL penalties, and those of logistic_train and logistic_fit.
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
	LogisticGridFold *judged;
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
	if (logistic_grid_is_plain(&recipe, features, options_of_call(fcinfo),
							   true))
	{
		logistic_grid_run_plain(&recipe, features, schema,
								PG_GETARG_ARRAYTYPE_P(ARGUMENT_L1),
								PG_GETARG_ARRAYTYPE_P(ARGUMENT_L2), folds);
		judged = plain_folds(fcinfo, &n);
	}
	else
	{
		run(fcinfo, logistic_grid_folds_sql(&recipe, features, schema), folds);
		judged = logistic_grid_folds(&n);
	}
	points = logistic_grid_collect(judged, n, &n);
	minimum = logistic_grid_minimum(points, n);
	one_std_error = logistic_grid_one_std_error(points, n, minimum);
	for (i = 0; i < n; i++)
		put_point(result, &points[i], i == minimum, i == one_std_error);
	SPI_finish();
	return (Datum) 0;
}
