/*-------------------------------------------------------------------------
 *
 * model_compare.c
 *		Compares and hashes models, for DISTINCT, GROUP BY and joins.
 *
 * Two models are equal if they say the same in every digit.  The builder
 * sees to it that then their bytes are equal too.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"

#include "model.h"

PG_FUNCTION_INFO_V1(logistic_model_eq);
PG_FUNCTION_INFO_V1(logistic_model_ne);
PG_FUNCTION_INFO_V1(logistic_model_lt);
PG_FUNCTION_INFO_V1(logistic_model_le);
PG_FUNCTION_INFO_V1(logistic_model_gt);
PG_FUNCTION_INFO_V1(logistic_model_ge);
PG_FUNCTION_INFO_V1(logistic_model_cmp);
PG_FUNCTION_INFO_V1(logistic_model_hash);
PG_FUNCTION_INFO_V1(logistic_model_hash_extended);

/*
 * An order without a meaning, which DISTINCT needs: by size, then by bytes.
 */
static int
compare_models(FunctionCallInfo fcinfo)
{
	LogisticModel *a = (LogisticModel *) PG_GETARG_LOGISTIC_MODEL(0);
	LogisticModel *b = (LogisticModel *) PG_GETARG_LOGISTIC_MODEL(1);
	int			order = (VARSIZE(a) > VARSIZE(b)) - (VARSIZE(a) < VARSIZE(b));

	if (order == 0)
		order = memcmp(VARDATA(a), VARDATA(b), VARSIZE(a) - VARHDRSZ);
	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return (order > 0) - (order < 0);
}

/*
 * logistic_model_eq(logistic_model, logistic_model) -> boolean, strict;
 * so are its five sisters.
 */
Datum
logistic_model_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_models(fcinfo) == 0);
}

Datum
logistic_model_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_models(fcinfo) != 0);
}

Datum
logistic_model_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_models(fcinfo) < 0);
}

Datum
logistic_model_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_models(fcinfo) <= 0);
}

Datum
logistic_model_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_models(fcinfo) > 0);
}

Datum
logistic_model_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_models(fcinfo) >= 0);
}

/*
 * logistic_model_cmp(logistic_model, logistic_model) -> integer,
 * strict
 */
Datum
logistic_model_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare_models(fcinfo));
}

/* logistic_model_hash(logistic_model) -> integer, strict */
Datum
logistic_model_hash(PG_FUNCTION_ARGS)
{
	const LogisticModel *model = PG_GETARG_LOGISTIC_MODEL(0);

	return hash_any((const unsigned char *) VARDATA(model),
					VARSIZE(model) - VARHDRSZ);
}

/*
 * logistic_model_hash_extended(logistic_model, bigint) -> bigint, strict
 */
Datum
logistic_model_hash_extended(PG_FUNCTION_ARGS)
{
	const LogisticModel *model = PG_GETARG_LOGISTIC_MODEL(0);

	return hash_any_extended((const unsigned char *) VARDATA(model),
							 VARSIZE(model) - VARHDRSZ,
							 (uint64) PG_GETARG_INT64(1));
}
