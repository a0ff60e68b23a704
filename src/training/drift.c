/*-------------------------------------------------------------------------
 *
 * drift.c
 *		Drift: how far rows have moved from those that a version was trained on.
 *
 * At the training, and for each look at drift, the aggregate
 * logistic_distribution (distribution_aggregate.c) runs over the rows once.
 * The query hands it the features alone, as a row whose columns are named by
 * a constant: rows that come from other servers have lost their names.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"

#include "core/metrics/psi.h"
#include "model/model_terms.h"
#include "options/options.h"
#include "pg/compat.h"
#include "pg/extension.h"
#include "pg/query.h"
#include "pg/session.h"
#include "registry/group_model.h"
#include "registry/stored_query.h"
#include "registry/stored_version.h"
#include "training/drift.h"
#include "training/recipe_sql.h"
#include "training/row_distribution.h"

/* Adds a column as a number, or a constant where there is no column. */
static void
add_number(StringInfo sql, const char *column, const char *constant)
{
	if (column != NULL)
		appendStringInfo(sql, "(q.%s)::pg_catalog.float8, ",
						 quote_identifier(column));
	else
		appendStringInfo(sql, "%s::pg_catalog.float8, ", constant);
}

/* Adds the features of a model, and before them their names. */
static void
add_features(StringInfo sql, const LogisticModel *model, TupleDesc columns)
{
	StringInfoData values;
	const char *separator = "";
	int			i;

	initStringInfo(&values);
	appendStringInfoString(sql, "ARRAY[");
	for (i = 0; i < logistic_model_n_inputs(model); i++)
	{
		const char *name = logistic_score_feature_name(model, i);

		(void) logistic_query_column(columns, name, "a feature of the model");
		appendStringInfo(sql, "%s%s", separator, quote_literal_cstr(name));
		appendStringInfo(&values, "%sq.%s", separator, quote_identifier(name));
		separator = ", ";
	}
	appendStringInfo(sql, "]::pg_catalog.name[], ROW(%s)", values.data);
	pfree(values.data);
}

void
logistic_drift_append_call(StringInfo sql, const LogisticRecipe *recipe,
						   const char *query, const LogisticModel *model,
						   const char *model_sql, const char *deciles_sql)
{
	appendStringInfo(sql, LOGISTIC_INTERNAL ".logistic_distribution(%s, %s, ",
					 model_sql, deciles_sql);
	if (recipe->frequency != NULL)
		appendStringInfo(sql, "%s OPERATOR(pg_catalog.*) ",
						 logistic_recipe_frequency(recipe, LOGISTIC_INTERNAL));
	add_number(sql, recipe->weight, "1");
	add_number(sql, recipe->offset, "0");
	add_features(sql, model, logistic_query_describe(query));
	appendStringInfoChar(sql, ')');
}

ArrayType *
logistic_drift_distribution(const LogisticRegistry *registry,
					const LogisticRecipe *recipe, const char *query,
					const LogisticModel *model, ArrayType *score_deciles,
					MemoryContext context)
{
	Oid			types[2];
	Datum		values[2];
	TupleDesc	columns = logistic_query_describe(query);
	StringInfoData sql;
	MemoryContext old_context;
	ArrayType  *distribution;
	Datum		value;
	bool		isnull;

	types[0] = logistic_registry_model_type(registry);
	types[1] = FLOAT8ARRAYOID;
	values[0] = PointerGetDatum(model);
	values[1] = PointerGetDatum(score_deciles);
	(void) logistic_query_column(columns, recipe->weight, "the weight");
	(void) logistic_query_column(columns, recipe->frequency, "the frequency");
	(void) logistic_query_column(columns, recipe->offset, "the offset");
	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT ");
	logistic_drift_append_call(&sql, recipe, query, model, "$1",
							   score_deciles != NULL ? "$2" : "NULL");
	appendStringInfo(&sql, " FROM (%s\n) AS q", query);
	logistic_session_query(sql.data, score_deciles != NULL ? 2 : 1, types,
						   values);
	value = logistic_session_column(1, &isnull);
	if (isnull)
		return NULL;
	old_context = MemoryContextSwitchTo(context);
	distribution = DatumGetArrayTypePCopy(value);
	MemoryContextSwitchTo(old_context);
	return distribution;
}

/* The bins of a version's variables, and what they hold then and now. */
typedef struct Comparison
{
	LogisticDistribution *distribution;
	const double *expected;		/* numbers of the first variable; see
								 * row_distribution.h */
	const double *actual;
} Comparison;

static Comparison
compare(const LogisticStored *stored, ArrayType *actual)
{
	const double *score_deciles = stored->score_deciles == NULL ? NULL :
		logistic_distribution_array(stored->score_deciles, LOGISTIC_DECILES);
	Comparison	comparison;
	int			n;

	comparison.distribution =
		logistic_distribution_make(stored->model, score_deciles,
								   CurrentMemoryContext);
	n = logistic_distribution_size(comparison.distribution);
	comparison.expected = logistic_distribution_array(stored->distribution, n);
	comparison.actual = logistic_distribution_array(actual, n);
	if (comparison.expected == NULL || comparison.actual == NULL)
		elog(ERROR, "the bins of a version do not match its model");
	return comparison;
}

/* Goes on to the numbers of the next variable. */
static void
next_variable(Comparison *comparison, int i)
{
	int			n = 1 + comparison->distribution->variables[i].n_bins;

	comparison->expected += n;
	comparison->actual += n;
}

/* The index of a variable; NaN where there are no bins to compare. */
static double
stability_of(const LogisticBinned *variable, const Comparison *comparison)
{
	if (variable->n_bins < 2 && variable->feature < 0)
		return NAN;
	return lg_psi_of_fractions(comparison->expected + 1, comparison->actual + 1,
							   variable->n_bins);
}

/* Puts out the row of one variable: its index and means. */
static void
put_variable(ReturnSetInfo *result, const LogisticBinned *variable,
			 const Comparison *comparison)
{
	double		psi = stability_of(variable, comparison);
	Datum		values[4];
	bool		nulls[4] = {false};

	values[0] = CStringGetTextDatum(variable->name);
	values[1] = Float8GetDatum(psi);
	nulls[1] = isnan(psi);
	values[2] = Float8GetDatum(comparison->expected[0]);
	nulls[2] = isnan(comparison->expected[0]);
	values[3] = Float8GetDatum(comparison->actual[0]);
	nulls[3] = isnan(comparison->actual[0]);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* Is the variable reported?  A model of many classes has no single score. */
static bool
is_told(const LogisticStored *stored, const LogisticBinned *variable)
{
	return variable->feature >= 0 || stored->classes == NULL;
}

/* Compares the bins of the training with those of now. */
static void
put_drift(ReturnSetInfo *result, const LogisticStored *stored,
		  ArrayType *actual)
{
	Comparison	comparison = compare(stored, actual);
	int			i;

	for (i = 0; i < comparison.distribution->n_variables; i++)
	{
		if (is_told(stored, &comparison.distribution->variables[i]))
			put_variable(result, &comparison.distribution->variables[i],
						 &comparison);
		next_variable(&comparison, i);
	}
}

double
logistic_drift_largest(const LogisticStored *stored, ArrayType *actual,
					   MemoryContext context, const char **term)
{
	Comparison	comparison = compare(stored, actual);
	double		largest = NAN;
	int			i;

	*term = NULL;
	for (i = 0; i < comparison.distribution->n_variables; i++)
	{
		const LogisticBinned *variable =
			&comparison.distribution->variables[i];
		double		psi = stability_of(variable, &comparison);

		if (is_told(stored, variable) && (isnan(largest) || psi > largest))
		{
			largest = psi;
			*term = variable->name;
		}
		next_variable(&comparison, i);
	}
	if (*term != NULL)
		*term = MemoryContextStrdup(context, *term);
	return largest;
}

/*
 * For a version by groups: puts the model of one group in the place of the
 * version's single model.
 */
static const char *
take_group(const LogisticRegistry *registry, text *name,
		   LogisticStored *stored, text *value)
{
	LogisticGroup group;

	(void) logistic_group_require(registry, name, stored->version,
								  stored->recipe.by, value,
								  GetActiveSnapshot());
	(void) logistic_group_read(registry, name, stored->version,
							   text_to_cstring(value), GetActiveSnapshot(),
							   &group);
	stored->model = group.model;
	stored->score_deciles = group.score_deciles;
	stored->distribution = group.distribution;
	return group.value;
}

/*
 * logistic_drift(name text, query text DEFAULT NULL,
 *				  group_value text DEFAULT NULL)
 *		-> SETOF (term text, psi float8, training_mean float8,
 *				  current_mean float8)
 *
 * One row per feature, for an array one per element, and one for the score:
 * the population stability index of the rows of the query against those that
 * the active version was fitted to, and the means of numbers, NULL for a
 * category.  Without a query the stored one is run again; a given one needs
 * the columns that it has, but for the label.  NULL name: no rows.  Errors:
 * no such model, a model of another role, a column that is missing, and
 * whatever the query raises.
 */
PG_FUNCTION_INFO_V1(logistic_drift);
Datum
logistic_drift(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext context = CurrentMemoryContext;
	bool		is_given = !PG_ARGISNULL(1);
	LogisticRegistry registry;
	LogisticRegistered found;
	LogisticStored stored;
	LogisticSession session;
	const char *query;
	text	   *name;
	const char *group = NULL;
	ArrayType  *actual;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	name = PG_GETARG_TEXT_PP(0);
	registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	logistic_registry_require(&registry, name, GetActiveSnapshot(),
							  LOGISTIC_ACCESS_OWNER, &found);
	stored = logistic_stored_version(&registry, name,
									 logistic_registry_active(name, &found),
									 GetActiveSnapshot());
	if (stored.recipe.by != NULL)
		group = take_group(&registry, name, &stored, PG_ARGISNULL(2) ? NULL :
						   PG_GETARG_TEXT_PP(2));
	session = is_given ?
		logistic_session_enter(GetActiveSnapshot()) :
		logistic_stored_query_enter(&registry, name, &found, &stored,
									GetActiveSnapshot());
	if (is_given)
	{
		query = text_to_cstring(PG_GETARG_TEXT_PP(1));
		query = logistic_query_embeddable(query);
	}
	else
		query = logistic_recipe_baseline(&stored.recipe,
										 logistic_recipe_features(&stored.recipe),
										 LOGISTIC_INTERNAL,
										 text_to_cstring(name),
										 stored.holdout);
	if (group != NULL)
		query = psprintf("SELECT * FROM (%s\n) AS q WHERE COALESCE((q.%s)::pg_catalog.text, '%s') OPERATOR(pg_catalog.=) %s",
						 query, quote_identifier(stored.recipe.by),
						 LOGISTIC_GROUP_MISSING, quote_literal_cstr(group));
	actual = logistic_drift_distribution(&registry, &stored.recipe, query,
										 stored.model, stored.score_deciles,
										 context);
	logistic_session_leave(&session);
	if (stored.distribution != NULL && actual != NULL)
		put_drift(result, &stored, actual);
	return (Datum) 0;
}
