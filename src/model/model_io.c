/*-------------------------------------------------------------------------
 *
 * model_io.c
 *		A logistic_model in and out: text, bytes, jsonb.
 *
 * All three carry the same JSON.  The bytes of the binary protocol are the
 * version of the format, two bytes, and the text.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "model/model_json.h"
#include "pg/json_text.h"

PG_FUNCTION_INFO_V1(logistic_model_in);
PG_FUNCTION_INFO_V1(logistic_model_out);
PG_FUNCTION_INFO_V1(logistic_model_recv);
PG_FUNCTION_INFO_V1(logistic_model_send);
PG_FUNCTION_INFO_V1(logistic_model_to_jsonb);
PG_FUNCTION_INFO_V1(logistic_model_from_jsonb);

/* The model that a text describes. */
static LogisticModel *
model_of_text(char *text)
{
	return logistic_model_parse(logistic_json_read(text, "logistic_model"));
}

/*
 * logistic_model_in(cstring) -> logistic_model, strict
 *
 * Errors: 22P02 for text that is not JSON or describes no model, 22003 for
 * a number that no double can hold.
 */
Datum
logistic_model_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(model_of_text(PG_GETARG_CSTRING(0)));
}

/* logistic_model_out(logistic_model) -> cstring, strict */
Datum
logistic_model_out(PG_FUNCTION_ARGS)
{
	StringInfoData json;

	initStringInfo(&json);
	logistic_model_write(&json, PG_GETARG_LOGISTIC_MODEL(0));
	PG_RETURN_CSTRING(json.data);
}

/*
 * logistic_model_recv(internal) -> logistic_model, strict
 *
 * Errors: 22P03 for another version of the format, else as in the input.
 */
Datum
logistic_model_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			version = (int16) pq_getmsgint(message, sizeof(int16));
	char	   *text;
	int			length;

	if (version != LOGISTIC_MODEL_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("logistic_model has format version %d, but this library reads version %d",
						version, LOGISTIC_MODEL_VERSION),
				 errhint("Update the extension to the version that wrote the model.")));
	text = pq_getmsgtext(message, message->len - message->cursor, &length);
	PG_RETURN_POINTER(model_of_text(text));
}

/* logistic_model_send(logistic_model) -> bytea, strict */
Datum
logistic_model_send(PG_FUNCTION_ARGS)
{
	StringInfoData json;
	StringInfoData message;

	initStringInfo(&json);
	logistic_model_write(&json, PG_GETARG_LOGISTIC_MODEL(0));
	pq_begintypsend(&message);
	pq_sendint16(&message, LOGISTIC_MODEL_VERSION);
	pq_sendtext(&message, json.data, json.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* jsonb(logistic_model) -> jsonb, strict: the written form */
Datum
logistic_model_to_jsonb(PG_FUNCTION_ARGS)
{
	StringInfoData json;

	initStringInfo(&json);
	logistic_model_write(&json, PG_GETARG_LOGISTIC_MODEL(0));
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(json.data));
}

/*
 * logistic_model(jsonb) -> logistic_model, strict
 *
 * Errors: as in the input.
 */
Datum
logistic_model_from_jsonb(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(logistic_model_parse(PG_GETARG_JSONB_P(0)));
}
