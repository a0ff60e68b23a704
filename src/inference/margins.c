/*-------------------------------------------------------------------------
 *
 * margins.c
 *		Average marginal effects of a model's terms, as an aggregate.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "core/inference/marginal_effects.h"
#include "core/numeric/probability.h"
#include "inference/margins_formula.h"
#include "inference/one_model.h"
#include "metrics/metric.h"
#include "model/model_contrast.h"
#include "pg/compat.h"
#include "score/score_site.h"

#define LEVEL		0.95		/* of the intervals */

/* Lives in the aggregate context, with all that it points to. */
typedef struct MarginState
{
	const LogisticModel *model; /* a copy */
	LgMarginalEffects sums;
	LogisticInputMargins *inputs;	/* of a formula, instead; or NULL */
} MarginState;

/* The term of a category's reference level; -1 where it has none. */
static int
reference_term(const LogisticModel *model, const LogisticFeature *feature)
{
	const LogisticLevel *levels = logistic_model_levels(model);
	int			i;

	for (i = 0; i < feature->n_levels; i++)
		if (levels[feature->first_level + i].term < 0)
			return -1;
	return levels[feature->first_level].term;
}

/* Lists the effects: of every term but the intercept and the reference. */
static int
list_effects(const LogisticModel *model, LgEffect *effects)
{
	const LogisticFeature *features = logistic_model_features(model);
	int			n = 0;
	int			i;
	int			j;

	for (i = 0; i < model->n_features; i++)
	{
		const LogisticFeature *feature = &features[i];
		bool		is_category = feature->kind == LOGISTIC_FEATURE_CATEGORY;
		bool		is_binary = is_category ||
			feature->kind == LOGISTIC_FEATURE_BOOLEAN;
		int			reference = is_category && feature->n_terms > 0 ?
			reference_term(model, feature) : -1;

		for (j = feature->first_term;
			 j < feature->first_term + feature->n_terms; j++)
		{
			LgEffect   *effect = &effects[n];

			if (is_category && j == reference)
				continue;
			effect->term = j;
			effect->first = feature->first_term;
			effect->n = is_binary ? feature->n_terms : 0;
			effect->reference = reference;
			n++;
		}
	}
	return n;
}

/* Makes an empty state for a model. */
static MarginState *
make_state(const LogisticModel *model, MemoryContext context)
{
	MemoryContext old_context = MemoryContextSwitchTo(context);
	MarginState *state = palloc0(sizeof(*state));
	LgMarginalEffects *sums = &state->sums;
	LogisticModel *copy = logistic_one_model_copy(model);
	int			n = Max(model->n_terms, 1);
	double	   *coefficient = palloc(n * sizeof(double));
	LgEffect   *effects = palloc(n * sizeof(LgEffect));
	int			i;

	state->model = copy;
	if (logistic_model_has_formula(copy))
	{
		state->inputs = logistic_input_margins_make(copy);
		MemoryContextSwitchTo(old_context);
		return state;
	}
	for (i = 0; i < model->n_terms; i++)
		coefficient[i] = logistic_model_terms(model)[i].coefficient;
	sums->n_terms = model->n_terms;
	sums->n_effects = list_effects(model, effects);
	sums->effects = effects;
	sums->coefficient = coefficient;
	sums->curve = palloc0(n * sizeof(double));
	sums->change = palloc0(n * sizeof(LgDd));
	sums->gradient = MemoryContextAllocHuge(context,
											(Size) n * n * sizeof(double));
	memset(sums->gradient, 0, (Size) n * n * sizeof(double));
	MemoryContextSwitchTo(old_context);
	return state;
}

/* logistic_margins_trans(internal, model, VARIADIC "any") -> internal */
PG_FUNCTION_INFO_V1(logistic_margins_trans);
Datum
logistic_margins_trans(PG_FUNCTION_ARGS)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	MarginState *state = PG_ARGISNULL(0) ? NULL :
	(MarginState *) PG_GETARG_POINTER(0);
	LogisticScoreCall call;
	double		score;

	if (!PG_ARGISNULL(1) &&
		logistic_score_call_of_owner(fcinfo, 1, 2, &call))
	{
		const LogisticModel *model = call.plan->model;

		logistic_model_check_probability(model, "logistic_margins");
		if (state == NULL)
			state = make_state(model, context);
		logistic_one_model_check(state->model, model, "logistic_margins");
		if (logistic_score_terms(call.plan, call.row, call.plan->x, &score) &&
			isfinite(score))
		{
			if (state->inputs != NULL)
				logistic_input_margins_add(state->inputs, call.plan, call.row,
										   score + call.offset, call.offset);
			else
				lg_marginal_effects_add(&state->sums, call.plan->x,
										score + call.offset);
		}
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

/* An effect with its test and interval, as a row of the result. */
static Datum
effect_row(const char *name, double estimate, double variance,
		   TupleDesc descriptor)
{
	double		error = sqrt(variance);
	double		reach = error *
		-lg_probability_normal_quantile(0.5 * (1.0 - LEVEL));
	Datum		values[7];
	bool		nulls[7] = {false};
	int			i;

	values[0] = CStringGetTextDatum(name);
	values[1] = Float8GetDatum(estimate);
	values[2] = Float8GetDatum(error);
	values[3] = Float8GetDatum(estimate / error);
	values[4] = Float8GetDatum(lg_probability_two_sided_p(estimate / error));
	values[5] = Float8GetDatum(estimate - reach);
	values[6] = Float8GetDatum(estimate + reach);
	for (i = 1; i < 7; i++)
		nulls[i] = isnan(DatumGetFloat8(values[i]));
	return HeapTupleGetDatum(heap_form_tuple(descriptor, values, nulls));
}

/* The effect of a term. */
static Datum
term_row(const MarginState *state, int e, TupleDesc descriptor,
		 double *gradient)
{
	const LogisticModel *model = state->model;
	const LogisticTerm *term =
	&logistic_model_terms(model)[state->sums.effects[e].term];
	double		estimate = lg_marginal_effects_find(&state->sums, e, gradient);
	double		variance = logistic_model_variance(model, gradient);

	/* a term without a finite estimate has no marginal effect */
	if (term->covariance_row < 0 && (isnan(term->estimate) ||
									 isinf(term->estimate)))
		estimate = variance = get_float8_nan();
	return effect_row(logistic_model_string(model, term->name), estimate,
					  variance, descriptor);
}

/* The effect of an input of a formula. */
static Datum
input_row(const MarginState *state, int e, TupleDesc descriptor,
		  double *gradient)
{
	const LogisticModel *model = state->model;
	const LogisticTerm *terms = logistic_model_terms(model);
	const LogisticInputEffect *effect = &state->inputs->effects[e];
	double		n = (double) state->inputs->n_rows;
	double		estimate = lg_dd_double(effect->change) / n;
	double		variance;
	int			k;

	for (k = 0; k < model->n_terms; k++)
	{
		gradient[k] = effect->gradient[k] / n;
		if (gradient[k] != 0.0 && terms[k].direction != 0.0)
			estimate = get_float8_nan();

		/* an aliased term adds nothing */
		if (isnan(terms[k].estimate) && terms[k].coefficient == 0.0)
			gradient[k] = 0.0;
	}
	variance = logistic_model_variance(model, gradient);
	return effect_row(logistic_input_effect_name(model, effect), estimate,
					  isnan(estimate) ? estimate : variance, descriptor);
}

/*
 * logistic_margins(model logistic_model, VARIADIC features "any")
 *		-> logistic_margin[]
 *
 * The final function of the aggregate: for each term but the intercept, or of
 * a model with a formula for each input through all terms that contain it, the
 * average marginal effect on the probability over the rows, its delta-method
 * standard error, z test and 95% interval.  Rows without a score, or with
 * an infinite one, are left out; NULL if none is left.  Errors: models that
 * differ, and those of score.c.
 */
PG_FUNCTION_INFO_V1(logistic_margins_final);
Datum
logistic_margins_final(PG_FUNCTION_ARGS)
{
	MarginState *state = PG_ARGISNULL(0) ? NULL :
	(MarginState *) PG_GETARG_POINTER(0);
	Oid			type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	TupleDesc	descriptor;
	Datum	   *rows;
	double	   *gradient;
	ArrayType  *array;
	int			n;
	int			i;

	if (state == NULL || (state->inputs ? state->inputs->n_rows :
						  state->sums.n_rows) == 0)
		PG_RETURN_NULL();
	n = state->inputs ? state->inputs->n_effects : state->sums.n_effects;
	descriptor = lookup_rowtype_tupdesc(type, -1);
	rows = palloc(Max(n, 1) * sizeof(Datum));
	gradient = palloc(Max(state->model->n_terms, 1) * sizeof(double));
	for (i = 0; i < n; i++)
		rows[i] = state->inputs ?
			input_row(state, i, descriptor, gradient) :
			term_row(state, i, descriptor, gradient);
	ReleaseTupleDesc(descriptor);
	array = construct_array(rows, n, type, -1, false, TYPALIGN_DOUBLE);
	PG_RETURN_ARRAYTYPE_P(array);
}
