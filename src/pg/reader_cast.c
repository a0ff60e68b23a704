/*-------------------------------------------------------------------------
 *
 * reader_cast.c
 *		Casts that make a feature of a value of another type.
 *
 * Only casts in pg_cast that are implicit or on assignment count.  The
 * conversion through text that every type has does not count; dates and JSON
 * have no other.  XML has a cast to text, but is not a category.  A type
 * without such a cast may have one to a type with a cast to an array, as
 * pgvector's sparsevec has to its vector.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_cast.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "utils/catcache.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "pg/reader_cast.h"

/*
 * Is there such a cast?  Its function is InvalidOid if the types are
 * binary-coercible.
 */
static bool
find_cast(Oid source, Oid target, Oid *function)
{
	HeapTuple	tuple = SearchSysCache2(CASTSOURCETARGET,
										ObjectIdGetDatum(source),
										ObjectIdGetDatum(target));
	Form_pg_cast form;
	bool		is_cast;

	if (!HeapTupleIsValid(tuple))
		return false;
	form = (Form_pg_cast) GETSTRUCT(tuple);
	is_cast = form->castcontext != COERCION_CODE_EXPLICIT &&
		form->castmethod != COERCION_METHOD_INOUT;
	*function = form->castfunc;
	ReleaseSysCache(tuple);
	return is_cast;
}

/* The first of the types that there is a cast to. */
static Oid
find_target(Oid source, const Oid *targets, int n, Oid *function)
{
	int			i;

	for (i = 0; i < n; i++)
		if (find_cast(source, targets[i], function))
			return targets[i];
	return InvalidOid;
}

/* The array that a type is cast to by way of another one. */
static Oid
find_array_through(Oid source, const Oid *arrays, int n, Oid *functions,
				   Oid *middle)
{
	CatCList   *casts = SearchSysCacheList1(CASTSOURCETARGET,
											ObjectIdGetDatum(source));
	Oid			target = InvalidOid;
	int			i;

	for (i = 0; i < casts->n_members && !OidIsValid(target); i++)
	{
		Form_pg_cast form =
			(Form_pg_cast) GETSTRUCT(&casts->members[i]->tuple);

		if (form->castcontext != COERCION_CODE_EXPLICIT &&
			form->castmethod == COERCION_METHOD_FUNCTION &&
			form->casttarget != source)
		{
			functions[0] = form->castfunc;
			*middle = form->casttarget;
			target = find_target(form->casttarget, arrays, n, &functions[1]);
		}
	}
	ReleaseSysCacheList(casts);
	return target;
}

Oid
logistic_reader_cast_find(Oid type, MemoryContext context,
						  LogisticReaderCast **cast)
{
	/* the types with the least loss first */
	Oid			numbers[] = {FLOAT8OID, NUMERICOID, FLOAT4OID, INT8OID,
	INT4OID, INT2OID};
	Oid			arrays[] = {FLOAT4ARRAYOID, FLOAT8ARRAYOID, INT8ARRAYOID,
		INT4ARRAYOID, INT2ARRAYOID, get_array_type(NUMERICOID)};
	Oid			texts[] = {TEXTOID, VARCHAROID};
	Oid			functions[2] = {InvalidOid, InvalidOid};
	Oid			target = InvalidOid;
	Oid			middle = InvalidOid;
	int			i;

	*cast = NULL;
	if (type == XMLOID)
		return InvalidOid;
	target = find_target(type, numbers, lengthof(numbers), &functions[0]);
	if (!OidIsValid(target))
		target = find_target(type, arrays, lengthof(arrays), &functions[0]);
	if (!OidIsValid(target))
		target = find_target(type, texts, lengthof(texts), &functions[0]);
	if (!OidIsValid(target))
		target = find_array_through(type, arrays, lengthof(arrays),
									functions, &middle);
	if (!OidIsValid(target) || !OidIsValid(functions[0]))
		return target;

	*cast = MemoryContextAllocZero(context, sizeof(**cast));
	for (i = 0; i < lengthof(functions) && OidIsValid(functions[i]); i++)
		fmgr_info_cxt(functions[i], &(*cast)->functions[(*cast)->n++],
					  context);
	(*cast)->types[0] = (*cast)->n == 1 ? target : middle;
	(*cast)->types[1] = target;
	return target;
}

/* Calls a cast function, which may also take a typmod and "is explicit". */
static Datum
call(FmgrInfo *function, Datum value)
{
	switch (function->fn_nargs)
	{
		case 1:
			return FunctionCall1Coll(function, DEFAULT_COLLATION_OID, value);
		case 2:
			return FunctionCall2Coll(function, DEFAULT_COLLATION_OID, value,
									 Int32GetDatum(-1));
		default:
			return FunctionCall3Coll(function, DEFAULT_COLLATION_OID, value,
									 Int32GetDatum(-1), BoolGetDatum(false));
	}
}

Datum
logistic_reader_cast_value(LogisticReaderCast *cast, Datum value)
{
	Datum		result = call(&cast->functions[0], value);
	Datum		last;

	if (cast->n == 1)
		return result;
	last = call(&cast->functions[1], result);
	if (last != result && result != value)
		pfree(DatumGetPointer(result));
	return last;
}
