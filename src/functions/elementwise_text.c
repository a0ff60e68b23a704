/*-------------------------------------------------------------------------
 *
 * elementwise_text.c
 *		The elementwise functions of a literal or parameter without a type.
 *
 * With an argument of no type, as in sigmoid('2') or PREPARE ... sigmoid($1),
 * PostgreSQL cannot choose between a number and an array; it prefers text
 * where a function takes it.  So these functions take text and read it as a
 * number, or as an array for the two softmax functions.  A text that is
 * neither a literal nor a parameter is most likely a column of the wrong type,
 * and raises an error that says what to write.
 *
 * All are strict, immutable and parallel safe.  Errors: as float8's input, and
 * as the functions of float8.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/fmgroids.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"

#include "core/numeric/activation.h"
#include "core/numeric/link.h"
#include "functions/elementwise.h"

/* The text of an argument; an error if it comes from a column. */
static char *
text_argument(FunctionCallInfo fcinfo, int i, const char *type)
{
	if (fcinfo->flinfo->fn_expr != NULL &&
		!get_fn_expr_arg_stable(fcinfo->flinfo, i))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("argument %d of %s is text, but must be of type %s",
						i + 1, get_func_name(fcinfo->flinfo->fn_oid), type),
				 errhint("Add a cast, as in %s(x::%s).",
						 get_func_name(fcinfo->flinfo->fn_oid), type)));
	return text_to_cstring(PG_GETARG_TEXT_PP(i));
}

/* The number of an argument, which may be a float8 or a text. */
static double
number_argument(FunctionCallInfo fcinfo, int i)
{
	char	   *text;

	if (get_fn_expr_argtype(fcinfo->flinfo, i) == FLOAT8OID)
		return PG_GETARG_FLOAT8(i);
	text = text_argument(fcinfo, i, "float8");
	return DatumGetFloat8(DirectFunctionCall1(float8in,
											  CStringGetDatum(text)));
}

/* The same of a label, where a boolean is 0 or 1. */
static double
label_argument(FunctionCallInfo fcinfo, int i)
{
	bool		label;

	if (get_fn_expr_argtype(fcinfo->flinfo, i) != FLOAT8OID &&
		parse_bool(text_argument(fcinfo, i, "float8"), &label))
		return label ? 1.0 : 0.0;
	return number_argument(fcinfo, i);
}

/* name(x text) -> float8 */
#define TEXT_FUNCTION(name, function) \
PG_FUNCTION_INFO_V1(name); \
Datum \
name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_FLOAT8(function(number_argument(fcinfo, 0))); \
} \
extern Datum name(PG_FUNCTION_ARGS)

TEXT_FUNCTION(logistic_sigmoid_text, lg_link_sigmoid);
TEXT_FUNCTION(logistic_sigmoid_derivative_text, lg_link_sigmoid_derivative);
TEXT_FUNCTION(logistic_log_sigmoid_text, lg_link_log_sigmoid);
TEXT_FUNCTION(logistic_softplus_text, lg_link_softplus);
TEXT_FUNCTION(logistic_logit_text, logistic_checked_logit);
TEXT_FUNCTION(logistic_relu_text, lg_activation_relu);
TEXT_FUNCTION(logistic_gelu_text, lg_activation_gelu);
TEXT_FUNCTION(logistic_silu_text, lg_activation_silu);
TEXT_FUNCTION(logistic_tanh_text, tanh);

/* leaky_relu(x text, slope float8) -> float8 */
PG_FUNCTION_INFO_V1(logistic_leaky_relu_text);
Datum
logistic_leaky_relu_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(logistic_checked_leaky_relu(number_argument(fcinfo, 0),
												 PG_GETARG_FLOAT8(1)));
}

/* elu(x text, alpha float8) -> float8 */
PG_FUNCTION_INFO_V1(logistic_elu_text);
Datum
logistic_elu_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(lg_activation_elu(number_argument(fcinfo, 0),
									   PG_GETARG_FLOAT8(1)));
}

/*
 * bce(y text, p text), bce(y text, p float8), bce(y float8, p text) -> float8
 */
PG_FUNCTION_INFO_V1(logistic_bce_text);
Datum
logistic_bce_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(logistic_checked_bce(label_argument(fcinfo, 0),
										  number_argument(fcinfo, 1)));
}

/* bce_with_logits(y, z) -> float8, likewise */
PG_FUNCTION_INFO_V1(logistic_bce_with_logits_text);
Datum
logistic_bce_with_logits_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(logistic_checked_bce_with_logits(label_argument(fcinfo, 0),
													  number_argument(fcinfo,
																	  1)));
}

/* Puts the array of a text in the text's place. */
static void
read_array(FunctionCallInfo fcinfo)
{
	fcinfo->args[0].value =
		OidInputFunctionCall(F_ARRAY_IN,
							 text_argument(fcinfo, 0, "float8[]"),
							 FLOAT8OID, -1);
}

/* softmax(x text) -> float8[] */
PG_FUNCTION_INFO_V1(logistic_softmax_text);
Datum
logistic_softmax_text(PG_FUNCTION_ARGS)
{
	read_array(fcinfo);
	return logistic_softmax(fcinfo);
}

/* log_softmax(x text) -> float8[] */
PG_FUNCTION_INFO_V1(logistic_log_softmax_text);
Datum
logistic_log_softmax_text(PG_FUNCTION_ARGS)
{
	read_array(fcinfo);
	return logistic_log_softmax(fcinfo);
}
