/*-------------------------------------------------------------------------
 *
 * fit_formula_make.c
 *		Readies a logistic_fit with terms: from rows as they came to its columns.
 *
 * The rows are measured first, for the smallest and largest number of each
 * input; knots and cuts follow (fit_variables.c), and then the terms
 * (fit_terms.c).  The solver gets rows with the columns of the terms, and
 * knows nothing of formulas.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/float.h"

#include "fit/fit_formula_make.h"
#include "fit/fit_inputs.h"
#include "fit/fit_missing.h"
#include "fit/fit_terms.h"
#include "fit/fit_variables.h"
#include "pg/compat.h"
#include "pg/module.h"

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

void
logistic_fit_formula_refuse(const char *term, const char *input, double value)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("%s has no value where \"%s\" is %s", term, input,
					float8out_internal(value)),
			 errhint("Leave such rows out with a WHERE or FILTER clause, or choose another function.")));
}

/* Raises the error for a term that has no value at a row; see term_rows.h. */
static void
refuse(void *host, const LgBlock *raw, int variable, int row)
{
	const LogisticFitFormula *fit = host;
	const LogisticVariable *of = &fit->formula->variables[variable];
	const LogisticFitInput *input = &fit->inputs[of->feature];

	logistic_fit_formula_refuse(of->name,
								fit->draft->input_names[of->feature],
								raw->numbers[input->column][row]);
}

void
logistic_fit_formula_scratch(LgTermRows *host)
{
	int			i;

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
}

/* Makes the rows that the solver sees. */
static void
make_rows(LogisticFitFormula *fit)
{
	LgTermRows *host = &fit->host;

	host->source = fit->raw;
	host->kernel = logistic_kernel();
	host->refuse = refuse;
	host->refuser = fit;
	logistic_fit_formula_scratch(host);
	if (fit->raw->pass)
		host->sample_host = palloc(sizeof(*host));
	lg_term_rows(host, &fit->rows);
}

LogisticFitFormula *
logistic_fit_formula_make(LogisticFitState *state, LgRows *raw,
						  const char *terms, int positive,
						  LogisticDraft *draft)
{
	const LogisticFitSite *site = state->site;
	LogisticFitFormula *fit = palloc0(sizeof(*fit));

	fit->formula = logistic_fit_formula_parse(site, terms);
	fit->raw = raw;
	fit->n_rows = state->n_rows[0] + state->n_rows[1];
	fit->positive = positive;
	fit->draft = draft;
	draft->formula = terms;
	logistic_fit_inputs(fit, state);
	check_all_used(fit, site);
	if (state->has_missing)
		logistic_fit_missing(fit);
	logistic_fit_inputs_measure(fit);
	logistic_fit_variables(fit, site);
	logistic_fit_terms(fit);
	make_rows(fit);
	return fit;
}
