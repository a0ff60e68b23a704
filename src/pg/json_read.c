/*-------------------------------------------------------------------------
 *
 * json_read.c
 *		Reads PostgreSQL's JSON objects value by value, and words every complaint.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/numeric.h"

#include "pg/json_read.h"

/* The string of a key, or NULL if it is missing or no string. */
static char *
name_of(const LogisticObject *object)
{
	JsonbValue *value = getKeyJsonValueFromContainer(object->json, "name", 4,
													 NULL);

	if (value == NULL || value->type != jbvString)
		return NULL;
	return pnstrdup(value->val.string.val, value->val.string.len);
}

char *
logistic_object_description(const LogisticObject *object)
{
	char	   *name = name_of(object);

	if (name == NULL)
		return pstrdup(object->what);
	return psprintf("%s \"%s\"", object->what, name);
}

/* Raises the error for a value that has another JSON type. */
static void
type_error(const LogisticObject *object, const char *key,
		   const JsonbValue *value, const char *wanted)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid %s: \"%s\" of %s is of JSON type %s, but must be %s",
					object->type, key, logistic_object_description(object),
					JsonbTypeName((JsonbValue *) value), wanted)));
}

/* Raises the error for a value out of its range. */
static void
range_error(const LogisticObject *object, const char *key, const char *shown,
			const char *limits)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid %s: \"%s\" of %s is %s, but must be %s",
					object->type, key, logistic_object_description(object), shown,
					limits)));
}

/* A list of words for a hint. */
static char *
word_list(const char *const *words)
{
	StringInfoData list;
	int			i;

	initStringInfo(&list);
	for (i = 0; words[i] != NULL; i++)
		appendStringInfo(&list, "%s\"%s\"", i == 0 ? "" : ", ", words[i]);
	return list.data;
}

/* Is a string, not ended by a zero byte, this word? */
static bool
is_word(const JsonbValue *string, const char *word)
{
	return string->val.string.len == strlen(word) &&
		memcmp(string->val.string.val, word, string->val.string.len) == 0;
}

/* Complains of a key that is none of the list. */
void
logistic_object_check_keys(const LogisticObject *object,
						   const char *const *keys)
{
	JsonbIterator *iterator = JsonbIteratorInit(object->json);
	JsonbIteratorToken token;
	JsonbValue	value;
	int			i;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token != WJB_KEY)
			continue;
		for (i = 0; keys[i] != NULL; i++)
			if (is_word(&value, keys[i]))
				break;
		if (keys[i] == NULL)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid %s: unknown key \"%s\" of %s",
							object->type,
							pnstrdup(value.val.string.val,
									 value.val.string.len),
							logistic_object_description(object)),
					 errhint("The keys are %s.", word_list(keys))));
	}
}

/* The value of a key, or NULL. */
JsonbValue *
logistic_object_find(const LogisticObject *object, const char *key)
{
	return getKeyJsonValueFromContainer(object->json, key, strlen(key), NULL);
}

/* Complains of a missing key. */
void
logistic_object_require(const LogisticObject *object, const char *key)
{
	if (logistic_object_find(object, key) == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid %s: %s has no key \"%s\"", object->type,
						logistic_object_description(object), key)));
}

/* Complains of the first missing key of a list. */
void
logistic_object_require_all(const LogisticObject *object,
							const char *const *keys)
{
	for (; *keys != NULL; keys++)
		logistic_object_require(object, *keys);
}

/* Is the value an object (or else an array)? */
static bool
is_object(const JsonbValue *value)
{
	return value->type == jbvBinary &&
		JsonContainerIsObject(value->val.binary.data);
}

/* The object under a key; returns false if the key is missing. */
bool
logistic_object_child(const LogisticObject *object, const char *key,
					  const char *what, LogisticObject *child)
{
	JsonbValue *value = logistic_object_find(object, key);

	if (value == NULL)
		return false;
	if (!is_object(value))
		type_error(object, key, value, "an object");
	child->json = value->val.binary.data;
	child->type = object->type;
	child->what = what;
	return true;
}

/* The array under a key and its length; NULL if the key is missing. */
JsonbContainer *
logistic_object_array(const LogisticObject *object, const char *key,
					  int *length)
{
	JsonbValue *value = logistic_object_find(object, key);

	*length = 0;
	if (value == NULL)
		return NULL;
	if (value->type != jbvBinary ||
		!JsonContainerIsArray(value->val.binary.data))
		type_error(object, key, value, "an array");
	*length = JsonContainerSize(value->val.binary.data);
	return value->val.binary.data;
}

/* A string; without the key, the fallback. */
const char *
logistic_object_string(const LogisticObject *object, const char *key,
					   const char *fallback)
{
	JsonbValue *value = logistic_object_find(object, key);

	if (value == NULL)
		return fallback;
	if (value->type != jbvString)
		type_error(object, key, value, "a string");
	return pnstrdup(value->val.string.val, value->val.string.len);
}

/* The place of a word in its list; without the key, the fallback. */
int
logistic_object_word(const LogisticObject *object, const char *key,
					 const char *const *words, int fallback)
{
	JsonbValue *value = logistic_object_find(object, key);
	int			i;

	if (value == NULL)
		return fallback;
	if (value->type != jbvString)
		type_error(object, key, value, "a string");
	for (i = 0; words[i] != NULL; i++)
		if (is_word(value, words[i]))
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid %s: \"%s\" of %s is \"%s\"",
					object->type, key,
					logistic_object_description(object),
					pnstrdup(value->val.string.val, value->val.string.len)),
			 errhint("It must be one of %s.", word_list(words))));
}

/* True or false; without the key, the fallback. */
bool
logistic_object_boolean(const LogisticObject *object, const char *key,
						bool fallback)
{
	JsonbValue *value = logistic_object_find(object, key);

	if (value == NULL)
		return fallback;
	if (value->type != jbvBool)
		type_error(object, key, value, "a boolean");
	return value->val.boolean;
}

/* The digits of a number, all of them. */
static char *
digits_of(const JsonbValue *value)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out,
											   NumericGetDatum(value->val.numeric)));
}

/* A whole number within limits; without the key, or null, the fallback. */
int64
logistic_object_integer(const LogisticObject *object, const char *key,
						int64 minimum, int64 maximum, int64 fallback)
{
	JsonbValue *value = logistic_object_find(object, key);
	char	   *digits;
	char	   *end;
	int64		result;

	if (value == NULL || value->type == jbvNull)
		return fallback;
	if (value->type != jbvNumeric)
		type_error(object, key, value, "a whole number");
	digits = digits_of(value);
	errno = 0;
	result = strtoll(digits, &end, 10);
	if (errno != 0 || *end != '\0' || result < minimum || result > maximum)
		range_error(object, key, digits,
					psprintf("a whole number from " INT64_FORMAT " to "
							 INT64_FORMAT, minimum, maximum));
	return result;
}

/* A number of JSON as the nearest double. */
static double
double_of(const LogisticObject *object, const JsonbValue *value)
{
	double		result;

	result = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
												NumericGetDatum(value->val.numeric)));
	if (isinf(result))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid %s: a number is out of the range of double precision",
						object->type)));
	return result;
}

/* A number, "Infinity", "-Infinity", or null for NaN; false if none of them. */
static bool
extended_number(const LogisticObject *object, const JsonbValue *value,
				double *result)
{
	if (value->type == jbvNumeric)
		*result = double_of(object, value);
	else if (value->type == jbvNull)
		*result = get_float8_nan();
	else if (value->type == jbvString && is_word(value, "Infinity"))
		*result = get_float8_infinity();
	else if (value->type == jbvString && is_word(value, "-Infinity"))
		*result = -get_float8_infinity();
	else
		return false;
	return true;
}

/* A number that may be infinite or missing; without the key, the fallback. */
double
logistic_object_number(const LogisticObject *object, const char *key,
					   double fallback)
{
	JsonbValue *value = logistic_object_find(object, key);
	double		result;

	if (value == NULL)
		return fallback;
	if (!extended_number(object, value, &result))
		type_error(object, key, value,
				   "a number, null, \"Infinity\" or \"-Infinity\"");
	return result;
}

/* A finite number; without the key, the fallback. */
double
logistic_object_finite(const LogisticObject *object, const char *key,
					   double fallback)
{
	JsonbValue *value = logistic_object_find(object, key);

	if (value == NULL)
		return fallback;
	if (value->type != jbvNumeric)
		type_error(object, key, value, "a number");
	return double_of(object, value);
}

/* An element of an array, which must be an object. */
void
logistic_element_object(const LogisticObject *parent, JsonbValue *value,
						const char *what, LogisticObject *object)
{
	if (!is_object(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid %s: a %s is of JSON type %s, but must be an object",
						parent->type, what, JsonbTypeName(value))));
	object->json = value->val.binary.data;
	object->type = parent->type;
	object->what = what;
}

/* An element of an array, which must be a number, infinite or missing. */
double
logistic_element_number(const LogisticObject *parent, const JsonbValue *value,
						const char *what)
{
	double		result;

	if (!extended_number(parent, value, &result))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid %s: an element of %s is of JSON type %s, but must be a number, null, \"Infinity\" or \"-Infinity\"",
						parent->type, what, JsonbTypeName((JsonbValue *) value))));
	return result;
}

/* The numbers of an array; there is room for all of them. */
void
logistic_object_numbers(const LogisticObject *object, JsonbContainer *array,
						const char *what, double *numbers)
{
	JsonbIterator *iterator = JsonbIteratorInit(array);
	JsonbIteratorToken token;
	JsonbValue	value;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
		if (token == WJB_ELEM)
			*numbers++ = logistic_element_number(object, &value, what);
}
