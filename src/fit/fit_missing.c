/*-------------------------------------------------------------------------
 *
 * fit_missing.c
 *		Fills missing values of a logistic_fit: means, and indicator terms.
 *
 * Where a number, a boolean or an element of an array is missing, the weighted
 * mean of the other rows is filled in, and a term "x missing" is 1; a category
 * gets a level "(missing)", and a set an element of that name (fit_sets).  All
 * other terms are built from the filled features, except weights of evidence:
 * there rows without a value have a weight of their own.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/terms/filled_rows.h"
#include "core/terms/missing.h"
#include "fit/fit_missing.h"

/* How many values of a column are missing. */
static int64
count_of(const LgMissing *column)
{
	return (int64) lg_dd_double(column->n_missing);
}

/* The mean of a column; 0 if it has no value at all. */
static double
mean_of(const LgMissing *column)
{
	double		weight = lg_dd_double(column->weight);

	return weight > 0.0 ? lg_dd_double(column->sum) / weight : 0.0;
}

/* Adds the description of a filled column, with its indicator. */
static LgFill *
add_fill(LogisticFitFormula *fit, bool is_code, int column)
{
	LgFilledRows *host = fit->filled;
	LgFill	   *fill = &host->fills[host->n_fills++];

	memset(fill, 0, sizeof(*fill));
	fill->is_code = is_code;
	fill->column = column;
	fill->filled_number = fill->filled_code = -1;
	fill->indicator = host->n_raw_codes + host->n_codes++;
	return fill;
}

/* Adds the term that tells where an input, or its element, was missing. */
static void
add_indicator(LogisticFitFormula *fit, int input, int element, int indicator)
{
	LogisticFormula *formula = fit->formula;
	int			n = formula->n_variables++;
	LogisticVariable *variable;
	const char *name = fit->draft->input_names[input];

	formula->variables = repalloc(formula->variables,
								  formula->n_variables *
								  sizeof(*formula->variables));
	variable = &formula->variables[n];
	memset(variable, 0, sizeof(*variable));
	variable->function = LG_FUNCTION_MISSING;
	variable->feature = input;
	variable->number = element;
	variable->name =
		fit->draft->inputs[input].kind == LOGISTIC_FEATURE_ARRAY ?
		psprintf("%s[%d] missing", name, element + 1) :
		psprintf("%s missing", name);
	fit->indicators = n == 0 ? palloc(sizeof(int)) :
		repalloc(fit->indicators, formula->n_variables * sizeof(int));
	fit->indicators[n] = indicator;

	formula->terms = repalloc(formula->terms, (formula->n_terms + 1) *
							  sizeof(*formula->terms));
	formula->terms[formula->n_terms].n = 1;
	formula->terms[formula->n_terms++].variables[0] = n;
}

/* Fills the numbers of an input: one, a boolean's, or all of an array. */
static void
fill_numbers(LogisticFitFormula *fit, int i, const LgMissing *columns)
{
	LogisticFitInput *input = &fit->inputs[i];
	LogisticFeature *made = &fit->draft->inputs[i];
	bool		is_boolean = made->kind == LOGISTIC_FEATURE_BOOLEAN;
	const LgMissing *first = columns + input->column +
		(is_boolean ? fit->host.n_raw_numbers : 0);
	int			n = is_boolean ? 1 : input->n_columns;
	int			n_before = fit->filled->n_numbers;
	int			j;

	for (j = 0; j < n; j++)
		made->n_missing = Max(made->n_missing, count_of(&first[j]));
	if (made->n_missing == 0)
		return;
	for (j = 0; j < n; j++)
	{
		LgFill	   *fill = add_fill(fit, is_boolean, input->column + j);

		fill->number = mean_of(&first[j]);
		fill->filled_number = fit->filled->n_raw_numbers +
			fit->filled->n_numbers++;
		if (count_of(&first[j]) > 0 && !logistic_fit_formula_is_evidence(fit, i))
			add_indicator(fit, i, j, fill->indicator);
	}
	input->raw_column = input->column;
	input->column = fit->filled->n_raw_numbers + n_before;
	input->n_columns = n;
	input->is_filled = true;
}

/*
 * Gives a category a level for missing values; the levels of other inputs
 * that follow move by one.
 */
static void
fill_category(LogisticFitFormula *fit, int i, const LgMissing *columns)
{
	LogisticFitInput *input = &fit->inputs[i];
	LogisticDraft *draft = fit->draft;
	LogisticFeature *made = &draft->inputs[i];
	const LgMissing *column = columns + fit->host.n_raw_numbers + input->column;
	double		missing = lg_dd_double(column->missing_weight);
	double		total = missing + lg_dd_double(column->weight);
	int			place = made->first_level + made->n_levels;
	uint16	   *level_of_code;
	LgFill	   *fill;
	int			k;

	made->n_missing = count_of(column);
	if (made->n_missing == 0 || logistic_fit_formula_is_evidence(fit, i))
		return;
	(void) logistic_draft_add_level(draft, NULL);
	for (k = draft->n_levels - 1; k > place; k--)
	{
		draft->levels[k] = draft->levels[k - 1];
		draft->level_names[k] = draft->level_names[k - 1];
	}
	memset(&draft->levels[place], 0, sizeof(LogisticLevel));
	draft->levels[place].term = -1;
	draft->levels[place].share = missing / total;
	draft->level_names[place] = LOGISTIC_MISSING_LEVEL;
	for (k = made->first_level; k < place; k++)
		draft->levels[k].share *= lg_dd_double(column->weight) / total;
	for (k = i + 1; k < draft->n_inputs; k++)
		draft->inputs[k].first_level++;
	made->n_levels++;

	level_of_code = palloc((input->n_codes + 1) * sizeof(uint16));
	memcpy(level_of_code, input->level_of_code,
		   input->n_codes * sizeof(uint16));
	level_of_code[input->n_codes] = input->n_levels++;
	fill = add_fill(fit, true, input->column);
	fill->code = input->n_codes++;
	fill->filled_code = fit->filled->n_raw_codes + fit->filled->n_codes++;
	input->level_of_code = level_of_code;
	input->raw_column = input->column;
	input->column = fill->filled_code;
	input->is_filled = true;
	if (made->reference == 0)
	{
		input->reference = 0;
		made->reference = 1;
	}
}

void
logistic_fit_missing(LogisticFitFormula *fit)
{
	LgFilledRows *host = palloc0(sizeof(*host));
	LgRows	   *rows = palloc(sizeof(*rows));
	int			n = fit->host.n_raw_numbers + fit->host.n_raw_codes;
	LgMissing  *columns = palloc((n + 1) * sizeof(*columns));
	int			i;

	lg_missing_count(fit->raw, fit->host.n_raw_numbers, fit->host.n_raw_codes,
					 columns);
	fit->filled = host;
	fit->indicators = palloc0((fit->formula->n_variables + 1) * sizeof(int));
	host->source = fit->raw;
	host->n_raw_numbers = fit->host.n_raw_numbers;
	host->n_raw_codes = fit->host.n_raw_codes;
	host->fills = palloc((n + 1) * sizeof(LgFill));
	for (i = 0; i < fit->draft->n_inputs; i++)
		if (fit->draft->inputs[i].kind == LOGISTIC_FEATURE_CATEGORY)
			fill_category(fit, i, columns);
		else if (fit->draft->inputs[i].kind != LOGISTIC_FEATURE_SET)
			fill_numbers(fit, i, columns);
	if (host->n_fills == 0)
		return;
	host->values = palloc0((Size) (host->n_numbers + 1) * LG_BLOCK_STRIDE *
						   sizeof(double));
	host->filled = palloc0((Size) (host->n_codes + 1) * LG_BLOCK_STRIDE *
						   sizeof(uint16));
	host->number_columns = palloc((host->n_raw_numbers + host->n_numbers + 1) *
								  sizeof(double *));
	host->code_columns = palloc((host->n_raw_codes + host->n_codes + 1) *
								sizeof(uint16 *));
	if (fit->raw->pass)
		host->sample_host = palloc(sizeof(*host));
	lg_filled_rows(host, rows);
	fit->raw = rows;
	fit->host.n_raw_numbers += host->n_numbers;
	fit->host.n_raw_codes += host->n_codes;
}
