/*-------------------------------------------------------------------------
 *
 * multinomial_access.c
 *		What a multinomial_model holds, as rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"

#include "model/model_rows.h"
#include "multinomial/multinomial_model.h"
#include "pg/compat.h"

/*
 * multinomial_coefficients(model multinomial_model, level float8,
 *							method text)
 *		-> SETOF (label, term, estimate, std_error, statistic, p_value,
 *				  conf_low, conf_high, odds_ratio, odds_ratio_low,
 *				  odds_ratio_high)
 *
 * One row per class but the baseline and term: the log-odds of the class
 * against the baseline.  Otherwise as logistic_coefficients.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_coefficients);
Datum
logistic_multinomial_coefficients(PG_FUNCTION_ARGS)
{
	const MultinomialModel *model = PG_GETARG_MULTINOMIAL_MODEL(0);
	LogisticInterval interval =
	logistic_interval_choose(logistic_multinomial_equation(model, 0),
							 PG_GETARG_FLOAT8(1),
							 text_to_cstring(PG_GETARG_TEXT_PP(2)));
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	LogisticIntervalNotes notes = {0};
	int			i;
	int			k;

	InitMaterializedSRF(fcinfo, 0);
	for (k = 0; k < model->n_classes - 1; k++)
	{
		const LogisticModel *equation = logistic_multinomial_equation(model, k);

		logistic_interval_note(equation, &interval,
							   logistic_multinomial_class(model, k + 1),
							   &notes);
		for (i = 0; i < equation->n_terms; i++)
		{
			Datum		values[1 + LOGISTIC_COEFFICIENT_COLUMNS];
			bool		nulls[1 + LOGISTIC_COEFFICIENT_COLUMNS] = {false};

			values[0] =
				CStringGetTextDatum(logistic_multinomial_class(model, k + 1));
			logistic_put_coefficient(values + 1, nulls + 1, equation,
									 &interval, i);
			tuplestore_putvalues(result->setResult, result->setDesc, values,
								 nulls);
		}
	}
	logistic_interval_warn(&notes);
	return (Datum) 0;
}

/* A row of the joint covariance: an equation and a term of it. */
typedef struct Place
{
	int			equation;
	int			term;
	int			row;			/* -1: it has none */
} Place;

/*
 * multinomial_covariance(model multinomial_model)
 *		-> SETOF (label_a, term_a, label_b, term_b, covariance)
 *
 * All pairs of coefficients, those of different classes too; NULL where one
 * has no standard error.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_covariance_rows);
Datum
logistic_multinomial_covariance_rows(PG_FUNCTION_ARGS)
{
	const MultinomialModel *model = PG_GETARG_MULTINOMIAL_MODEL(0);
	const double *covariance = logistic_multinomial_covariance(model);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int			n_terms = logistic_multinomial_equation(model, 0)->n_terms;
	int			n = (model->n_classes - 1) * n_terms;
	Place	   *places = palloc(Max(n, 1) * sizeof(Place));
	int			n_rows = 0;
	int			i;
	int			j;

	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < n; i++)
	{
		const LogisticModel *equation;

		places[i].equation = i / n_terms;
		places[i].term = i % n_terms;
		equation = logistic_multinomial_equation(model, places[i].equation);
		places[i].row = logistic_model_terms(equation)[places[i].term].covariance_row < 0 ?
			-1 : n_rows++;
	}
	for (i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		for (j = 0; j < n; j++)
		{
			Size		row = Max(places[i].row, places[j].row);
			int			column = Min(places[i].row, places[j].row);
			Datum		values[5];
			bool		nulls[5] = {false};
			int			s;

			for (s = 0; s < 2; s++)
			{
				const Place *place = &places[s == 0 ? i : j];
				const LogisticModel *equation =
					logistic_multinomial_equation(model, place->equation);
				LogisticString name =
					logistic_model_terms(equation)[place->term].name;

				values[2 * s] =
					CStringGetTextDatum(logistic_multinomial_class(model,
																   place->equation + 1));
				values[2 * s + 1] =
					CStringGetTextDatum(logistic_model_string(equation, name));
			}
			nulls[4] = column < 0;
			values[4] = Float8GetDatum(column < 0 ? 0.0 :
									   covariance[row * (row + 1) / 2 + column]);
			tuplestore_putvalues(result->setResult, result->setDesc, values,
								 nulls);
		}
	}
	return (Datum) 0;
}

/* Places of the columns. */
enum
{
	COLUMN_STATUS,
	COLUMN_CONVERGED,
	COLUMN_ITERATIONS,
	COLUMN_NOBS,
	COLUMN_N_SKIPPED,
	COLUMN_N_CLASSES,
	COLUMN_BASELINE,
	COLUMN_SUM_WEIGHTS,
	COLUMN_RANK,
	COLUMN_MEASURES,
	N_COLUMNS = COLUMN_MEASURES + LOGISTIC_MEASURE_COLUMNS
};

/*
 * multinomial_statistics(model multinomial_model) -> one row
 *
 * As logistic_statistics, of the joint fit.  "rank" counts the coefficients
 * of all equations.  Strict; a model from elsewhere has no numbers.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_statistics);
Datum
logistic_multinomial_statistics(PG_FUNCTION_ARGS)
{
	const MultinomialModel *model = PG_GETARG_MULTINOMIAL_MODEL(0);
	const LogisticModel *equation = logistic_multinomial_equation(model, 0);
	const LogisticStatistics *s = &equation->statistics;
	TupleDesc	descriptor;
	Datum		values[N_COLUMNS];
	bool		nulls[N_COLUMNS];

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	memset(nulls, true, sizeof(nulls));
	values[COLUMN_STATUS] =
		CStringGetTextDatum(logistic_status_name(equation->status));
	values[COLUMN_N_CLASSES] = Int32GetDatum(model->n_classes);
	values[COLUMN_BASELINE] =
		CStringGetTextDatum(logistic_multinomial_class(model, 0));
	nulls[COLUMN_STATUS] = nulls[COLUMN_N_CLASSES] = nulls[COLUMN_BASELINE] =
		false;
	if (s->nobs >= 0)
	{
		values[COLUMN_CONVERGED] =
			BoolGetDatum(equation->status == LOGISTIC_CONVERGED);
		values[COLUMN_ITERATIONS] = Int32GetDatum(s->iterations);
		values[COLUMN_NOBS] = Int64GetDatum(s->nobs);
		values[COLUMN_N_SKIPPED] = Int64GetDatum(s->n_skipped);
		values[COLUMN_RANK] = Int32GetDatum(s->rank);
		nulls[COLUMN_CONVERGED] = nulls[COLUMN_ITERATIONS] =
			nulls[COLUMN_NOBS] = nulls[COLUMN_N_SKIPPED] =
			nulls[COLUMN_RANK] = false;
		logistic_put_number(values, nulls, COLUMN_SUM_WEIGHTS,
							s->sum_weights);
		logistic_put_measures(values + COLUMN_MEASURES,
							  nulls + COLUMN_MEASURES, equation);
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor),
													  values, nulls)));
}
