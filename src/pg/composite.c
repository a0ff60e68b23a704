/*-------------------------------------------------------------------------
 *
 * composite.c
 *		Takes a value of a composite type of the extension apart.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "utils/typcache.h"

#include "pg/composite.h"

void
logistic_composite_deform(HeapTupleHeader value, const char *type, int n,
						  Datum *values, bool *nulls)
{
	TupleDesc	descriptor =
		lookup_rowtype_tupdesc(HeapTupleHeaderGetTypeId(value),
							   HeapTupleHeaderGetTypMod(value));
	HeapTupleData tuple;

	if (descriptor->natts != n)
		elog(ERROR, "%s has %d attributes, not %d", type, descriptor->natts,
			 n);
	tuple.t_len = HeapTupleHeaderGetDatumLength(value);
	ItemPointerSetInvalid(&tuple.t_self);
	tuple.t_tableOid = InvalidOid;
	tuple.t_data = value;
	heap_deform_tuple(&tuple, descriptor, values, nulls);
	ReleaseTupleDesc(descriptor);
}
