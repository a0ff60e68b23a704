/*-------------------------------------------------------------------------
 *
 * array_product.c
 *		Products of arrays of numbers: dot, hadamard and matvec.
 *
 * One version for float8[] serves all: arrays of other numbers are cast
 * implicitly, and without loss but for numeric.  All are strict, immutable
 * and parallel safe.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"

#include "core/numeric/dot.h"

/* An array taken apart, in the current memory context. */
typedef struct Numbers
{
	ArrayType  *array;
	int			n;				/* elements, NULLs included */
	Datum	   *datums;			/* [n] */
	bool	   *nulls;			/* [n] */
} Numbers;

static Numbers
numbers_of(ArrayType *array)
{
	Numbers		numbers;

	numbers.array = array;
	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, &numbers.datums, &numbers.nulls,
					  &numbers.n);
	return numbers;
}

/* The values from "first" on; false if one is NULL. */
static bool
take_values(const Numbers *numbers, int first, int n, double *values)
{
	int			i;

	for (i = 0; i < n; i++)
	{
		if (numbers->nulls[first + i])
			return false;
		values[i] = DatumGetFloat8(numbers->datums[first + i]);
	}
	return true;
}

/* Complains unless an array is one list of numbers, or empty. */
static void
check_vector(const ArrayType *array, const char *what)
{
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("%s has %d dimensions, but must have 1", what,
						ARR_NDIM(array))));
}

/*
 * dot(a float8[], b float8[]) -> float8, strict
 *
 * The sum of the products of elements, rounded once.  NULL if an element is.
 * Errors: arrays of more dimensions, or of different lengths.
 */
PG_FUNCTION_INFO_V1(logistic_dot);
Datum
logistic_dot(PG_FUNCTION_ARGS)
{
	Numbers		a = numbers_of(PG_GETARG_ARRAYTYPE_P(0));
	Numbers		b = numbers_of(PG_GETARG_ARRAYTYPE_P(1));
	double	   *x = palloc(Max(a.n, 1) * sizeof(double));
	double	   *y = palloc(Max(a.n, 1) * sizeof(double));

	check_vector(a.array, "the first array");
	check_vector(b.array, "the second array");
	if (a.n != b.n)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("arrays have %d and %d elements, but must have the same number",
						a.n, b.n)));
	if (!take_values(&a, 0, a.n, x) || !take_values(&b, 0, b.n, y))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(lg_dot(x, y, a.n));
}

/*
 * hadamard(a float8[], b float8[]) -> float8[], strict
 *
 * The products of elements, in the shape of the first array; NULL where one
 * of both is.  Error: arrays of different shapes.
 */
PG_FUNCTION_INFO_V1(logistic_hadamard);
Datum
logistic_hadamard(PG_FUNCTION_ARGS)
{
	Numbers		a = numbers_of(PG_GETARG_ARRAYTYPE_P(0));
	Numbers		b = numbers_of(PG_GETARG_ARRAYTYPE_P(1));
	int			n_dimensions = ARR_NDIM(a.array);
	int			i;

	if (n_dimensions != ARR_NDIM(b.array))
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("arrays have %d and %d dimensions, but must have the same shape",
						n_dimensions, ARR_NDIM(b.array))));
	for (i = 0; i < n_dimensions; i++)
		if (ARR_DIMS(a.array)[i] != ARR_DIMS(b.array)[i])
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("arrays have %d and %d elements in dimension %d, but must have the same shape",
							ARR_DIMS(a.array)[i], ARR_DIMS(b.array)[i],
							i + 1)));
	for (i = 0; i < a.n; i++)
	{
		a.nulls[i] |= b.nulls[i];
		if (!a.nulls[i])
			a.datums[i] = Float8GetDatum(DatumGetFloat8(a.datums[i]) *
										 DatumGetFloat8(b.datums[i]));
	}
	PG_RETURN_ARRAYTYPE_P(construct_md_array(a.datums, a.nulls, n_dimensions,
											 ARR_DIMS(a.array),
											 ARR_LBOUND(a.array), FLOAT8OID,
											 sizeof(float8), FLOAT8PASSBYVAL,
											 TYPALIGN_DOUBLE));
}

/*
 * matvec(matrix float8[], vector float8[]) -> float8[], strict
 *
 * A matrix, an array of two dimensions, times a vector: for each row of the
 * matrix its dot product with the vector, NULL if an element is.  Errors:
 * arrays of other dimensions, rows of another length than the vector.
 */
PG_FUNCTION_INFO_V1(logistic_matvec);
Datum
logistic_matvec(PG_FUNCTION_ARGS)
{
	Numbers		matrix = numbers_of(PG_GETARG_ARRAYTYPE_P(0));
	Numbers		vector = numbers_of(PG_GETARG_ARRAYTYPE_P(1));
	int			n_rows = 0;
	int			n_columns = 0;
	double	   *x = palloc(Max(vector.n, 1) * sizeof(double));
	double	   *row = palloc(Max(vector.n, 1) * sizeof(double));
	bool		has_vector;
	Datum	   *products;
	bool	   *nulls;
	int			lower_bound = 1;
	int			i;

	check_vector(vector.array, "the vector");
	if (matrix.n > 0)
	{
		if (ARR_NDIM(matrix.array) != 2)
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("the matrix has %d %s, but must have 2",
							ARR_NDIM(matrix.array),
							ARR_NDIM(matrix.array) == 1 ? "dimension" :
							"dimensions"),
					 errhint("Write it as ARRAY[[1, 2], [3, 4]], row by row.")));
		n_rows = ARR_DIMS(matrix.array)[0];
		n_columns = ARR_DIMS(matrix.array)[1];
	}
	if (n_columns != vector.n)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("the matrix has %d columns, but the vector has %d elements",
						n_columns, vector.n)));
	has_vector = take_values(&vector, 0, vector.n, x);
	products = palloc(Max(n_rows, 1) * sizeof(Datum));
	nulls = palloc(Max(n_rows, 1) * sizeof(bool));
	for (i = 0; i < n_rows; i++)
	{
		CHECK_FOR_INTERRUPTS();
		nulls[i] = !has_vector ||
			!take_values(&matrix, i * n_columns, n_columns, row);
		products[i] = Float8GetDatum(nulls[i] ? 0.0 :
									 lg_dot(row, x, n_columns));
	}
	if (n_rows == 0)
		PG_RETURN_ARRAYTYPE_P(construct_empty_array(FLOAT8OID));
	PG_RETURN_ARRAYTYPE_P(construct_md_array(products, nulls, 1, &n_rows,
											 &lower_bound, FLOAT8OID,
											 sizeof(float8), FLOAT8PASSBYVAL,
											 TYPALIGN_DOUBLE));
}
