/*-------------------------------------------------------------------------
 *
 * fit_terms.c
 *		The terms of a logistic_fit: features of its model, columns of its rows.
 *
 * A term's columns are the products of one column of each of its variables,
 * that of the first one varying fastest.  A category has a column for each
 * level but the reference where the term without it is in the formula too
 * (for a term of one variable: where there is an intercept), else for each
 * level, as in R.  Without an intercept the first category alone has a
 * column for each level.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/float.h"

#include "fit/fit_term_names.h"
#include "fit/fit_terms.h"

#define COLUMNS_LIMIT	10000	/* of all terms */

/* Is a term without one of its variables in the formula? */
static bool
has_margin(const LogisticFormula *formula, const LogisticFormulaTerm *term,
		   int without)
{
	int			i;
	int			k;
	int			m;

	for (i = 0; i < formula->n_terms; i++)
	{
		const LogisticFormulaTerm *other = &formula->terms[i];
		int			n_found = 0;

		if (other->n != term->n - 1)
			continue;
		for (k = 0; k < term->n; k++)
			for (m = 0; k != without && m < other->n; m++)
				if (other->variables[m] == term->variables[k])
					n_found++;
		if (n_found == other->n)
			return true;
	}
	return false;
}

/* Is a variable an input of that kind, used without a function? */
static bool
is_plain(const LogisticFitFormula *fit, int variable, LogisticFeatureKind kind)
{
	return fit->draft->variables[variable].function == LG_FUNCTION_IDENTITY &&
		logistic_fit_kind_of(fit, variable) == kind;
}

/* Complains of an array or a set that is part of an interaction. */
static void
refuse_array(const LogisticFitFormula *fit, int variable)
{
	const char *name = fit->draft->variable_names[variable];

	if (is_plain(fit, variable, LOGISTIC_FEATURE_ARRAY))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("array \"%s\" cannot be part of an interaction", name),
				 errhint("Pass the elements that interact as features of their own.")));
	if (is_plain(fit, variable, LOGISTIC_FEATURE_SET))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set \"%s\" cannot be part of an interaction", name),
				 errhint("Pass a boolean for each element that interacts, as in 'a' = ANY (%s).",
						 fit->draft->input_expressions[fit->draft->variables[variable].input])));
}

/*
 * Lists the variables of a term.  *has_reference tells whether a category
 * alone leaves a level out, and is set behind the first one.
 */
static int
list_parts(const LogisticFitFormula *fit, const LogisticFormulaTerm *term,
		   bool *has_reference, LogisticTermPart *parts)
{
	int64		n_columns = 1;
	int			k;

	for (k = 0; k < term->n; k++)
	{
		const LogisticModelVariable *made =
			&fit->draft->variables[term->variables[k]];
		LogisticTermPart *part = &parts[k];

		part->variable = term->variables[k];
		part->is_category = made->n_levels > 0 ||
			(is_plain(fit, part->variable, LOGISTIC_FEATURE_BOOLEAN) &&
			 !fit->inputs[made->input].is_filled);
		part->is_full = false;
		if (term->n > 1)
			refuse_array(fit, part->variable);
		if (made->n_levels > 0 && term->n == 1)
		{
			part->is_full = !*has_reference;
			*has_reference = true;
		}
		else if (made->n_levels > 0)
			part->is_full = !has_margin(fit->formula, term, k);
		part->width = made->n_levels > 0 ?
			made->n_levels - (part->is_full ? 0 : 1) : made->n_columns;
		n_columns *= part->width;
		if (n_columns + fit->draft->n_terms > COLUMNS_LIMIT)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("the terms have more than %d columns",
							COLUMNS_LIMIT)));
	}
	return (int) n_columns;
}

/* What a feature of these variables is to the model. */
static LogisticFeatureKind
feature_kind(const LogisticFitFormula *fit, const LogisticTermPart *parts, int n,
			 int n_columns)
{
	if (n == 1 && fit->draft->variables[parts[0].variable].n_levels > 0)
		return LOGISTIC_FEATURE_CATEGORY;
	if (n == 1 && is_plain(fit, parts[0].variable, LOGISTIC_FEATURE_BOOLEAN))
		return LOGISTIC_FEATURE_BOOLEAN;
	if (n == 1 && logistic_kind_is_array(logistic_fit_kind_of(fit,
															parts[0].variable)))
		return logistic_fit_kind_of(fit, parts[0].variable);
	return n_columns == 1 ? LOGISTIC_FEATURE_NUMBER : LOGISTIC_FEATURE_ARRAY;
}

/*
 * The weights of evidence by raw code of a category, and that of a missing
 * value.
 */
static const double *
weights_by_code(const LogisticFitInput *input, const double *weights)
{
	double	   *by_code = palloc((input->n_codes + 1) * sizeof(double));
	int			i;

	for (i = 0; i < input->n_codes; i++)
		by_code[i] = input->level_of_code[i] == LG_NO_CODE ? 0.0 :
			weights[LG_WOE_ROW * input->level_of_code[i]];
	by_code[input->n_codes] = weights[LG_WOE_ROW * input->n_levels];
	return by_code;
}

/* The source of a number of a term, which is added to the rows if it is new. */
static int
number_source(LogisticFitFormula *fit, int variable)
{
	LgTermRows *host = &fit->host;
	const LogisticFitInput *input =
		&fit->inputs[fit->draft->variables[variable].input];
	LgNumberSource *source;
	int			i;

	for (i = 0; i < host->n_sources; i++)
		if (host->sources[i].variable == variable)
			return i;
	source = &host->sources[host->n_sources];
	memset(source, 0, sizeof(*source));
	source->function = fit->functions[variable];
	source->variable = variable;
	source->column = input->column;
	if (source->function.kind == LG_FUNCTION_WOE && input->is_filled)
		source->column = input->raw_column;
	if (source->function.kind == LG_FUNCTION_WOE &&
		logistic_fit_kind_of(fit, variable) == LOGISTIC_FEATURE_CATEGORY)
	{
		source->by_code = weights_by_code(input,
										  source->function.parameters);
		source->n_codes = input->n_codes;
	}
	return host->n_sources++;
}

/* Maps the levels of a category of a term to places among its columns. */
static void
code_source(const LogisticFitFormula *fit, const LogisticTermPart *part,
			LgCodeSource *source)
{
	const LogisticModelVariable *made = &fit->draft->variables[part->variable];
	const LogisticFitInput *input = &fit->inputs[made->input];
	bool		is_bins = made->function == LG_FUNCTION_BINS;
	bool		is_boolean = made->n_levels == 0;
	int			reference = logistic_fit_reference_of(fit, part->variable);
	int			n = is_boolean ? 2 : is_bins ? made->n_levels : input->n_codes;
	uint16	   *places = palloc(Max(n, 1) * sizeof(uint16));
	int			i;

	for (i = 0; i < n; i++)
	{
		int			level = is_bins || is_boolean ? i : input->level_of_code[i];

		if (is_boolean)
			places[i] = i == 1 ? 0 : LG_NO_CODE;
		else if (level == LG_NO_CODE || (level == reference && !part->is_full))
			places[i] = LG_NO_CODE;
		else
			places[i] = !part->is_full && level > reference ? level - 1 : level;
	}
	source->bins = is_bins ? &fit->functions[part->variable] : NULL;
	source->column = input->column;
	source->places = places;
	source->n_codes = n;
	source->n_places = part->width;
}

/* Describes the columns of a term to the rows. */
static LgTermColumns *
add_columns(LogisticFitFormula *fit, const LogisticTermPart *parts, int n)
{
	LgTermRows *host = &fit->host;
	LgTermColumns *term = &host->terms[host->n_terms++];
	int			k;

	memset(term, 0, sizeof(*term));
	term->n_products = term->n_combinations = 1;
	term->first_number = term->code_column = -1;
	for (k = 0; k < n; k++)
		if (parts[k].is_category)
		{
			code_source(fit, &parts[k], &term->codes[term->n_codes++]);
			term->n_combinations *= parts[k].width;
		}
		else
		{
			term->numbers[term->n_numbers++] =
				number_source(fit, parts[k].variable);
			term->n_products *= parts[k].width;
		}
	if (term->n_codes > 0)
		term->code_column = host->n_raw_codes + host->n_codes++;
	if (term->n_numbers > 0)
	{
		term->first_number = host->n_raw_numbers + host->n_numbers;
		host->n_numbers += term->n_products * term->n_combinations;
	}
	return term;
}

/* Adds the core's view of a term. */
static void
add_column(LogisticFitFormula *fit, LgTermKind kind, int column, int code)
{
	int			n = fit->draft->n_terms - 1;

	if (n >= fit->columns_capacity)
	{
		fit->columns_capacity = Max(16, 2 * n);
		fit->columns = fit->columns == NULL ?
			palloc(fit->columns_capacity * sizeof(LgTerm)) :
			repalloc(fit->columns, fit->columns_capacity * sizeof(LgTerm));
	}
	memset(&fit->columns[n], 0, sizeof(LgTerm));
	fit->columns[n].kind = kind;
	fit->columns[n].column = column;
	fit->columns[n].code = code;
}

/*
 * Adds the core's view of a column of a term.  If the raw rows have that
 * column already, "columns" is NULL and it is not made again.
 */
static void
place_column(LogisticFitFormula *fit, const LgTermColumns *columns,
			 const LogisticTermPart *parts, int n, int column)
{
	int			product = 0;
	int			product_stride = 1;
	int			combination = 0;
	int			combination_stride = 1;
	int			k;

	if (columns == NULL)
	{
		const LogisticModelVariable *made =
			&fit->draft->variables[parts[0].variable];
		const LogisticFitInput *input = &fit->inputs[made->input];
		int			code = 1;

		if (made->function == LG_FUNCTION_MISSING)
		{
			add_column(fit, LG_TERM_CODE, fit->indicators[parts[0].variable],
					   1);
			return;
		}
		if (!parts[0].is_category)
		{
			add_column(fit, LG_TERM_NUMBER, input->column + column, 0);
			return;
		}
		if (made->n_levels > 0)
			for (code = 0;
				 input->level_of_code[code] != logistic_fit_level_of_column(fit, &parts[0],
															   column);)
				code++;
		add_column(fit, LG_TERM_CODE, input->column, code);
		return;
	}
	for (k = 0; k < n; k++)
	{
		int			place = column % parts[k].width;

		if (parts[k].is_category)
		{
			combination += combination_stride * place;
			combination_stride *= parts[k].width;
		}
		else
		{
			product += product_stride * place;
			product_stride *= parts[k].width;
		}
		column /= parts[k].width;
	}
	if (columns->first_number >= 0)
		add_column(fit, LG_TERM_NUMBER,
				   columns->first_number + combination * columns->n_products +
				   product, 0);
	else
		add_column(fit, LG_TERM_CODE, columns->code_column, combination);
}

/* Do the raw rows have the columns of a term? */
static bool
is_raw(const LogisticFitFormula *fit, const LogisticTermPart *parts, int n)
{
	const LogisticModelVariable *made =
		&fit->draft->variables[parts[0].variable];

	return n == 1 &&
		(made->function == LG_FUNCTION_MISSING ||
		 (made->function == LG_FUNCTION_IDENTITY &&
		  !fit->inputs[made->input].is_pooled));
}

/* Adds a column of a term that is no category. */
static LogisticTerm *
add_term(LogisticFitFormula *fit, const LgTermColumns *columns,
		 const LogisticTermPart *parts, int n, int column)
{
	LogisticTerm *term = logistic_draft_add_term(fit->draft,
												 logistic_fit_term_name(fit, parts, n,
														   column));

	term->feature = fit->draft->n_features - 1;
	place_column(fit, columns, parts, n, column);
	return term;
}

/* Adds the levels of a category or a set alone, with their columns. */
static void
add_levels(LogisticFitFormula *fit, const LgTermColumns *columns,
		   const LogisticTermPart *part)
{
	LogisticDraft *draft = fit->draft;
	const LogisticModelVariable *made = &draft->variables[part->variable];
	bool		is_set = made->n_levels == 0;
	int			reference = part->is_full || is_set ? -1 :
		logistic_fit_reference_of(fit, part->variable);
	int			n = is_set ? made->n_columns : made->n_levels;
	int			column = 0;
	int			i;

	for (i = 0; i < n; i++)
	{
		LogisticLevel *level;

		level = logistic_draft_add_level(draft, logistic_fit_level_name(fit, part->variable,
														   i));
		if (made->function == LG_FUNCTION_IDENTITY)
			level->share =
				draft->levels[draft->inputs[made->input].first_level + i].share;
		if (i != reference)
		{
			level->term = draft->n_terms;
			add_term(fit, columns, part, 1, column++)->level =
				draft->n_levels - 1;
		}
	}
}

/* Adds a term of the formula. */
static void
add_feature(LogisticFitFormula *fit, const LogisticFormulaTerm *term,
			bool *has_reference)
{
	LogisticDraft *draft = fit->draft;
	const LgTermColumns *columns = NULL;
	LogisticTermPart parts[LG_TERM_FACTORS];
	int			n_columns = list_parts(fit, term, has_reference, parts);
	LogisticFeature *feature;
	LogisticFeatureKind kind = feature_kind(fit, parts, term->n, n_columns);
	int			k;

	if (!is_raw(fit, parts, term->n) && n_columns > 0)
		columns = add_columns(fit, parts, term->n);
	feature = logistic_draft_add_feature(draft,
										 logistic_fit_formula_feature(fit, parts, term->n),
										 kind);
	for (k = 0; k < term->n; k++)
	{
		LogisticFactor *factor = logistic_draft_add_factor(draft);

		factor->variable = parts[k].variable;
		factor->is_full = parts[k].is_full;
	}
	feature->n_factors = term->n;
	if (term->n == 1 && draft->variables[parts[0].variable].function ==
		LG_FUNCTION_IDENTITY)
		draft->feature_expressions[draft->n_features - 1] =
			draft->input_expressions[draft->variables[parts[0].variable].input];
	if (logistic_kind_has_levels(kind))
	{
		add_levels(fit, columns, &parts[0]);
		n_columns = 0;
	}
	for (k = 0; k < n_columns; k++)
	{
		LogisticTerm *made = add_term(fit, columns, parts, term->n, k);

		if (kind == LOGISTIC_FEATURE_ARRAY)
			made->element = k;
		(void) logistic_draft_add_summary(draft);
	}
	logistic_draft_close_feature(draft);
}

void
logistic_fit_terms(LogisticFitFormula *fit)
{
	const LogisticFormula *formula = fit->formula;
	bool		has_reference = fit->draft->has_intercept ||
		fit->draft->estimation.n_strata >= 0;
	int			i;

	fit->host.sources = palloc(formula->n_variables * sizeof(LgNumberSource));
	fit->host.terms = palloc(formula->n_terms * sizeof(LgTermColumns));
	if (fit->draft->has_intercept)
	{
		(void) logistic_draft_add_term(fit->draft, "(Intercept)");
		add_column(fit, LG_TERM_INTERCEPT, 0, 0);
	}
	for (i = 0; i < formula->n_terms; i++)
	{
		CHECK_FOR_INTERRUPTS();
		add_feature(fit, &formula->terms[i], &has_reference);
	}
}
