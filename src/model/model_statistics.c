/*-------------------------------------------------------------------------
 *
 * model_statistics.c
 *		The statistics that a logistic_model has, in one row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"

#include "model/model.h"
#include "model/model_rows.h"
#include "pg/compat.h"

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
	COLUMN_MEASURES,
	COLUMN_POSITIVE = COLUMN_MEASURES + LOGISTIC_MEASURE_COLUMNS,
	COLUMN_N_STRATA,
	N_COLUMNS
};

static void
put_count(Datum *values, bool *nulls, int column, int64 n)
{
	values[column] = Int64GetDatum(n);
	nulls[column] = false;
}

static void
put_text(Datum *values, bool *nulls, int column, const char *text)
{
	values[column] = CStringGetTextDatum(text);
	nulls[column] = false;
}

void
logistic_put_measures(Datum *values, bool *nulls, const LogisticModel *model)
{
	const LogisticStatistics *s = &model->statistics;
	const LogisticEstimation *e = &model->estimation;
	LogisticMeasures m;
	double		numbers[11];
	int			i;

	logistic_model_measure(model, &m);
	numbers[0] = s->log_lik;
	numbers[1] = s->null_log_lik;
	numbers[2] = m.deviance;
	numbers[3] = m.null_deviance;
	numbers[4] = m.aic;
	numbers[5] = m.bic;
	numbers[6] = m.mcfadden_r2;
	numbers[7] = m.lr_statistic;
	numbers[8] = m.lr_p_value;
	numbers[9] = s->condition_number;
	numbers[10] = s->effective_df;
	for (i = 0; i < lengthof(numbers); i++)
		logistic_put_number(values, nulls, i, numbers[i]);
	put_text(values, nulls, i++, logistic_method_words[e->method]);
	put_text(values, nulls, i++, logistic_std_error_words[e->std_error]);
	if (e->n_clusters >= 0)
		put_count(values, nulls, i, e->n_clusters);
}

/*
 * logistic_statistics(model logistic_model) -> one row
 *
 * The measures are explained in model_measures.c.
 *
 * Strict.  A model written by hand has a status and no numbers.  NULL: aic,
 * bic and the likelihood-ratio test with class weights, lr_p_value of a
 * penalised fit, and df_residual where a ridge leaves no whole number.
 */
PG_FUNCTION_INFO_V1(logistic_statistics);
Datum
logistic_statistics(PG_FUNCTION_ARGS)
{
	const LogisticModel *model = PG_GETARG_LOGISTIC_MODEL(0);
	const LogisticStatistics *s = &model->statistics;
	LogisticMeasures m;
	TupleDesc	descriptor;
	Datum		values[N_COLUMNS];
	bool		nulls[N_COLUMNS];

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	logistic_model_measure(model, &m);
	memset(nulls, true, sizeof(nulls));
	values[COLUMN_STATUS] =
		CStringGetTextDatum(logistic_status_name(model->status));
	nulls[COLUMN_STATUS] = false;
	if (logistic_model_positive(model) != NULL)
		put_text(values, nulls, COLUMN_POSITIVE,
				 logistic_model_positive(model));

	if (model->estimation.n_strata >= 0)
		put_count(values, nulls, COLUMN_N_STRATA, model->estimation.n_strata);

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

		/* a text label with one value of unknown class: no count */
		if (s->n_positive < 0)
			nulls[COLUMN_N_POSITIVE] = true;
		put_count(values, nulls, COLUMN_DF_NULL, m.df_null);
		if (!isnan(m.df_residual))
			put_count(values, nulls, COLUMN_DF_RESIDUAL,
					  (int64) m.df_residual);
		logistic_put_number(values, nulls, COLUMN_SUM_WEIGHTS, s->sum_weights);
		logistic_put_measures(values + COLUMN_MEASURES,
							  nulls + COLUMN_MEASURES, model);
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor),
													  values, nulls)));
}
