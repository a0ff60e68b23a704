/*-------------------------------------------------------------------------
 *
 * variable_sql.c
 *		Variables of a formula as SQL: functions of a number, and levels.
 *
 * Functions are guarded by their domains, outside of which the expression is
 * NULL; a spline is a CASE of cubics.  Where the model fills missing values
 * in, so does the expression.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "core/terms/spline.h"
#include "interchange/sql_parts.h"
#include "interchange/variable_sql.h"

#define PRODUCT_LIMIT	8		/* powers up to this one are multiplied out */

/* The number of an input, or of an element of an array. */
static char *
input_number(const LogisticSqlPrinter *printer, const LogisticModelVariable *variable,
			 int element)
{
	const LogisticFeature *input = &printer->inputs[variable->input];
	const char *name = logistic_sql_feature(printer->model, input);
	char	   *value;

	if (input->kind == LOGISTIC_FEATURE_BOOLEAN)
		value = psprintf("CASE WHEN %s THEN 1 WHEN NOT %s THEN 0 END", name,
						 name);
	else if (input->kind == LOGISTIC_FEATURE_ARRAY)
		value = psprintf("CAST(%s[%d] AS double precision)", name,
						 element + 1);
	else
		value = psprintf("CAST(%s AS double precision)", name);
	if (input->n_missing > 0)
		value = psprintf("COALESCE(%s, %s)", value,
						 logistic_sql_number(printer->summaries[input->first_summary +
																element].mean));
	return value;
}

/* A power of a number; x is printed several times. */
static char *
power_sql(const char *x, double k)
{
	StringInfoData product;
	int			i;

	if (k != floor(k) || fabs(k) > PRODUCT_LIMIT)
		return psprintf(k > 0.0 ?
						"CASE WHEN %s > 0 THEN POWER(%s, %s) WHEN %s = 0 THEN 0 END" :
						"CASE WHEN %s > 0 THEN POWER(%s, %s) END",
						x, x, logistic_sql_number(k), x);
	initStringInfo(&product);
	for (i = 0; i < (int) fabs(k); i++)
		appendStringInfo(&product, "%s%s", i > 0 ? " * " : "(", x);
	appendStringInfoChar(&product, ')');
	return k > 0.0 ? product.data :
		psprintf("CASE WHEN %s <> 0 THEN 1 / %s END", x, product.data);
}

/* A cubic of x less its origin. */
static void
append_piece(StringInfo sql, const char *x, double origin,
			 const double piece[4])
{
	char	   *u = psprintf("(%s - %s)", x, logistic_sql_number(origin));

	appendStringInfo(sql, "%s + %s * (%s + %s * (%s + %s * %s))",
					 logistic_sql_number(piece[0]), u,
					 logistic_sql_number(piece[1]), u,
					 logistic_sql_number(piece[2]), u,
					 logistic_sql_number(piece[3]));
}

/* A spline with the given coefficients. */
char *
logistic_sql_spline(const LogisticSqlPrinter *printer, const LogisticModelVariable *variable,
		   const double *coefficients)
{
	const double *knots = logistic_model_parameters(printer->model) +
		variable->first_parameter;
	int			n = variable->n_parameters;
	double	   *pieces = palloc(LG_SPLINE_PIECES(n) * sizeof(double));
	char	   *x = input_number(printer, variable, 0);
	StringInfoData sql;
	int			i;

	lg_spline_pieces(knots, n, pieces);
	initStringInfo(&sql);
	appendStringInfoString(&sql, "CASE");
	for (i = -1; i < n; i++)
	{
		double		piece[4];

		if (i < n - 1)
			appendStringInfo(&sql, " WHEN %s < %s THEN ", x,
							 logistic_sql_number(knots[i + 1]));
		else
			appendStringInfo(&sql, " WHEN %s IS NOT NULL THEN ", x);
		lg_spline_combine(n, pieces, coefficients, i, piece);
		append_piece(&sql, x, knots[Max(i, 0)], piece);
	}
	appendStringInfoString(&sql, " END");
	pfree(pieces);
	return sql.data;
}

/* The weight of evidence of a number or a level. */
static char *
woe_sql(const LogisticSqlPrinter *printer, const LogisticModelVariable *variable)
{
	const LogisticFeature *input = &printer->inputs[variable->input];
	const double *parameters = logistic_model_parameters(printer->model) +
		variable->first_parameter;
	const char *name = logistic_sql_feature(printer->model, input);
	StringInfoData sql;
	double		missing;
	int			i;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "CASE");
	if (input->kind == LOGISTIC_FEATURE_CATEGORY)
	{
		missing = parameters[LG_WOE_ROW * input->n_levels];
		for (i = 0; i < input->n_levels; i++)
		{
			appendStringInfo(&sql, " WHEN %s = ", name);
			logistic_sql_append_literal(&sql, logistic_model_string(printer->model,
																	printer->levels[input->first_level + i].name));
			appendStringInfo(&sql, " THEN %s",
							 logistic_sql_number(parameters[LG_WOE_ROW * i]));
		}
	}
	else
	{
		int			n_cuts = (int) parameters[LG_WOE_N_CUTS];
		int			n_special = (int) parameters[LG_WOE_N_SPECIAL];

		missing = lg_woe_missing(parameters)[0];
		for (i = 0; i < n_special; i++)
			appendStringInfo(&sql, " WHEN %s = %s THEN %s", name,
							 logistic_sql_number(lg_woe_special(parameters, i)[0]),
							 logistic_sql_number(lg_woe_special(parameters, i)[1]));
		for (i = 0; i < n_cuts; i++)
			appendStringInfo(&sql, " WHEN %s < %s THEN %s", name,
							 logistic_sql_number(parameters[LG_WOE_CUTS + i]),
							 logistic_sql_number(lg_woe_bin(parameters, i)[0]));
		appendStringInfo(&sql, " WHEN %s IS NOT NULL THEN %s", name,
						 logistic_sql_number(lg_woe_bin(parameters, n_cuts)[0]));
	}
	if (!isnan(missing))
		appendStringInfo(&sql, " WHEN %s IS NULL THEN %s", name,
						 logistic_sql_number(missing));
	appendStringInfoString(&sql, " END");
	return sql.data;
}

/* An element of a set as 0 or 1; NULL elements of an array are ignored. */
static char *
element_sql(const LogisticSqlPrinter *printer, int input, int element)
{
	const LogisticFeature *set = &printer->inputs[input];
	const LogisticLevel *levels = printer->levels + set->first_level;
	const char *name = logistic_sql_feature(printer->model, set);
	const char *text = logistic_model_string(printer->model,
											 levels[element].name);
	const char *separator = " WHERE element NOT IN (";
	StringInfoData sql;
	int			i;

	if (set->n_missing > 0 && strcmp(text, LOGISTIC_MISSING_LEVEL) == 0)
		return psprintf("CASE WHEN %s IS NULL THEN 1 ELSE 0 END", name);
	initStringInfo(&sql);
	appendStringInfoString(&sql, "CASE WHEN ");
	if (element != set->other - 1)
	{
		logistic_sql_append_literal(&sql, text);
		appendStringInfo(&sql, " = ANY (%s)", name);
	}
	else
	{
		appendStringInfo(&sql, "EXISTS (SELECT 1 FROM UNNEST(%s) AS element",
						 name);
		for (i = 0; i < set->n_levels; i++)
		{
			const char *other = logistic_model_string(printer->model,
													  levels[i].name);

			if (i == element || (set->n_missing > 0 &&
								 strcmp(other, LOGISTIC_MISSING_LEVEL) == 0))
				continue;
			appendStringInfoString(&sql, separator);
			logistic_sql_append_literal(&sql, other);
			separator = ", ";
		}
		appendStringInfoString(&sql, *separator == ',' ? "))" :
							   " WHERE element IS NOT NULL)");
	}
	if (set->n_missing > 0)
		appendStringInfoString(&sql, " THEN 1 ELSE 0 END");
	else
		appendStringInfo(&sql, " THEN 1 WHEN %s IS NOT NULL THEN 0 END", name);
	return sql.data;
}

/* A column of a variable that is a number. */
char *
logistic_sql_column(const LogisticSqlPrinter *printer, const LogisticModelVariable *variable,
		   int column)
{
	const double *parameters = logistic_model_parameters(printer->model) +
		variable->first_parameter;
	const LogisticFeature *input = &printer->inputs[variable->input];
	const char *x = logistic_kind_has_levels(input->kind) ? "" :
		input_number(printer, variable, column);
	double	   *unit;

	switch ((LgFunctionKind) variable->function)
	{
		case LG_FUNCTION_IDENTITY:
			return input->kind == LOGISTIC_FEATURE_SET ?
				element_sql(printer, variable->input, column) : pstrdup(x);
		case LG_FUNCTION_LN:
			return psprintf("CASE WHEN %s > 0 THEN LN(%s) END", x, x);
		case LG_FUNCTION_LOG1P:
			return psprintf("CASE WHEN %s > (-1) THEN LN(1 + %s) END", x, x);
		case LG_FUNCTION_SQRT:
			return psprintf("CASE WHEN %s >= 0 THEN SQRT(%s) END", x, x);
		case LG_FUNCTION_EXP:
			return psprintf("CASE WHEN %s < 709 THEN EXP(%s) END", x, x);
		case LG_FUNCTION_ABS:
			return psprintf("ABS(%s)", x);
		case LG_FUNCTION_POWER:
			return power_sql(x, parameters[0]);
		case LG_FUNCTION_POLY:
			return power_sql(input_number(printer, variable, 0), column + 1.0);
		case LG_FUNCTION_SPLINE:
			unit = palloc0(variable->n_columns * sizeof(double));
			unit[column] = 1.0;
			return logistic_sql_spline(printer, variable, unit);
		case LG_FUNCTION_WOE:
			return woe_sql(printer, variable);
		case LG_FUNCTION_MISSING:
			x = logistic_sql_feature(printer->model, input);
			if (input->kind == LOGISTIC_FEATURE_ARRAY)
				x = psprintf("%s[%d]", x, (int) parameters[0] + 1);
			return psprintf("CASE WHEN %s IS NULL THEN 1 ELSE 0 END", x);
		case LG_FUNCTION_BINS:
			break;
	}
	elog(ERROR, "unexpected function %d", variable->function);
	return NULL;				/* keep the compiler quiet */
}

/* The condition that a row has a level of a category. */
char *
logistic_sql_level(const LogisticSqlPrinter *printer, const LogisticModelVariable *variable,
				int level)
{
	const LogisticFeature *input = &printer->inputs[variable->input];
	const double *cuts = logistic_model_parameters(printer->model) +
		variable->first_parameter;
	const char *name = logistic_sql_feature(printer->model, input);
	const char *text;
	StringInfoData sql;
	int			i;

	initStringInfo(&sql);
	if (variable->function == LG_FUNCTION_BINS)
	{
		char	   *x = input_number(printer, variable, 0);

		if (level > 0)
			appendStringInfo(&sql, "%s >= %s", x,
							 logistic_sql_number(cuts[level - 1]));
		if (level < variable->n_levels - 1)
			appendStringInfo(&sql, "%s%s < %s", level > 0 ? " AND " : "", x,
							 logistic_sql_number(cuts[level]));
		return sql.data;
	}
	text = logistic_model_string(printer->model,
								 printer->levels[input->first_level + level].name);
	if (level == input->other - 1 ||
		(input->other == 0 && level == input->reference - 1 &&
		 printer->model->on_new_level == LOGISTIC_POLICY_FALLBACK))
	{
		/* whatever is no other level: a new one is scored as this one */
		appendStringInfo(&sql, "%s IS NOT NULL", name);
		for (i = 0; i < input->n_levels; i++)
			if (i != level)
			{
				appendStringInfo(&sql, " AND %s <> ", name);
				logistic_sql_append_literal(&sql, logistic_model_string(printer->model,
																		printer->levels[input->first_level + i].name));
			}
	}
	else if (input->n_missing > 0 &&
			 strcmp(text, LOGISTIC_MISSING_LEVEL) == 0)
		appendStringInfo(&sql, "%s IS NULL", name);
	else
	{
		appendStringInfo(&sql, "%s = ", name);
		logistic_sql_append_literal(&sql, text);
	}
	return sql.data;
}

/* The condition that a category has a value that the model knows. */
char *
logistic_sql_known(const LogisticSqlPrinter *printer, const LogisticModelVariable *variable)
{
	const LogisticFeature *input = &printer->inputs[variable->input];
	const char *name = logistic_sql_feature(printer->model, input);
	StringInfoData sql;
	int			i;

	if (variable->function == LG_FUNCTION_BINS)
		return psprintf("%s IS NOT NULL", input_number(printer, variable, 0));
	initStringInfo(&sql);
	if (input->other > 0 ||
		printer->model->on_new_level == LOGISTIC_POLICY_FALLBACK)
		appendStringInfo(&sql, "%s IS NOT NULL", name);
	else
	{
		appendStringInfo(&sql, "%s IN (", name);
		for (i = 0; i < input->n_levels; i++)
		{
			if (i > 0)
				appendStringInfoString(&sql, ", ");
			logistic_sql_append_literal(&sql, logistic_model_string(printer->model,
																	printer->levels[input->first_level + i].name));
		}
		appendStringInfoChar(&sql, ')');
	}
	if (input->n_missing > 0)
		return psprintf("(%s OR %s IS NULL)", sql.data, name);
	return sql.data;
}
