/*-------------------------------------------------------------------------
 *
 * interval.c
 *		How sure a model is of a probability.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"

#include "compat.h"
#include "core/infer.h"
#include "core/link.h"
#include "model_contrast.h"
#include "score_site.h"

/*
 * logistic_interval(model logistic_model, level float8)
 * logistic_interval(model logistic_model, level float8,
 *					 VARIADIC features "any")
 *		-> (probability float8, conf_low float8, conf_high float8)
 *
 * The probability with its Wald interval at the given level: score +- z
 * sqrt(x'V x), mapped to probabilities.  The bounds are NULL where the model
 * has no covariance for the row.  NULL and errors as in score.c; a NULL
 * level gives NULL, one outside (0, 1) an error.
 */
PG_FUNCTION_INFO_V1(logistic_interval);
Datum
logistic_interval(PG_FUNCTION_ARGS)
{
	LogisticScoreCall call;
	TupleDesc	descriptor;
	Datum		values[3];
	bool		nulls[3] = {false, false, false};
	double		level;
	double		score;
	double		reach;
	double	   *x;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	level = PG_GETARG_FLOAT8(1);
	if (!(level > 0.0 && level < 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("level is %s, but must lie between 0 and 1",
						float8out_internal(level)),
				 errhint("The level comes second, the features follow: logistic_interval(model, 0.95, ...).")));
	if (!logistic_score_call(fcinfo, 0, 2, &call))
		PG_RETURN_NULL();
	x = palloc(Max(call.plan->model->n_terms, 1) * sizeof(double));
	if (!logistic_score_terms(call.plan, call.row, x, &score))
		PG_RETURN_NULL();
	score += call.offset;

	reach = -lg_infer_normal_quantile(0.5 * (1.0 - level)) *
		sqrt(logistic_model_variance(call.plan->model, x));
	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = Float8GetDatum(lg_link_sigmoid(score));
	values[1] = Float8GetDatum(lg_link_sigmoid(score - reach));
	values[2] = Float8GetDatum(lg_link_sigmoid(score + reach));
	nulls[1] = nulls[2] = isnan(reach) || isinf(score);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor),
													  values, nulls)));
}
