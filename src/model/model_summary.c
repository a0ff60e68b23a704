/*-------------------------------------------------------------------------
 *
 * model_summary.c
 *		A model as R users know it: the page that summary(glm) prints.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "core/numeric/probability.h"
#include "model/model_interval.h"
#include "model/model_json.h"
#include "model/model_summary.h"

#define N_COLUMNS	8			/* estimate, error, z, p; odds ratio, low, high;
								 * stars */
#define FIRST_RATIO	4			/* the column of the odds ratio */

/* Digits that a printed number shows, as in R's default. */
#define DIGITS		4

/* A number to a few digits; NA where there is none. */
static char *
short_number(double x, int digits)
{
	if (isnan(x))
		return pstrdup("NA");
	if (isinf(x))
		return pstrdup(x > 0.0 ? "Inf" : "-Inf");
	return psprintf("%.*g", digits, x == 0.0 ? 0.0 : x);
}

/* A p-value; below 2e-16 as "<2e-16", as R prints it. */
static char *
p_value_text(double p)
{
	if (isnan(p))
		return pstrdup("NA");
	if (p < 2e-16)
		return pstrdup("<2e-16");
	return psprintf("%.3g", p);
}

/* The stars of a p-value. */
static const char *
stars(double p)
{
	if (isnan(p))
		return "";
	return p < 0.001 ? "***" : p < 0.01 ? "**" : p < 0.05 ? "*" :
		p < 0.1 ? "." : "";
}

/* Characters, not bytes: names may be in any script. */
static int
width_of(const char *text)
{
	return pg_mbstrlen(text);
}

/* The formula of the fit, as R users write it: "churned ~ age + plan". */
char *
logistic_model_formula(const LogisticModel *model)
{
	const LogisticFeature *features = logistic_model_features(model);
	StringInfoData formula;
	int			i;

	initStringInfo(&formula);
	appendStringInfo(&formula, "%s ~ ",
					 logistic_model_string(model, model->label));
	if (!model->has_intercept)
		appendStringInfoString(&formula, model->n_features > 0 ? "0 + " : "0");
	else if (model->n_features == 0)
		appendStringInfoChar(&formula, '1');
	for (i = 0; i < model->n_features; i++)
		appendStringInfo(&formula, "%s%s", i > 0 ? " + " : "",
						 logistic_model_string(model, features[i].name));
	return formula.data;
}

/* Fills the cells of one term. */
static void
fill_row(const LogisticModel *model, int i, const LogisticInterval *interval,
		 const char **cells)
{
	const LogisticTerm *term = &logistic_model_terms(model)[i];
	bool		is_ratio_test =
		model->estimation.method == LOGISTIC_METHOD_FIRTH;
	double		z = is_ratio_test ? sqrt(term->chi_square) :
		term->estimate / term->std_error;
	double		p = lg_probability_two_sided_p(z);
	double		low;
	double		high;

	cells[0] = short_number(term->estimate, DIGITS + 1);
	cells[1] = short_number(term->std_error, DIGITS + 1);
	cells[2] = isnan(z) ? "NA" :
		psprintf("%.3f", is_ratio_test ? term->chi_square : z);
	cells[3] = p_value_text(p);
	if (interval != NULL)
	{
		logistic_interval_find(model, interval, i, &low, &high);
		cells[FIRST_RATIO] = short_number(exp(term->estimate), DIGITS);
		cells[FIRST_RATIO + 1] = short_number(exp(low), DIGITS);
		cells[FIRST_RATIO + 2] = short_number(exp(high), DIGITS);
	}
	cells[N_COLUMNS - 1] = stars(p);
}

/* The heads of the columns; NULL: the column is not shown. */
static void
fill_heads(const LogisticModel *model, const LogisticSummaryOptions *options,
		   const char **heads)
{
	bool		is_ratio_test =
		model->estimation.method == LOGISTIC_METHOD_FIRTH;

	memset(heads, 0, N_COLUMNS * sizeof(*heads));
	heads[0] = "Estimate";
	heads[1] = "Std. Error";
	heads[2] = is_ratio_test ? "Chisq" : "z value";
	heads[3] = is_ratio_test ? "Pr(>Chisq)" : "Pr(>|z|)";
	if (options->has_ratios)
	{
		heads[FIRST_RATIO] = "Odds ratio";
		heads[FIRST_RATIO + 1] = psprintf("%g %%",
										  50.0 * (1.0 - options->level));
		heads[FIRST_RATIO + 2] = psprintf("%g %%",
										  50.0 * (1.0 + options->level));
	}
}

/* Appends the table; columns are as wide as their widest cell. */
void
logistic_summary_table(StringInfo page, const char *heading,
					   const LogisticModel *model,
					   const LogisticSummaryOptions *options)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	const char **cells = palloc0(Max(model->n_terms, 1) * N_COLUMNS *
								 sizeof(*cells));
	const char *heads[N_COLUMNS];
	LogisticInterval interval;
	int			widths[N_COLUMNS] = {0};
	int			name_width = 0;
	int			i;
	int			k;

	if (options->has_ratios)
	{
		interval = logistic_interval_choose(model, options->level, "default");
		logistic_interval_check(model, &interval);
	}
	fill_heads(model, options, heads);
	for (k = 0; k < N_COLUMNS; k++)
		widths[k] = heads[k] ? strlen(heads[k]) : 0;
	for (i = 0; i < model->n_terms; i++)
	{
		const char **row = cells + i * N_COLUMNS;

		fill_row(model, i, options->has_ratios ? &interval : NULL, row);
		for (k = 0; k < N_COLUMNS; k++)
			widths[k] = Max(widths[k], row[k] ? (int) strlen(row[k]) : 0);
		name_width = Max(name_width,
						 width_of(logistic_model_string(model, terms[i].name)));
	}

	appendStringInfo(page, "\n%s:\n", heading);
	appendStringInfo(page, "%*s", name_width, "");
	for (k = 0; k < N_COLUMNS; k++)
		if (heads[k])
			appendStringInfo(page, " %*s", widths[k], heads[k]);
	appendStringInfoChar(page, '\n');
	for (i = 0; i < model->n_terms; i++)
	{
		const char *name = logistic_model_string(model, terms[i].name);
		const char **row = cells + i * N_COLUMNS;

		appendStringInfo(page, "%s%*s", name, name_width - width_of(name), "");
		for (k = 0; k < N_COLUMNS; k++)
			if (heads[k])
				appendStringInfo(page, " %*s", widths[k], row[k]);
		appendStringInfo(page, "%s%s\n", *row[N_COLUMNS - 1] ? " " : "",
						 row[N_COLUMNS - 1]);
	}
}

/* What the stars mean. */
static void
append_codes(StringInfo page)
{
	appendStringInfoString(page, "---\nSignif. codes:  0 '***' 0.001 '**' 0.01 '*' 0.05 '.' 0.1 ' ' 1\n");
}

void
logistic_summary_remarks(StringInfo page, const LogisticModel *model)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	int			n_aliased = 0;
	int			n_infinite = 0;
	int			i;

	for (i = 0; i < model->n_terms; i++)
	{
		if (terms[i].direction != 0.0 || isinf(terms[i].estimate))
			n_infinite++;
		else if (isnan(terms[i].estimate))
			n_aliased++;
	}
	switch ((LogisticStatus) model->status)
	{
		case LOGISTIC_SEPARATED:
			appendStringInfo(page, "\nThe data are separated: %d of %d terms run off to infinity:",
							 n_infinite, model->n_terms);
			for (i = 0; i < model->n_terms; i++)
				if (terms[i].direction != 0.0)
					appendStringInfo(page, " %s",
									 logistic_model_string(model,
														   terms[i].name));
			appendStringInfoString(page, ".\nThe other terms are at their limits.\n");
			break;
		case LOGISTIC_ONE_CLASS:
			appendStringInfoString(page, "\nThe label has one value only.\n");
			return;
		case LOGISTIC_MAX_ITERATIONS:
			appendStringInfoString(page, "\nNot converged: these are the numbers of the last iteration.\n");
			break;
		case LOGISTIC_GIVEN:
			appendStringInfoString(page, "\nWritten by hand: there are no statistics.\n");
			return;
		case LOGISTIC_CONVERGED:
			break;
	}
	if (n_aliased > 0)
		appendStringInfo(page, "\n%d not defined because of singularities: combinations of earlier terms.\n",
						 n_aliased);
}

void
logistic_summary_measures(StringInfo page, const LogisticModel *model)
{
	const LogisticStatistics *s = &model->statistics;
	LogisticMeasures m;
	int			width;

	if (s->nobs < 0)
		return;
	logistic_model_measure(model, &m);
	width = snprintf(NULL, 0, "%lld", (long long) m.df_null);
	appendStringInfo(page, "\n    Null deviance: %10.4f on %*lld degrees of freedom\n",
					 m.null_deviance + 0.0, width, (long long) m.df_null);
	if (isnan(s->effective_df))
		appendStringInfo(page, "Residual deviance: %10.4f\n",
						 m.deviance + 0.0);
	else if (isnan(m.df_residual))
		appendStringInfo(page, "Residual deviance: %10.4f, effective degrees of freedom: %.4f\n",
						 m.deviance + 0.0, s->effective_df);
	else
		appendStringInfo(page, "Residual deviance: %10.4f on %*.0f degrees of freedom\n",
						 m.deviance + 0.0, width, m.df_residual);
	if (!isnan(m.aic))
		appendStringInfo(page, "AIC: %.4f, BIC: %.4f\n", m.aic, m.bic);
	if (m.lr_df > 0 && !isnan(m.mcfadden_r2))
	{
		appendStringInfo(page, "McFadden R2: %.4f", m.mcfadden_r2);
		if (!isnan(m.lr_p_value))
			appendStringInfo(page, ", likelihood ratio: %.4f on %d df, p-value: %s",
							 m.lr_statistic, m.lr_df,
							 p_value_text(m.lr_p_value));
		appendStringInfoChar(page, '\n');
	}
}

/* The statistics, and how many rows they are of. */
static void
append_statistics(StringInfo page, const LogisticModel *model)
{
	const LogisticStatistics *s = &model->statistics;

	if (s->nobs < 0)
		return;
	logistic_summary_measures(page, model);
	appendStringInfo(page, "\n%lld rows, %lld of them positive",
					 (long long) s->nobs, (long long) Max(s->n_positive, 0));
	if (logistic_model_positive(model) != NULL)
		appendStringInfo(page, " (%s = %s)",
						 logistic_model_string(model, model->label),
						 logistic_model_positive(model));
	appendStringInfo(page, "; %lld left out for NULLs\n",
					 (long long) s->n_skipped);
	appendStringInfo(page, "Number of Newton iterations: %d\n", s->iterations);
}

text *
logistic_summary_finish(StringInfo page)
{
	while (page->len > 0 && page->data[page->len - 1] == '\n')
		page->len--;
	return cstring_to_text_with_len(page->data, page->len);
}

/*
 * logistic_summary(model logistic_model, level float8, odds_ratios boolean)
 *		-> text
 *
 * The call, the coefficient table, with the odds ratios and their intervals
 * of the level if asked for, remarks on odd data, and the fit's statistics.
 * Strict.  Error: a level that is not between 0 and 1.
 */
PG_FUNCTION_INFO_V1(logistic_summary);
Datum
logistic_summary(PG_FUNCTION_ARGS)
{
	const LogisticModel *model = PG_GETARG_LOGISTIC_MODEL(0);
	LogisticSummaryOptions options = {PG_GETARG_BOOL(2), PG_GETARG_FLOAT8(1)};
	StringInfoData page;

	initStringInfo(&page);
	appendStringInfo(&page, "Logistic regression: %s\n",
					 logistic_model_formula(model));
	logistic_summary_table(&page, "Coefficients", model, &options);
	append_codes(&page);
	logistic_estimation_describe(&page, model);
	logistic_summary_remarks(&page, model);
	append_statistics(&page, model);
	PG_RETURN_TEXT_P(logistic_summary_finish(&page));
}
