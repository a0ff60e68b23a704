/*-------------------------------------------------------------------------
 *
 * row_array.c
 *		Reads an SQL array of rows as columns of doubles, and of texts.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "pg/row_array.h"

/* The index of a column of numbers, or of text, in a row type. */
static int
find_column(TupleDesc descriptor, const char *name, bool is_text)
{
	int			i;

	for (i = 0; i < descriptor->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(descriptor, i);

		if (!attribute->attisdropped &&
			(is_text ? attribute->atttypid == TEXTOID :
			 attribute->atttypid == FLOAT8OID ||
			 attribute->atttypid == INT8OID) &&
			strcmp(NameStr(attribute->attname), name) == 0)
			return i;
	}
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_COLUMN),
			 errmsg("rows of type %s have no column \"%s\" of %s",
					format_type_be(descriptor->tdtypeid), name,
					is_text ? "text" : "numbers")));
	return -1;					/* keep the compiler quiet */
}

/* Takes a row apart. */
static void
deform_row(Datum element, TupleDesc descriptor, Datum *values, bool *nulls)
{
	HeapTupleHeader row = DatumGetHeapTupleHeader(element);
	HeapTupleData tuple;

	tuple.t_len = HeapTupleHeaderGetDatumLength(row);
	ItemPointerSetInvalid(&tuple.t_self);
	tuple.t_tableOid = InvalidOid;
	tuple.t_data = row;
	heap_deform_tuple(&tuple, descriptor, values, nulls);
}

int
logistic_row_array_read(ArrayType *array, const char *const *names,
						int n_names, double **columns)
{
	TupleDesc	descriptor = lookup_rowtype_tupdesc(ARR_ELEMTYPE(array), -1);
	int			natts = descriptor->natts;
	Datum	   *values = palloc(natts * sizeof(Datum));
	bool	   *nulls = palloc(natts * sizeof(bool));
	int		   *attributes = palloc(n_names * sizeof(int));
	Datum	   *elements;
	bool	   *is_null;
	int			n_elements;
	int			n = 0;
	int			i;
	int			k;

	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_DOUBLE,
					  &elements, &is_null, &n_elements);
	for (k = 0; k < n_names; k++)
	{
		attributes[k] = find_column(descriptor, names[k], false);
		columns[k] = palloc(Max(n_elements, 1) * sizeof(double));
	}
	for (i = 0; i < n_elements; i++)
	{
		bool		is_complete = true;

		if (is_null[i])
			continue;
		deform_row(elements[i], descriptor, values, nulls);
		for (k = 0; k < n_names; k++)
		{
			int			a = attributes[k];

			if (nulls[a])
				is_complete = false;
			else if (TupleDescAttr(descriptor, a)->atttypid == INT8OID)
				columns[k][n] = (double) DatumGetInt64(values[a]);
			else
				columns[k][n] = DatumGetFloat8(values[a]);
		}
		if (is_complete)
			n++;
	}
	ReleaseTupleDesc(descriptor);
	return n;
}

char **
logistic_row_array_texts(ArrayType *array, const char *column,
						 const char *const *names, int n_names)
{
	TupleDesc	descriptor = lookup_rowtype_tupdesc(ARR_ELEMTYPE(array), -1);
	Datum	   *values = palloc(descriptor->natts * sizeof(Datum));
	bool	   *nulls = palloc(descriptor->natts * sizeof(bool));
	int			place = find_column(descriptor, column, true);
	char	  **texts;
	Datum	   *elements;
	bool	   *is_null;
	int			n_elements;
	int			n = 0;
	int			i;
	int			k;

	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_DOUBLE,
					  &elements, &is_null, &n_elements);
	texts = palloc(Max(n_elements, 1) * sizeof(char *));
	for (i = 0; i < n_elements; i++)
	{
		bool		is_complete = !is_null[i];

		if (!is_complete)
			continue;
		deform_row(elements[i], descriptor, values, nulls);
		for (k = 0; k < n_names; k++)
			if (nulls[find_column(descriptor, names[k], false)])
				is_complete = false;
		if (is_complete)
			texts[n++] = nulls[place] ? pstrdup("") :
				TextDatumGetCString(values[place]);
	}
	ReleaseTupleDesc(descriptor);
	return texts;
}
