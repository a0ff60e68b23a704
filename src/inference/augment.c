/*-------------------------------------------------------------------------
 *
 * augment.c
 *		Fitted value, residuals, leverage and influence of a row.
 *
 * With s = +1 for a positive label and -1 else, and the margin m = s score:
 *
 *		residual			= s sqrt(2 ln(1 + e^-m))		deviance residual
 *		pearson_residual	= s e^(-m/2)					(y - p)/sqrt(p(1-p))
 *		leverage			h = p(1-p) x'V x
 *		cooks_distance		= pearson^2 h / (k (1 - h)^2)
 *
 * (Pregibon, Ann. Stat. 9, 1981; R's residuals, hatvalues, cooks.distance),
 * V the model's covariance and k its rank.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"

#include "core/numeric/link.h"
#include "model/model_contrast.h"
#include "pg/label.h"
#include "pg/result_rows.h"
#include "score/score_site.h"

/* Complains of a label value that the model does not know. */
static pg_noinline void
report_label(const LogisticModel *model, const char *value)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("label \"%s\" is \"%s\", but the model knows \"%s\" and \"%s\"",
					logistic_model_string(model, model->label), value,
					logistic_model_string(model, model->negative),
					logistic_model_string(model, model->positive))));
}

/* Is the label of the row the model's positive one? */
static bool
is_positive(const LogisticModel *model, Oid type, Datum value)
{
	LogisticLabelReader label;
	const LogisticReader *reader = &label.reader;
	char	   *text;

	logistic_label_init(&label, type, CurrentMemoryContext);
	if (reader->kind != LOGISTIC_FEATURE_CATEGORY)
	{
		double		number = logistic_read_number(reader, value);

		if (number != 0.0 && number != 1.0)
			report_label(model, float8out_internal(number));
		return number == 1.0;
	}
	else
	{
		int			length;
		const char *key = logistic_read_key(reader, &value, &length);

		text = logistic_key_to_text(reader, key, length);
	}
	if (strcmp(text, logistic_model_string(model, model->positive)) == 0)
		return true;
	if (strcmp(text, logistic_model_string(model, model->negative)) != 0)
		report_label(model, text);
	return false;
}

/*
 * Is the model's covariance the inverse of the information at its scores?  A
 * sandwich is not, and with a prevalence the scores are those of a corrected
 * intercept.
 */
static bool
has_information(const LogisticModel *model)
{
	return model->covariance_rows > 0 &&
		model->estimation.std_error == LOGISTIC_ERRORS_MODEL &&
		model->estimation.class_weight == LOGISTIC_CLASS_WEIGHT_NONE &&
		isnan(model->estimation.prevalence);
}

/*
 * logistic_augment(model logistic_model, label "any")
 * logistic_augment(model logistic_model, label "any", VARIADIC features "any")
 *		-> (fitted float8, residual float8, pearson_residual float8,
 *			leverage float8, cooks_distance float8)
 *
 * The row counts once: a weight of the fit is not known here, and an offset
 * only where it is to logistic_score.  NULL where the label or the score is;
 * leverage and cooks_distance are NULL if the model's covariance is not the
 * inverse information (robust errors, class weights, prevalence) or does not
 * exist.  Errors: a label value that the model does not have, and those of
 * score.c.
 */
PG_FUNCTION_INFO_V1(logistic_augment);
Datum
logistic_augment(PG_FUNCTION_ARGS)
{
	LogisticScoreCall call;
	const LogisticModel *model;
	double	   *x;
	double		columns[5];
	double		score;
	double		margin;
	double		sign;
	double		leverage = get_float8_nan();

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) ||
		!logistic_score_call_of_owner(fcinfo, 0, 2, &call))
		PG_RETURN_NULL();
	model = call.plan->model;
	logistic_model_check_probability(model, "logistic_augment");
	x = call.plan->x;
	if (!logistic_score_terms(call.plan, call.row, x, &score))
		PG_RETURN_NULL();
	score += call.offset;

	sign = is_positive(model, get_fn_expr_argtype(fcinfo->flinfo, 1),
					   PG_GETARG_DATUM(1)) ? 1.0 : -1.0;
	margin = sign * score;
	if (has_information(model))
		leverage = lg_link_sigmoid_derivative(score) *
			logistic_model_variance(model, x);
	columns[0] = lg_link_sigmoid(score);
	columns[1] = sign * sqrt(2.0 * lg_link_softplus(-margin));
	columns[2] = sign * exp(-0.5 * margin);
	columns[3] = leverage;
	columns[4] = columns[2] * columns[2] * leverage /
		(model->statistics.rank * (1.0 - leverage) * (1.0 - leverage));
	return logistic_result_row_make(logistic_score_result_type(fcinfo),
									columns, lengthof(columns));
}
