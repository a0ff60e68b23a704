/*-------------------------------------------------------------------------
 *
 * contrast.c
 *		The average predictions of two versions of the rows, as an aggregate.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "core/inference/prediction_contrast.h"
#include "core/numeric/probability.h"
#include "inference/one_model.h"
#include "metrics/metric.h"
#include "model/model_contrast.h"
#include "options/option_table.h"
#include "pg/compat.h"
#include "score/score_site.h"

#define LEVEL		0.95		/* of the intervals */
#define N_COLUMNS	14			/* of the result */

/* Arguments of the transition function. */
#define MODEL		1
#define ROW_A		2
#define ROW_B		3
#define WEIGHT		4			/* if there is one */

/* Lives in the aggregate context, with all that it points to. */
typedef struct ContrastState
{
	const LogisticModel *model; /* a copy */
	LgPredictionContrast sums;
} ContrastState;

/* The two call sites of a call, kept between its rows. */
typedef struct ContrastSites
{
	void	   *a;
	void	   *b;
} ContrastSites;

/* Complains of a version that is no row. */
static void
check_row(FunctionCallInfo fcinfo, int argument, const char *name)
{
	Oid			type = get_fn_expr_argtype(fcinfo->flinfo, argument);

	if (type_is_rowtype(type) || getBaseType(type) == JSONBOID)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("argument \"%s\" of logistic_contrast has type %s, but must be a row",
					name, format_type_be(type)),
			 errhint("Pass two rows with the features by name: records, or jsonb as in to_jsonb(t) || '{\"treated\": true}'.")));
}

static ContrastSites *
make_sites(FunctionCallInfo fcinfo)
{
	check_row(fcinfo, ROW_A, "a");
	check_row(fcinfo, ROW_B, "b");
	return MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt,
								  sizeof(ContrastSites));
}

/* Makes an empty state for a model. */
static ContrastState *
make_state(const LogisticModel *model, MemoryContext context)
{
	MemoryContext old_context = MemoryContextSwitchTo(context);
	ContrastState *state = palloc0(sizeof(*state));
	int			n = Max(model->n_terms, 1);

	state->model = logistic_one_model_copy(model);
	state->sums.n_terms = model->n_terms;
	state->sums.a.gradient = palloc0(n * sizeof(double));
	state->sums.b.gradient = palloc0(n * sizeof(double));
	MemoryContextSwitchTo(old_context);
	return state;
}

/* One version of the current row; false: it has no score. */
static inline bool
read_version(FunctionCallInfo fcinfo, void **site, int argument,
			 LogisticScoreCall *call, LgPredictionRow *row)
{
	if (!logistic_score_call_of_row(fcinfo, site, MODEL, argument, call) ||
		!logistic_score_terms(call->plan, call->row, call->plan->x,
							  &row->score))
		return false;
	row->x = call->plan->x;
	row->score += call->offset;
	return true;
}

/*
 * logistic_contrast_trans(internal, model logistic_model, a "any", b "any")
 * logistic_contrast_trans(internal, model logistic_model, a "any", b "any",
 *						   weight float8)
 *		-> internal
 */
PG_FUNCTION_INFO_V1(logistic_contrast_trans);
Datum
logistic_contrast_trans(PG_FUNCTION_ARGS)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	ContrastState *state = PG_ARGISNULL(0) ? NULL :
		(ContrastState *) PG_GETARG_POINTER(0);
	ContrastSites *sites = fcinfo->flinfo->fn_extra;
	bool		has_weight = PG_NARGS() > WEIGHT;
	double		weight = 1.0;
	LogisticScoreCall call;
	LgPredictionRow a;
	LgPredictionRow b;

	if (unlikely(sites == NULL))
		fcinfo->flinfo->fn_extra = sites = make_sites(fcinfo);
	if (has_weight && !PG_ARGISNULL(WEIGHT))
		weight = logistic_options_weight(PG_GETARG_FLOAT8(WEIGHT));
	if (!PG_ARGISNULL(MODEL) &&
		!(has_weight && PG_ARGISNULL(WEIGHT)) && weight > 0.0 &&
		read_version(fcinfo, &sites->a, ROW_A, &call, &a) &&
		read_version(fcinfo, &sites->b, ROW_B, &call, &b))
	{
		logistic_model_check_probability(call.plan->model,
										 "logistic_contrast");
		if (state == NULL)
			state = make_state(call.plan->model, context);
		logistic_one_model_check(state->model, call.plan->model,
								 "logistic_contrast");
		lg_prediction_contrast_add(&state->sums, &a, &b, weight);
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

/* A comparison, with its standard error and half-width of the interval. */
typedef struct Comparison
{
	double		estimate;
	double		error;
	double		low;
	double		high;
} Comparison;

static Comparison
compare(const ContrastState *state, LgPredictionScale scale, double *gradient)
{
	Comparison	result;
	double		z = -lg_probability_normal_quantile(0.5 * (1.0 - LEVEL));

	result.estimate = lg_prediction_contrast_find(&state->sums, scale,
												  gradient);
	result.error = sqrt(logistic_model_variance(state->model, gradient));
	result.low = result.estimate - z * result.error;
	result.high = result.estimate + z * result.error;
	return result;
}

/*
 * logistic_contrast(model logistic_model, a "any", b "any" [, weight float8])
 *		-> logistic_prediction_contrast
 *
 * The final function of the aggregate: n, mean_a, mean_b, difference,
 * std_error, conf_low, conf_high, p_value, ratio, ratio_low, ratio_high,
 * odds_ratio, odds_ratio_low, odds_ratio_high.  a and b are two versions of
 * each row, records or JSON objects with the features by name; mean_a and
 * mean_b are their mean probabilities, by weight.  Errors are by the delta
 * method from the model's covariance, given the rows; the interval of the
 * difference is symmetric, those of the ratios are so on the log scale, all
 * of 95%; p_value is of the test that the difference is 0.
 *
 * Left out: rows with a NULL score of either version, and with a weight of 0
 * or NULL.  NULL if none is left; a column is NULL where it has no value.
 * Errors: models that differ, a version that is no row, a weight that is
 * negative or NaN, and those of score.c.
 */
PG_FUNCTION_INFO_V1(logistic_contrast_final);
Datum
logistic_contrast_final(PG_FUNCTION_ARGS)
{
	ContrastState *state = PG_ARGISNULL(0) ? NULL :
		(ContrastState *) PG_GETARG_POINTER(0);
	TupleDesc	descriptor;
	Comparison	difference;
	Comparison	ratio;
	Comparison	odds;
	double	   *gradient;
	double		weight;
	double		columns[N_COLUMNS];
	Datum		values[N_COLUMNS];
	bool		nulls[N_COLUMNS] = {false};
	int			i;

	if (state == NULL)
		PG_RETURN_NULL();
	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	gradient = palloc(Max(state->sums.n_terms, 1) * sizeof(double));
	difference = compare(state, LG_PREDICTION_DIFFERENCE, gradient);
	ratio = compare(state, LG_PREDICTION_LOG_RATIO, gradient);
	odds = compare(state, LG_PREDICTION_LOG_ODDS_RATIO, gradient);
	weight = lg_dd_double(state->sums.weight);

	columns[1] = lg_dd_double(state->sums.a.p) / weight;
	columns[2] = lg_dd_double(state->sums.b.p) / weight;
	columns[3] = difference.estimate;
	columns[4] = difference.error;
	columns[5] = difference.low;
	columns[6] = difference.high;
	columns[7] =
		lg_probability_two_sided_p(difference.estimate / difference.error);
	columns[8] = exp(ratio.estimate);
	columns[9] = exp(ratio.low);
	columns[10] = exp(ratio.high);
	columns[11] = exp(odds.estimate);
	columns[12] = exp(odds.low);
	columns[13] = exp(odds.high);
	values[0] = Int64GetDatum(state->sums.n_rows);
	for (i = 1; i < N_COLUMNS; i++)
	{
		values[i] = Float8GetDatum(columns[i]);
		nulls[i] = isnan(columns[i]);
	}
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor),
											 values, nulls));
}
