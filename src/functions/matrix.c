/*-------------------------------------------------------------------------
 *
 * matrix.c
 *		Matrices, arrays of two dimensions: outer_product and transpose.
 *
 * One version for float8[] serves all, as in array_product.c.  Both are
 * strict, immutable and parallel safe.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"

/* Makes a matrix out of its elements, row by row. */
static ArrayType *
make_matrix(Datum *elements, bool *nulls, int n_rows, int n_columns)
{
	int			dimensions[2] = {n_rows, n_columns};
	int			lower_bounds[2] = {1, 1};

	return construct_md_array(elements, nulls, 2, dimensions, lower_bounds,
							  FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL,
							  TYPALIGN_DOUBLE);
}

/* Takes an array of one dimension apart. */
static int
take_vector(ArrayType *array, const char *what, Datum **elements,
			bool **nulls)
{
	int			n;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("%s has %d dimensions, but must have 1", what,
						ARR_NDIM(array))));
	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, elements, nulls, &n);
	return n;
}

/*
 * outer_product(a float8[], b float8[]) -> float8[], strict
 *
 * The matrix with a[i] b[j] in row i and column j; NULL where one of both is.
 * Empty if an array is.  Error: an array of more dimensions.
 */
PG_FUNCTION_INFO_V1(logistic_outer_product);
Datum
logistic_outer_product(PG_FUNCTION_ARGS)
{
	Datum	   *a;
	Datum	   *b;
	bool	   *a_nulls;
	bool	   *b_nulls;
	Datum	   *elements;
	bool	   *nulls;
	int			dimensions[2];
	int			n;
	int			i;
	int			j;

	dimensions[0] = take_vector(PG_GETARG_ARRAYTYPE_P(0), "the first array",
								&a, &a_nulls);
	dimensions[1] = take_vector(PG_GETARG_ARRAYTYPE_P(1), "the second array",
								&b, &b_nulls);
	n = ArrayGetNItems(2, dimensions);	/* an error if it is too many */
	if (n == 0)
		PG_RETURN_ARRAYTYPE_P(construct_empty_array(FLOAT8OID));
	elements = palloc(n * sizeof(Datum));
	nulls = palloc(n * sizeof(bool));
	for (i = 0; i < dimensions[0]; i++)
	{
		CHECK_FOR_INTERRUPTS();
		for (j = 0; j < dimensions[1]; j++)
		{
			int			place = i * dimensions[1] + j;

			nulls[place] = a_nulls[i] || b_nulls[j];
			elements[place] = nulls[place] ? (Datum) 0 :
				Float8GetDatum(DatumGetFloat8(a[i]) * DatumGetFloat8(b[j]));
		}
	}
	PG_RETURN_ARRAYTYPE_P(make_matrix(elements, nulls, dimensions[0],
									  dimensions[1]));
}

/*
 * transpose(matrix float8[]) -> float8[], strict
 *
 * The matrix whose rows are the columns of the given one; a NULL element stays
 * NULL.  Error: an array of other dimensions than two, unless it is empty.
 */
PG_FUNCTION_INFO_V1(logistic_transpose);
Datum
logistic_transpose(PG_FUNCTION_ARGS)
{
	ArrayType  *matrix = PG_GETARG_ARRAYTYPE_P(0);
	Datum	   *elements;
	bool	   *nulls;
	Datum	   *turned;
	bool	   *turned_nulls;
	int			n_rows;
	int			n_columns;
	int			n;
	int			i;
	int			j;

	if (ARR_NDIM(matrix) == 0)
		PG_RETURN_ARRAYTYPE_P(construct_empty_array(FLOAT8OID));
	if (ARR_NDIM(matrix) != 2)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("the matrix has %d %s, but must have 2",
						ARR_NDIM(matrix),
						ARR_NDIM(matrix) == 1 ? "dimension" : "dimensions"),
				 errhint("Write it as ARRAY[[1, 2], [3, 4]], row by row.")));
	deconstruct_array(matrix, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, &elements, &nulls, &n);
	n_rows = ARR_DIMS(matrix)[0];
	n_columns = ARR_DIMS(matrix)[1];
	turned = palloc(n * sizeof(Datum));
	turned_nulls = palloc(n * sizeof(bool));
	for (i = 0; i < n_rows; i++)
	{
		CHECK_FOR_INTERRUPTS();
		for (j = 0; j < n_columns; j++)
		{
			turned[j * n_rows + i] = elements[i * n_columns + j];
			turned_nulls[j * n_rows + i] = nulls[i * n_columns + j];
		}
	}
	PG_RETURN_ARRAYTYPE_P(make_matrix(turned, turned_nulls, n_columns,
									  n_rows));
}
