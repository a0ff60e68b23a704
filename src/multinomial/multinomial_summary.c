/*-------------------------------------------------------------------------
 *
 * multinomial_summary.c
 *		Text of a multinomial_model as a summary; copies with other policies.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"

#include "model/model_json.h"
#include "model/model_rows.h"
#include "model/model_scoring.h"
#include "model/model_summary.h"
#include "multinomial/multinomial_model.h"
#include "pg/compat.h"

/* Appends the numbers of rows used and left out. */
static void
append_rows(StringInfo page, const MultinomialModel *model)
{
	const LogisticModel *first = logistic_multinomial_equation(model, 0);
	const LogisticStatistics *s = &first->statistics;
	int			k;

	if (s->nobs < 0)
		return;
	appendStringInfo(page, "\n%lld rows of %d classes:", (long long) s->nobs,
					 model->n_classes);
	for (k = 0; k < model->n_classes; k++)
		appendStringInfo(page, "%s %s", k > 0 ? "," : "",
						 logistic_multinomial_class(model, k));
	appendStringInfo(page, "; %lld left out for NULLs\n",
					 (long long) s->n_skipped);
	appendStringInfo(page, "Number of Newton iterations: %d\n", s->iterations);
}

/*
 * multinomial_summary(model multinomial_model, level float8) -> text
 *
 * The call, a coefficient table for each class against the baseline, with
 * odds ratios and their intervals of the level, remarks on odd data, and the
 * statistics of the joint fit.  Strict.  Error: a level that is not between 0
 * and 1.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_summary);
Datum
logistic_multinomial_summary(PG_FUNCTION_ARGS)
{
	const MultinomialModel *model = PG_GETARG_MULTINOMIAL_MODEL(0);
	const LogisticModel *first = logistic_multinomial_equation(model, 0);
	LogisticSummaryOptions options = {true, PG_GETARG_FLOAT8(1)};
	StringInfoData page;
	int			k;

	initStringInfo(&page);
	appendStringInfo(&page, "Multinomial logistic regression: %s\n",
					 logistic_model_formula(first));
	appendStringInfo(&page, "Baseline: %s\n",
					 logistic_multinomial_class(model, 0));
	for (k = 1; k < model->n_classes; k++)
		logistic_summary_table(&page, psprintf("%s against %s",
											   logistic_multinomial_class(model, k),
											   logistic_multinomial_class(model, 0)),
							   logistic_multinomial_equation(model, k - 1),
							   &options);
	logistic_estimation_describe(&page, first);
	logistic_summary_remarks(&page, first);
	if (first->statistics.nobs >= 0)
		logistic_summary_measures(&page, first);
	append_rows(&page, model);
	PG_RETURN_TEXT_P(logistic_summary_finish(&page));
}

/*
 * multinomial_features(model multinomial_model)
 *		-> SETOF (the columns of logistic_features)
 *
 * The features, which all classes share.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_features);
Datum
logistic_multinomial_features(PG_FUNCTION_ARGS)
{
	const MultinomialModel *model = PG_GETARG_MULTINOMIAL_MODEL(0);

	InitMaterializedSRF(fcinfo, 0);
	logistic_put_features((ReturnSetInfo *) fcinfo->resultinfo,
						  logistic_multinomial_equation(model, 0));
	return (Datum) 0;
}

MultinomialModel *
logistic_multinomial_changed(const MultinomialModel *model,
							 const LogisticScoring *scoring)
{
	LogisticModel **equations = palloc(model->n_equations *
									   sizeof(*equations));
	int			k;

	if (!isnan(scoring->threshold))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a model of many classes has no threshold"),
				 errhint("multinomial_predict gives the most probable label; multinomial_probabilities lets you choose otherwise.")));
	for (k = 0; k < model->n_equations; k++)
		equations[k] = logistic_model_with(logistic_multinomial_equation(model,
																		 k),
										   scoring);
	return logistic_multinomial_build(equations, model->n_equations,
									  model->n_classes,
									  logistic_multinomial_covariance(model));
}

/*
 * multinomial_with(model multinomial_model, on_null text DEFAULT NULL,
 *					on_new_level text DEFAULT NULL) -> multinomial_model
 *
 * The same model with what is not NULL changed.  NULL for a NULL model.
 * Errors: an unknown word.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_with);
Datum
logistic_multinomial_with(PG_FUNCTION_ARGS)
{
	LogisticScoring scoring;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	logistic_scoring_read_policies(fcinfo, 1, &scoring);
	PG_RETURN_POINTER(logistic_multinomial_changed(PG_GETARG_MULTINOMIAL_MODEL(0),
												   &scoring));
}
