/*-------------------------------------------------------------------------
 *
 * elementwise_array.c
 *		The elementwise functions of float8[] and float4[] in SQL.
 *
 * The result has the element type, dimensions and lower bounds of the
 * argument; elements are computed in double.  All are strict (NULL in, NULL
 * out), immutable and parallel safe, and raise what the function of one
 * element raises.  A NULL element stays NULL, but makes softmax and
 * log_softmax NULL altogether, since every element depends on all.
 *
 * Arrays of numeric and of integers reach these functions through SQL
 * functions that cast: without such overloads PostgreSQL could not choose
 * between float8[] and float4[] for ARRAY[1, 2].
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/float.h"

#include "core/numeric/activation.h"
#include "core/numeric/link.h"
#include "functions/elementwise.h"

/* An array taken apart; all palloc'd in the current context. */
typedef struct Elements
{
	ArrayType  *array;			/* where they come from: type and shape */
	int			n;				/* number of elements, NULLs included */
	double	   *values;			/* 0 where NULL */
	bool	   *nulls;
	bool		has_nulls;
} Elements;

/* Takes a float8[] or float4[] apart. */
static Elements
elements_of(ArrayType *array)
{
	bool		is_float4 = ARR_ELEMTYPE(array) == FLOAT4OID;
	Elements	result;
	Datum	   *datums;
	int			i;

	result.array = array;
	result.has_nulls = false;
	if (is_float4)
		deconstruct_array(array, FLOAT4OID, sizeof(float4), true,
						  TYPALIGN_INT, &datums, &result.nulls, &result.n);
	else
		deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL,
						  TYPALIGN_DOUBLE, &datums, &result.nulls, &result.n);
	result.values = (double *) palloc(result.n * sizeof(double));
	for (i = 0; i < result.n; i++)
	{
		if (result.nulls[i])
		{
			result.has_nulls = true;
			result.values[i] = 0.0;
		}
		else if (is_float4)
			result.values[i] = DatumGetFloat4(datums[i]);
		else
			result.values[i] = DatumGetFloat8(datums[i]);
	}
	pfree(datums);
	return result;
}

/* Puts the elements back into an array of the type and shape they had. */
static Datum
array_of(const Elements *elements)
{
	ArrayType  *shape = elements->array;
	Oid			type = ARR_ELEMTYPE(shape);
	bool		is_float4 = type == FLOAT4OID;
	Datum	   *datums;
	int			i;

	if (elements->n == 0)
		return PointerGetDatum(construct_empty_array(type));
	datums = (Datum *) palloc(elements->n * sizeof(Datum));
	for (i = 0; i < elements->n; i++)
	{
		float4		narrow = (float4) elements->values[i];

		if (!is_float4)
			datums[i] = Float8GetDatum(elements->values[i]);
		else if (isinf(narrow) && !isinf(elements->values[i]))
			float_overflow_error();
		else
			datums[i] = Float4GetDatum(narrow);
	}
	if (is_float4)
		return PointerGetDatum(construct_md_array(datums, elements->nulls,
												  ARR_NDIM(shape),
												  ARR_DIMS(shape),
												  ARR_LBOUND(shape), type,
												  sizeof(float4), true,
												  TYPALIGN_INT));
	return PointerGetDatum(construct_md_array(datums, elements->nulls,
											  ARR_NDIM(shape),
											  ARR_DIMS(shape),
											  ARR_LBOUND(shape), type,
											  sizeof(float8), FLOAT8PASSBYVAL,
											  TYPALIGN_DOUBLE));
}

/* The array of function(element). */
static Datum
apply_each(ArrayType *array, LogisticElementwise function)
{
	Elements	elements = elements_of(array);
	int			i;

	for (i = 0; i < elements.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!elements.nulls[i])
			elements.values[i] = function(elements.values[i]);
	}
	return array_of(&elements);
}

/* sigmoid(x float8[]) -> float8[], sigmoid(x float4[]) -> float4[] */
PG_FUNCTION_INFO_V1(logistic_sigmoid_array);
Datum
logistic_sigmoid_array(PG_FUNCTION_ARGS)
{
	return apply_each(PG_GETARG_ARRAYTYPE_P(0), lg_link_sigmoid);
}

/*
 * sigmoid_derivative(x float8[]) -> float8[],
 * sigmoid_derivative(x float4[]) -> float4[]
 */
PG_FUNCTION_INFO_V1(logistic_sigmoid_derivative_array);
Datum
logistic_sigmoid_derivative_array(PG_FUNCTION_ARGS)
{
	return apply_each(PG_GETARG_ARRAYTYPE_P(0), lg_link_sigmoid_derivative);
}

/* log_sigmoid(x float8[]) -> float8[], log_sigmoid(x float4[]) -> float4[] */
PG_FUNCTION_INFO_V1(logistic_log_sigmoid_array);
Datum
logistic_log_sigmoid_array(PG_FUNCTION_ARGS)
{
	return apply_each(PG_GETARG_ARRAYTYPE_P(0), lg_link_log_sigmoid);
}

/* softplus(x float8[]) -> float8[], softplus(x float4[]) -> float4[] */
PG_FUNCTION_INFO_V1(logistic_softplus_array);
Datum
logistic_softplus_array(PG_FUNCTION_ARGS)
{
	return apply_each(PG_GETARG_ARRAYTYPE_P(0), lg_link_softplus);
}

/* logit(p float8[]) -> float8[], logit(p float4[]) -> float4[] */
PG_FUNCTION_INFO_V1(logistic_logit_array);
Datum
logistic_logit_array(PG_FUNCTION_ARGS)
{
	return apply_each(PG_GETARG_ARRAYTYPE_P(0), logistic_checked_logit);
}

/* relu(x float8[]) -> float8[], relu(x float4[]) -> float4[] */
PG_FUNCTION_INFO_V1(logistic_relu_array);
Datum
logistic_relu_array(PG_FUNCTION_ARGS)
{
	return apply_each(PG_GETARG_ARRAYTYPE_P(0), lg_activation_relu);
}

/* gelu(x float8[]) -> float8[], gelu(x float4[]) -> float4[] */
PG_FUNCTION_INFO_V1(logistic_gelu_array);
Datum
logistic_gelu_array(PG_FUNCTION_ARGS)
{
	return apply_each(PG_GETARG_ARRAYTYPE_P(0), lg_activation_gelu);
}

/* silu(x float8[]) -> float8[], silu(x float4[]) -> float4[] */
PG_FUNCTION_INFO_V1(logistic_silu_array);
Datum
logistic_silu_array(PG_FUNCTION_ARGS)
{
	return apply_each(PG_GETARG_ARRAYTYPE_P(0), lg_activation_silu);
}

/*
 * tanh(x float8[]) -> float8[], tanh(x float4[]) -> float4[]
 *
 * Each element as the server's own tanh(float8).
 */
PG_FUNCTION_INFO_V1(logistic_tanh_array);
Datum
logistic_tanh_array(PG_FUNCTION_ARGS)
{
	return apply_each(PG_GETARG_ARRAYTYPE_P(0), tanh);
}

/*
 * elu(x float8[], alpha float8 DEFAULT 1) -> float8[],
 * elu(x float4[], alpha float8 DEFAULT 1) -> float4[]
 */
PG_FUNCTION_INFO_V1(logistic_elu_array);
Datum
logistic_elu_array(PG_FUNCTION_ARGS)
{
	Elements	elements = elements_of(PG_GETARG_ARRAYTYPE_P(0));
	double		alpha = PG_GETARG_FLOAT8(1);
	int			i;

	for (i = 0; i < elements.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		elements.values[i] = lg_activation_elu(elements.values[i], alpha);
	}
	return array_of(&elements);
}

/*
 * leaky_relu(x float8[], slope float8 DEFAULT 0.01) -> float8[],
 * leaky_relu(x float4[], slope float8 DEFAULT 0.01) -> float4[]
 */
PG_FUNCTION_INFO_V1(logistic_leaky_relu_array);
Datum
logistic_leaky_relu_array(PG_FUNCTION_ARGS)
{
	Elements	elements = elements_of(PG_GETARG_ARRAYTYPE_P(0));
	double		slope = PG_GETARG_FLOAT8(1);
	int			i;

	for (i = 0; i < elements.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		elements.values[i] = logistic_checked_leaky_relu(elements.values[i],
														 slope);
	}
	return array_of(&elements);
}

/*
 * softmax(x float8[]) -> float8[], softmax(x float4[]) -> float4[]:
 * e^x[i] / sum of e^x[j], over all elements whatever the dimensions
 */
PG_FUNCTION_INFO_V1(logistic_softmax);
Datum
logistic_softmax(PG_FUNCTION_ARGS)
{
	Elements	elements = elements_of(PG_GETARG_ARRAYTYPE_P(0));

	if (elements.has_nulls)
		PG_RETURN_NULL();
	lg_activation_softmax(elements.values, elements.n, elements.values);
	return array_of(&elements);
}

/*
 * log_softmax(x float8[]) -> float8[], log_softmax(x float4[]) -> float4[]:
 * the logarithms of softmax(x)
 */
PG_FUNCTION_INFO_V1(logistic_log_softmax);
Datum
logistic_log_softmax(PG_FUNCTION_ARGS)
{
	Elements	elements = elements_of(PG_GETARG_ARRAYTYPE_P(0));

	if (elements.has_nulls)
		PG_RETURN_NULL();
	lg_activation_log_softmax(elements.values, elements.n, elements.values);
	return array_of(&elements);
}
