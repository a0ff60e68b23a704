/*-------------------------------------------------------------------------
 *
 * isotonic_io.c
 *		Text, binary and jsonb forms of isotonic_model.
 *
 * The text is one line of JSON,
 *
 *		{"version": 1, "blocks": [{"low": 0.1, "high": 0.2, "value": 0.5}]}
 *
 * with every number in its shortest exact form; the binary form is the
 * version and that text.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"

#include "calibration/isotonic_model.h"
#include "model/model_json.h"
#include "pg/compat.h"
#include "pg/json_text.h"
#include "pg/json_write.h"

static const char *const model_keys[] = {"version", "blocks", NULL};
static const char *const block_keys[] = {"low", "high", "value", NULL};

/* Complains about bytes of another format. */
static void
check_version(int64 version, int sqlstate)
{
	if (version != LOGISTIC_ISOTONIC_VERSION)
		ereport(ERROR,
				(errcode(sqlstate),
				 errmsg("isotonic_model has format version " INT64_FORMAT ", but this library reads version %d",
						version, LOGISTIC_ISOTONIC_VERSION),
				 errhint("Update the extension to the version that wrote the model.")));
}

/* Values are stored, so the layout must not change unnoticed. */
StaticAssertDecl(offsetof(LogisticIsotonic, n_blocks) == 8 &&
				 offsetof(LogisticIsotonic, numbers) == 16,
				 "isotonic_model has another layout: change its version");

const LogisticIsotonic *
logistic_isotonic_get(Datum datum)
{
	const LogisticIsotonic *model;

	model = (const LogisticIsotonic *) PG_DETOAST_DATUM(datum);
	if (VARSIZE(model) < offsetof(LogisticIsotonic, numbers))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("isotonic_model is damaged")));
	check_version(model->version, ERRCODE_FEATURE_NOT_SUPPORTED);
	if (model->n_blocks < 1 || VARSIZE(model) !=
		offsetof(LogisticIsotonic, numbers) +
		3 * (Size) model->n_blocks * sizeof(double))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("isotonic_model is damaged")));
	return model;
}

LogisticIsotonic *
logistic_isotonic_make(int n_blocks)
{
	Size		size = offsetof(LogisticIsotonic, numbers) +
		3 * (Size) n_blocks * sizeof(double);
	LogisticIsotonic *model;

	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("isotonic_model of %d blocks is too large", n_blocks)));
	model = palloc0(size);
	SET_VARSIZE(model, size);
	model->version = LOGISTIC_ISOTONIC_VERSION;
	model->n_blocks = n_blocks;
	return model;
}

/* Complains about the i-th block of a text. */
static void
block_error(int i, const char *rule)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid isotonic_model: block %d %s", i + 1, rule)));
}

/* The model that a JSON value describes. */
static LogisticIsotonic *
parse(Jsonb *json)
{
	LogisticObject object = {&json->root, "isotonic_model", "the model"};
	LogisticIsotonic *model;
	JsonbContainer *blocks;
	double		last_high = -INFINITY;
	double		last_value = 0.0;
	int			n_blocks;
	int			i;

	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid isotonic_model: not a JSON object")));
	logistic_object_check_keys(&object, model_keys);
	check_version(logistic_object_integer(&object, "version", 1, PG_INT16_MAX,
										  LOGISTIC_ISOTONIC_VERSION),
				  ERRCODE_INVALID_TEXT_REPRESENTATION);
	blocks = logistic_object_array(&object, "blocks", &n_blocks);
	if (n_blocks == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid isotonic_model: there are no blocks")));
	model = logistic_isotonic_make(n_blocks);
	for (i = 0; i < n_blocks; i++)
	{
		LogisticObject block;
		double		low;
		double		high;
		double		value;

		logistic_element_object(&object,
								getIthJsonbValueFromContainer(blocks, i),
								"block", &block);
		logistic_object_check_keys(&block, block_keys);
		logistic_object_require_all(&block, block_keys);
		low = logistic_object_number(&block, "low", NAN);
		high = logistic_object_number(&block, "high", NAN);
		value = logistic_object_number(&block, "value", NAN);
		if (!(low <= high))
			block_error(i, "has a low score above its high one");
		if (i > 0 && !(low > last_high))
			block_error(i, "does not lie above the one before");
		if (!(value >= last_value && value <= 1.0))
			block_error(i, i == 0 ? "has a value that is not between 0 and 1" :
						"has a value below the one before, or above 1");
		logistic_isotonic_set(model, i, low, high, value);
		last_high = high;
		last_value = value;
	}
	return model;
}

static LogisticIsotonic *
parse_text(char *text)
{
	return parse(logistic_json_read(text, "isotonic_model"));
}

static void
write_isotonic(StringInfo json, const LogisticIsotonic *model)
{
	int			i;

	appendStringInfoChar(json, '{');
	logistic_json_count(json, "version", model->version);
	logistic_json_key(json, "blocks");
	appendStringInfoChar(json, '[');
	for (i = 0; i < model->n_blocks; i++)
	{
		appendStringInfoString(json, i == 0 ? "{" : ", {");
		logistic_json_number(json, "low", logistic_isotonic_low(model)[i]);
		logistic_json_number(json, "high", logistic_isotonic_high(model)[i]);
		logistic_json_number(json, "value", logistic_isotonic_value(model)[i]);
		appendStringInfoChar(json, '}');
	}
	appendStringInfoString(json, "]}");
}

/*
 * isotonic_model_in(cstring) -> isotonic_model, strict
 *
 * Errors: 22P02 for text that is not JSON or describes no model, scores or
 * values that do not ascend among it.
 */
PG_FUNCTION_INFO_V1(logistic_isotonic_in);
Datum
logistic_isotonic_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(parse_text(PG_GETARG_CSTRING(0)));
}

/* isotonic_model_out(isotonic_model) -> cstring, strict */
PG_FUNCTION_INFO_V1(logistic_isotonic_out);
Datum
logistic_isotonic_out(PG_FUNCTION_ARGS)
{
	StringInfoData json;

	initStringInfo(&json);
	write_isotonic(&json, PG_GETARG_LOGISTIC_ISOTONIC(0));
	PG_RETURN_CSTRING(json.data);
}

/*
 * isotonic_model_recv(internal) -> isotonic_model, strict
 *
 * Errors: 22P03 for another version of the format, else as in the input.
 */
PG_FUNCTION_INFO_V1(logistic_isotonic_recv);
Datum
logistic_isotonic_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			length;

	check_version((int16) pq_getmsgint(message, sizeof(int16)),
				  ERRCODE_INVALID_BINARY_REPRESENTATION);
	PG_RETURN_POINTER(parse_text(pq_getmsgtext(message, message->len -
											   message->cursor, &length)));
}

/* isotonic_model_send(isotonic_model) -> bytea, strict */
PG_FUNCTION_INFO_V1(logistic_isotonic_send);
Datum
logistic_isotonic_send(PG_FUNCTION_ARGS)
{
	StringInfoData json;
	StringInfoData message;

	initStringInfo(&json);
	write_isotonic(&json, PG_GETARG_LOGISTIC_ISOTONIC(0));
	pq_begintypsend(&message);
	pq_sendint16(&message, LOGISTIC_ISOTONIC_VERSION);
	pq_sendtext(&message, json.data, json.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* jsonb(isotonic_model) -> jsonb, strict */
PG_FUNCTION_INFO_V1(logistic_isotonic_to_jsonb);
Datum
logistic_isotonic_to_jsonb(PG_FUNCTION_ARGS)
{
	StringInfoData json;

	initStringInfo(&json);
	write_isotonic(&json, PG_GETARG_LOGISTIC_ISOTONIC(0));
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(json.data));
}

/* isotonic_model(jsonb) -> isotonic_model, strict; errors as in the input */
PG_FUNCTION_INFO_V1(logistic_isotonic_from_jsonb);
Datum
logistic_isotonic_from_jsonb(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(parse(PG_GETARG_JSONB_P(0)));
}
