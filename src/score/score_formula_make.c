/*-------------------------------------------------------------------------
 *
 * score_formula_make.c
 *		Prepares a model's formula for scoring row by row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/terms/spline.h"
#include "score/score_formula_make.h"

/* Readies a variable. */
static void
make_variable(const LogisticModel *model, const LogisticModelVariable *stored,
			  LogisticScoreVariable *variable)
{
	const LogisticFeature *input =
		&logistic_model_inputs(model)[stored->input];
	LgFunction *function = &variable->function;

	function->kind = stored->function;
	function->n_columns = stored->n_columns;
	function->n_parameters = stored->n_parameters;
	function->parameters = logistic_model_parameters(model) +
		stored->first_parameter;
	variable->input = stored->input;
	variable->is_category = stored->n_levels > 0;
	variable->is_set = input->kind == LOGISTIC_FEATURE_SET;
	variable->reference = logistic_model_reference(model, stored);
	variable->values = palloc0(Max(stored->n_columns, 1) * sizeof(double));
	if (function->kind == LG_FUNCTION_WOE &&
		input->kind == LOGISTIC_FEATURE_CATEGORY)
		variable->level_weights = function->parameters;
	if (function->kind == LG_FUNCTION_SPLINE)
	{
		double	   *pieces =
			palloc(LG_SPLINE_PIECES(function->n_parameters) *
				   sizeof(double));

		lg_spline_pieces(function->parameters, function->n_parameters,
						 pieces);
		function->pieces = pieces;
	}
}

/* Readies a term. */
static void
make_term(const LogisticModel *model, const LogisticFeature *feature,
		  const LogisticScoreVariable *variables, LogisticScoreTerm *term)
{
	const LogisticFactor *factors = logistic_model_factors(model) +
		feature->first_factor;
	int			stride = 1;
	int			k;

	term->first_term = feature->first_term;
	term->n_terms = feature->n_terms;
	term->n_factors = feature->n_factors;
	term->n_products = 1;
	for (k = 0; k < feature->n_factors; k++)
	{
		LogisticScoreFactor *factor = &term->factors[k];

		factor->variable = factors[k].variable;
		factor->is_full = factors[k].is_full;
		factor->width = logistic_model_factor_width(model, &factors[k]);
		factor->stride = stride;
		stride *= factor->width;
		if (!variables[factor->variable].is_category)
			term->n_products *= factor->width;
	}
}

LogisticScoreFormula *
logistic_score_formula_make(const LogisticModel *model)
{
	LogisticScoreFormula *formula = palloc0(sizeof(*formula));
	int			i;

	formula->n_variables = model->n_variables;
	formula->variables = palloc0(Max(model->n_variables, 1) *
								 sizeof(*formula->variables));
	for (i = 0; i < model->n_variables; i++)
		make_variable(model, &logistic_model_variables(model)[i],
					  &formula->variables[i]);
	formula->n_terms = model->n_features;
	formula->terms = palloc0(Max(model->n_features, 1) *
							 sizeof(*formula->terms));
	for (i = 0; i < model->n_features; i++)
		make_term(model, &logistic_model_features(model)[i],
				  formula->variables, &formula->terms[i]);
	formula->means = palloc(Max(model->n_terms, 1) * sizeof(double));
	for (i = 0; i < model->n_terms; i++)
		formula->means[i] = logistic_model_mean(model, i);
	return formula;
}
