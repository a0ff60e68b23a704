/*-------------------------------------------------------------------------
 *
 * vif.c
 *		Generalised variance inflation factors of a model's features.
 *
 * With R the correlation matrix of the estimates without the intercept, and
 * R_ff its block of feature f, the factor of f is
 *
 *		GVIF = det R_ff det R_rest / det R = det R_ff det (R^-1)_ff
 *
 * (Fox & Monette, JASA 87, 1992; R's car::vif).  The second form needs one
 * inverse for all features.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"

#include "core/inference/wald.h"
#include "core/linalg/cholesky.h"
#include "model/model.h"
#include "pg/compat.h"

/* The correlations of the estimates but the intercept's, and their inverse. */
typedef struct Correlations
{
	int			n;
	int		   *place;			/* [n_terms], -1: not among them */
	LgDd	   *matrix;			/* packed */
	LgDd	   *inverse;		/* packed; NULL if there is none */
} Correlations;

static LgDd *
make_matrix(int n)
{
	return MemoryContextAllocHuge(CurrentMemoryContext,
								  (LG_PACKED_SIZE(n) + 1) * sizeof(LgDd));
}

static void
correlate(Correlations *made, const LogisticModel *model)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	const double *covariance = logistic_model_covariance(model);
	int		   *rows = palloc(Max(model->n_terms, 1) * sizeof(int));
	LgDd	   *factor;
	int			n = 0;
	int			i;
	int			j;

	made->place = palloc(Max(model->n_terms, 1) * sizeof(int));
	for (i = 0; i < model->n_terms; i++)
	{
		bool		is_there = terms[i].feature >= 0 &&
			terms[i].covariance_row >= 0;

		made->place[i] = is_there ? n : -1;
		if (is_there)
			rows[n++] = terms[i].covariance_row;
	}
	made->n = n;
	made->matrix = make_matrix(n);
	made->inverse = make_matrix(n);
	for (i = 0; i < n; i++)
		for (j = 0; j <= i; j++)
			made->matrix[LG_PACKED(i, j)] =
				lg_dd(covariance[LG_PACKED(rows[i], rows[j])] /
					  sqrt(covariance[LG_PACKED(rows[i], rows[i])]) /
					  sqrt(covariance[LG_PACKED(rows[j], rows[j])]));
	factor = make_matrix(n);
	memcpy(factor, made->matrix, LG_PACKED_SIZE(n) * sizeof(LgDd));
	if (n > 0 && lg_symmetric_factor_dd(factor, n, NULL) > 0.0)
		lg_symmetric_invert_dd(factor, n, made->inverse,
							   palloc(n * sizeof(LgDd)), NULL);
	else
		made->inverse = NULL;
	pfree(factor);
}

/* The determinant of a feature's block of a matrix; "df" is its size. */
static double
block_determinant(const Correlations *correlations, const LgDd *matrix,
				  const LogisticFeature *feature, int *df)
{
	int		   *places = palloc(Max(feature->n_terms, 1) * sizeof(int));
	LgDd	   *block = make_matrix(feature->n_terms);
	double		determinant;
	int			n = 0;
	int			i;
	int			j;

	for (i = 0; i < feature->n_terms; i++)
		if (correlations->place[feature->first_term + i] >= 0)
			places[n++] = correlations->place[feature->first_term + i];
	for (i = 0; i < n; i++)
		for (j = 0; j <= i; j++)
			block[LG_PACKED(i, j)] = matrix[LG_PACKED(places[i], places[j])];
	determinant = lg_wald_determinant(block, n);
	pfree(block);
	pfree(places);
	*df = n;
	return determinant;
}

/*
 * logistic_vif(model logistic_model)
 *		-> SETOF (feature text, gvif float8, df integer,
 *				  adjusted_gvif float8)
 *
 * 1 means that the other features do not inflate the variance at all;
 * adjusted_gvif = gvif^(1/(2 df)) compares features of different df, and is
 * the inflation of a standard error.  NULL where a feature has no term with
 * a standard error.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_vif);
Datum
logistic_vif(PG_FUNCTION_ARGS)
{
	const LogisticModel *model = PG_GETARG_LOGISTIC_MODEL(0);
	const LogisticFeature *features = logistic_model_features(model);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Correlations correlations;
	int			i;

	InitMaterializedSRF(fcinfo, 0);
	correlate(&correlations, model);
	for (i = 0; i < model->n_features; i++)
	{
		double		gvif;
		int			df;
		Datum		values[4];
		bool		nulls[4] = {false};

		CHECK_FOR_INTERRUPTS();
		gvif = block_determinant(&correlations, correlations.matrix,
								 &features[i], &df);
		if (df > 0 && correlations.inverse != NULL)
			gvif *= block_determinant(&correlations, correlations.inverse,
									  &features[i], &df);
		else
			nulls[1] = nulls[3] = true;
		values[0] = CStringGetTextDatum(logistic_model_string(model,
															  features[i].name));
		values[1] = Float8GetDatum(gvif);
		values[2] = Int32GetDatum(df);
		values[3] = Float8GetDatum(df > 0 ? pow(gvif, 0.5 / df) : 0.0);
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
	}
	return (Datum) 0;
}
