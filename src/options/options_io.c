/*-------------------------------------------------------------------------
 *
 * options_io.c
 *		Options of a fit in and out, as text and as bytes.
 *
 * The written form is one line of JSON with the options that differ from
 * their defaults, under the names that the constructor gives them.  The
 * binary form is the version and this text, as that of models is.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/jsonb.h"

#include "options/options.h"
#include "options/options_draft.h"
#include "pg/compat.h"
#include "pg/json_text.h"
#include "pg/json_write.h"

PG_FUNCTION_INFO_V1(logistic_options_in);
PG_FUNCTION_INFO_V1(logistic_options_out);
PG_FUNCTION_INFO_V1(logistic_options_recv);
PG_FUNCTION_INFO_V1(logistic_options_send);

/* Raises the error for an option of another JSON type than it must have. */
static void
json_type_error(const LogisticOption *option, JsonbValue *json,
				const char *type)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("option \"%s\" is of JSON type %s, but must be of type %s",
					option->name, JsonbTypeName(json), type)));
}

/* Takes one option of the written form, which is not null. */
static void
read_value(const LogisticOption *option, JsonbValue *json,
		   LogisticOptionValue *value)
{
	switch (option->kind)
	{
		case LOGISTIC_OPTION_NUMBER:
		case LOGISTIC_OPTION_INTEGER:
			if (json->type != jbvNumeric)
				json_type_error(option, json, "number");
			value->number =
				DatumGetFloat8(DirectFunctionCall1(numeric_float8,
												   NumericGetDatum(json->val.numeric)));
			break;
		case LOGISTIC_OPTION_BOOLEAN:
			if (json->type != jbvBool)
				json_type_error(option, json, "boolean");
			value->number = json->val.boolean;
			break;
		case LOGISTIC_OPTION_WORD:
		case LOGISTIC_OPTION_TEXT:
			if (json->type != jbvString)
				json_type_error(option, json, "string");
			value->bytes = pnstrdup(json->val.string.val,
									json->val.string.len);
			break;
		case LOGISTIC_OPTION_TEXTS:
		case LOGISTIC_OPTION_OBJECT:
			if (json->type != jbvBinary)
				json_type_error(option, json,
								option->kind == LOGISTIC_OPTION_TEXTS ?
								"array" : "object");
			value->bytes = (char *) JsonbValueToJsonb(json);
			break;
	}
}

/* The options that a text describes; NULL in it is as in the constructor. */
static LogisticOptions *
options_of_text(char *text)
{
	Jsonb	   *json = logistic_json_read(text, "logistic_options");
	LogisticOptionsDraft draft;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	item;
	int			id = 0;

	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"",
						"logistic_options", text),
				 errdetail("It must be a JSON object.")));

	logistic_options_draft(&draft);
	iterator = JsonbIteratorInit(&json->root);
	while ((token = JsonbIteratorNext(&iterator, &item, true)) != WJB_DONE)
	{
		LogisticOptionValue *value = &draft.values[id];

		if (token == WJB_KEY)
			id = logistic_option_by_name(pnstrdup(item.val.string.val,
												  item.val.string.len));
		if (token != WJB_VALUE)
			continue;
		value->is_null = item.type == jbvNull &&
			logistic_option_is_by_row(id);
		value->is_given = value->is_null || item.type != jbvNull;
		if (item.type != jbvNull)
			read_value(&logistic_option_table[id], &item, value);
	}
	return logistic_options_build(&draft);
}

/* The default of an option that is a number, boolean or word. */
static double
default_of(const LogisticOptions *options, LogisticOptionId id)
{
	if (id == LOGISTIC_OPTION_STD_ERROR)
		return logistic_options_usual_error(options);
	return logistic_option_table[id].fallback;
}

/* Appends an option, if it differs from its default. */
static void
write_option(StringInfo json, const LogisticOptions *options,
			 LogisticOptionId id)
{
	const LogisticOption *option = &logistic_option_table[id];
	const void *field = logistic_option_field(options, id);
	double		number = option->kind == LOGISTIC_OPTION_NUMBER ?
		*(const double *) field : option->kind == LOGISTIC_OPTION_INTEGER ?
		*(const int32 *) field : *(const int8 *) field;
	const char *bytes;

	if (logistic_options_is_null(options, id))
	{
		logistic_json_key(json, option->name);
		appendStringInfoString(json, "null");
		return;
	}
	switch (option->kind)
	{
		case LOGISTIC_OPTION_NUMBER:
		case LOGISTIC_OPTION_INTEGER:
			if (number != default_of(options, id))
				logistic_json_number(json, option->name, number);
			break;
		case LOGISTIC_OPTION_BOOLEAN:
			if (number != default_of(options, id))
				logistic_json_boolean(json, option->name, number != 0);
			break;
		case LOGISTIC_OPTION_WORD:
			if (number != default_of(options, id))
				logistic_json_text(json, option->name,
								   option->words[(int) number]);
			break;
		case LOGISTIC_OPTION_TEXT:
			bytes = logistic_options_bytes(options, field);
			if (bytes != NULL)
				logistic_json_text(json, option->name, bytes);
			break;
		case LOGISTIC_OPTION_TEXTS:
		case LOGISTIC_OPTION_OBJECT:
			bytes = logistic_options_bytes(options, field);
			if (bytes != NULL)
			{
				logistic_json_key(json, option->name);
				(void) JsonbToCString(json, &((Jsonb *) bytes)->root,
									  VARSIZE(bytes));
			}
			break;
	}
}

/* The written form. */
static StringInfoData
text_of_options(const LogisticOptions *options)
{
	StringInfoData json;
	int			i;

	initStringInfo(&json);
	appendStringInfoChar(&json, '{');
	for (i = 0; i < LOGISTIC_N_OPTIONS; i++)
		write_option(&json, options, i);
	appendStringInfoChar(&json, '}');
	return json;
}

const LogisticOptions *
logistic_options_read(const char *text)
{
	return logistic_options_get(DirectFunctionCall1(logistic_options_in,
													CStringGetDatum(text)));
}

/*
 * logistic_options_in(cstring) -> logistic_options, strict
 *
 * Errors: 22P02 for text that is no JSON object, 22023 and 22003 as in the
 * constructor.
 */
Datum
logistic_options_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(options_of_text(PG_GETARG_CSTRING(0)));
}

/* logistic_options_out(logistic_options) -> cstring, strict */
Datum
logistic_options_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(text_of_options(PG_GETARG_LOGISTIC_OPTIONS(0)).data);
}

/*
 * logistic_options_recv(internal) -> logistic_options, strict
 *
 * Errors: 22P03 for another version of the format, else as in the input.
 */
Datum
logistic_options_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			version = (int16) pq_getmsgint(message, sizeof(int16));
	int			length;

	logistic_options_check_version(version,
								   ERRCODE_INVALID_BINARY_REPRESENTATION);
	PG_RETURN_POINTER(options_of_text(pq_getmsgtext(message,
													message->len - message->cursor,
													&length)));
}

/* logistic_options_send(logistic_options) -> bytea, strict */
Datum
logistic_options_send(PG_FUNCTION_ARGS)
{
	StringInfoData json = text_of_options(PG_GETARG_LOGISTIC_OPTIONS(0));
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendint16(&message, LOGISTIC_OPTIONS_VERSION);
	pq_sendtext(&message, json.data, json.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}
