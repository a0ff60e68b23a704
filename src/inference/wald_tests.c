/*-------------------------------------------------------------------------
 *
 * wald_tests.c
 *		Joint Wald tests of a model's features and of any contrasts.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/jsonb.h"

#include "core/inference/wald.h"
#include "core/linalg/cholesky.h"
#include "core/numeric/probability.h"
#include "model/model_contrast.h"
#include "pg/compat.h"

/* Linear combinations of the estimates, and their covariance. */
typedef struct Combinations
{
	int			n;
	LgDd	   *value;			/* [n] */
	LgDd	   *covariance;		/* packed */
} Combinations;

/* Makes room for n combinations. */
static Combinations
make_combinations(int n)
{
	Combinations made;

	made.n = n;
	made.value = palloc(Max(n, 1) * sizeof(LgDd));
	made.covariance = MemoryContextAllocHuge(CurrentMemoryContext,
											 (LG_PACKED_SIZE(n) + 1) *
											 sizeof(LgDd));
	return made;
}

/* The estimates of a feature's terms that have a standard error. */
static Combinations
combinations_of_feature(const LogisticModel *model,
						const LogisticFeature *feature)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	const double *covariance = logistic_model_covariance(model);
	Combinations made = make_combinations(feature->n_terms);
	int		   *rows = palloc(Max(feature->n_terms, 1) * sizeof(int));
	int			i;
	int			j;

	made.n = 0;
	for (i = feature->first_term; i < feature->first_term + feature->n_terms;
		 i++)
	{
		if (terms[i].covariance_row < 0)
			continue;
		rows[made.n] = terms[i].covariance_row;
		made.value[made.n] = lg_dd(terms[i].estimate);
		for (j = 0; j <= made.n; j++)
			made.covariance[LG_PACKED(made.n, j)] =
				lg_dd(covariance[LG_PACKED(rows[made.n], rows[j])]);
		made.n++;
	}
	return made;
}

/*
 * logistic_wald(model logistic_model)
 *		-> SETOF (feature text, statistic float8, df integer, p_value float8)
 *
 * For each feature the test that all its terms are zero, chi-square with df
 * degrees of freedom; robust where the model's covariance is.  Terms without
 * a standard error take no part; NULL where none is left.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_wald);
Datum
logistic_wald(PG_FUNCTION_ARGS)
{
	const LogisticModel *model = PG_GETARG_LOGISTIC_MODEL(0);
	const LogisticFeature *features = logistic_model_features(model);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int			i;

	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < model->n_features; i++)
	{
		Combinations tested = combinations_of_feature(model, &features[i]);
		double		statistic;
		int			df;
		Datum		values[4];
		bool		nulls[4] = {false};

		CHECK_FOR_INTERRUPTS();
		df = lg_wald_test(tested.covariance, tested.value, tested.n,
						  &statistic);
		values[0] = CStringGetTextDatum(logistic_model_string(model,
															  features[i].name));
		values[1] = Float8GetDatum(statistic);
		values[2] = Int32GetDatum(df);
		values[3] = Float8GetDatum(lg_probability_chi_square_upper(statistic,
																   df));
		nulls[1] = nulls[3] = df == 0;
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
		pfree(tested.value);
		pfree(tested.covariance);
	}
	return (Datum) 0;
}

/* Puts a line of the contrasts' table out. */
static void
put_contrast(ReturnSetInfo *result, const char *name, double estimate,
			 double variance, double statistic, int df)
{
	Datum		values[6];
	bool		nulls[6];
	bool		is_known = !isnan(statistic);

	values[0] = CStringGetTextDatum(name);
	values[1] = Float8GetDatum(estimate);
	values[2] = Float8GetDatum(sqrt(variance));
	values[3] = Float8GetDatum(statistic);
	values[4] = Int32GetDatum(df);
	values[5] = Float8GetDatum(lg_probability_chi_square_upper(statistic, df));
	nulls[0] = false;
	nulls[1] = isnan(estimate);
	nulls[2] = isnan(variance);
	nulls[3] = nulls[5] = !is_known;
	nulls[4] = false;
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/*
 * logistic_wald(model logistic_model, contrasts jsonb)
 *		-> SETOF (contrast text, estimate float8, std_error float8,
 *				  statistic float8, df integer, p_value float8)
 *
 * Tests that linear combinations of terms are zero: {"planpro": 1,
 * "planteam": -1}, or an array of such objects.  One row per combination,
 * and with several of them a last one for all at once.  Combinations that
 * follow from earlier ones add no degree of freedom.  Strict.  NULL where a
 * term of the combination has no standard error.  Errors: a name that is no
 * term, a factor that is no finite number.
 */
PG_FUNCTION_INFO_V1(logistic_wald_contrasts);
Datum
logistic_wald_contrasts(PG_FUNCTION_ARGS)
{
	const LogisticModel *model = PG_GETARG_LOGISTIC_MODEL(0);
	Jsonb	   *json = PG_GETARG_JSONB_P(1);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	LogisticContrast *contrasts;
	int			n = logistic_contrasts_read(model, json, &contrasts);
	Combinations joint = make_combinations(n);
	bool		is_known = true;
	double		statistic;
	int			df;
	int			i;
	int			j;

	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < n; i++)
	{
		LgDd		estimate = logistic_contrast_estimate(model,
														  &contrasts[i]);
		LgDd		variance = logistic_contrast_covariance(model,
															&contrasts[i],
															&contrasts[i]);
		LgDd		own_estimate = estimate;
		LgDd		own_variance = variance;

		CHECK_FOR_INTERRUPTS();
		df = lg_wald_test(&own_variance, &own_estimate, 1, &statistic);
		put_contrast(result, contrasts[i].name, estimate.hi, variance.hi,
					 statistic, df);
		is_known = is_known && !isnan(variance.hi);
		joint.value[i] = estimate;
		for (j = 0; j < i; j++)
			joint.covariance[LG_PACKED(i, j)] =
				logistic_contrast_covariance(model, &contrasts[i],
											 &contrasts[j]);
		joint.covariance[LG_PACKED(i, i)] = variance;
	}
	if (n > 1)
	{
		df = is_known ? lg_wald_test(joint.covariance, joint.value, n,
									 &statistic) : 0;
		put_contrast(result, "(joint)", get_float8_nan(), get_float8_nan(),
					 df > 0 ? statistic : get_float8_nan(), df);
	}
	return (Datum) 0;
}
