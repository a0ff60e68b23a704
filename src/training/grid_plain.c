/*-------------------------------------------------------------------------
 *
 * grid_plain.c
 *		The SQL of a recipe's cross-validation that reads the rows once.
 *
 * The options are built with the largest penalties, so that what they refuse
 * of penalties is refused; the aggregate takes its penalties from an array.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "pg/query.h"
#include "pg/reader.h"
#include "training/grid_plain.h"
#include "training/recipe_sql.h"

/* Arguments of a function, less those that are no features. */
#define MOST_FEATURES	(FUNC_MAX_ARGS - 6)

/* Is a feature a set?  Its columns are made by a formula. */
static bool
has_set(const LogisticRecipe *recipe, const List *features)
{
	TupleDesc	columns = logistic_query_describe(recipe->query);
	ListCell   *cell;

	foreach(cell, features)
	{
		int			i = logistic_query_column(columns, lfirst(cell),
											  "a feature");
		LogisticReader reader;

		logistic_reader_init(&reader, TupleDescAttr(columns, i)->atttypid,
							 "a feature", NULL, CurrentMemoryContext);
		if (reader.kind == LOGISTIC_FEATURE_SET)
			return true;
	}
	return false;
}

bool
logistic_grid_is_plain(const LogisticRecipe *recipe, const List *features,
					   const LogisticOptions *options, bool has_folds)
{
	if (list_length(features) > MOST_FEATURES)
		return false;
	if (options != NULL && options->bounds.length >= 0)
		return false;
	if (!has_folds)
		return true;
	if (logistic_recipe_splits_rows(recipe) || has_set(recipe, features))
		return false;
	return options == NULL ||
		(logistic_options_terms(options) == NULL &&
		 options->missing == LOGISTIC_MISSING_DROP &&
		 options->min_level_rows == 0 &&
		 options->on_null == LOGISTIC_POLICY_NULL &&
		 options->on_new_level == LOGISTIC_POLICY_NULL);
}

/* The numbers of an array without NULLs. */
static const double *
numbers_of(ArrayType *array, int *n)
{
	*n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	return (const double *) ARR_DATA_PTR(array);
}

/* The largest of them, or one that is no penalty. */
static double
largest(const double *numbers, int n)
{
	double		result = 0.0;
	int			i;

	for (i = 0; i < n; i++)
	{
		if (!(numbers[i] >= 0.0) || isinf(numbers[i]))
			return numbers[i];
		result = Max(result, numbers[i]);
	}
	return result;
}

/* The grid as the aggregate takes it. */
static Datum
make_grid(const double *l1, int n_l1, const double *l2, int n_l2, int n_folds)
{
	Datum	   *elements = palloc((n_l1 + n_l2 + 2) * sizeof(Datum));
	int			n = 0;
	int			i;

	elements[n++] = Float8GetDatum(n_folds);
	elements[n++] = Float8GetDatum(n_l1);
	for (i = 0; i < n_l1; i++)
		elements[n++] = Float8GetDatum(l1[i]);
	for (i = 0; i < n_l2; i++)
		elements[n++] = Float8GetDatum(l2[i]);
	return PointerGetDatum(construct_array(elements, n, FLOAT8OID,
										   sizeof(float8), FLOAT8PASSBYVAL,
										   TYPALIGN_DOUBLE));
}

void
logistic_grid_run_plain(const LogisticRecipe *recipe, const List *features,
						const char *schema, ArrayType *l1, ArrayType *l2,
						int n_folds)
{
	Oid			types[] = {TEXTOID, FLOAT8OID, FLOAT8OID, FLOAT8ARRAYOID, INT4OID};
	Datum		values[lengthof(types)];
	int			n_l1;
	int			n_l2;
	const double *first = numbers_of(l1, &n_l1);
	const double *second = numbers_of(l2, &n_l2);
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT %s.%s(", schema,
					 n_folds > 0 ? "fit_folds" : "fit_path");
	appendStringInfoString(&sql, "$4, ");
	if (n_folds > 0)
	{
		appendStringInfoString(&sql, "pg_catalog.floor(");
		logistic_recipe_append_place(&sql, recipe, features, schema, "$1");
		appendStringInfoString(&sql, " OPERATOR(pg_catalog.*) $5)::pg_catalog.int4, ");
	}
	logistic_recipe_append_options(&sql, recipe, features, NULL, true, schema);
	appendStringInfo(&sql, "q.%s", quote_identifier(recipe->label));
	logistic_recipe_append_columns(&sql, features);
	appendStringInfo(&sql, ") FROM (SELECT $2 AS l1, $3 AS l2) AS %s CROSS JOIN (%s\n) AS q",
					 recipe->penalty, recipe->query);

	values[0] = CStringGetTextDatum("cross-validation");
	values[1] = Float8GetDatum(largest(first, n_l1));
	values[2] = Float8GetDatum(largest(second, n_l2));
	values[3] = make_grid(first, n_l1, second, n_l2, n_folds);
	values[4] = Int32GetDatum(n_folds);
	if (SPI_execute_with_args(sql.data, lengthof(types), types, values, NULL,
							  true, 0) != SPI_OK_SELECT)
		elog(ERROR, "unexpected result of a query over penalties");
}
