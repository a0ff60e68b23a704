/*-------------------------------------------------------------------------
 *
 * score_formula.c
 *		The score of a row by a model that builds its features from inputs.
 *
 * The variables of the formula are computed first, then its terms.  Of the
 * columns of a term with categories only those of the row's levels are
 * looked at, so that a term of many levels costs no more than one of few.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/float.h"

#include "score/score_formula.h"
#include "score/score_input.h"

/* The outcome of reading a variable. */
typedef enum Outcome
{
	OUTCOME_VALUE,
	OUTCOME_MEAN,				/* its features have their means */
	OUTCOME_NULL				/* the row has no score */
} Outcome;

/* Reads the level of a category; the model's policy decides on a new one. */
static Outcome
read_level(LogisticScorePlan *plan, LogisticScoreVariable *variable,
		   Datum value)
{
	const LogisticFeature *stored =
		&logistic_model_inputs(plan->model)[variable->input];
	const char *text;

	variable->level = logistic_score_input_level(plan,
												 &plan->inputs[variable->input],
												 value, &text);
	if (variable->level >= 0)
		return OUTCOME_VALUE;
	if (stored->other > 0)
		variable->level = stored->other - 1;
	else if (!logistic_score_replace_level(plan, variable->input, text))
		return OUTCOME_NULL;
	else
		variable->level = stored->reference - 1;
	return OUTCOME_VALUE;
}

/* The numbers of a function; outside its domain the score is NULL. */
static Outcome
apply_function(LogisticScoreVariable *variable, double number)
{
	const LgFunction *function = &variable->function;
	int			j;

	if (function->kind == LG_FUNCTION_BINS)
	{
		variable->level = lg_function_bin(function, number);
		return OUTCOME_VALUE;
	}
	lg_function_values(function, &number, 1, variable->values, 1);
	for (j = 0; j < function->n_columns; j++)
		if (unlikely(isnan(variable->values[j])))
			return OUTCOME_NULL;
	return OUTCOME_VALUE;
}

/* The value that stands for a missing one, as in the training. */
static Outcome
fill_variable(const LogisticScoreInput *input, LogisticScoreVariable *variable)
{
	int			j;

	if (variable->function.kind == LG_FUNCTION_MISSING)
	{
		variable->values[0] = 1.0;
		return OUTCOME_VALUE;
	}
	if (variable->function.kind == LG_FUNCTION_WOE)
	{
		variable->values[0] = variable->level_weights != NULL ?
			variable->level_weights[LG_WOE_ROW * input->n_levels] :
			lg_woe_missing(variable->function.parameters)[0];
		return isnan(variable->values[0]) ? OUTCOME_NULL : OUTCOME_VALUE;
	}
	switch (input->kind)
	{
		case LOGISTIC_FEATURE_CATEGORY:
			variable->level = input->missing_level;
			return OUTCOME_VALUE;
		case LOGISTIC_FEATURE_ARRAY:
			for (j = 0; j < input->n_terms; j++)
				variable->values[j] = input->means[j].mean;
			return OUTCOME_VALUE;
		case LOGISTIC_FEATURE_SET:
			memset(variable->values, 0, input->n_levels * sizeof(double));
			if (input->missing_level >= 0)
				variable->values[input->missing_level] = 1.0;
			return OUTCOME_VALUE;
		default:
			return apply_function(variable, input->means[0].mean);
	}
}

/* Reads an array some of whose elements may be missing. */
static Outcome
read_array(LogisticScorePlan *plan, LogisticScoreVariable *variable,
		   Datum value)
{
	LogisticScoreInput *input = &plan->inputs[variable->input];
	int			j;

	if (!input->fills_missing)
	{
		if (!logistic_score_input_elements(plan, variable->input, value))
			return logistic_score_replace_null(plan, variable->input) ?
				OUTCOME_MEAN : OUTCOME_NULL;
	}
	else
		logistic_score_input_filled(plan, variable->input, value,
									get_float8_nan());
	if (variable->function.kind == LG_FUNCTION_MISSING)
	{
		variable->values[0] =
			isnan(input->elements[(int) variable->function.parameters[0]]) ?
			1.0 : 0.0;
		return OUTCOME_VALUE;
	}
	for (j = 0; j < input->n_terms; j++)
		variable->values[j] = isnan(input->elements[j]) ?
			input->means[j].mean : input->elements[j];
	return OUTCOME_VALUE;
}

/* The means of a set that is NULL; its terms have them, too. */
static void
take_shares(const LogisticScorePlan *plan, LogisticScoreVariable *variable)
{
	const LogisticScoreInput *input = &plan->inputs[variable->input];
	int			i;

	for (i = 0; i < input->n_levels; i++)
		variable->values[i] = plan->levels[input->first_level + i].share;
}

/* Reads a variable of the row. */
static Outcome
read_variable(LogisticScorePlan *plan, LogisticScoreVariable *variable,
			  NullableDatum value)
{
	LogisticScoreInput *input = &plan->inputs[variable->input];
	Outcome		outcome;
	double		number;

	if (unlikely(value.isnull))
	{
		if (input->fills_missing)
			return fill_variable(input, variable);
		if (variable->is_set)
			take_shares(plan, variable);
		return OUTCOME_MEAN;
	}
	switch (input->kind)
	{
		case LOGISTIC_FEATURE_CATEGORY:
			outcome = read_level(plan, variable, value.value);
			if (outcome == OUTCOME_VALUE && variable->level_weights != NULL)
				variable->values[0] =
					variable->level_weights[LG_WOE_ROW * variable->level];
			return outcome;
		case LOGISTIC_FEATURE_ARRAY:
			return read_array(plan, variable, value.value);
		case LOGISTIC_FEATURE_SET:
			logistic_score_input_set(plan, variable->input, value.value,
									 variable->values);
			return OUTCOME_VALUE;
		default:
			number = logistic_read_number(&input->reader, value.value);
			if (unlikely(isnan(number)))
			{
				if (input->fills_missing)
					return fill_variable(input, variable);
				return logistic_score_replace_null(plan, variable->input) ?
					OUTCOME_MEAN : OUTCOME_NULL;
			}
			return apply_function(variable, number);
	}
}

/* What is done with a column of the row: its place and its value. */
typedef struct Sink
{
	const LogisticTerm *terms;	/* of the model */
	LogisticScoreSum *sum;		/* is added to; or NULL */
	double	   *x;				/* is filled; or NULL */
	bool		careful;
} Sink;

static inline void
add(const Sink *sink, int place, double value)
{
	if (sink->sum)
		logistic_score_add_term(sink->sum, &sink->terms[place], value,
								sink->careful);
	if (sink->x)
		sink->x[place] = value;
}

/* The first column that belongs to the row's levels; -1 if all are 0. */
static inline int
first_column(const LogisticScoreFormula *formula,
			 const LogisticScoreTerm *term)
{
	int			first = term->first_term;
	int			k;

	for (k = 0; k < term->n_factors; k++)
	{
		const LogisticScoreFactor *factor = &term->factors[k];
		const LogisticScoreVariable *variable =
			&formula->variables[factor->variable];
		int			level = variable->level;

		if (!variable->is_category)
			continue;
		if (!factor->is_full)
		{
			if (level == variable->reference)
				return -1;
			if (level > variable->reference)
				level--;
		}
		first += level * factor->stride;
	}
	return first;
}

/* Adds the columns of a term of the formula. */
static void
add_columns(const LogisticScoreFormula *formula, const LogisticScoreTerm *term,
			const Sink *sink)
{
	const LogisticScoreVariable *variables = formula->variables;
	int			first;
	int			p;
	int			k;

	for (k = 0; k < term->n_factors; k++)
		if (variables[term->factors[k].variable].has_mean)
		{
			for (p = term->first_term; p < term->first_term + term->n_terms;
				 p++)
				add(sink, p, formula->means[p]);
			return;
		}
	first = first_column(formula, term);
	if (term->n_factors == 1 && variables[term->factors[0].variable].is_set)
	{
		const double *values = variables[term->factors[0].variable].values;

		for (p = 0; p < term->n_products; p++)
			if (values[p] != 0.0)
				add(sink, first + p, values[p]);
		return;
	}
	for (p = 0; first >= 0 && p < term->n_products; p++)
	{
		int			place = first;
		int			rest = p;
		double		value = 1.0;

		for (k = 0; k < term->n_factors; k++)
		{
			const LogisticScoreFactor *factor = &term->factors[k];

			if (variables[factor->variable].is_category)
				continue;
			value *= variables[factor->variable].values[rest % factor->width];
			place += rest % factor->width * factor->stride;
			rest /= factor->width;
		}
		add(sink, place, value);
	}
}

bool
logistic_score_formula(LogisticScorePlan *plan, const NullableDatum *row,
					   double *x, LogisticScoreSum *sum)
{
	LogisticScoreFormula *formula = plan->formula;
	Sink		sink;
	int			i;

	for (i = 0; i < formula->n_variables; i++)
	{
		LogisticScoreVariable *variable = &formula->variables[i];
		Outcome		outcome = read_variable(plan, variable,
											row[variable->input]);

		if (outcome == OUTCOME_NULL)
			return false;
		variable->has_mean = outcome == OUTCOME_MEAN;
	}
	sink.terms = plan->terms;
	sink.sum = sum;
	sink.x = x;
	sink.careful = x != NULL || plan->is_delicate;
	if (plan->model->has_intercept)
		add(&sink, 0, 1.0);
	for (i = 0; i < formula->n_terms; i++)
		add_columns(formula, &formula->terms[i], &sink);
	return true;
}

void
logistic_score_formula_terms(const LogisticModel *model,
							 const LogisticScoreFormula *formula, double *x)
{
	Sink		sink = {0};
	int			i;

	sink.x = x;
	if (model->has_intercept)
		x[0] = 1.0;
	for (i = 0; i < formula->n_terms; i++)
		add_columns(formula, &formula->terms[i], &sink);
}

void
logistic_score_formula_term(const LogisticScoreFormula *formula, int i,
							double *x)
{
	Sink		sink = {0};

	sink.x = x;
	add_columns(formula, &formula->terms[i], &sink);
}

void
logistic_score_formula_restore(const LogisticScorePlan *plan,
							   const NullableDatum *row, int input)
{
	LogisticScoreFormula *formula = plan->formula;
	int			i;

	for (i = 0; i < formula->n_variables; i++)
		if (formula->variables[i].input == input)
			formula->variables[i].has_mean =
				read_variable((LogisticScorePlan *) plan,
							  &formula->variables[i],
							  row[input]) == OUTCOME_MEAN;
}

bool
logistic_score_formula_set(LogisticScoreVariable *variable, bool is_category,
						   double value)
{
	variable->has_mean = false;
	if (!is_category)
		return apply_function(variable, value) == OUTCOME_VALUE;
	variable->level = (int) value;
	if (variable->level_weights != NULL)
		variable->values[0] = variable->level_weights[LG_WOE_ROW * variable->level];
	return true;
}

/* The usual value of an input: its mean, or its most frequent level. */
static double
usual_value(const LogisticModel *model, const LogisticFeature *input)
{
	const LogisticLevel *levels = logistic_model_levels(model) +
		input->first_level;
	int			most = 0;
	int			i;

	if (input->kind != LOGISTIC_FEATURE_CATEGORY)
		return logistic_model_summaries(model)[input->first_summary].mean;
	for (i = 1; i < input->n_levels; i++)
		if (levels[i].share > levels[most].share)
			most = i;
	return most;
}

/* Does a term use the input? */
static bool
is_of_input(const LogisticScoreFormula *formula, const LogisticScoreTerm *term,
			int input)
{
	int			k;

	for (k = 0; k < term->n_factors; k++)
		if (formula->variables[term->factors[k].variable].input == input)
			return true;
	return false;
}

double
logistic_score_formula_effect(const LogisticModel *model,
							  LogisticScoreFormula *formula, int input,
							  double value)
{
	const LogisticFeature *inputs = logistic_model_inputs(model);
	LogisticScoreSum sum = {0.0, 0.0, 0.0, 0.0};
	Sink		sink = {0};
	int			i;
	int			p;

	for (i = 0; i < formula->n_variables; i++)
	{
		LogisticScoreVariable *variable = &formula->variables[i];
		const LogisticFeature *of = &inputs[variable->input];

		if (!logistic_kind_is_array(of->kind) &&
			!logistic_score_formula_set(variable,
										of->kind == LOGISTIC_FEATURE_CATEGORY,
										variable->input == input ? value :
										usual_value(model, of)))
			return get_float8_nan();
	}
	sink.terms = logistic_model_terms(model);
	sink.sum = &sum;
	sink.careful = true;
	if (model->has_intercept)
		add(&sink, 0, 1.0);
	for (i = 0; i < formula->n_terms; i++)
	{
		const LogisticScoreTerm *term = &formula->terms[i];

		if (is_of_input(formula, term, input))
			add_columns(formula, term, &sink);
		else
			for (p = term->first_term; p < term->first_term + term->n_terms;
				 p++)
				add(&sink, p, formula->means[p]);
	}
	return sum.score + sum.rest;
}
