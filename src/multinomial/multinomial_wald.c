/*-------------------------------------------------------------------------
 *
 * multinomial_wald.c
 *		A multinomial_model's Wald tests by feature, as rows.
 *
 * The terms of a feature in all equations are tested together, by the joint
 * covariance:  b' V^-1 b  is chi-square, with as many degrees of freedom as
 * there are coefficients (Greene, Econometric Analysis, section on multinomial
 * logit).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"

#include "core/inference/wald.h"
#include "core/linalg/cholesky.h"
#include "core/numeric/probability.h"
#include "multinomial/multinomial_model.h"
#include "pg/compat.h"

/* The coefficients that are tested, and their covariance. */
typedef struct Tested
{
	int			n;
	int		   *rows;			/* [n], of the joint covariance */
	LgDd	   *value;			/* [n] */
	LgDd	   *covariance;		/* packed */
} Tested;

static Tested
make_tested(int limit)
{
	Tested		tested;

	tested.n = 0;
	tested.rows = palloc(Max(limit, 1) * sizeof(int));
	tested.value = palloc(Max(limit, 1) * sizeof(LgDd));
	tested.covariance = MemoryContextAllocHuge(CurrentMemoryContext,
											   (LG_PACKED_SIZE(limit) + 1) *
											   sizeof(LgDd));
	return tested;
}

/* Adds a coefficient, whose row of the joint covariance is given. */
static void
add_coefficient(Tested *tested, const double *covariance, double estimate,
				int row)
{
	int			j;

	tested->rows[tested->n] = row;
	tested->value[tested->n] = lg_dd(estimate);
	for (j = 0; j <= tested->n; j++)
		tested->covariance[LG_PACKED(tested->n, j)] =
			lg_dd(covariance[LG_PACKED(row, tested->rows[j])]);
	tested->n++;
}

/* The coefficients of a feature in all equations that have an error. */
static Tested
coefficients_of(const MultinomialModel *model, const LogisticFeature *feature)
{
	const double *covariance = logistic_multinomial_covariance(model);
	Tested		tested = make_tested(feature->n_terms * model->n_equations);
	int			first_row = 0;
	int			k;
	int			i;

	for (k = 0; k < model->n_equations; k++)
	{
		const LogisticModel *equation = logistic_multinomial_equation(model, k);
		const LogisticTerm *terms = logistic_model_terms(equation);

		for (i = feature->first_term;
			 i < feature->first_term + feature->n_terms; i++)
			if (terms[i].covariance_row >= 0)
				add_coefficient(&tested, covariance, terms[i].estimate,
								first_row + terms[i].covariance_row);
		first_row += equation->covariance_rows;
	}
	return tested;
}

/*
 * multinomial_wald(model multinomial_model)
 *		-> SETOF (feature text, statistic float8, df integer, p_value float8)
 *
 * For each feature the test that all its coefficients, those of every class
 * against the baseline, are zero; robust where the model's covariance is.
 * Coefficients without a standard error take no part; NULL where none is left.
 * Strict.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_wald);
Datum
logistic_multinomial_wald(PG_FUNCTION_ARGS)
{
	const MultinomialModel *model = PG_GETARG_MULTINOMIAL_MODEL(0);
	const LogisticModel *first = logistic_multinomial_equation(model, 0);
	const LogisticFeature *features = logistic_model_features(first);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int			i;

	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < first->n_features; i++)
	{
		Tested		tested = coefficients_of(model, &features[i]);
		double		statistic;
		int			df;
		Datum		values[4];
		bool		nulls[4] = {false};

		CHECK_FOR_INTERRUPTS();
		df = lg_wald_test(tested.covariance, tested.value, tested.n,
						  &statistic);
		values[0] = CStringGetTextDatum(logistic_model_string(first,
															  features[i].name));
		values[1] = Float8GetDatum(statistic);
		values[2] = Int32GetDatum(df);
		values[3] = Float8GetDatum(lg_probability_chi_square_upper(statistic,
																   df));
		nulls[1] = nulls[3] = df == 0;
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
		pfree(tested.rows);
		pfree(tested.value);
		pfree(tested.covariance);
	}
	return (Datum) 0;
}
