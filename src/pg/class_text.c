/*-------------------------------------------------------------------------
 *
 * class_text.c
 *		SQL labels of any type as text, by which classes are compared.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"

#include "pg/class_text.h"
#include "pg/compat.h"

/* A double cannot tell larger whole numbers apart. */
#define LARGEST_INTEGER		9007199254740992.0	/* 2^53 */

void
logistic_class_reader_init(LogisticReader *reader, Oid type, const char *what,
						   MemoryContext context)
{
	logistic_reader_init(reader, type, what, NULL, context);
	if (logistic_kind_is_array(reader->kind))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("%s has type %s, but must be one value", what,
						format_type_be(type))));
}

/* A number; a whole one without an exponent. */
static char *
number_text(double number)
{
	if (number == floor(number) && fabs(number) <= LARGEST_INTEGER)
		return psprintf(INT64_FORMAT, (int64) number);
	return float8out_internal(number);
}

const char *
logistic_class_text(const LogisticReader *reader, Datum *value, int *length)
{
	const char *text;

	switch (reader->kind)
	{
		case LOGISTIC_FEATURE_BOOLEAN:
			text = DatumGetBool(*value) ? "true" : "false";
			break;
		case LOGISTIC_FEATURE_NUMBER:
			text = number_text(logistic_read_number(reader, *value));
			break;
		default:
			text = logistic_read_key(reader, value, length);
			if (reader->storage != LOGISTIC_READ_ENUM &&
				reader->storage != LOGISTIC_READ_UUID)
				return text;
			text = logistic_key_to_text(reader, text, *length);
			break;
	}
	*length = strlen(text);
	return text;
}
