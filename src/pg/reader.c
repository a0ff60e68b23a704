/*-------------------------------------------------------------------------
 *
 * reader.c
 *		Reads SQL arguments of any type as labels and features.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/tupmacs.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/uuid.h"

#include "pg/compat.h"
#include "pg/numeric_to_double.h"
#include "pg/reader.h"

/* Resolves a type that stands for one value; false if it is no feature. */
static bool
resolve_scalar(Oid type, LogisticFeatureKind *kind, LogisticStorage *storage)
{
	static const struct
	{
		Oid			type;
		LogisticFeatureKind kind;
		LogisticStorage storage;
	}			known[] =
	{
		{FLOAT8OID, LOGISTIC_FEATURE_NUMBER, LOGISTIC_READ_FLOAT8},
		{FLOAT4OID, LOGISTIC_FEATURE_NUMBER, LOGISTIC_READ_FLOAT4},
		{INT8OID, LOGISTIC_FEATURE_NUMBER, LOGISTIC_READ_INT8},
		{INT4OID, LOGISTIC_FEATURE_NUMBER, LOGISTIC_READ_INT4},
		{INT2OID, LOGISTIC_FEATURE_NUMBER, LOGISTIC_READ_INT2},
		{NUMERICOID, LOGISTIC_FEATURE_NUMBER, LOGISTIC_READ_NUMERIC},
		{BOOLOID, LOGISTIC_FEATURE_BOOLEAN, LOGISTIC_READ_BOOL},
		{TEXTOID, LOGISTIC_FEATURE_CATEGORY, LOGISTIC_READ_TEXT},
		{VARCHAROID, LOGISTIC_FEATURE_CATEGORY, LOGISTIC_READ_TEXT},
		{BPCHAROID, LOGISTIC_FEATURE_CATEGORY, LOGISTIC_READ_BPCHAR},
		{CHAROID, LOGISTIC_FEATURE_CATEGORY, LOGISTIC_READ_CHAR},
		{NAMEOID, LOGISTIC_FEATURE_CATEGORY, LOGISTIC_READ_NAME},
		{UUIDOID, LOGISTIC_FEATURE_CATEGORY, LOGISTIC_READ_UUID},
		{UNKNOWNOID, LOGISTIC_FEATURE_NUMBER, LOGISTIC_READ_UNKNOWN},
	};
	Size		i;

	for (i = 0; i < lengthof(known); i++)
		if (known[i].type == type)
		{
			*kind = known[i].kind;
			*storage = known[i].storage;
			return true;
		}
	if (type_is_enum(type))
	{
		*kind = LOGISTIC_FEATURE_CATEGORY;
		*storage = LOGISTIC_READ_ENUM;
		return true;
	}
	return false;
}

/* Says what to do with a type that is no feature, as SQL to write. */
static char *
advice_for(Oid type, const char *expression)
{
	const char *value = expression != NULL ? expression : "...";

	switch (type)
	{
		case DATEOID:
			return psprintf("Make a number of it: %s - date '2000-01-01' is days.",
							value);
		case TIMEOID:
		case TIMETZOID:
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
		case INTERVALOID:
			return psprintf("Make a number of it: extract(epoch FROM %s) is seconds.",
							value);
		case JSONOID:
		case JSONBOID:
			return psprintf("Take a value out and cast it, as in (%s->>'key')::float8.",
							value);
		case RECORDOID:
			return pstrdup("Pass the columns one by one.");
		default:
			if (strstr(format_type_be(type), "logistic_options") != NULL)
				return pstrdup("Options come first, before the label.");
			return pstrdup("Use a number, a boolean, text, an enum, a uuid, or an array of numbers or of text; a cast may help.");
	}
}

/* Resolves an array of numbers or of categories; false if the type is none. */
static bool
resolve_array(LogisticReader *reader, Oid type)
{
	Oid			element = get_element_type(type);
	LogisticFeatureKind kind;

	if (!OidIsValid(element))
		return false;
	element = getBaseType(element);
	if (!resolve_scalar(element, &kind, &reader->storage) ||
		kind == LOGISTIC_FEATURE_BOOLEAN)
		return false;
	reader->kind = kind == LOGISTIC_FEATURE_NUMBER ? LOGISTIC_FEATURE_ARRAY :
		LOGISTIC_FEATURE_SET;
	reader->element_type = element;
	get_typlenbyvalalign(element, &reader->element_length,
						 &reader->element_by_value, &reader->element_align);
	return true;
}

static bool resolve_cast(LogisticReader *reader, Oid type,
						 MemoryContext context);

/* Resolves an array whose elements are cast to text; false if it is none. */
static bool
resolve_cast_set(LogisticReader *reader, Oid type, MemoryContext context)
{
	Oid			element = get_element_type(type);
	LogisticFeatureKind kind;
	LogisticStorage storage;

	if (!OidIsValid(element))
		return false;
	element = getBaseType(element);
	if (resolve_scalar(element, &kind, &storage) ||
		!resolve_cast(reader, element, context) ||
		reader->kind != LOGISTIC_FEATURE_CATEGORY)
		return false;
	reader->kind = LOGISTIC_FEATURE_SET;
	get_typlenbyvalalign(element, &reader->element_length,
						 &reader->element_by_value, &reader->element_align);
	return true;
}

/* Resolves a type that is cast to one that is a feature; false if none is. */
static bool
resolve_cast(LogisticReader *reader, Oid type, MemoryContext context)
{
	Oid			target = logistic_reader_cast_find(type, context,
												   &reader->cast);

	if (!OidIsValid(target))
		return false;
	if (resolve_array(reader, target))
		return true;
	if (!resolve_scalar(target, &reader->kind, &reader->storage))
		return false;
	reader->element_type = target;
	if (reader->cast != NULL)
	{
		reader->cast_storage = reader->storage;
		reader->storage = LOGISTIC_READ_CAST;
	}
	return true;
}

bool
logistic_reader_resolve(LogisticReader *reader, Oid type,
						MemoryContext context)
{
	Oid			base = getBaseType(type);

	memset(reader, 0, sizeof(*reader));
	reader->type = type;
	reader->element_type = base;
	return resolve_scalar(base, &reader->kind, &reader->storage) ||
		resolve_array(reader, base) || resolve_cast(reader, base, context) ||
		resolve_cast_set(reader, base, context);
}

void
logistic_reader_init(LogisticReader *reader, Oid type, const char *what,
					 const char *expression, MemoryContext context)
{
	if (!OidIsValid(type))
		ereport(ERROR,
				(errcode(ERRCODE_INDETERMINATE_DATATYPE),
				 errmsg("could not determine the type of %s", what),
				 errhint("Add a cast.")));
	if (logistic_reader_resolve(reader, type, context))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("%s has type %s, which cannot be used", what,
					format_type_be(type)),
			 errhint("%s", advice_for(getBaseType(type), expression))));
}

/*
 * Reports an untyped literal, which arrives as a C string: its type is not
 * guessed.
 */
static pg_noinline void
report_unknown(Datum value)
{
	ereport(ERROR,
			(errcode(ERRCODE_INDETERMINATE_DATATYPE),
			 errmsg("the type of literal '%s' is not known",
					DatumGetCString(value)),
			 errhint("Add a cast, as in '%s'::float8.",
					 DatumGetCString(value))));
}

double
logistic_read_number(const LogisticReader *reader, Datum value)
{
	switch (reader->storage)
	{
		case LOGISTIC_READ_FLOAT8:
			return DatumGetFloat8(value);
		case LOGISTIC_READ_FLOAT4:
			return DatumGetFloat4(value);
		case LOGISTIC_READ_INT8:
			return (double) DatumGetInt64(value);
		case LOGISTIC_READ_INT4:
			return DatumGetInt32(value);
		case LOGISTIC_READ_INT2:
			return DatumGetInt16(value);
		case LOGISTIC_READ_NUMERIC:
			return logistic_numeric_decode(value);
		case LOGISTIC_READ_BOOL:
			return DatumGetBool(value) ? 1.0 : 0.0;
		case LOGISTIC_READ_CAST:
			{
				LogisticReader target = *reader;

				target.storage = reader->cast_storage;
				return logistic_read_number(&target,
											logistic_reader_cast_value(reader->cast,
																	   value));
			}
		case LOGISTIC_READ_UNKNOWN:
			report_unknown(value);
			break;
		default:
			break;
	}
	elog(ERROR, "a category was read as a number");
	return 0.0;					/* keep the compiler quiet */
}

void
logistic_read_numbers(const LogisticReader *reader, const NullableDatum *args,
					  int n, double *numbers, int stride)
{
	int			i;

	/* one switch for all arguments; the common types have loops of their own */
	switch (reader->storage)
	{
		case LOGISTIC_READ_FLOAT8:
			for (i = 0; i < n; i++)
				numbers[(Size) i * stride] = DatumGetFloat8(args[i].value);
			break;
		case LOGISTIC_READ_FLOAT4:
			for (i = 0; i < n; i++)
				numbers[(Size) i * stride] = DatumGetFloat4(args[i].value);
			break;
		case LOGISTIC_READ_INT4:
			for (i = 0; i < n; i++)
				numbers[(Size) i * stride] = DatumGetInt32(args[i].value);
			break;
		case LOGISTIC_READ_NUMERIC:
			for (i = 0; i < n; i++)
				numbers[(Size) i * stride] =
					logistic_numeric_decode(args[i].value);
			break;
		default:
			for (i = 0; i < n; i++)
				numbers[(Size) i * stride] =
					logistic_read_number(reader, args[i].value);
			break;
	}
}

const char *
logistic_read_key(const LogisticReader *reader, const Datum *value,
				  int *length)
{
	switch (reader->storage)
	{
		case LOGISTIC_READ_TEXT:
		case LOGISTIC_READ_BPCHAR:
			{
				struct varlena *text = PG_DETOAST_DATUM_PACKED(*value);

				*length = VARSIZE_ANY_EXHDR(text);
				if (reader->storage == LOGISTIC_READ_BPCHAR)
					*length = bpchartruelen(VARDATA_ANY(text), *length);
				return VARDATA_ANY(text);
			}
		case LOGISTIC_READ_CHAR:
			{
				char	   *key = palloc(2);

				key[0] = DatumGetChar(*value);
				key[1] = '\0';
				*length = key[0] == '\0' ? 0 : 1;
				return key;
			}
		case LOGISTIC_READ_NAME:
			*length = strlen(NameStr(*DatumGetName(*value)));
			return NameStr(*DatumGetName(*value));
		case LOGISTIC_READ_UUID:
			*length = UUID_LEN;
			return (const char *) DatumGetUUIDP(*value)->data;
		case LOGISTIC_READ_ENUM:
			{
				Oid		   *key = palloc(sizeof(Oid));

				*key = DatumGetObjectId(*value);
				*length = sizeof(Oid);
				return (const char *) key;
			}
		case LOGISTIC_READ_CAST:
			{
				LogisticReader target = *reader;
				Datum		text = logistic_reader_cast_value(reader->cast,
															  *value);

				target.storage = reader->cast_storage;
				return logistic_read_key(&target, &text, length);
			}
		default:
			break;
	}
	elog(ERROR, "a number was read as a category");
	return NULL;				/* keep the compiler quiet */
}

char *
logistic_key_to_text(const LogisticReader *reader, const char *key,
					 int length)
{
	if (reader->storage == LOGISTIC_READ_ENUM)
	{
		Oid			label;
		Oid			output;
		bool		is_varlena;

		memcpy(&label, key, sizeof(label));
		getTypeOutputInfo(reader->element_type, &output, &is_varlena);
		return OidOutputFunctionCall(output, ObjectIdGetDatum(label));
	}
	if (reader->storage == LOGISTIC_READ_UUID)
	{
		pg_uuid_t	uuid;

		memcpy(uuid.data, key, UUID_LEN);
		return DatumGetCString(DirectFunctionCall1(uuid_out,
												   UUIDPGetDatum(&uuid)));
	}
	return pnstrdup(key, length);
}

/* Reads the elements of an array itself. */
static int
read_array(const LogisticReader *reader, ArrayType *array, double *elements,
		   int stride, int limit)
{
	int			n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	int			n_stored = Min(n, limit);
	const char *at = ARR_DATA_PTR(array);
	int			i;

	if (ARR_HASNULL(array) && array_contains_nulls(array))
		n = n_stored = -1;
	if (reader->storage == LOGISTIC_READ_FLOAT8)
		for (i = 0; i < n_stored; i++)
			elements[(Size) i * stride] = ((const float8 *) at)[i];
	else if (reader->storage == LOGISTIC_READ_FLOAT4)
		for (i = 0; i < n_stored; i++)
			elements[(Size) i * stride] = ((const float4 *) at)[i];
	else
		for (i = 0; i < n_stored; i++)
		{
			elements[(Size) i * stride] =
				logistic_read_number(reader,
									 fetch_att(at, reader->element_by_value,
											   reader->element_length));
			at = att_addlength_pointer(at, reader->element_length, at);
			at = (char *) att_align_nominal(at, reader->element_align);
		}
	return n;
}

/* Reads a vector: by its layout if that is known, else by its cast. */
static pg_noinline int
read_vector(const LogisticReader *reader, Datum value, double *elements,
			int stride, int limit)
{
	LogisticReaderCast *cast = reader->cast;
	struct varlena *vector = NULL;
	ArrayType  *array;
	Datum		result;
	int			n;

	if (cast->layout > LOGISTIC_VECTOR_OPAQUE)
	{
		vector = PG_DETOAST_DATUM_PACKED(value);
		n = logistic_vector_read(vector, cast->layout, elements, stride,
								 limit);
		if ((Pointer) vector != DatumGetPointer(value))
			pfree(vector);
		if (n >= 0)
			return n;
	}
	result = logistic_reader_cast_value(cast, value);
	array = DatumGetArrayTypeP(result);
	if (cast->layout == LOGISTIC_VECTOR_UNTRIED)
		cast->layout = reader->storage != LOGISTIC_READ_FLOAT4 ||
			get_typlen(getBaseType(reader->type)) != -1 ||
			ARR_HASNULL(array) ? LOGISTIC_VECTOR_OPAQUE :
			logistic_vector_layout(PG_DETOAST_DATUM_PACKED(value),
								   (const float4 *) ARR_DATA_PTR(array),
								   ArrayGetNItems(ARR_NDIM(array),
												  ARR_DIMS(array)));
	n = read_array(reader, array, elements, stride, limit);
	if ((Pointer) array != DatumGetPointer(value))
		pfree(array);
	return n;
}

int
logistic_read_array_strided(const LogisticReader *reader, Datum value,
							double *elements, int stride, int limit)
{
	ArrayType  *array;
	int			n;

	if (unlikely(reader->cast != NULL))
		return read_vector(reader, value, elements, stride, limit);
	array = DatumGetArrayTypeP(value);
	n = read_array(reader, array, elements, stride, limit);
	if ((Pointer) array != DatumGetPointer(value))
		pfree(array);
	return n;
}

int
logistic_read_array_filled(const LogisticReader *reader, Datum value,
						   double *elements, int stride, int limit,
						   double filler)
{
	ArrayType  *array = DatumGetArrayTypeP(value);
	Datum	   *values;
	bool	   *nulls;
	int			n;
	int			i;

	deconstruct_array(array, ARR_ELEMTYPE(array), reader->element_length,
					  reader->element_by_value, reader->element_align,
					  &values, &nulls, &n);
	for (i = 0; i < Min(n, limit); i++)
		elements[(Size) i * stride] = nulls[i] ? filler :
			logistic_read_number(reader, values[i]);
	pfree(values);
	pfree(nulls);
	return n;
}

int
logistic_read_set(const LogisticReader *reader, Datum value, Datum **elements)
{
	ArrayType  *array = DatumGetArrayTypeP(value);
	bool	   *nulls;
	int			n_all;
	int			n = 0;
	int			i;

	deconstruct_array(array, ARR_ELEMTYPE(array), reader->element_length,
					  reader->element_by_value, reader->element_align,
					  elements, &nulls, &n_all);
	for (i = 0; i < n_all; i++)
		if (!nulls[i])
			(*elements)[n++] = (*elements)[i];
	return n;
}
