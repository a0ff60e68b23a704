/*-------------------------------------------------------------------------
 *
 * score_text.c
 *		Features that come as text or JSON, read as the model's types.
 *
 * A literal and a parameter that the client sends without a type are text to
 * the server.  The model knows what each feature is, so the text is read as
 * that: what PostgreSQL would do if the function had arguments of the
 * features' types.  So is each value of a JSON object, where a number also
 * serves as the text of a category, and a boolean as the number 0 or 1.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <ctype.h>
#include <math.h>

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

#include "model/model_terms.h"
#include "pg/compat.h"
#include "score/score_text.h"

static const char set_wanted[] = "a list of texts, as in {a,b} or [\"a\", \"b\"]";

#define KEYS_SHOWN	20			/* of a row in JSON, in a message */

/* What a feature of a model is called, and what it is. */
static LogisticTextFeature
feature_of(const LogisticModel *model, int i)
{
	LogisticTextFeature feature;

	feature.name = logistic_score_feature_name(model, i);
	feature.kind = logistic_model_inputs(model)[i].kind;
	return feature;
}

Oid
logistic_text_type(LogisticFeatureKind kind)
{
	static const Oid types[] = {
		[LOGISTIC_FEATURE_NUMBER] = FLOAT8OID,
		[LOGISTIC_FEATURE_BOOLEAN] = BOOLOID,
		[LOGISTIC_FEATURE_CATEGORY] = TEXTOID,
		[LOGISTIC_FEATURE_ARRAY] = FLOAT8ARRAYOID,
		[LOGISTIC_FEATURE_SET] = TEXTARRAYOID,
	};

	return types[kind];
}

void
logistic_score_text_readers(const LogisticModel *model,
							LogisticReader *readers)
{
	int			n = logistic_model_n_inputs(model);
	int			i;

	for (i = 0; i < n; i++)
	{
		LogisticTextFeature feature = feature_of(model, i);

		logistic_reader_init(&readers[i], logistic_text_type(feature.kind),
							 feature.name, NULL, CurrentMemoryContext);
	}
}

/* Raises the error for a text that is not a valid value of its feature. */
static pg_noinline void
report_text(const LogisticTextFeature *feature, const char *text,
			const char *wanted)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("feature \"%s\" is '%s', but must be %s",
					feature->name, text, wanted)));
}

/* Reads a number, blanks around it; returns where it ends, NULL: none. */
static const char *
scan_number(const char *text, double *number)
{
	char	   *end;

	while (isspace((unsigned char) *text))
		text++;
	errno = 0;
	*number = strtod(text, &end);
	if (end == text || (errno == ERANGE && isinf(*number)))
		return NULL;
	while (isspace((unsigned char) *end))
		end++;
	return end;
}

/* Reads "{1,2}" as arrays are written, or "[1,2]" as vectors and JSON are. */
static Datum
read_array(const LogisticTextFeature *feature, const char *text)
{
	const char *wanted = "an array of numbers";
	const char *s = text;
	Datum	   *elements = palloc((strlen(text) / 2 + 1) * sizeof(Datum));
	bool	   *nulls = palloc0((strlen(text) / 2 + 1) * sizeof(bool));
	int			dimensions[1] = {0};
	int			lower_bounds[1] = {1};
	char		closing;

	while (isspace((unsigned char) *s))
		s++;
	closing = *s == '{' ? '}' : ']';
	if (*s != '{' && *s != '[')
		report_text(feature, text, wanted);
	do
	{
		double		number;
		const char *end;

		for (s++; isspace((unsigned char) *s); s++)
			;
		if (*s == closing && dimensions[0] == 0)
			break;
		end = scan_number(s, &number);
		if (end == NULL && pg_strncasecmp(s, "null", 4) == 0)
		{
			nulls[dimensions[0]] = true;
			for (end = s + 4; isspace((unsigned char) *end); end++)
				;
		}
		else if (end == NULL)
			report_text(feature, text, wanted);
		elements[dimensions[0]++] = Float8GetDatum(number);
		s = end;
	} while (*s == ',');
	if (*s != closing || s[1 + strspn(s + 1, " \t\n\r")] != '\0')
		report_text(feature, text, wanted);
	return PointerGetDatum(construct_md_array(elements, nulls, 1, dimensions,
											  lower_bounds, FLOAT8OID,
											  sizeof(float8), FLOAT8PASSBYVAL,
											  TYPALIGN_DOUBLE));
}

/* A JSON value as text, as ->> gives it; an object is none. */
static char *
json_text(const JsonbValue *value)
{
	switch (value->type)
	{
		case jbvString:
			return pnstrdup(value->val.string.val, value->val.string.len);
		case jbvNumeric:
			return DatumGetCString(DirectFunctionCall1(numeric_out,
													   NumericGetDatum(value->val.numeric)));
		case jbvBool:
			return pstrdup(value->val.boolean ? "true" : "false");
		case jbvBinary:
			return JsonbToCString(NULL, value->val.binary.data,
								  value->val.binary.len);
		default:
			return pstrdup("null");
	}
}

/* Reads '{a,b}' as arrays are written, or '["a","b"]' as JSON is. */
static Datum
read_set(const LogisticTextFeature *feature, const char *text)
{
	const char *s = text + strspn(text, " \t\n\r");
	Jsonb	   *json;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	ArrayBuildState *elements;

	if (*s == '{')
		return OidInputFunctionCall(F_ARRAY_IN, unconstify(char *, text),
									TEXTOID, -1);
	if (*s != '[')
		report_text(feature, text, set_wanted);
	json = DatumGetJsonbP(DirectFunctionCall1(jsonb_in,
											  CStringGetDatum(text)));
	elements = initArrayResult(TEXTOID, CurrentMemoryContext, false);
	iterator = JsonbIteratorInit(&json->root);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token != WJB_ELEM || value.type == jbvNull)
			continue;
		if (value.type == jbvBinary)
			report_text(feature, text, set_wanted);
		accumArrayResult(elements, CStringGetTextDatum(json_text(&value)),
						 false, TEXTOID, CurrentMemoryContext);
	}
	return makeArrayResult(elements, CurrentMemoryContext);
}

Datum
logistic_text_value(const LogisticTextFeature *feature, const char *text)
{
	double		number;
	bool		boolean;
	const char *end;

	switch (feature->kind)
	{
		case LOGISTIC_FEATURE_NUMBER:
			end = scan_number(text, &number);
			if (end == NULL || *end != '\0')
				report_text(feature, text, "a number");
			return Float8GetDatum(number);
		case LOGISTIC_FEATURE_BOOLEAN:
			if (!parse_bool(text, &boolean))
				report_text(feature, text, "a boolean");
			return BoolGetDatum(boolean);
		case LOGISTIC_FEATURE_CATEGORY:
			return CStringGetTextDatum(text);
		case LOGISTIC_FEATURE_ARRAY:
			return read_array(feature, text);
		case LOGISTIC_FEATURE_SET:
			return read_set(feature, text);
	}
	return (Datum) 0;			/* keep the compiler quiet */
}

Datum
logistic_score_text_value(const LogisticModel *model, int i, const char *text)
{
	LogisticTextFeature feature = feature_of(model, i);

	return logistic_text_value(&feature, text);
}

void
logistic_score_text_row(const LogisticModel *model, ArrayType *texts,
						NullableDatum *row)
{
	Datum	   *elements;
	bool	   *nulls;
	int			n;
	int			i;

	deconstruct_array(texts, TEXTOID, -1, false, TYPALIGN_INT, &elements,
					  &nulls, &n);
	for (i = 0; i < n; i++)
	{
		row[i].isnull = nulls[i];
		if (!nulls[i])
			row[i].value =
				logistic_score_text_value(model, i,
										  TextDatumGetCString(elements[i]));
	}
}

/* The first keys of an object, for a message. */
static char *
list_keys(Jsonb *object)
{
	JsonbIterator *iterator = JsonbIteratorInit(&object->root);
	JsonbIteratorToken token;
	JsonbValue	key;
	StringInfoData list;
	int			n = 0;

	initStringInfo(&list);
	while ((token = JsonbIteratorNext(&iterator, &key, true)) != WJB_DONE)
	{
		if (token != WJB_KEY)
			continue;
		if (n++ == KEYS_SHOWN)
		{
			appendStringInfoString(&list, ", ...");
			break;
		}
		appendStringInfo(&list, "%s\"%.*s\"", n > 1 ? ", " : "",
						 key.val.string.len, key.val.string.val);
	}
	return n > 0 ? psprintf("Its keys are %s.", list.data) :
		pstrdup("It has no keys.");
}

/* The value of a key; an error if the object has no such key. */
static JsonbValue *
find_key(Jsonb *object, const char *key)
{
	JsonbValue	name;
	JsonbValue *value;

	name.type = jbvString;
	name.val.string.val = (char *) key;
	name.val.string.len = strlen(key);
	value = findJsonbValueFromContainer(&object->root, JB_FOBJECT, &name);
	if (value == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("the row has no key \"%s\"", key),
				 errdetail("%s", list_keys(object)),
				 errhint("Name a key so; a value that is not known is null.")));
	return value;
}

bool
logistic_text_check_object(Jsonb *object)
{
	if (JB_ROOT_IS_SCALAR(object))
	{
		JsonbValue	value;

		if (JsonbExtractScalar(&object->root, &value) &&
			value.type == jbvNull)
			return false;
	}
	if (!JB_ROOT_IS_OBJECT(object))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a row in JSON must be an object"),
				 errhint("Its keys are the names of the features, as in {\"age\": 40, \"plan\": \"pro\"}.")));
	return true;
}

NullableDatum
logistic_text_key_value(Jsonb *object, const LogisticTextFeature *feature)
{
	JsonbValue *value = find_key(object, feature->name);
	NullableDatum result = {0};

	result.isnull = value->type == jbvNull;
	if (result.isnull)
		return result;
	if (value->type == jbvBool && feature->kind == LOGISTIC_FEATURE_NUMBER)
		result.value = Float8GetDatum(value->val.boolean ? 1.0 : 0.0);
	else if (value->type == jbvBinary &&
			 feature->kind == LOGISTIC_FEATURE_CATEGORY)
		report_text(feature, json_text(value), "a string");
	else if (value->type == jbvBinary &&
			 feature->kind == LOGISTIC_FEATURE_SET &&
			 !JsonContainerIsArray(value->val.binary.data))
		report_text(feature, json_text(value), set_wanted);
	else
		result.value = logistic_text_value(feature, json_text(value));
	return result;
}

bool
logistic_score_json_row(const LogisticModel *model, Jsonb *object,
						NullableDatum *row)
{
	int			n = logistic_model_n_inputs(model);
	int			i;

	if (!logistic_text_check_object(object))
		return false;
	for (i = 0; i < n; i++)
	{
		LogisticTextFeature feature = feature_of(model, i);

		row[i] = logistic_text_key_value(object, &feature);
	}
	return true;
}

bool
logistic_score_json_number(Jsonb *object, const char *key, double *number)
{
	JsonbValue *value = find_key(object, key);
	char	   *text;
	const char *end;

	if (value->type == jbvNull)
		return false;
	text = json_text(value);
	end = scan_number(text, number);
	if (end == NULL || *end != '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("key \"%s\" is '%s', but must be a number", key,
						text)));
	return true;
}

char *
logistic_score_json_text(Jsonb *object, const char *key)
{
	JsonbValue *value;

	if (!JB_ROOT_IS_OBJECT(object))
		return NULL;			/* the caller raises the error */
	value = find_key(object, key);
	return value->type == jbvNull ? NULL : json_text(value);
}
