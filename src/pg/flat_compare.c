/*-------------------------------------------------------------------------
 *
 * flat_compare.c
 *		Compares and hashes values whose bytes are their content.
 *
 * Two models are equal if all their fields are, in every digit; the same holds
 * for options.  Builders write equal contents as equal bytes, so one set of
 * functions serves all these types, for DISTINCT, GROUP BY and joins.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"

#include "pg/compat.h"

PG_FUNCTION_INFO_V1(logistic_flat_eq);
PG_FUNCTION_INFO_V1(logistic_flat_ne);
PG_FUNCTION_INFO_V1(logistic_flat_lt);
PG_FUNCTION_INFO_V1(logistic_flat_le);
PG_FUNCTION_INFO_V1(logistic_flat_gt);
PG_FUNCTION_INFO_V1(logistic_flat_ge);
PG_FUNCTION_INFO_V1(logistic_flat_cmp);
PG_FUNCTION_INFO_V1(logistic_flat_hash);
PG_FUNCTION_INFO_V1(logistic_flat_hash_extended);

/* Orders values by size, then by bytes: an arbitrary order, for DISTINCT. */
static int
compare(FunctionCallInfo fcinfo)
{
	struct varlena *a = PG_GETARG_VARLENA_P(0);
	struct varlena *b = PG_GETARG_VARLENA_P(1);
	int			order = (VARSIZE(a) > VARSIZE(b)) - (VARSIZE(a) < VARSIZE(b));

	if (order == 0)
		order = memcmp(VARDATA(a), VARDATA(b), VARSIZE(a) - VARHDRSZ);
	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return (order > 0) - (order < 0);
}

/*
 * logistic_flat_eq(value, value) -> boolean, strict; so are its five sisters.
 */
Datum
logistic_flat_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) == 0);
}

Datum
logistic_flat_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) != 0);
}

Datum
logistic_flat_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) < 0);
}

Datum
logistic_flat_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) <= 0);
}

Datum
logistic_flat_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) > 0);
}

Datum
logistic_flat_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) >= 0);
}

/* logistic_flat_cmp(value, value) -> integer, strict */
Datum
logistic_flat_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare(fcinfo));
}

/* logistic_flat_hash(value) -> integer, strict */
Datum
logistic_flat_hash(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_GETARG_VARLENA_P(0);

	return hash_any((const unsigned char *) VARDATA(value),
					VARSIZE(value) - VARHDRSZ);
}

/* logistic_flat_hash_extended(value, bigint) -> bigint, strict */
Datum
logistic_flat_hash_extended(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_GETARG_VARLENA_P(0);

	return hash_any_extended((const unsigned char *) VARDATA(value),
							 VARSIZE(value) - VARHDRSZ,
							 (uint64) PG_GETARG_INT64(1));
}
