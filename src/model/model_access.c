/*-------------------------------------------------------------------------
 *
 * model_access.c
 *		What a model holds, as rows: coefficients, covariance, features.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"

#include "core/numeric/probability.h"
#include "model/model.h"
#include "model/model_interval.h"
#include "model/model_json.h"
#include "model/model_rows.h"
#include "model/model_terms.h"
#include "pg/compat.h"

static Datum
string_datum(const LogisticModel *model, LogisticString string)
{
	return CStringGetTextDatum(logistic_model_string(model, string));
}

/*
 * logistic_coefficients(model logistic_model, level float8, method text)
 *		-> SETOF (term, estimate, std_error, statistic, p_value, conf_low,
 *				  conf_high, odds_ratio, odds_ratio_low, odds_ratio_high,
 *				  bound)
 *
 * One row per term in the order of the fit, with Wald tests and intervals,
 * estimate +- z std_error; odds ratios are their exponentials.  By profile,
 * intervals end where twice the log-likelihood has fallen by z^2.  For Firth's
 * method the statistic is the penalised likelihood ratio, a chi-square on 1
 * degree of freedom, and the default is by profile if the model has that.
 * "bound" is the limit that an estimate is held at, 'lower' or 'upper'.
 * Strict.
 *
 * NULL: the estimate of an aliased term, all that needs a standard error where
 * there is none, as for an estimate held at a bound, and with a WARNING limits
 * by profile that could not be found.  Errors: a level that is not between 0 and 1, or beyond the reach of a profile; an
 * unknown method; a model without profiles.
 */
PG_FUNCTION_INFO_V1(logistic_coefficients);
Datum
logistic_coefficients(PG_FUNCTION_ARGS)
{
	const LogisticModel *model = PG_GETARG_LOGISTIC_MODEL(0);
	LogisticInterval interval =
	logistic_interval_choose(model, PG_GETARG_FLOAT8(1),
							 text_to_cstring(PG_GETARG_TEXT_PP(2)));
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int			i;

	logistic_interval_check(model, &interval);
	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < model->n_terms; i++)
	{
		Datum		values[LOGISTIC_COEFFICIENT_COLUMNS + 1];
		bool		nulls[LOGISTIC_COEFFICIENT_COLUMNS + 1];
		int			bound = logistic_model_terms(model)[i].bound;

		logistic_put_coefficient(values, nulls, model, &interval, i);
		values[LOGISTIC_COEFFICIENT_COLUMNS] =
			CStringGetTextDatum(logistic_bound_words[bound]);
		nulls[LOGISTIC_COEFFICIENT_COLUMNS] = bound == LOGISTIC_BOUND_NONE;
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
	}
	return (Datum) 0;
}

/*
 * logistic_covariance(model logistic_model)
 *		-> SETOF (term_a text, term_b text, covariance float8)
 *
 * All pairs of terms in the order of the fit; NULL where a term has no
 * standard error.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_covariance);
Datum
logistic_covariance(PG_FUNCTION_ARGS)
{
	const LogisticModel *model = PG_GETARG_LOGISTIC_MODEL(0);
	const LogisticTerm *terms = logistic_model_terms(model);
	const double *covariance = logistic_model_covariance(model);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int			i;
	int			j;

	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < model->n_terms; i++)
	{
		CHECK_FOR_INTERRUPTS();
		for (j = 0; j < model->n_terms; j++)
		{
			int			row = Max(terms[i].covariance_row,
								  terms[j].covariance_row);
			int			column = Min(terms[i].covariance_row,
									 terms[j].covariance_row);
			Datum		values[3];
			bool		nulls[3] = {false};

			values[0] = string_datum(model, terms[i].name);
			values[1] = string_datum(model, terms[j].name);
			logistic_put_number(values, nulls, 2, column < 0 ? get_float8_nan() :
					   covariance[(Size) row * (row + 1) / 2 + column]);
			tuplestore_putvalues(result->setResult, result->setDesc, values,
								 nulls);
		}
	}
	return (Datum) 0;
}

/* The name of a feature's kind, as users see it. */
static const char *
kind_name(int kind)
{
	switch ((LogisticFeatureKind) kind)
	{
		case LOGISTIC_FEATURE_NUMBER:
			return "number";
		case LOGISTIC_FEATURE_BOOLEAN:
			return "boolean";
		case LOGISTIC_FEATURE_CATEGORY:
			return "category";
		case LOGISTIC_FEATURE_ARRAY:
			return "array";
		case LOGISTIC_FEATURE_SET:
			return "set";
	}
	elog(ERROR, "unknown kind of feature: %d", kind);
	return NULL;				/* keep the compiler quiet */
}

/* The levels of a category as an array of text, its reference first. */
static Datum
levels_datum(const LogisticModel *model, const LogisticFeature *feature)
{
	const LogisticLevel *levels = logistic_model_levels(model) +
		feature->first_level;
	Datum	   *elements = palloc(Max(feature->n_levels, 1) * sizeof(Datum));
	int			n = 0;
	int			pass;
	int			i;

	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < feature->n_levels; i++)
			if ((logistic_model_has_formula(model) ?
				 i == feature->reference - 1 : levels[i].term < 0) ==
				(pass == 0))
				elements[n++] = string_datum(model, levels[i].name);
	return PointerGetDatum(construct_array(elements, n, TEXTOID, -1, false,
										   TYPALIGN_INT));
}

/* What the training rows looked like in one column, into columns 3 to 7. */
static void
put_summary(Datum *values, bool *nulls, const LogisticSummary *summary)
{
	Datum		deciles[LOGISTIC_DECILES];
	int			i;

	logistic_put_number(values, nulls, 3, summary->mean);
	logistic_put_number(values, nulls, 4, summary->std_dev);
	logistic_put_number(values, nulls, 5, summary->min);
	logistic_put_number(values, nulls, 6, summary->max);
	for (i = 0; i < LOGISTIC_DECILES; i++)
		deciles[i] = Float8GetDatum(summary->deciles[i]);
	values[7] = PointerGetDatum(construct_array(deciles, LOGISTIC_DECILES,
												FLOAT8OID, sizeof(float8),
												FLOAT8PASSBYVAL,
												TYPALIGN_DOUBLE));
	nulls[7] = isnan(summary->deciles[0]);
}

void
logistic_put_features(ReturnSetInfo *result, const LogisticModel *model)
{
	const LogisticFeature *features = logistic_model_inputs(model);
	const LogisticSummary *summaries = logistic_model_summaries(model);
	int			n = logistic_model_n_inputs(model);
	int			i;
	int			j;

	for (i = 0; i < n; i++)
	{
		const LogisticFeature *feature = &features[i];
		int			n_rows = feature->kind == LOGISTIC_FEATURE_ARRAY ?
			feature->n_summaries : 1;

		for (j = 0; j < n_rows; j++)
		{
			Datum		values[10];
			bool		nulls[10] = {false, false, true, true, true, true, true,
			true};

			values[0] = CStringGetTextDatum(logistic_model_input_name(model, i,
																	  j));
			values[1] = CStringGetTextDatum(kind_name(feature->kind));
			if (logistic_kind_has_levels(feature->kind))
			{
				values[2] = levels_datum(model, feature);
				nulls[2] = false;
			}
			else if (j < feature->n_summaries)
				put_summary(values, nulls,
							&summaries[feature->first_summary + j]);
			values[8] = Int64GetDatum(feature->n_missing);
			values[9] = Int32GetDatum(feature->n_pooled);
			tuplestore_putvalues(result->setResult, result->setDesc, values,
								 nulls);
		}
	}
}

/*
 * logistic_features(model logistic_model)
 *		-> SETOF (feature, type, levels, mean, std_dev, min, max, deciles,
 *				  missing, pooled)
 *
 * One row per feature as the rows have it (of a model with terms the inputs
 * of its formula), for an array one per element.  Levels only of
 * categories, reference first, and of sets; the numbers of all others, weighted, and
 * deciles of a subsample of the training rows.  "missing" counts the rows
 * whose NULL was filled in, "pooled" the rare levels that are one.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_features);
Datum
logistic_features(PG_FUNCTION_ARGS)
{
	InitMaterializedSRF(fcinfo, 0);
	logistic_put_features((ReturnSetInfo *) fcinfo->resultinfo,
						  PG_GETARG_LOGISTIC_MODEL(0));
	return (Datum) 0;
}
