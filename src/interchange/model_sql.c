/*-------------------------------------------------------------------------
 *
 * model_sql.c
 *		A model as one SQL expression, for databases without the extension.
 *
 * The expression computes the linear predictor z in double precision, and 1 /
 * (1 + exp(-z)).  For z beyond +-700 it does not call exp, which would
 * overflow and is an error in many databases.  It gives NULL where
 * logistic_predict does, so every feature takes part, also one whose
 * coefficient is zero.  What would be an error there is NULL here.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "interchange/sql_parts.h"
#include "model/model_terms.h"

/* The numbers that a sum over the features adds. */
typedef enum Sum
{
	SUM_SCORE,					/* the coefficients */
	SUM_DIRECTION,				/* the direction that separates */
	SUM_SIZE					/* the sizes of the direction's terms */
} Sum;

/* The factor of a term in a sum. */
static double
factor_of(const LogisticTerm *term, Sum sum)
{
	return sum == SUM_SCORE ? term->coefficient :
		sum == SUM_DIRECTION ? term->direction : fabs(term->direction);
}

/* A number or an array's element times its factor. */
static void
append_number(StringInfo sql, const LogisticModel *model,
			  const LogisticFeature *feature, int j, Sum sum)
{
	const LogisticTerm *term = &logistic_model_terms(model)[feature->first_term + j];
	StringInfoData value;

	initStringInfo(&value);
	appendStringInfoString(&value, logistic_sql_feature(model, feature));
	if (feature->kind == LOGISTIC_FEATURE_ARRAY)
		appendStringInfo(&value, "[%d]", j + 1);
	value.data = psprintf("CAST(%s AS double precision)", value.data);
	if (model->on_null == LOGISTIC_POLICY_FALLBACK)
	{
		double		mean = 0.0;

		if (j < feature->n_summaries)
			mean = logistic_model_summaries(model)[feature->first_summary + j].mean;
		value.data = psprintf("COALESCE(%s, %s)", value.data,
							  logistic_sql_number(isnan(mean) ? 0.0 : mean));
	}
	if (sum == SUM_SIZE)
		value.data = psprintf("ABS(%s)", value.data);
	appendStringInfo(sql, " + %s * %s", logistic_sql_number(factor_of(term, sum)),
					 value.data);
}

/* A boolean: its factor where it is true. */
static void
append_boolean(StringInfo sql, const LogisticModel *model,
			   const LogisticFeature *feature, Sum sum)
{
	double		factor = factor_of(&logistic_model_terms(model)[feature->first_term],
								   sum);
	const char *value = logistic_sql_feature(model, feature);

	appendStringInfo(sql, " + CASE WHEN %s THEN %s WHEN NOT %s THEN 0", value,
					 logistic_sql_number(factor), value);
	if (model->on_null == LOGISTIC_POLICY_FALLBACK)
	{
		double		mean = feature->n_summaries > 0 ?
			logistic_model_summaries(model)[feature->first_summary].mean : 0.0;

		appendStringInfo(sql, " ELSE %s",
						 logistic_sql_number(factor * (isnan(mean) ? 0.0 : mean)));
	}
	appendStringInfoString(sql, " END");
}

/* A category: the factor of its level. */
static void
append_category(StringInfo sql, const LogisticModel *model,
				const LogisticFeature *feature, Sum sum)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	const LogisticLevel *levels = logistic_model_levels(model) +
		feature->first_level;
	const char *value = logistic_sql_feature(model, feature);
	double		mean = 0.0;
	int			i;

	appendStringInfoString(sql, " + CASE");
	for (i = 0; i < feature->n_levels; i++)
	{
		double		factor = levels[i].term < 0 ? 0.0 :
			factor_of(&terms[levels[i].term], sum);

		if (!isnan(levels[i].share))
			mean += factor * levels[i].share;
		appendStringInfo(sql, " WHEN %s = ", value);
		logistic_sql_append_literal(sql, logistic_model_string(model, levels[i].name));
		appendStringInfo(sql, " THEN %s", logistic_sql_number(factor));
	}
	if (model->on_new_level == LOGISTIC_POLICY_FALLBACK)
		appendStringInfo(sql, " WHEN %s IS NOT NULL THEN 0", value);
	if (model->on_null == LOGISTIC_POLICY_FALLBACK)
		appendStringInfo(sql, " WHEN %s IS NULL THEN %s", value,
						 logistic_sql_number(mean));
	appendStringInfoString(sql, " END");
}

/* A sum over the intercept and all features, in parentheses. */
static char *
sum_sql(const LogisticModel *model, Sum sum)
{
	const LogisticFeature *features = logistic_model_features(model);
	const LogisticTerm *terms = logistic_model_terms(model);
	StringInfoData sql;
	int			i;
	int			j;

	initStringInfo(&sql);
	appendStringInfo(&sql, "(CAST(%s AS double precision)",
					 logistic_sql_number(model->has_intercept ?
								 factor_of(&terms[0], sum) : 0.0));
	for (i = 0; i < model->n_features; i++)
		switch ((LogisticFeatureKind) features[i].kind)
		{
			case LOGISTIC_FEATURE_NUMBER:
			case LOGISTIC_FEATURE_ARRAY:
				for (j = 0; j < features[i].n_terms; j++)
					append_number(&sql, model, &features[i], j, sum);
				break;
			case LOGISTIC_FEATURE_BOOLEAN:
				append_boolean(&sql, model, &features[i], sum);
				break;
			case LOGISTIC_FEATURE_CATEGORY:
				append_category(&sql, model, &features[i], sum);
				break;
			case LOGISTIC_FEATURE_SET:
				break;			/* in formulas only */
		}
	appendStringInfoChar(&sql, ')');
	return sql.data;
}

/*
 * logistic_sql(model logistic_model) -> text
 *
 * The probability as an SQL expression over the feature expressions of the
 * fit.  Strict.  A model of one class without a known side gives NULL.
 */
PG_FUNCTION_INFO_V1(logistic_sql);
Datum
logistic_sql(PG_FUNCTION_ARGS)
{
	const LogisticModel *model = PG_GETARG_LOGISTIC_MODEL(0);
	const LogisticTerm *terms = logistic_model_terms(model);
	bool		is_separated = false;
	StringInfoData sql;
	char	   *score;
	int			i;

	logistic_model_check_probability(model, "logistic_sql");
	for (i = 0; i < model->n_terms; i++)
		if (terms[i].direction != 0.0)
			is_separated = true;
	if (model->status == LOGISTIC_ONE_CLASS && !is_separated)
		PG_RETURN_TEXT_P(cstring_to_text("CAST(NULL AS double precision)"));

	initStringInfo(&sql);
	if (logistic_model_has_formula(model))
	{
		if (is_separated)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("a model with terms that is separated has no SQL expression"),
					 errhint("Fit it with logistic_options(method => 'firth'), or leave the terms that run off out.")));
		score = logistic_formula_sql(model);
	}
	else
		score = sum_sql(model, SUM_SCORE);
	appendStringInfoString(&sql, "CASE");
	if (is_separated)
	{
		char	   *direction = sum_sql(model, SUM_DIRECTION);

		appendStringInfo(&sql, " WHEN ABS(%s) > 1E-9 * %s THEN CASE WHEN %s > 0 THEN 1 ELSE 0 END",
						 direction, sum_sql(model, SUM_SIZE), direction);
	}
	appendStringInfo(&sql, " WHEN %s > 700 THEN 1 WHEN %s < -700 THEN 0 ELSE 1 / (1 + EXP(-%s)) END",
					 score, score, score);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(sql.data, sql.len));
}
