/*-------------------------------------------------------------------------
 *
 * ftrl_io.c
 *		An ftrl_model in and out, as text and as bytes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "ftrl/ftrl_json.h"
#include "pg/json_text.h"

/* The model that a text describes. */
static FtrlModel *
model_of_text(char *text)
{
	return logistic_ftrl_parse(logistic_json_read(text, "ftrl_model"));
}

/*
 * ftrl_model_in(cstring) -> ftrl_model, strict
 *
 * Errors: 22P02 for text that is not JSON or describes no model, 22023 for
 * rates out of range.
 */
PG_FUNCTION_INFO_V1(logistic_ftrl_model_in);
Datum
logistic_ftrl_model_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(model_of_text(PG_GETARG_CSTRING(0)));
}

/* ftrl_model_out(ftrl_model) -> cstring, strict */
PG_FUNCTION_INFO_V1(logistic_ftrl_model_out);
Datum
logistic_ftrl_model_out(PG_FUNCTION_ARGS)
{
	StringInfoData json;

	initStringInfo(&json);
	logistic_ftrl_write(&json, PG_GETARG_FTRL_MODEL(0));
	PG_RETURN_CSTRING(json.data);
}

/*
 * ftrl_model_recv(internal) -> ftrl_model, strict
 *
 * Errors: 22P03 for another version of the format, else as in the input.
 */
PG_FUNCTION_INFO_V1(logistic_ftrl_model_recv);
Datum
logistic_ftrl_model_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			version = (int16) pq_getmsgint(message, sizeof(int16));
	int			length;

	if (version != FTRL_MODEL_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("ftrl_model has format version %d, but this library reads version %d",
						version, FTRL_MODEL_VERSION),
				 errhint("Update the extension to the version that wrote the model.")));
	PG_RETURN_POINTER(model_of_text(pq_getmsgtext(message,
												  message->len -
												  message->cursor,
												  &length)));
}

/* ftrl_model_send(ftrl_model) -> bytea, strict: version, then the JSON */
PG_FUNCTION_INFO_V1(logistic_ftrl_model_send);
Datum
logistic_ftrl_model_send(PG_FUNCTION_ARGS)
{
	StringInfoData json;
	StringInfoData message;

	initStringInfo(&json);
	logistic_ftrl_write(&json, PG_GETARG_FTRL_MODEL(0));
	pq_begintypsend(&message);
	pq_sendint16(&message, FTRL_MODEL_VERSION);
	pq_sendtext(&message, json.data, json.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}
