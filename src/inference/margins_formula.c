/*-------------------------------------------------------------------------
 *
 * margins_formula.c
 *		Average marginal effects of the inputs of a formula.
 *
 * With the log-odds s(x) = x'b of the terms x(z) of a row z, the effect of a
 * number z_j is the mean of
 *
 *		dp/dz_j			= p (1-p) s_j			s_j = sum over k of b_k dx_k/dz_j
 *		d/db_k of it	= p (1-p) ((1-2p) x_k s_j + dx_k/dz_j)
 *
 * where the derivative goes through all terms that contain z_j: interactions,
 * powers, splines.  The effect of a boolean or a level is the mean of p1 - p0,
 * the probabilities with the input changed to it and to the reference, with
 * the gradient p1 (1-p1) x1 - p0 (1-p0) x0.  Standard errors follow by the
 * delta method.  An element of a set is changed to be there and not to be there,
 * with the others as they are.  This is what R's marginaleffects calls avg_slopes() and
 * avg_comparisons(), given the rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "core/numeric/link.h"
#include "inference/margins_formula.h"

/* Lists the effects of an input. */
static void
list_effects(LogisticInputMargins *margins, int input)
{
	const LogisticFeature *of = &logistic_model_inputs(margins->model)[input];
	bool		is_category = of->kind == LOGISTIC_FEATURE_CATEGORY;
	bool		is_set = of->kind == LOGISTIC_FEATURE_SET;
	int			n = is_category || is_set ? of->n_levels : of->n_summaries;
	int			i;

	for (i = 0; i < n; i++)
	{
		LogisticInputEffect *effect = &margins->effects[margins->n_effects];

		if (is_category && i == of->reference - 1)
			continue;
		memset(effect, 0, sizeof(*effect));
		effect->input = input;
		effect->element = is_category ? 0 : i;
		effect->level = is_category ? i :
			of->kind == LOGISTIC_FEATURE_BOOLEAN || is_set ? 1 : -1;
		effect->gradient = palloc0(margins->model->n_terms * sizeof(double));
		margins->n_effects++;
	}
}

LogisticInputMargins *
logistic_input_margins_make(const LogisticModel *model)
{
	LogisticInputMargins *margins = palloc0(sizeof(*margins));
	int			i;

	margins->model = model;
	margins->effects = palloc((model->n_levels + model->n_summaries + 1) *
							  sizeof(*margins->effects));
	for (i = 0; i < model->n_inputs; i++)
		list_effects(margins, i);
	margins->with = palloc(model->n_terms * sizeof(double));
	margins->without = palloc(model->n_terms * sizeof(double));
	return margins;
}

/* The log-odds of terms. */
static double
score_of(const LogisticModel *model, const double *x)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	LgDd		sum = lg_dd(0.0);
	int			k;

	for (k = 0; k < model->n_terms; k++)
		lg_dd_accumulate(&sum, lg_dd_product(terms[k].coefficient, x[k]));
	return lg_dd_double(sum);
}

/*
 * The terms of the row with the input of an effect changed to a level or a
 * boolean, or with its element in a set or not.
 */
static void
terms_at(const LogisticInputMargins *margins, LogisticScoreFormula *formula,
		 const LogisticInputEffect *effect, bool is_category, int level,
		 double *x)
{
	int			i;

	for (i = 0; i < formula->n_variables; i++)
	{
		LogisticScoreVariable *variable = &formula->variables[i];

		if (variable->input != effect->input)
			continue;
		if (!variable->is_set)
			(void) logistic_score_formula_set(variable, is_category, level);
		else
		{
			variable->has_mean = false;
			variable->values[effect->element] = level;
		}
	}
	memset(x, 0, margins->model->n_terms * sizeof(double));
	logistic_score_formula_terms(margins->model, formula, x);
}

/* Adds the change from the reference to a level, or from false to true. */
static void
add_change(LogisticInputMargins *margins, LogisticScoreFormula *formula,
		   LogisticInputEffect *effect, double offset)
{
	const LogisticFeature *input =
		&logistic_model_inputs(margins->model)[effect->input];
	bool		is_category = input->kind == LOGISTIC_FEATURE_CATEGORY;
	double		with;
	double		without;
	int			k;

	terms_at(margins, formula, effect, is_category, effect->level,
			 margins->with);
	terms_at(margins, formula, effect, is_category,
			 is_category ? input->reference - 1 : 0, margins->without);
	with = score_of(margins->model, margins->with) + offset;
	without = score_of(margins->model, margins->without) + offset;
	lg_dd_accumulate_double(&effect->change,
							lg_link_sigmoid(with) - lg_link_sigmoid(without));
	for (k = 0; k < margins->model->n_terms; k++)
		effect->gradient[k] +=
			lg_link_sigmoid_derivative(with) * margins->with[k] -
			lg_link_sigmoid_derivative(without) * margins->without[k];
}

/*
 * The derivatives of the terms of the row by a number, dx[n_terms]: the sum
 * over the variables of that input, each in turn replaced by its slopes.
 */
static void
derivatives(const LogisticInputMargins *margins, LogisticScoreFormula *formula,
			const LogisticInputEffect *effect, double number, double *dx)
{
	int			n = margins->model->n_terms;
	double	   *part = margins->without;
	int			i;
	int			j;
	int			k;

	memset(dx, 0, n * sizeof(double));
	for (i = 0; i < formula->n_variables; i++)
	{
		LogisticScoreVariable *variable = &formula->variables[i];
		double	   *values = variable->values;
		double	   *slopes;

		if (variable->input != effect->input || variable->is_category)
			continue;
		slopes = palloc0(variable->function.n_columns * sizeof(double));
		if (variable->function.kind == LG_FUNCTION_IDENTITY)
			slopes[effect->element] = 1.0;
		else
			lg_function_slopes(&variable->function, number, slopes);
		variable->values = slopes;
		for (j = 0; j < formula->n_terms; j++)
		{
			const LogisticScoreTerm *term = &formula->terms[j];

			for (k = 0; k < term->n_factors; k++)
				if (term->factors[k].variable == i)
					break;
			if (k == term->n_factors)
				continue;
			memset(part + term->first_term, 0, term->n_terms * sizeof(double));
			logistic_score_formula_term(formula, j, part);
			for (k = term->first_term; k < term->first_term + term->n_terms; k++)
				dx[k] += part[k];
		}
		variable->values = values;
		pfree(slopes);
	}
}

/* Adds the slope of a number. */
static void
add_slope(LogisticInputMargins *margins, LogisticScoreFormula *formula,
		  LogisticInputEffect *effect, const double *x, double number,
		  double score)
{
	double		slope = lg_link_sigmoid_derivative(score);
	double		curve = -tanh(0.5 * score); /* 1 - 2p */
	double	   *dx = margins->with;
	double		along;
	int			k;

	derivatives(margins, formula, effect, number, dx);
	along = score_of(margins->model, dx);
	lg_dd_accumulate_double(&effect->change, slope * along);
	for (k = 0; k < margins->model->n_terms; k++)
		effect->gradient[k] += slope * (curve * x[k] * along + dx[k]);
}

void
logistic_input_margins_add(LogisticInputMargins *margins,
						   const LogisticScorePlan *plan,
						   const NullableDatum *row, double score,
						   double offset)
{
	const LogisticFeature *inputs = logistic_model_inputs(margins->model);
	int			last = -1;
	int			e;

	margins->n_rows++;

	/* slopes first, as add_change() changes the values of variables */
	for (e = 0; e < margins->n_effects; e++)
	{
		LogisticInputEffect *effect = &margins->effects[e];
		NullableDatum value = row[effect->input];
		double		number = 0.0;

		if (effect->level >= 0)
			continue;
		if (!value.isnull &&
			inputs[effect->input].kind == LOGISTIC_FEATURE_NUMBER)
			number = logistic_read_number(&plan->inputs[effect->input].reader,
										  value.value);
		add_slope(margins, plan->formula, effect, plan->x, number, score);
	}
	for (e = 0; e < margins->n_effects; e++)
	{
		LogisticInputEffect *effect = &margins->effects[e];

		if (effect->level < 0)
			continue;
		if (last >= 0 && (last != effect->input ||
						  inputs[last].kind == LOGISTIC_FEATURE_SET))
			logistic_score_formula_restore(plan, row, last);
		last = effect->input;
		add_change(margins, plan->formula, effect, offset);
	}
	if (last >= 0)
		logistic_score_formula_restore(plan, row, last);
}

char *
logistic_input_effect_name(const LogisticModel *model,
						   const LogisticInputEffect *effect)
{
	const LogisticFeature *input = &logistic_model_inputs(model)[effect->input];
	const char *name = logistic_model_input_name(model, effect->input,
												 effect->element);

	if (logistic_kind_has_levels(input->kind))
		return psprintf("%s%s", name,
						logistic_model_string(model,
											  logistic_model_levels(model)[input->first_level +
																		   (input->kind == LOGISTIC_FEATURE_SET ?
																			effect->element : effect->level)].name));
	return input->kind == LOGISTIC_FEATURE_BOOLEAN ? psprintf("%strue", name) :
		pstrdup(name);
}
