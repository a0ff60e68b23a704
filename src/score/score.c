/*-------------------------------------------------------------------------
 *
 * score.c
 *		The scoring functions: log-odds, probability and label.
 *
 * All of them take a model, and then either its features one by one in the
 * order of the fit, or one record whose columns are matched by name.
 *
 * A NULL model, a NULL record, or a NULL feature or level never seen (unless
 * the model's policies say otherwise) gives NULL.  NaN counts as NULL; an
 * infinite value is used in the sum, and the result is NULL if that is
 * undefined.  Errors: a wrong number or type of features, a column that the
 * record lacks, an array of another length than in the fit.
 *
 * They are immutable although they look up enum labels: a label keeps its OID
 * for life, which the server's own enum comparison assumes too.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "core/numeric/link.h"
#include "score/score_site.h"

/* The log-odds of the current row; false: NULL. */
static pg_attribute_always_inline bool
score(FunctionCallInfo fcinfo, LogisticScoreCall *call, double *result)
{
	if (PG_ARGISNULL(0) || !logistic_score_call(fcinfo, 0, 1, call) ||
		!logistic_score_row(call->plan, call->row, result))
		return false;
	*result += call->offset;
	return true;
}

/*
 * logistic_score(model logistic_model) -> float8
 * logistic_score(model logistic_model, VARIADIC features "any") -> float8
 *
 * The linear predictor, in log-odds; an offset of the fit is part of it only
 * where the model comes by name and its training named a column, which the
 * record has.
 */
PG_FUNCTION_INFO_V1(logistic_score);
Datum
logistic_score(PG_FUNCTION_ARGS)
{
	LogisticScoreCall call;
	double		result;

	if (!score(fcinfo, &call, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

/*
 * logistic_predict(model logistic_model) -> float8
 * logistic_predict(model logistic_model, VARIADIC features "any") -> float8
 *
 * The probability of the positive label, 1 / (1 + exp(-score)).
 */
PG_FUNCTION_INFO_V1(logistic_predict);
Datum
logistic_predict(PG_FUNCTION_ARGS)
{
	LogisticScoreCall call;
	double		result;

	if (!score(fcinfo, &call, &result))
		PG_RETURN_NULL();
	logistic_model_check_probability(call.plan->model, "logistic_predict");
	PG_RETURN_FLOAT8(lg_link_sigmoid(result));
}

/*
 * logistic_classify(model logistic_model) -> text
 * logistic_classify(model logistic_model, VARIADIC features "any") -> text
 *
 * The positive label if the probability is at least the model's threshold,
 * else the negative one.  NULL also if the model does not know that label's
 * name.
 */
PG_FUNCTION_INFO_V1(logistic_classify);
Datum
logistic_classify(PG_FUNCTION_ARGS)
{
	LogisticScoreCall call;
	double		result;
	const LogisticModel *model;
	LogisticString label;

	if (!score(fcinfo, &call, &result))
		PG_RETURN_NULL();
	model = call.plan->model;
	logistic_model_check_probability(model, "logistic_classify");
	label = lg_link_sigmoid(result) >= model->threshold ?
		model->positive : model->negative;
	if (label.length == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(logistic_model_string(model, label),
											  label.length));
}
