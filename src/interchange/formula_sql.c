/*-------------------------------------------------------------------------
 *
 * formula_sql.c
 *		The log-odds of a model with a formula as an SQL expression.
 *
 * A term of the formula becomes
 *
 *		CASE WHEN levels THEN sum of numbers ... WHEN known THEN 0 END
 *
 * with a branch for each combination of levels that has a coefficient; a
 * level that the fit has not seen leaves NULL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "core/terms/term_rows.h"
#include "interchange/sql_parts.h"
#include "interchange/variable_sql.h"
#include "model/model_terms.h"

/* A factor of a feature while it is printed. */
typedef struct Part
{
	const LogisticModelVariable *variable;
	bool		is_category;
	bool		is_full;
	int			width;
	int			stride;			/* of its columns among the feature's terms */
} Part;

/* Takes the factors of a feature apart. */
static void
read_parts(const LogisticSqlPrinter *printer, const LogisticFeature *feature, Part *parts)
{
	const LogisticFactor *factors = logistic_model_factors(printer->model) +
		feature->first_factor;
	int			stride = 1;
	int			k;

	for (k = 0; k < feature->n_factors; k++)
	{
		parts[k].variable = &printer->variables[factors[k].variable];
		parts[k].is_category = parts[k].variable->n_levels > 0;
		parts[k].is_full = factors[k].is_full;
		parts[k].width = logistic_model_factor_width(printer->model,
													 &factors[k]);
		parts[k].stride = stride;
		stride *= parts[k].width;
	}
}

/*
 * The sum over the products of a feature's numbers, for the combination of
 * levels whose first column is given.
 */
static char *
numbers_sql(const LogisticSqlPrinter *printer, const Part *parts, int n_parts, int first)
{
	StringInfoData sql;
	const Part *only = NULL;
	int			n_numbers = 0;
	int			n_products = 1;
	int			p;
	int			k;

	for (k = 0; k < n_parts; k++)
		if (!parts[k].is_category)
		{
			only = &parts[k];
			n_numbers++;
			n_products *= parts[k].width;
		}
	if (n_numbers == 1 && only->variable->function == LG_FUNCTION_SPLINE)
	{
		double	   *coefficients = palloc(only->width * sizeof(double));

		for (p = 0; p < only->width; p++)
			coefficients[p] =
				printer->terms[first + p * only->stride].coefficient;
		return logistic_sql_spline(printer, only->variable, coefficients);
	}
	initStringInfo(&sql);
	if (n_products == 0)
		appendStringInfo(&sql, "CASE WHEN %s IS NOT NULL THEN 0 END",
						 logistic_sql_feature(printer->model,
											  &printer->inputs[only->variable->input]));
	for (p = 0; p < n_products; p++)
	{
		int			place = first;
		int			rest = p;
		StringInfoData product;

		initStringInfo(&product);
		for (k = 0; k < n_parts; k++)
		{
			int			column;

			if (parts[k].is_category)
				continue;
			column = rest % parts[k].width;
			rest /= parts[k].width;
			place += column * parts[k].stride;
			appendStringInfo(&product, " * (%s)",
							 logistic_sql_column(printer, parts[k].variable, column));
		}
		appendStringInfo(&sql, "%s%s%s", p > 0 ? " + " : "",
						 logistic_sql_number(printer->terms[place].coefficient),
						 product.data);
	}
	return sql.data;
}

/* The branches of a feature with categories. */
static void
append_branches(const LogisticSqlPrinter *printer, const LogisticFeature *feature,
				const Part *parts, StringInfo sql)
{
	int			n_combinations = 1;
	int			c;
	int			k;

	for (k = 0; k < feature->n_factors; k++)
		if (parts[k].is_category)
			n_combinations *= parts[k].width;
	appendStringInfoString(sql, "CASE");
	for (c = 0; c < n_combinations; c++)
	{
		int			first = feature->first_term;
		int			rest = c;
		const char *separator = " WHEN ";

		CHECK_FOR_INTERRUPTS();
		for (k = 0; k < feature->n_factors; k++)
		{
			int			column;
			int			reference;

			if (!parts[k].is_category)
				continue;
			column = rest % parts[k].width;
			rest /= parts[k].width;
			first += column * parts[k].stride;
			reference = logistic_model_reference(printer->model,
												 parts[k].variable);
			if (!parts[k].is_full && column >= reference)
				column++;
			appendStringInfo(sql, "%s%s", separator,
							 logistic_sql_level(printer, parts[k].variable,
											 column));
			separator = " AND ";
		}
		appendStringInfo(sql, " THEN %s",
						 numbers_sql(printer, parts, feature->n_factors,
									 first));
	}
	for (k = 0; k < feature->n_factors; k++)
		appendStringInfo(sql, "%s%s", k == 0 ? " WHEN " : " AND ",
						 parts[k].is_category ?
						 logistic_sql_known(printer, parts[k].variable) :
						 psprintf("(%s) IS NOT NULL",
								  logistic_sql_column(printer,
													  parts[k].variable, 0)));
	appendStringInfoString(sql, " THEN 0 END");
}

/* A feature of the formula. */
static char *
feature_sum(const LogisticSqlPrinter *printer, const LogisticFeature *feature)
{
	Part		parts[LG_TERM_FACTORS];
	bool		has_category = false;
	const char *separator = " WHEN ";
	StringInfoData sql;
	double		mean = 0.0;
	int			k;
	int			j;

	read_parts(printer, feature, parts);
	for (k = 0; k < feature->n_factors; k++)
		has_category |= parts[k].is_category;
	initStringInfo(&sql);
	if (has_category)
		append_branches(printer, feature, parts, &sql);
	else
		appendStringInfoString(&sql, numbers_sql(printer, parts,
												 feature->n_factors,
												 feature->first_term));
	if (printer->model->on_null != LOGISTIC_POLICY_FALLBACK)
		return sql.data;

	/* if an input is missing, the feature has its mean */
	for (j = feature->first_term; j < feature->first_term + feature->n_terms;
		 j++)
		mean += printer->terms[j].coefficient *
			logistic_model_mean(printer->model, j);
	{
		StringInfoData with_means;

		initStringInfo(&with_means);
		appendStringInfoString(&with_means, "CASE");
		for (k = 0; k < feature->n_factors; k++)
		{
			const LogisticFeature *input =
				&printer->inputs[parts[k].variable->input];

			if (input->n_missing > 0)
				continue;
			appendStringInfo(&with_means, "%s%s IS NULL", separator,
							 logistic_sql_feature(printer->model, input));
			separator = " OR ";
		}
		if (strcmp(separator, " WHEN ") == 0)
			return sql.data;
		appendStringInfo(&with_means, " THEN %s ELSE %s END",
						 logistic_sql_number(mean), sql.data);
		return with_means.data;
	}
}

char *
logistic_formula_sql(const LogisticModel *model)
{
	const LogisticFeature *features = logistic_model_features(model);
	LogisticSqlPrinter printer;
	StringInfoData sql;
	int			i;

	printer.model = model;
	printer.inputs = logistic_model_inputs(model);
	printer.variables = logistic_model_variables(model);
	printer.levels = logistic_model_levels(model);
	printer.terms = logistic_model_terms(model);
	printer.summaries = logistic_model_summaries(model);
	initStringInfo(&sql);
	appendStringInfo(&sql, "(CAST(%s AS double precision)",
					 logistic_sql_number(model->has_intercept ?
										 printer.terms[0].coefficient : 0.0));
	for (i = 0; i < model->n_features; i++)
		appendStringInfo(&sql, " + (%s)", feature_sum(&printer, &features[i]));
	appendStringInfoChar(&sql, ')');
	return sql.data;
}
