/*-------------------------------------------------------------------------
 *
 * multinomial_io.c
 *		A multinomial_model in and out: as text, as bytes and as jsonb.
 *
 *		{"version": 1, "equations": [LOGISTIC_MODEL, ...],
 *		 "covariance": [[a], [b, c], ...]}
 *
 * Equations are in the written form of a logistic_model, or in its short
 * form: coefficients from elsewhere score like any others.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "core/likelihood/softmax.h"
#include "model/model_json.h"
#include "multinomial/multinomial_model.h"
#include "pg/json_text.h"
#include "pg/json_write.h"

static const char *const model_keys[] = {
	"version", "equations", "covariance", NULL
};

/* Appends a model as one line. */
static void
write_model(StringInfo json, const MultinomialModel *model)
{
	int			i;

	appendStringInfoChar(json, '{');
	logistic_json_count(json, "version", model->version);
	logistic_json_key(json, "equations");
	for (i = 0; i < model->n_equations; i++)
	{
		appendStringInfoString(json, i == 0 ? "[" : ", ");
		logistic_model_write(json, logistic_multinomial_equation(model, i));
	}
	appendStringInfoChar(json, ']');
	if (model->covariance_rows > 0)
	{
		logistic_json_key(json, "covariance");
		logistic_json_triangle(json, logistic_multinomial_covariance(model),
							   model->covariance_rows);
	}
	appendStringInfoChar(json, '}');
}

/* Raises the error for a text that does not describe a multinomial_model. */
static void
value_error(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid multinomial_model: %s", what)));
}

static bool
same_string(const LogisticModel *a, LogisticString x, const LogisticModel *b,
			LogisticString y)
{
	return strcmp(logistic_model_string(a, x),
				  logistic_model_string(b, y)) == 0;
}

/* Raises an error unless an equation has the same features as the first one. */
static void
check_features(const LogisticModel *first, const LogisticModel *other)
{
	const LogisticFeature *a = logistic_model_features(first);
	const LogisticFeature *b = logistic_model_features(other);
	const LogisticLevel *levels_a = logistic_model_levels(first);
	const LogisticLevel *levels_b = logistic_model_levels(other);
	int			i;

	if (first->n_features != other->n_features ||
		first->n_terms != other->n_terms ||
		first->n_levels != other->n_levels ||
		first->has_intercept != other->has_intercept)
		value_error("its equations have different features");
	for (i = 0; i < first->n_features; i++)
		if (!same_string(first, a[i].name, other, b[i].name) ||
			a[i].kind != b[i].kind || a[i].first_term != b[i].first_term ||
			a[i].n_levels != b[i].n_levels)
			value_error("its equations have different features");
	for (i = 0; i < first->n_levels; i++)
		if (!same_string(first, levels_a[i].name, other, levels_b[i].name) ||
			levels_a[i].term != levels_b[i].term)
			value_error("its equations have different levels");
}

/* Complains unless the classes of the equations are distinct. */
static void
check_classes(LogisticModel *const *equations, int n)
{
	const LogisticModel *first = equations[0];
	int			i;
	int			j;

	for (i = 0; i < n; i++)
	{
		const LogisticModel *equation = equations[i];

		if (!same_string(first, first->negative, equation,
						 equation->negative))
			value_error("its equations have different baselines");
		if (n > 1 && same_string(first, first->negative, equation,
								 equation->positive))
			value_error("an equation has the baseline as its class");
		for (j = 0; j < i; j++)
			if (same_string(equations[j], equations[j]->positive, equation,
							equation->positive))
				value_error("two equations have the same class");
		check_features(first, equation);
	}
}

/* Reads the joint covariance of n rows; NULL if there are none. */
static double *
read_covariance(const LogisticObject *model, int n)
{
	int			length;
	JsonbContainer *array = logistic_object_array(model, "covariance",
												  &length);
	double	   *covariance;
	double	   *next;
	int			i;
	int			j;

	if (length != n)
		value_error(psprintf("covariance has %d rows, but the equations have %d",
							 length, n));
	if (n == 0)
		return NULL;
	next = covariance = palloc((Size) n * (n + 1) / 2 * sizeof(double));
	for (i = 0; i < n; i++)
	{
		JsonbValue *row = getIthJsonbValueFromContainer(array, i);

		CHECK_FOR_INTERRUPTS();
		if (row->type != jbvBinary ||
			!JsonContainerIsArray(row->val.binary.data) ||
			JsonContainerSize(row->val.binary.data) != i + 1)
			value_error("covariance is no lower triangle");
		for (j = 0; j <= i; j++)
			*next++ = logistic_element_number(model,
											  getIthJsonbValueFromContainer(row->val.binary.data,
																			j),
											  "covariance");
	}
	return covariance;
}

static MultinomialModel *
parse_model(Jsonb *json)
{
	LogisticObject model;
	JsonbContainer *array;
	LogisticModel **equations;
	int			n;
	int			n_rows = 0;
	int			i;

	if (!JB_ROOT_IS_OBJECT(json))
		value_error("not a JSON object");
	model.json = &json->root;
	model.type = "multinomial_model";
	model.what = "model";
	logistic_object_check_keys(&model, model_keys);
	logistic_object_require(&model, "version");
	logistic_object_require(&model, "equations");
	(void) logistic_object_integer(&model, "version",
								   MULTINOMIAL_MODEL_VERSION,
								   MULTINOMIAL_MODEL_VERSION, 0);
	array = logistic_object_array(&model, "equations", &n);
	if (n < 1 || n >= LG_CLASSES_LIMIT)
		value_error(psprintf("number of equations is %d, but must be from 1 to %d",
							 n, LG_CLASSES_LIMIT - 1));
	equations = palloc(n * sizeof(*equations));
	for (i = 0; i < n; i++)
	{
		JsonbValue *value = getIthJsonbValueFromContainer(array, i);

		equations[i] = logistic_model_parse(JsonbValueToJsonb(value));
		n_rows += equations[i]->covariance_rows;
		if (equations[i]->negative.length == 0 && n > 1)
			value_error("an equation does not name the baseline, its negative label");
	}
	check_classes(equations, n);
	return logistic_multinomial_build(equations, n,
									  n == 1 &&
									  equations[0]->positive.length == 0 ?
									  1 : n + 1,
									  read_covariance(&model, n_rows));
}

/* The model that a text describes. */
static MultinomialModel *
model_of_text(char *text)
{
	return parse_model(logistic_json_read(text, "multinomial_model"));
}

/*
 * multinomial_model_in(cstring) -> multinomial_model, strict
 *
 * Errors: 22P02 for text that is not JSON or describes no model, 22003 for
 * a number that no double can hold.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_model_in);
Datum
logistic_multinomial_model_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(model_of_text(PG_GETARG_CSTRING(0)));
}

/* multinomial_model_out(multinomial_model) -> cstring, strict */
PG_FUNCTION_INFO_V1(logistic_multinomial_model_out);
Datum
logistic_multinomial_model_out(PG_FUNCTION_ARGS)
{
	StringInfoData json;

	initStringInfo(&json);
	write_model(&json, PG_GETARG_MULTINOMIAL_MODEL(0));
	PG_RETURN_CSTRING(json.data);
}

/*
 * multinomial_model_recv(internal) -> multinomial_model, strict
 *
 * Errors: 22P03 for another version of the format, else as in the input.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_model_recv);
Datum
logistic_multinomial_model_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			version = (int16) pq_getmsgint(message, sizeof(int16));
	int			length;

	if (version != MULTINOMIAL_MODEL_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("multinomial_model has format version %d, but this library reads version %d",
						version, MULTINOMIAL_MODEL_VERSION),
				 errhint("Update the extension to the version that wrote the model.")));
	PG_RETURN_POINTER(model_of_text(pq_getmsgtext(message,
												  message->len -
												  message->cursor,
												  &length)));
}

/* multinomial_model_send(multinomial_model) -> bytea, strict */
PG_FUNCTION_INFO_V1(logistic_multinomial_model_send);
Datum
logistic_multinomial_model_send(PG_FUNCTION_ARGS)
{
	StringInfoData json;
	StringInfoData message;

	initStringInfo(&json);
	write_model(&json, PG_GETARG_MULTINOMIAL_MODEL(0));
	pq_begintypsend(&message);
	pq_sendint16(&message, MULTINOMIAL_MODEL_VERSION);
	pq_sendtext(&message, json.data, json.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* jsonb(multinomial_model) -> jsonb, strict */
PG_FUNCTION_INFO_V1(logistic_multinomial_model_to_jsonb);
Datum
logistic_multinomial_model_to_jsonb(PG_FUNCTION_ARGS)
{
	StringInfoData json;

	initStringInfo(&json);
	write_model(&json, PG_GETARG_MULTINOMIAL_MODEL(0));
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(json.data));
}

/* multinomial_model(jsonb) -> multinomial_model, strict */
PG_FUNCTION_INFO_V1(logistic_multinomial_model_from_jsonb);
Datum
logistic_multinomial_model_from_jsonb(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(parse_model(PG_GETARG_JSONB_P(0)));
}
