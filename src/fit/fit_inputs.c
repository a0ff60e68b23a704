/*-------------------------------------------------------------------------
 *
 * fit_inputs.c
 *		The inputs of a logistic_fit with terms: levels, and ranges of numbers.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/data/standardize.h"
#include "core/terms/set_rows.h"
#include "fit/fit_inputs.h"
#include "fit/fit_levels.h"
#include "fit/fit_sets.h"
#include "pg/module.h"

/* Adds a level of a category input, with its share of the rows. */
static void
add_level(LogisticFitFormula *fit, LogisticFitInput *input, const char *name,
		  double share)
{
	logistic_draft_add_level(fit->draft, name)->share = share;
	input->n_levels++;
}

/* The share of a list of levels in the weight of all. */
static double
share_of(const LogisticFitLevel *levels, int n, double sum)
{
	double		part = 0.0;
	int			i;

	for (i = 0; i < n; i++)
		part += levels[i].weight;
	return part / sum;
}

/*
 * The place of the level into which rare ones are pooled; it is added unless a
 * level has that name already.
 */
static int
add_other(LogisticFitFormula *fit, LogisticFitInput *input,
		  const LogisticFitLevel *levels, int n_left, int n, double sum)
{
	double		share = share_of(levels + n_left, n - n_left, sum);
	int			i;

	for (i = 0; i < n_left; i++)
		if (strcmp(levels[i].name, LOGISTIC_OTHER_LEVEL) == 0)
		{
			fit->draft->levels[fit->draft->n_levels - n_left + i].share += share;
			return i;
		}
	add_level(fit, input, LOGISTIC_OTHER_LEVEL, share);
	return n_left;
}

/*
 * Adds the levels of a category input, and maps the raw codes to them.  Rare
 * levels are pooled into one, the last.
 */
static void
add_levels(LogisticFitFormula *fit, LogisticFitState *state,
		   LogisticFeature *made, LogisticFitInput *input)
{
	const LogisticFitSite *site = state->site;
	const LogisticDictionary *dictionary =
		site->features[input->feature].levels;
	int			min_rows = state->options ? state->options->min_level_rows : 0;
	const char *named = NULL;
	LogisticFitLevel *levels;
	uint16	   *level_of_code;
	double		sum;
	int			other = 0;
	int			n_left;
	int			n;
	int			i;

	levels = logistic_fit_levels(state, fit->raw, input->feature, &n);
	if (state->options)
		named = logistic_options_reference(state->options,
										   site->names[input->feature + 1].name);
	n_left = logistic_fit_levels_pool(levels, n, min_rows, named);
	logistic_fit_levels_check(state, input->feature, n_left);
	sum = share_of(levels, n, 1.0);
	for (i = 0; i < n_left; i++)
		add_level(fit, input, levels[i].name, levels[i].weight / sum);
	if (n_left < n)
	{
		other = add_other(fit, input, levels, n_left, n, sum);
		made->other = other + 1;
		made->n_pooled = n - n_left;
	}
	level_of_code = palloc(Max(dictionary->n_keys, 1) * sizeof(uint16));
	for (i = 0; i < dictionary->n_keys; i++)
		level_of_code[i] = LG_NO_CODE;
	for (i = 0; i < n; i++)
		level_of_code[levels[i].code] = i < n_left ? i : other;
	input->level_of_code = level_of_code;
	input->n_codes = dictionary->n_keys;
	input->is_pooled = n_left < n;
	input->reference = n_left == 0 ? 0 :
		logistic_fit_reference(state, input->feature, levels, n_left);
	made->reference = input->reference + 1;
}

void
logistic_fit_inputs(LogisticFitFormula *fit, LogisticFitState *state)
{
	const LogisticFitSite *site = state->site;
	LogisticFormula *formula = fit->formula;
	bool	   *is_used = palloc0((site->n_features + 1) * sizeof(bool));
	int		   *input_of = palloc0((site->n_features + 1) * sizeof(int));
	int			column = 0;
	int			v;
	int			i;
	int			j;

	for (v = 0; v < formula->n_variables; v++)
		is_used[formula->variables[v].feature] = true;
	fit->inputs = palloc0((site->n_features + 1) * sizeof(*fit->inputs));
	for (i = 0; i < site->n_features; i++)
	{
		const LogisticFitFeature *feature = &site->features[i];
		LogisticFeatureKind kind = feature->reader.kind;
		int			length = kind == LOGISTIC_FEATURE_ARRAY ?
			state->array_lengths[feature->array] :
			kind == LOGISTIC_FEATURE_NUMBER ? 1 : 0;
		int			n_summaries = kind == LOGISTIC_FEATURE_BOOLEAN ? 1 : length;

		if (is_used[i])
		{
			LogisticFitInput *input = &fit->inputs[fit->draft->n_inputs];
			LogisticFeature *made;

			input_of[i] = fit->draft->n_inputs;
			made = logistic_draft_add_input(fit->draft,
											site->names[i + 1].name, kind);
			fit->draft->input_expressions[input_of[i]] =
				site->names[i + 1].expression;
			input->feature = i;
			input->n_columns = length;
			input->column = length > 0 ? column : feature->code_column;
			input->reference = -1;
			if (kind == LOGISTIC_FEATURE_CATEGORY)
				add_levels(fit, state, made, input);
			else if (kind == LOGISTIC_FEATURE_SET)
				logistic_fit_set(fit, state, made, input);
			for (j = 0; j < n_summaries; j++)
				(void) logistic_draft_add_summary(fit->draft);
			logistic_draft_close_input(fit->draft);
		}
		column += length;
	}

	fit->host.n_raw_numbers = column;
	fit->host.n_raw_codes = site->n_codes;
	for (i = 0, j = 0; i < fit->draft->n_inputs; i++)
		if (fit->draft->inputs[i].kind == LOGISTIC_FEATURE_SET)
			fit->inputs[i].column = column + fit->sets->sets[j++].first_number;
	logistic_fit_set_rows(fit, column);

	/* from now on a variable refers to an input */
	for (v = 0; v < formula->n_variables; v++)
		formula->variables[v].feature = input_of[formula->variables[v].feature];
}

void
logistic_fit_inputs_measure(LogisticFitFormula *fit)
{
	LogisticDraft *draft = fit->draft;
	LgDesign	design = {0};
	LgRowCounts	row_counts;
	int			i;
	int			j;

	fit->input_columns = palloc0((draft->n_summaries + 1) * sizeof(LgTerm));
	if (draft->n_summaries == 0)
		return;
	for (i = 0; i < draft->n_inputs; i++)
	{
		const LogisticFeature *input = &draft->inputs[i];

		for (j = 0; j < input->n_summaries; j++)
		{
			LgTerm	   *term = &fit->input_columns[input->first_summary + j];

			term->kind = input->kind == LOGISTIC_FEATURE_BOOLEAN &&
				!fit->inputs[i].is_filled ? LG_TERM_CODE : LG_TERM_NUMBER;
			term->column = fit->inputs[i].column + j;
			term->code = 1;
		}
	}
	design.rows = fit->raw;
	design.kernel = logistic_kernel();
	design.n_terms = draft->n_summaries;
	design.terms = fit->input_columns;
	design.has_intercept = true;
	lg_design_measure(&design, &row_counts,
					  palloc((draft->n_summaries + 1) * sizeof(LgMoments)));
	if (fit->raw->pass)
		fit->n_rows = row_counts.n_rows;
}
