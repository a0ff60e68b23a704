/*-------------------------------------------------------------------------
 *
 * anova.c
 *		The likelihood-ratio test of two nested models.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"

#include "core/numeric/probability.h"
#include "model/model.h"
#include "pg/compat.h"

/* Null log-likelihoods of the same rows differ by rounding only. */
#define SAME_ROWS		1e-9

/* Complains that two models cannot be compared, and says why. */
static pg_noinline void
report_incomparable(const char *reason, const char *advice)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("models cannot be compared by their likelihoods: %s",
					reason),
			 errhint("%s", advice)));
}

/*
 * Refuses models whose likelihood ratio is not chi-square: those not fitted by
 * plain maximum likelihood.
 */
static void
check_model(const LogisticModel *model)
{
	const LogisticEstimation *e = &model->estimation;

	if (model->statistics.nobs < 0)
		report_incomparable("one was written by hand",
							"Fit it with logistic_fit.");
	if (model->status == LOGISTIC_MAX_ITERATIONS)
		report_incomparable("one did not converge",
							"Raise max_iterations.");
	if (e->method != LOGISTIC_METHOD_MLE)
		report_incomparable("one is fitted by Firth's method",
							"Its p-values are profile-likelihood tests already.");
	if (e->l1 > 0.0 || e->l2 > 0.0)
		report_incomparable("one is penalised",
							"Compare penalised models by logistic_cross_validate.");
	if (e->class_weight != LOGISTIC_CLASS_WEIGHT_NONE)
		report_incomparable("one has class weights",
							"Fit both without class_weight; logistic_wald has robust tests.");
	if (e->std_error != LOGISTIC_ERRORS_MODEL)
		report_incomparable("one has robust standard errors, and the likelihood does not know them",
							"Use logistic_wald, which does.");
}

/*
 * Refuses models of different labels or rows, as far as their statistics show.
 */
static void
check_rows(const LogisticModel *a, const LogisticModel *b)
{
	const LogisticStatistics *left = &a->statistics;
	const LogisticStatistics *right = &b->statistics;

	if (strcmp(logistic_model_string(a, a->label),
			   logistic_model_string(b, b->label)) != 0 ||
		strcmp(logistic_model_string(a, a->positive),
			   logistic_model_string(b, b->positive)) != 0)
		report_incomparable("their labels differ",
							"Fit the same label twice.");
	if (left->nobs != right->nobs || left->n_positive != right->n_positive ||
		fabs(left->sum_weights - right->sum_weights) >
		SAME_ROWS * left->sum_weights)
		report_incomparable(psprintf("they were fitted to different rows ("
									 INT64_FORMAT " and " INT64_FORMAT ")",
									 left->nobs, right->nobs),
							"A NULL in a feature leaves a row out: filter such rows out of both.");
	if (a->has_intercept == b->has_intercept &&
		fabs(left->null_log_lik - right->null_log_lik) >
		SAME_ROWS * fabs(left->null_log_lik))
		report_incomparable("they were fitted to different rows or offsets",
							"Fit both in one query over the same rows.");
}

/* Does the larger model have every term of the smaller one? */
static void
check_nested(const LogisticModel *small, const LogisticModel *large)
{
	const LogisticTerm *few = logistic_model_terms(small);
	const LogisticTerm *many = logistic_model_terms(large);
	int			i;
	int			j;

	for (i = 0; i < small->n_terms; i++)
	{
		const char *name = logistic_model_string(small, few[i].name);

		for (j = 0; j < large->n_terms; j++)
			if (strcmp(logistic_model_string(large, many[j].name), name) == 0)
				break;
		if (j == large->n_terms)
			report_incomparable(psprintf("they are not nested, as only one has term \"%s\"",
										 name),
								"The larger model needs all features of the smaller one.");
	}
}

/* Puts the line of a model out; the test stands with the second one. */
static void
put_model(ReturnSetInfo *result, const LogisticModel *model, int df,
		  double statistic)
{
	LogisticMeasures measures;
	Datum		values[6];
	bool		nulls[6] = {false};

	logistic_model_measure(model, &measures);
	values[0] = CStringGetTextDatum(logistic_model_formula(model));
	values[1] = Int64GetDatum(model->statistics.nobs - model->statistics.rank);
	values[2] = Float8GetDatum(measures.deviance);
	values[3] = Int32GetDatum(df);
	values[4] = Float8GetDatum(statistic);
	values[5] = Float8GetDatum(lg_probability_chi_square_upper(statistic, df));
	nulls[3] = nulls[4] = isnan(statistic);
	nulls[5] = df <= 0 || nulls[4];
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/*
 * logistic_anova(smaller logistic_model, larger logistic_model)
 *		-> SETOF (model text, df_residual bigint, deviance float8,
 *				  df integer, statistic float8, p_value float8)
 *
 * Two rows, as R's anova prints: the smaller model, then the larger one with
 * the likelihood-ratio test between them.  The models may come in either
 * order.  NULL p_value where both have the same rank.  Strict.  Errors:
 * models that are not nested, of different rows or labels, or fitted by
 * something else than plain maximum likelihood.
 */
PG_FUNCTION_INFO_V1(logistic_anova);
Datum
logistic_anova(PG_FUNCTION_ARGS)
{
	const LogisticModel *small = PG_GETARG_LOGISTIC_MODEL(0);
	const LogisticModel *large = PG_GETARG_LOGISTIC_MODEL(1);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	double		gain;
	int			df;

	check_model(small);
	check_model(large);
	check_rows(small, large);
	if (small->n_terms > large->n_terms)
	{
		const LogisticModel *other = small;

		small = large;
		large = other;
	}
	check_nested(small, large);
	df = large->statistics.rank - small->statistics.rank;
	gain = large->statistics.log_lik - small->statistics.log_lik;

	InitMaterializedSRF(fcinfo, 0);
	put_model(result, small, 0, NAN);
	put_model(result, large, df, 2.0 * fmax(gain, 0.0));
	return (Datum) 0;
}
