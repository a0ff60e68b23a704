/*-------------------------------------------------------------------------
 *
 * row_array.c
 *		Reads an array of rows as columns of doubles.
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

/* The index of a column of numbers in a row type. */
static int
find_column(TupleDesc descriptor, const char *name)
{
	int			i;

	for (i = 0; i < descriptor->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(descriptor, i);

		if (!attribute->attisdropped &&
			(attribute->atttypid == FLOAT8OID ||
			 attribute->atttypid == INT8OID) &&
			strcmp(NameStr(attribute->attname), name) == 0)
			return i;
	}
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_COLUMN),
			 errmsg("rows of type %s have no column \"%s\" of numbers",
					format_type_be(descriptor->tdtypeid), name)));
	return -1;					/* keep the compiler quiet */
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
		attributes[k] = find_column(descriptor, names[k]);
		columns[k] = palloc(Max(n_elements, 1) * sizeof(double));
	}
	for (i = 0; i < n_elements; i++)
	{
		HeapTupleHeader row;
		HeapTupleData tuple;
		bool		is_complete = true;

		if (is_null[i])
			continue;
		row = DatumGetHeapTupleHeader(elements[i]);
		tuple.t_len = HeapTupleHeaderGetDatumLength(row);
		ItemPointerSetInvalid(&tuple.t_self);
		tuple.t_tableOid = InvalidOid;
		tuple.t_data = row;
		heap_deform_tuple(&tuple, descriptor, values, nulls);
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
