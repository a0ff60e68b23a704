/*-------------------------------------------------------------------------
 *
 * fit_formula.c
 *		The design of a fit with a formula: inputs, variables, features, rows.
 *
 * The rows are measured first, for the smallest and largest number of each
 * input; knots and cuts follow (fit_variables.c), and then the terms
 * (fit_terms.c).  The solver gets rows with the columns of the terms, and
 * knows nothing of formulas.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "core/data/standardize.h"
#include "fit/fit_formula.h"
#include "fit/fit_levels.h"
#include "pg/module.h"
#include "terms/formula_parse.h"
#include "utils/float.h"

/* The names of the features of a site. */
static const char **
feature_names(const LogisticFitSite *site)
{
	const char **names = palloc((site->n_features + 1) * sizeof(*names));
	int			i;

	for (i = 0; i < site->n_features; i++)
		names[i] = site->names[i + 1].name;
	return names;
}

bool *
logistic_fit_evidence(const LogisticFitSite *site, const char *terms,
					  MemoryContext context)
{
	LogisticFormula *formula = logistic_formula_parse(terms,
													  feature_names(site),
													  site->n_features,
													  site->is_reduced);
	bool	   *is_evidence = MemoryContextAllocZero(context,
													 site->n_features + 1);
	int			v;

	for (v = 0; v < formula->n_variables; v++)
		if (formula->variables[v].function == LG_FUNCTION_WOE)
			is_evidence[formula->variables[v].feature] = true;
	for (v = 0; v < formula->n_variables; v++)
		if (formula->variables[v].function != LG_FUNCTION_WOE)
			is_evidence[formula->variables[v].feature] = false;
	return is_evidence;
}

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
 * The place of the level that rare ones are pooled in, which is added unless
 * a level is called so.
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
 * levels are one, the last.
 */
static void
add_levels(LogisticFitFormula *fit, LogisticFitState *state,
		   LogisticFeature *made, LogisticFitInput *input)
{
	const LogisticFitSite *site = state->site;
	const LogisticDictionary *dictionary =
		site->features[input->feature].levels;
	int			min_rows = state->options ? state->options->min_level_rows : 0;
	LogisticFitLevel *levels;
	uint16	   *level_of_code;
	double		sum;
	int			other = 0;
	int			n_left;
	int			n;
	int			i;

	levels = logistic_fit_levels(state, fit->raw, input->feature, &n);
	n_left = logistic_fit_levels_pool(levels, n, min_rows,
									  logistic_options_reference(state->options,
																 site->names[input->feature + 1].name));
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

/* Adds an input for each feature that a variable is of. */
static void
add_inputs(LogisticFitFormula *fit, LogisticFitState *state)
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
			for (j = 0; j < n_summaries; j++)
				(void) logistic_draft_add_summary(fit->draft);
			logistic_draft_close_input(fit->draft);
		}
		column += length;
	}

	/* from now on a variable is of an input */
	for (v = 0; v < formula->n_variables; v++)
		formula->variables[v].feature = input_of[formula->variables[v].feature];
}

/* Measures the numbers of the inputs. */
static void
measure_inputs(LogisticFitFormula *fit)
{
	LogisticDraft *draft = fit->draft;
	LgDesign	design = {0};
	LgRowCounts	row_counts;
	int			i;
	int			j;

	fit->input_columns = palloc0((draft->n_summaries + 1) * sizeof(LgTerm));
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
}

bool
logistic_fit_is_evidence(const LogisticFitFormula *fit, int input)
{
	int			v;

	for (v = 0; v < fit->formula->n_variables; v++)
		if (fit->formula->variables[v].feature == input &&
			fit->formula->variables[v].function != LG_FUNCTION_WOE)
			return false;
	return true;
}

/* Complains about a feature of a positional call that no term uses. */
static void
check_all_used(const LogisticFitFormula *fit, const LogisticFitSite *site)
{
	const LogisticDraft *draft = fit->draft;
	int			i;

	if (draft->n_inputs == site->n_features)
		return;
	for (i = 0; i < draft->n_inputs; i++)
		if (fit->inputs[i].feature != i)
			break;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("feature \"%s\" is in no term",
					site->names[i + 1].name),
			 errhint("Add \"+ .\" to the terms, or leave the feature out.")));
}

/* Complains about a number of a term that is none; see term_rows.h. */
static void
refuse(void *host, const LgBlock *raw, int variable, int row)
{
	const LogisticFitFormula *fit = host;
	const LogisticVariable *of = &fit->formula->variables[variable];
	const LogisticFitInput *input = &fit->inputs[of->feature];

	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("%s has no value where \"%s\" is %s", of->name,
					fit->draft->input_names[of->feature],
					float8out_internal(raw->numbers[input->column][row])),
			 errhint("Leave such rows out with a WHERE or FILTER clause, or choose another function.")));
}

/* Makes the rows that the solver sees. */
static void
make_rows(LogisticFitFormula *fit, const LogisticFitState *state)
{
	LgTermRows *host = &fit->host;
	int			i;

	host->source = fit->raw;
	host->kernel = logistic_kernel();
	host->refuse = refuse;
	host->refuser = fit;
	host->values = palloc_extended((Size) (host->n_numbers + 1) *
								   LG_BLOCK_STRIDE * sizeof(double),
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	host->combined = palloc0((Size) (host->n_codes + 1) * LG_BLOCK_STRIDE *
							sizeof(uint16));
	host->number_columns = palloc((host->n_raw_numbers + host->n_numbers + 1) *
								  sizeof(double *));
	host->code_columns = palloc((host->n_raw_codes + host->n_codes + 1) *
								sizeof(uint16 *));
	for (i = 0; i < host->n_sources; i++)
		if (host->sources[i].function.kind != LG_FUNCTION_IDENTITY)
			host->sources[i].values =
				palloc0((Size) host->sources[i].function.n_columns *
					   LG_BLOCK_STRIDE * sizeof(double));
	lg_term_rows(host, &fit->rows);
}

LogisticFitFormula *
logistic_fit_formula(LogisticFitState *state, LgRows *raw, const char *terms,
					 int positive, LogisticDraft *draft)
{
	const LogisticFitSite *site = state->site;
	LogisticFitFormula *fit = palloc0(sizeof(*fit));

	if (raw->pass != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a distributed fit takes no terms"),
				 errhint("Pass interactions and functions as features of their own.")));
	fit->formula = logistic_formula_parse(terms, feature_names(site),
										  site->n_features,
										  site->is_reduced);
	fit->raw = raw;
	fit->positive = positive;
	fit->draft = draft;
	draft->formula = terms;
	fit->host.n_raw_numbers = state->buffer.n_numbers;
	fit->host.n_raw_codes = site->n_codes;
	add_inputs(fit, state);
	check_all_used(fit, site);
	if (state->has_missing)
		logistic_fit_missing(fit);
	measure_inputs(fit);
	logistic_fit_variables(fit, site);
	logistic_fit_terms(fit);
	make_rows(fit, state);
	return fit;
}
