#include "postgres.h"

#include "model_json.h"

LogisticModel *
logistic_model_parse(Jsonb *json)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("a logistic_model cannot be read from text")));
}
