/*-------------------------------------------------------------------------
 *
 * elementwise.c
 *		The elementwise functions of float8 and float4 in SQL.
 *
 * All are strict (NULL in, NULL out), immutable and parallel safe.  NaN gives
 * NaN.  Underflow is never an error, and overflow only where stated
 * (leaky_relu with a slope beyond 1, elu of float4).  The float4 forms compute
 * in double and round once.  Formulas, special cases and accuracy:
 * core/numeric/link.c, activation.c.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "utils/float.h"

#include "core/numeric/activation.h"
#include "core/numeric/link.h"
#include "functions/elementwise.h"

/* Raises 22003 unless the value is in [0, 1] or NaN; "what" names it. */
static inline void
check_unit_interval(double value, const char *what)
{
	if (unlikely(value < 0.0 || value > 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s is %s, but must be between 0 and 1",
						what, float8out_internal(value))));
}

/* logit, with an error instead of NaN for what is no probability. */
double
logistic_checked_logit(double p)
{
	check_unit_interval(p, "probability");
	return lg_link_logit(p);
}

/* leaky_relu, with an error where finite arguments overflow. */
double
logistic_checked_leaky_relu(double x, double slope)
{
	double		result = lg_activation_leaky_relu(x, slope);

	if (unlikely(isinf(result)) && !isinf(x) && !isinf(slope))
		float_overflow_error();
	return result;
}

/* The loss of label y, checked, and probability p, checked. */
double
logistic_checked_bce(double y, double p)
{
	check_unit_interval(y, "label");
	check_unit_interval(p, "probability");
	return lg_link_bce(y, p);
}

/* The loss of label y, checked, and score z. */
double
logistic_checked_bce_with_logits(double y, double z)
{
	check_unit_interval(y, "label");
	return lg_link_bce_with_logits(y, z);
}

/*
 * sigmoid(x float8) -> float8, sigmoid(x float4) -> float4: 1 / (1 + e^-x)
 */
PG_FUNCTION_INFO_V1(logistic_sigmoid);
Datum
logistic_sigmoid(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(lg_link_sigmoid(PG_GETARG_FLOAT8(0)));
}

PG_FUNCTION_INFO_V1(logistic_sigmoid_float4);
Datum
logistic_sigmoid_float4(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT4((float4) lg_link_sigmoid(PG_GETARG_FLOAT4(0)));
}

/*
 * sigmoid_derivative(x float8) -> float8,
 * sigmoid_derivative(x float4) -> float4:
 * sigmoid(x) sigmoid(-x)
 */
PG_FUNCTION_INFO_V1(logistic_sigmoid_derivative);
Datum
logistic_sigmoid_derivative(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(lg_link_sigmoid_derivative(PG_GETARG_FLOAT8(0)));
}

PG_FUNCTION_INFO_V1(logistic_sigmoid_derivative_float4);
Datum
logistic_sigmoid_derivative_float4(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT4((float4) lg_link_sigmoid_derivative(PG_GETARG_FLOAT4(0)));
}

/*
 * log_sigmoid(x float8) -> float8, log_sigmoid(x float4) -> float4:
 * ln sigmoid(x)
 */
PG_FUNCTION_INFO_V1(logistic_log_sigmoid);
Datum
logistic_log_sigmoid(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(lg_link_log_sigmoid(PG_GETARG_FLOAT8(0)));
}

PG_FUNCTION_INFO_V1(logistic_log_sigmoid_float4);
Datum
logistic_log_sigmoid_float4(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT4((float4) lg_link_log_sigmoid(PG_GETARG_FLOAT4(0)));
}

/*
 * softplus(x float8) -> float8, softplus(x float4) -> float4: ln(1 + e^x)
 */
PG_FUNCTION_INFO_V1(logistic_softplus);
Datum
logistic_softplus(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(lg_link_softplus(PG_GETARG_FLOAT8(0)));
}

PG_FUNCTION_INFO_V1(logistic_softplus_float4);
Datum
logistic_softplus_float4(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT4((float4) lg_link_softplus(PG_GETARG_FLOAT4(0)));
}

/*
 * logit(p float8) -> float8, logit(p float4) -> float4: ln(p / (1 - p))
 * Errors: 22003 for p outside [0, 1].
 */
PG_FUNCTION_INFO_V1(logistic_logit);
Datum
logistic_logit(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(logistic_checked_logit(PG_GETARG_FLOAT8(0)));
}

PG_FUNCTION_INFO_V1(logistic_logit_float4);
Datum
logistic_logit_float4(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT4((float4) logistic_checked_logit(PG_GETARG_FLOAT4(0)));
}

/*
 * relu(x float8) -> float8, relu(x float4) -> float4: max(x, 0)
 */
PG_FUNCTION_INFO_V1(logistic_relu);
Datum
logistic_relu(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(lg_activation_relu(PG_GETARG_FLOAT8(0)));
}

PG_FUNCTION_INFO_V1(logistic_relu_float4);
Datum
logistic_relu_float4(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT4((float4) lg_activation_relu(PG_GETARG_FLOAT4(0)));
}

/*
 * gelu(x float8) -> float8, gelu(x float4) -> float4:
 * x Phi(x), exactly (by erf, not by tanh)
 */
PG_FUNCTION_INFO_V1(logistic_gelu);
Datum
logistic_gelu(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(lg_activation_gelu(PG_GETARG_FLOAT8(0)));
}

PG_FUNCTION_INFO_V1(logistic_gelu_float4);
Datum
logistic_gelu_float4(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT4((float4) lg_activation_gelu(PG_GETARG_FLOAT4(0)));
}

/*
 * silu(x float8) -> float8, silu(x float4) -> float4: x sigmoid(x)
 */
PG_FUNCTION_INFO_V1(logistic_silu);
Datum
logistic_silu(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(lg_activation_silu(PG_GETARG_FLOAT8(0)));
}

PG_FUNCTION_INFO_V1(logistic_silu_float4);
Datum
logistic_silu_float4(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT4((float4) lg_activation_silu(PG_GETARG_FLOAT4(0)));
}

/*
 * elu(x float8, alpha float8 DEFAULT 1) -> float8,
 * elu(x float4, alpha float8 DEFAULT 1) -> float4:
 * x for x >= 0, alpha (e^x - 1) below
 * Errors: 22003 if the float4 overflows.
 */
PG_FUNCTION_INFO_V1(logistic_elu);
Datum
logistic_elu(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(lg_activation_elu(PG_GETARG_FLOAT8(0),
									   PG_GETARG_FLOAT8(1)));
}

PG_FUNCTION_INFO_V1(logistic_elu_float4);
Datum
logistic_elu_float4(PG_FUNCTION_ARGS)
{
	double		wide = lg_activation_elu(PG_GETARG_FLOAT4(0),
										 PG_GETARG_FLOAT8(1));
	float4		result = (float4) wide;

	if (unlikely(isinf(result)) && !isinf(wide))
		float_overflow_error();
	PG_RETURN_FLOAT4(result);
}

/*
 * leaky_relu(x float8, slope float8 DEFAULT 0.01) -> float8,
 * leaky_relu(x float4, slope float8 DEFAULT 0.01) -> float4:
 * x for x >= 0, slope * x below
 * Errors: 22003 if the product overflows.
 */
PG_FUNCTION_INFO_V1(logistic_leaky_relu);
Datum
logistic_leaky_relu(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(logistic_checked_leaky_relu(PG_GETARG_FLOAT8(0),
												 PG_GETARG_FLOAT8(1)));
}

PG_FUNCTION_INFO_V1(logistic_leaky_relu_float4);
Datum
logistic_leaky_relu_float4(PG_FUNCTION_ARGS)
{
	double		wide = logistic_checked_leaky_relu(PG_GETARG_FLOAT4(0),
												   PG_GETARG_FLOAT8(1));
	float4		result = (float4) wide;

	if (unlikely(isinf(result)) && !isinf(wide))
		float_overflow_error();
	PG_RETURN_FLOAT4(result);
}

/*
 * bce(y float8, p float8) -> float8, bce(y boolean, p float8) -> float8:
 * -(y ln p + (1 - y) ln(1 - p))
 * Errors: 22003 for y or p outside [0, 1].
 */
PG_FUNCTION_INFO_V1(logistic_bce);
Datum
logistic_bce(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(logistic_checked_bce(PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1)));
}

PG_FUNCTION_INFO_V1(logistic_bce_boolean);
Datum
logistic_bce_boolean(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(logistic_checked_bce(PG_GETARG_BOOL(0) ? 1.0 : 0.0,
								 PG_GETARG_FLOAT8(1)));
}

/*
 * bce_with_logits(y float8, z float8) -> float8,
 * bce_with_logits(y boolean, z float8) -> float8: bce(y, sigmoid(z))
 * Errors: 22003 for y outside [0, 1].
 */
PG_FUNCTION_INFO_V1(logistic_bce_with_logits);
Datum
logistic_bce_with_logits(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(logistic_checked_bce_with_logits(PG_GETARG_FLOAT8(0),
											 PG_GETARG_FLOAT8(1)));
}

PG_FUNCTION_INFO_V1(logistic_bce_with_logits_boolean);
Datum
logistic_bce_with_logits_boolean(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(logistic_checked_bce_with_logits(PG_GETARG_BOOL(0) ? 1.0 : 0.0,
											 PG_GETARG_FLOAT8(1)));
}
