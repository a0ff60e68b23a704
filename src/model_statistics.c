/*-------------------------------------------------------------------------
 *
 * model_statistics.c
 *		How well a model fits, in one row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"

#include "compat.h"
#include "core/infer.h"
#include "model.h"

/* Places of the columns. */
enum
{
	COLUMN_STATUS,
	COLUMN_CONVERGED,
	COLUMN_ITERATIONS,
	COLUMN_NOBS,
	COLUMN_N_SKIPPED,
	COLUMN_N_POSITIVE,
	COLUMN_SUM_WEIGHTS,
	COLUMN_DF_NULL,
	COLUMN_DF_RESIDUAL,
	COLUMN_LOG_LIK,
	COLUMN_NULL_LOG_LIK,
	COLUMN_DEVIANCE,
	COLUMN_NULL_DEVIANCE,
	COLUMN_AIC,
	COLUMN_BIC,
	COLUMN_MCFADDEN_R2,
	COLUMN_LR_STATISTIC,
	COLUMN_LR_P_VALUE,
	COLUMN_CONDITION_NUMBER,
	N_COLUMNS
};

static void
put_number(Datum *values, bool *nulls, int column, double x)
{
	/* no negative zero: -2 times a log-likelihood of 0 */
	values[column] = Float8GetDatum(x == 0.0 ? 0.0 : x);
	nulls[column] = isnan(x);
}

static void
put_count(Datum *values, bool *nulls, int column, int64 n)
{
	values[column] = Int64GetDatum(n);
	nulls[column] = false;
}

/*
 * logistic_statistics(model logistic_model) -> one row
 *
 * With k = rank, k0 = null rank, l and l0 the log-likelihoods:
 * df_residual = nobs - k, df_null = nobs - k0, deviance = -2 l,
 * aic = -2 l + 2 k, bic = -2 l + k ln(nobs), mcfadden_r2 = 1 - l/l0,
 * lr_statistic = 2 (l - l0) on k - k0 degrees of freedom.
 *
 * Strict.  A model written by hand has a status and no numbers.
 */
PG_FUNCTION_INFO_V1(logistic_statistics);
Datum
logistic_statistics(PG_FUNCTION_ARGS)
{
	const LogisticModel *model = PG_GETARG_LOGISTIC_MODEL(0);
	const LogisticStatistics *s = &model->statistics;
	double		gain = s->log_lik - s->null_log_lik;
	int			df = s->rank - s->null_rank;
	TupleDesc	descriptor;
	Datum		values[N_COLUMNS];
	bool		nulls[N_COLUMNS];

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	memset(nulls, true, sizeof(nulls));
	values[COLUMN_STATUS] =
		CStringGetTextDatum(logistic_status_name(model->status));
	nulls[COLUMN_STATUS] = false;

	if (s->nobs >= 0)
	{
		values[COLUMN_CONVERGED] =
			BoolGetDatum(model->status == LOGISTIC_CONVERGED);
		nulls[COLUMN_CONVERGED] = false;
		values[COLUMN_ITERATIONS] = Int32GetDatum(s->iterations);
		nulls[COLUMN_ITERATIONS] = false;
		put_count(values, nulls, COLUMN_NOBS, s->nobs);
		put_count(values, nulls, COLUMN_N_SKIPPED, s->n_skipped);
		put_count(values, nulls, COLUMN_N_POSITIVE, s->n_positive);

		/* one text label that may be either class: nobody counts */
		if (s->n_positive < 0)
			nulls[COLUMN_N_POSITIVE] = true;
		put_count(values, nulls, COLUMN_DF_NULL, s->nobs - s->null_rank);
		put_count(values, nulls, COLUMN_DF_RESIDUAL, s->nobs - s->rank);
		put_number(values, nulls, COLUMN_SUM_WEIGHTS, s->sum_weights);
		put_number(values, nulls, COLUMN_LOG_LIK, s->log_lik);
		put_number(values, nulls, COLUMN_NULL_LOG_LIK, s->null_log_lik);
		put_number(values, nulls, COLUMN_DEVIANCE, -2.0 * s->log_lik);
		put_number(values, nulls, COLUMN_NULL_DEVIANCE,
				   -2.0 * s->null_log_lik);
		put_number(values, nulls, COLUMN_AIC, -2.0 * s->log_lik +
				   2.0 * s->rank);
		put_number(values, nulls, COLUMN_BIC, -2.0 * s->log_lik +
				   s->rank * log((double) s->nobs));

		/* a gain below zero is the rounding of none */
		gain = fmax(gain, 0.0);
		put_number(values, nulls, COLUMN_MCFADDEN_R2,
				   s->null_log_lik < 0.0 ? gain / -s->null_log_lik : NAN);
		put_number(values, nulls, COLUMN_LR_STATISTIC, 2.0 * gain);
		put_number(values, nulls, COLUMN_LR_P_VALUE,
				   df > 0 ? lg_infer_chi_square_upper(2.0 * gain, df) : NAN);
		put_number(values, nulls, COLUMN_CONDITION_NUMBER,
				   s->condition_number);
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor),
													  values, nulls)));
}
