/*-------------------------------------------------------------------------
 *
 * group_text.c
 *		An SQL value of any type as the text that groups are known by.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "pg/compat.h"
#include "pg/group_text.h"

void
logistic_group_type_check(Oid type, const char *column)
{
	switch (type)
	{
		case TEXTOID:
		case VARCHAROID:
		case BPCHAROID:
		case NAMEOID:
		case CHAROID:
		case BOOLOID:
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case NUMERICOID:
		case UUIDOID:
			return;
		default:
			if (get_typtype(type) == TYPTYPE_ENUM)
				return;
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("column \"%s\" has type %s, by which groups cannot be told",
							column, format_type_be(type)),
					 errhint("Its text would depend on settings: cast it to text within the query.")));
	}
}

char *
logistic_group_text(Oid type, Datum value)
{
	Oid			output;
	bool		is_varlena;
	char	   *text;

	if (type == BOOLOID)
		return pstrdup(DatumGetBool(value) ? "true" : "false");
	getTypeOutputInfo(type, &output, &is_varlena);
	text = OidOutputFunctionCall(output, value);
	if (type == BPCHAROID)
	{
		int			length = strlen(text);

		while (length > 0 && text[length - 1] == ' ')
			text[--length] = '\0';
	}
	return text;
}
