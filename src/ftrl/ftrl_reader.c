/*-------------------------------------------------------------------------
 *
 * ftrl_reader.c
 *		The coordinates of a row: numbers as they are, texts by their hash.
 *
 * Numbers have coordinates of their own.  A text is hashed with the number
 * of its feature as the seed, so it is the same coordinate whatever the
 * feature is called in the next query, and another one in another feature.
 * What is hashed is the printed form: OIDs of enums differ between servers.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/tupmacs.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "ftrl/ftrl_reader.h"
#include "pg/label_errors.h"

#define FIRST_TOKENS	32
#define TOKENS_LIMIT	1000000 /* of a row: crosses multiply */

void
logistic_ftrl_reader_init(FtrlReader *reader, int n_inputs,
						  MemoryContext context)
{
	reader->context = context;
	reader->n_inputs = n_inputs;
	reader->inputs = MemoryContextAllocZero(context, Max(n_inputs, 1) *
											sizeof(FtrlInput));
	reader->first_token = MemoryContextAllocZero(context, (n_inputs + 1) *
												 sizeof(int));
	reader->n_tokens = 0;
	reader->capacity = FIRST_TOKENS;
	reader->tokens = MemoryContextAlloc(context, FIRST_TOKENS *
										sizeof(FtrlToken));
}

void
logistic_ftrl_reader_resolve(FtrlReader *reader, int feature, Oid type,
							 const char *what, const char *expression,
							 MemoryContext context)
{
	FtrlInput  *input = &reader->inputs[feature];
	Oid			element = OidIsValid(type) ?
		get_element_type(getBaseType(type)) : InvalidOid;

	input->type = type;
	if (OidIsValid(element))
	{
		/* an array of text is read by its elements, one of numbers whole */
		logistic_reader_init(&input->reader, element, what, expression,
							 context);
		input->kind = FTRL_TOKENS;
		if (input->reader.kind == LOGISTIC_FEATURE_CATEGORY)
		{
			get_typlenbyvalalign(getBaseType(element),
								 &input->reader.element_length,
								 &input->reader.element_by_value,
								 &input->reader.element_align);
			return;
		}
	}
	logistic_reader_init(&input->reader, type, what, expression, context);
	switch (input->reader.kind)
	{
		case LOGISTIC_FEATURE_NUMBER:
			input->kind = FTRL_NUMBER;
			break;
		case LOGISTIC_FEATURE_BOOLEAN:
			input->kind = FTRL_BOOLEAN;
			break;
		case LOGISTIC_FEATURE_ARRAY:
			input->kind = FTRL_ARRAY;
			break;
		case LOGISTIC_FEATURE_CATEGORY:
			input->kind = FTRL_CATEGORY;
			break;
		case LOGISTIC_FEATURE_SET:
			input->kind = FTRL_TOKENS;	/* resolved by its element before */
			break;
	}
}

int
logistic_ftrl_reader_length(const FtrlReader *reader, int feature,
							Datum value)
{
	return logistic_read_array(&reader->inputs[feature].reader, value, NULL,
							   0);
}

/* What the values of a feature have to be. */
static const char *
kind_wanted(FtrlKind kind)
{
	switch (kind)
	{
		case FTRL_NUMBER:
			return "a number";
		case FTRL_BOOLEAN:
			return "a boolean";
		case FTRL_ARRAY:
			return "an array of numbers";
		case FTRL_CATEGORY:
			return "text, an enum or a uuid";
		case FTRL_TOKENS:
			return "an array of text";
	}
	return "something else";
}

void
logistic_ftrl_reader_check(const FtrlReader *reader, int feature,
						   const FtrlDraft *draft)
{
	const FtrlInput *input = &reader->inputs[feature];
	FtrlKind	kind = draft->features[feature].kind;

	/* a boolean is a number, and a NULL without a type is anything */
	if (input->kind != kind &&
		!(kind == FTRL_NUMBER && input->kind == FTRL_BOOLEAN) &&
		input->reader.storage != LOGISTIC_READ_UNKNOWN)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("feature \"%s\" has type %s, but the model wants %s",
						draft->feature_names[feature],
						format_type_be(input->type), kind_wanted(kind)),
				 errhint("Pass the features in the order in which the model was begun, or a whole row.")));
}

/* Complains about a number that a learner cannot take. */
static pg_noinline void
report_number(const FtrlDraft *draft, int feature, int element, double x)
{
	const char *name = draft->feature_names[feature];

	if (element >= 0)
		name = psprintf("%s[%d]", name, element + 1);
	if (!isfinite(x))
		logistic_report_not_finite(name, x);
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("feature \"%s\" is %s, but an online learner takes at most %g",
					name, float8out_internal(x), LG_FTRL_VALUE_MAX),
			 errhint("Scale it, so that usual values are about 1.")));
}

/* Makes room for so many tokens in all. */
static pg_noinline void
enlarge(FtrlReader *reader, int64 wanted)
{
	if (wanted > TOKENS_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a row has more than %d coordinates", TOKENS_LIMIT),
				 errhint("Cross fewer features.")));
	while (reader->capacity < wanted)
		reader->capacity *= 2;
	reader->tokens = repalloc(reader->tokens, reader->capacity *
							  sizeof(FtrlToken));
}

/* Makes room for some more tokens. */
static inline void
reserve(FtrlReader *reader, int64 n)
{
	if (unlikely(reader->n_tokens + n > reader->capacity))
		enlarge(reader, reader->n_tokens + n);
}

static inline void
add_token(FtrlReader *reader, uint64 hash, int plain, double x)
{
	FtrlToken  *token = &reader->tokens[reader->n_tokens++];

	token->hash = hash;
	token->plain = plain;
	token->x = x;
}

/* Remembers the hash of an enum's label. */
static pg_noinline uint64
learn_enum(FtrlReader *reader, FtrlInput *input, int feature, const char *key,
		   int length)
{
	char	   *text = logistic_key_to_text(&input->reader, key, length);
	uint64		hash = lg_ftrl_hash(text, strlen(text), feature);
	int			code = logistic_dictionary_code(input->enum_keys, key, length);

	if (code < 0)
		return hash;
	if (code >= input->enum_capacity)
	{
		int			capacity = Max(2 * input->enum_capacity, 16);
		uint64	   *hashes = MemoryContextAlloc(reader->context, capacity *
												sizeof(uint64));

		if (input->enum_capacity > 0)
		{
			memcpy(hashes, input->enum_hashes, input->enum_capacity *
				   sizeof(uint64));
			pfree(input->enum_hashes);
		}
		input->enum_hashes = hashes;
		input->enum_capacity = capacity;
	}
	input->enum_hashes[code] = hash;
	return hash;
}

/* The hash of a category's value. */
static uint64
hash_value(FtrlReader *reader, int feature, Datum value)
{
	FtrlInput  *input = &reader->inputs[feature];
	int			length;
	const char *key;
	int			code;

	if (unlikely(input->reader.storage == LOGISTIC_READ_UNKNOWN))
		(void) logistic_read_number(&input->reader, value);
	key = logistic_read_key(&input->reader, &value, &length);
	if (input->reader.storage == LOGISTIC_READ_ENUM)
	{
		if (input->enum_keys == NULL)
		{
			input->enum_keys = MemoryContextAlloc(reader->context,
												  sizeof(LogisticDictionary));
			logistic_dictionary_init(input->enum_keys, reader->context);
		}
		code = logistic_dictionary_find(input->enum_keys, key, length);
		return code >= 0 ? input->enum_hashes[code] :
			learn_enum(reader, input, feature, key, length);
	}
	if (input->reader.storage == LOGISTIC_READ_UUID)
	{
		key = logistic_key_to_text(&input->reader, key, length);
		length = strlen(key);
	}
	return lg_ftrl_hash(key, length, feature);
}

/* Reads an array of text; false if an element is NULL. */
static bool
read_tokens(FtrlReader *reader, int feature, Datum value)
{
	const LogisticReader *element = &reader->inputs[feature].reader;
	ArrayType  *array = DatumGetArrayTypeP(value);
	int			n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	const char *at = ARR_DATA_PTR(array);
	int			i;

	if (ARR_HASNULL(array) && array_contains_nulls(array))
		return false;
	reserve(reader, (int64) n + reader->n_inputs);
	for (i = 0; i < n; i++)
	{
		add_token(reader,
				  hash_value(reader, feature,
							 fetch_att(at, element->element_by_value,
									   element->element_length)),
				  -1, 1.0);
		at = att_addlength_pointer(at, element->element_length, at);
		at = (const char *) att_align_nominal(at, element->element_align);
	}
	return true;
}

/* Reads an array of numbers of the model's length; false for a NULL. */
static bool
read_array(FtrlReader *reader, const FtrlDraft *draft, int feature,
		   Datum value)
{
	const FtrlFeature *shape = &draft->features[feature];
	double	   *elements = palloc(Max(shape->n_plain, 1) * sizeof(double));
	int			length;
	int			j;

	length = logistic_read_array(&reader->inputs[feature].reader, value,
								 elements, shape->n_plain);
	if (length < 0)
		return false;
	if (length != shape->n_plain)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("array \"%s\" has %d elements, but the model has %d",
						draft->feature_names[feature], length,
						shape->n_plain)));
	reserve(reader, (int64) length + reader->n_inputs);
	for (j = 0; j < length; j++)
	{
		if (unlikely(!(fabs(elements[j]) <= LG_FTRL_VALUE_MAX)))
			report_number(draft, feature, j, elements[j]);
		add_token(reader, 0, shape->first_plain + j, elements[j]);
	}
	pfree(elements);
	return true;
}

/* Reads a number or boolean; there is room for it. */
static inline void
read_number(FtrlReader *reader, const FtrlDraft *draft, int feature,
			Datum value)
{
	const LogisticReader *number = &reader->inputs[feature].reader;
	double		x = number->storage == LOGISTIC_READ_FLOAT8 ?
		DatumGetFloat8(value) : logistic_read_number(number, value);

	if (unlikely(!(fabs(x) <= LG_FTRL_VALUE_MAX)))
		report_number(draft, feature, -1, x);
	add_token(reader, 0, draft->features[feature].first_plain, x);
}

/* The hash of a token; numbers go by the feature and the element. */
static uint64
hash_token(const FtrlReader *reader, int feature, int token)
{
	if (reader->tokens[token].plain < 0)
		return reader->tokens[token].hash;
	return lg_ftrl_cross(lg_ftrl_hash("", 0, feature),
						 token - reader->first_token[feature]);
}

/* Adds every pair of tokens of two features. */
static void
add_cross(FtrlReader *reader, const FtrlDraft *draft, const FtrlCross *cross)
{
	int			first = reader->first_token[cross->first];
	int			first_end = reader->first_token[cross->first + 1];
	int			second = reader->first_token[cross->second];
	int			second_end = reader->first_token[cross->second + 1];
	int			i;
	int			j;

	reserve(reader, (int64) (first_end - first) * (second_end - second));
	for (i = first; i < first_end; i++)
	{
		uint64		left = hash_token(reader, cross->first, i);

		for (j = second; j < second_end; j++)
		{
			double		x = reader->tokens[i].x * reader->tokens[j].x;

			if (unlikely(fabs(x) > LG_FTRL_VALUE_MAX))
				ereport(ERROR,
						(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						 errmsg("the product of features \"%s\" and \"%s\" is %s, but an online learner takes at most %g",
								draft->feature_names[cross->first],
								draft->feature_names[cross->second],
								float8out_internal(x), LG_FTRL_VALUE_MAX)));
			add_token(reader,
					  lg_ftrl_cross(left, hash_token(reader, cross->second, j)),
					  -1, x);
		}
	}
}

bool
logistic_ftrl_reader_read(FtrlReader *reader, const FtrlDraft *draft,
						  const NullableDatum *row)
{
	int			i;

	for (i = 0; i < reader->n_inputs; i++)
		if (row[i].isnull)
			return false;

	/* room for the intercept and all features of one token */
	reader->n_tokens = 0;
	reserve(reader, reader->n_inputs + 1);
	if (draft->has_intercept)
		add_token(reader, 0, 0, 1.0);
	for (i = 0; i < reader->n_inputs; i++)
	{
		reader->first_token[i] = reader->n_tokens;
		switch (reader->inputs[i].kind)
		{
			case FTRL_NUMBER:
			case FTRL_BOOLEAN:
				read_number(reader, draft, i, row[i].value);
				break;
			case FTRL_ARRAY:
				if (!read_array(reader, draft, i, row[i].value))
					return false;
				break;
			case FTRL_CATEGORY:
				add_token(reader, hash_value(reader, i, row[i].value), -1,
						  1.0);
				break;
			case FTRL_TOKENS:
				if (!read_tokens(reader, i, row[i].value))
					return false;
				break;
		}
	}
	reader->first_token[i] = reader->n_tokens;
	for (i = 0; i < draft->n_crosses; i++)
		add_cross(reader, draft, &draft->crosses[i]);
	return true;
}
