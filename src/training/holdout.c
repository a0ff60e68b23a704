/*-------------------------------------------------------------------------
 *
 * holdout.c
 *		Chooses the rows held out of a fit, by a hash of their content.
 *
 * A row is held out by its content and the model's name alone: not by its
 * place in the table, the order of the scan, the number of rows or the day.
 * So a row that today's challenger has not seen was not seen by last year's
 * champion either, and the same data give the same answer anywhere.
 *
 * The hash is that of pg/row_content.c, which never changes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"

#include "pg/row_content.h"

/*
 * logistic_holdout(name text, VARIADIC content "any") -> float8
 *
 * The place of a row from 0 to 1, 1 excluded, evenly spread: a share s of
 * the rows is held out where the place is below s.  A NULL name counts as an
 * empty one.  Errors: a type that cannot be a feature.
 */
PG_FUNCTION_INFO_V1(logistic_holdout);
Datum
logistic_holdout(PG_FUNCTION_ARGS)
{
	LogisticContent *site = fcinfo->flinfo->fn_extra;

	if (site == NULL)
		site = fcinfo->flinfo->fn_extra = logistic_content_make(fcinfo, 0, 1);
	PG_RETURN_FLOAT8(logistic_hash_place(logistic_content_hash(site, fcinfo)));
}
