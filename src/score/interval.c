/*-------------------------------------------------------------------------
 *
 * interval.c
 *		Scores with confidence intervals: logistic_interval.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"

#include "core/numeric/link.h"
#include "core/numeric/probability.h"
#include "model/model_contrast.h"
#include "pg/compat.h"
#include "pg/result_rows.h"
#include "score/score_site.h"

/*
 * The normal quantile z of a two-sided interval at the level.  The last one is
 * cached, as a query usually has one level.
 */
static double
reach_of(double level)
{
	static double last_level = -1.0;
	static double last_reach;

	if (level != last_level)
	{
		last_reach = -lg_probability_normal_quantile(0.5 * (1.0 - level));
		last_level = level;
	}
	return last_reach;
}

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
	double		columns[3];
	double		level;
	double		score;
	double		reach;

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
	logistic_model_check_probability(call.plan->model, "logistic_interval");
	if (!logistic_score_terms(call.plan, call.row, call.plan->x, &score))
		PG_RETURN_NULL();
	score += call.offset;

	reach = reach_of(level) *
		sqrt(logistic_model_variance(call.plan->model, call.plan->x));
	columns[0] = lg_link_sigmoid(score);
	columns[1] = columns[2] = get_float8_nan();
	if (!isnan(reach) && !isinf(score))
	{
		columns[1] = lg_link_sigmoid(score - reach);
		columns[2] = lg_link_sigmoid(score + reach);
	}
	return logistic_result_row_make(logistic_score_result_type(fcinfo),
									columns, lengthof(columns));
}
