/*-------------------------------------------------------------------------
 *
 * one_model.c
 *		Checks that all rows of an aggregate have the same model.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "inference/one_model.h"
#include "pg/compat.h"

LogisticModel *
logistic_one_model_copy(const LogisticModel *model)
{
	LogisticModel *copy = palloc(VARSIZE(model));

	memcpy(copy, model, VARSIZE(model));
	return copy;
}

void
logistic_one_model_check(const LogisticModel *kept,
						 const LogisticModel *model, const char *aggregate)
{
	if (VARSIZE(kept) != VARSIZE(model) || kept->hash != model->hash)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("model of %s differs between its rows", aggregate),
				 errhint("Group by what the models differ by.")));
}
