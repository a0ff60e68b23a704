/*-------------------------------------------------------------------------
 *
 * fit_variables.c
 *		Knots and cuts in the terms of a logistic_fit, from its rows.
 *
 * Splines have their boundary knots at the smallest and the largest number,
 * and their interior ones at quantiles, unless they are listed; bins are cut
 * at quantiles or at listed numbers.  Quantiles are exact, over all rows, with
 * frequencies and without weights.  Equal knots or cuts count as one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"

#include "core/data/order_statistics.h"
#include "core/terms/spline.h"
#include "fit/fit_variables.h"
#include "fit/fit_woe.h"

/* Keys that are sorted at once: 2 MB with their scratch. */
#define KEYS_LIMIT		(128 * 1024)

/* What a kind of feature is, for a message. */
static const char *
kind_name(LogisticFeatureKind kind)
{
	switch (kind)
	{
		case LOGISTIC_FEATURE_NUMBER:
			return "a number";
		case LOGISTIC_FEATURE_BOOLEAN:
			return "a boolean";
		case LOGISTIC_FEATURE_CATEGORY:
			return "a category";
		case LOGISTIC_FEATURE_ARRAY:
			return "an array";
		case LOGISTIC_FEATURE_SET:
			return "a set";
	}
	return "something else";
}

/* The quantiles of a number at 1/n, 2/n, ... (n-1)/n. */
static void
find_quantiles(const LogisticFitFormula *fit, int column, int n,
			   double *quantiles)
{
	int64		n_rows = fit->n_rows;
	LgOrderWork *work = palloc(sizeof(LgOrderWork));
	int64		places[LG_ORDER_LIMIT];
	double		values[LG_ORDER_LIMIT];
	int			done = 0;

	work->capacity = Min(n_rows, KEYS_LIMIT);
	work->keys = palloc(work->capacity * sizeof(uint64));
	work->scratch = palloc(work->capacity * sizeof(uint64));
	work->counts = palloc(LG_ORDER_COUNTS * sizeof(int64));

	/* as many quantiles at once as the places of one call allow */
	while (done < n - 1)
	{
		int			n_more = Min(n - 1 - done, LG_ORDER_LIMIT / 2);
		int			n_places = lg_quantile_places(n_rows, n, done + 1, n_more,
												  places);

		lg_order_statistics(fit->raw, n_rows, column, places, n_places,
							values, work);
		lg_quantiles_of_places(n_rows, n, done + 1, n_more, places, n_places,
							   values, quantiles + done);
		done += n_more;
	}
	pfree(work->keys);
	pfree(work->scratch);
	pfree(work->counts);
	pfree(work);
}

/* Adds the numbers that ascend, each once, strictly between two limits. */
static void
add_inner(LogisticDraft *draft, const double *numbers, int n, double low,
		  double high)
{
	double		last = low;
	int			i;

	for (i = 0; i < n; i++)
		if (numbers[i] > last && numbers[i] < high)
		{
			logistic_draft_add_parameter(draft, numbers[i]);
			last = numbers[i];
		}
}

/* The listed or computed interior knots of a spline, or cuts of bins. */
static const double *
asked_numbers(const LogisticFitFormula *fit, const LogisticVariable *variable,
			  int *n)
{
	double	   *quantiles;

	if (isnan(variable->number))
	{
		*n = variable->n_numbers;
		return variable->numbers;
	}
	*n = (int) variable->number - 1;
	quantiles = palloc(Max(*n, 1) * sizeof(double));
	if (*n > 0)
		find_quantiles(fit, fit->inputs[variable->feature].column, *n + 1,
					   quantiles);
	return quantiles;
}

/*
 * Fills a variable of the draft; its parameters follow those of the others.
 * A spline of a number that never changes has one column, which is aliased.
 */
static void
fill_variable(LogisticFitFormula *fit, const LogisticFitSite *site,
			  const LogisticVariable *variable, LogisticModelVariable *made)
{
	LogisticDraft *draft = fit->draft;
	const LogisticFeature *input = &draft->inputs[variable->feature];
	const LgTerm *column = &fit->input_columns[input->first_summary];
	const double *numbers;
	int			n;

	made->function = variable->function;
	made->input = variable->feature;
	switch (variable->function)
	{
		case LG_FUNCTION_IDENTITY:
			if (input->kind == LOGISTIC_FEATURE_CATEGORY)
				made->n_levels = input->n_levels;
			else if (input->kind == LOGISTIC_FEATURE_SET)
				made->n_columns = input->n_levels;
			else
				made->n_columns = input->n_summaries;
			break;
		case LG_FUNCTION_WOE:
			made->n_columns = 1;
			if (fit->draft->estimation.n_strata >= 0)
				ereport(ERROR,
						(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						 errmsg("weights of evidence do not go with strata"),
						 errhint("Use bins or a spline in terms.")));
			logistic_fit_woe(fit, variable,
							 &site->features[fit->inputs[variable->feature].feature].reader);
			break;
		case LG_FUNCTION_MISSING:
			made->n_columns = 1;
			if (input->kind == LOGISTIC_FEATURE_ARRAY)
				logistic_draft_add_parameter(draft, variable->number);
			break;
		case LG_FUNCTION_POWER:
			made->n_columns = 1;
			logistic_draft_add_parameter(draft, variable->number);
			break;
		case LG_FUNCTION_POLY:
			made->n_columns = (int) variable->number;
			break;
		case LG_FUNCTION_SPLINE:
			numbers = asked_numbers(fit, variable, &n);
			logistic_draft_add_parameter(draft, column->min);
			add_inner(draft, numbers, n, column->min, column->max);
			logistic_draft_add_parameter(draft, column->max > column->min ?
										 column->max : nextafter(column->min, INFINITY));
			made->n_columns = draft->n_parameters - made->first_parameter - 1;
			break;
		case LG_FUNCTION_BINS:
			numbers = asked_numbers(fit, variable, &n);
			if (isnan(variable->number))
				add_inner(draft, numbers, n, -INFINITY, INFINITY);
			else
				add_inner(draft, numbers, n, column->min,
						  nextafter(column->max, INFINITY));
			made->n_levels = draft->n_parameters - made->first_parameter + 1;
			break;
		default:
			made->n_columns = 1;
			break;
	}
	made->n_parameters = draft->n_parameters - made->first_parameter;
}

/* Raises the error for a function of an input that is not a number. */
static void
check_kind(const LogisticFitFormula *fit, const LogisticVariable *variable)
{
	const LogisticFeature *input = &fit->draft->inputs[variable->feature];

	if (variable->function == LG_FUNCTION_IDENTITY ||
		variable->function == LG_FUNCTION_MISSING ||
		(variable->function == LG_FUNCTION_WOE &&
		 input->kind == LOGISTIC_FEATURE_CATEGORY) ||
		input->kind == LOGISTIC_FEATURE_NUMBER)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("%s is of a number%s, but \"%s\" is %s", variable->name,
					variable->function == LG_FUNCTION_WOE ? " or a category" : "",
					fit->draft->input_names[variable->feature],
					kind_name(input->kind))));
}

void
logistic_fit_variables(LogisticFitFormula *fit, const LogisticFitSite *site)
{
	LogisticDraft *draft = fit->draft;
	int			n = fit->formula->n_variables;
	int			v;

	for (v = 0; v < n; v++)
	{
		const LogisticVariable *variable = &fit->formula->variables[v];

		check_kind(fit, variable);
		fill_variable(fit, site, variable,
					  logistic_draft_add_variable(draft, variable->name));
	}

	/* the parameters stay where they are now */
	fit->functions = palloc0((n + 1) * sizeof(LgFunction));
	for (v = 0; v < n; v++)
	{
		const LogisticModelVariable *made = &draft->variables[v];
		LgFunction *function = &fit->functions[v];

		function->kind = made->function;
		function->n_columns = made->n_columns;
		function->n_parameters = made->n_parameters;
		function->parameters = draft->parameters + made->first_parameter;
		if (function->kind == LG_FUNCTION_SPLINE)
		{
			double	   *pieces =
				palloc(LG_SPLINE_PIECES(made->n_parameters) *
					   sizeof(double));

			lg_spline_pieces(function->parameters, made->n_parameters, pieces);
			function->pieces = pieces;
		}
	}
}
