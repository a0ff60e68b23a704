/*-------------------------------------------------------------------------
 *
 * recipe_judge.c
 *		The SQL that judges the fits of a recipe on the rows held out.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "model/model_terms.h"
#include "pg/query.h"
#include "training/recipe.h"
#include "training/recipe_sql.h"

/* Adds the log-odds of a row by the model of parameter n. */
static void
add_score(StringInfo sql, const LogisticRecipe *recipe, const List *features,
		  const char *schema, int n)
{
	appendStringInfo(sql, "%s.logistic_score($%d", schema, n);
	logistic_recipe_append_columns(sql, features);
	appendStringInfoChar(sql, ')');
	if (recipe->offset != NULL)
		appendStringInfo(sql, " OPERATOR(pg_catalog.+) (q.%s)::pg_catalog.float8",
						 quote_identifier(recipe->offset));
}

/*
 * The features of the champion, in its order; an error if the query has one
 * of them no more.
 */
static List *
champion_features(const LogisticRecipe *recipe, const LogisticModel *champion)
{
	TupleDesc	columns = logistic_query_describe(recipe->query);
	List	   *names = NIL;
	int			i;

	for (i = 0; i < logistic_model_n_inputs(champion); i++)
	{
		const LogisticFeature *feature = &logistic_model_inputs(champion)[i];
		const char *name = logistic_model_string(champion, feature->name);

		(void) logistic_query_column(columns, name,
									 "a feature of the active version");
		names = lappend(names, (void *) name);
	}
	return names;
}

/* Adds the deciles of the scores, each as often as its frequency says. */
static void
add_deciles(StringInfo sql, const LogisticRecipe *recipe)
{
	const char *places = "'{0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9}'::pg_catalog.float8[]";

	if (recipe->frequency == NULL)
		appendStringInfo(sql, "pg_catalog.percentile_disc(%s) WITHIN GROUP (ORDER BY score)",
						 places);
	else
		appendStringInfo(sql, "CASE WHEN pg_catalog.count(score) OPERATOR(pg_catalog.>) 0 THEN (SELECT pg_catalog.array_agg((SELECT pg_catalog.min(s.score) FROM s WHERE s.upto OPERATOR(pg_catalog.>=) pg_catalog.ceil(p OPERATOR(pg_catalog.*) s.total)) ORDER BY p) FROM pg_catalog.unnest(%s) AS p) END",
						 places);
}

/* Adds the rows to judge: labels, weights, frequencies and scores. */
static void
add_judged_rows(StringInfo sql, const LogisticRecipe *recipe,
				const List *features, const char *schema,
				const LogisticModel *model, const LogisticModel *champion)
{
	char	   *frequency = logistic_recipe_frequency_held(recipe, schema);

	appendStringInfoString(sql, "SELECT ");
	logistic_recipe_append_positive(sql, recipe, model);
	appendStringInfoString(sql, " AS y, ");
	logistic_recipe_append_weight(sql, recipe);
	if (recipe->frequency != NULL)
		appendStringInfo(sql, " OPERATOR(pg_catalog.*) %s AS w, %s AS f, ",
						 frequency, frequency);
	else
		appendStringInfoString(sql, " AS w, ");
	add_score(sql, recipe, features, schema, 3);
	appendStringInfoString(sql, " AS score, ");
	add_score(sql, recipe, features, schema, 4);
	appendStringInfoString(sql, " AS challenger");
	if (champion != NULL)
	{
		/* the champion may have other features */
		appendStringInfo(sql, ", %s.logistic_score($5", schema);
		logistic_recipe_append_columns(sql, champion_features(recipe, champion));
		appendStringInfoChar(sql, ')');
		if (recipe->offset != NULL)
			appendStringInfo(sql, " OPERATOR(pg_catalog.+) (q.%s)::pg_catalog.float8",
							 quote_identifier(recipe->offset));
		appendStringInfoString(sql, " AS champion");
	}
	logistic_recipe_append_rows_held(sql, recipe, features, schema);
	appendStringInfoString(sql, " OFFSET 0");
}

char *
logistic_recipe_judge(const LogisticRecipe *recipe, const List *features,
					  const char *schema, const LogisticModel *model,
					  const LogisticModel *champion, const char *scored)
{
	const char *count = recipe->frequency == NULL ? "pg_catalog.count(*)%s" :
		"COALESCE(pg_catalog.sum(f)%s, 0)::pg_catalog.int8";
	const char *loss = "pg_catalog.sum(w OPERATOR(pg_catalog.*) %s.bce_with_logits(y, %s)) OPERATOR(pg_catalog./) pg_catalog.sum(w)";
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "WITH e AS (SELECT * FROM ");
	if (scored != NULL)
		appendStringInfoString(&sql, quote_identifier(scored));
	else
	{
		appendStringInfoChar(&sql, '(');
		add_judged_rows(&sql, recipe, features, schema, model, champion);
		appendStringInfoChar(&sql, ')');
	}
	appendStringInfo(&sql, " AS e WHERE w OPERATOR(pg_catalog.>) 0 AND y IS NOT NULL AND challenger IS NOT NULL%s)",
					 champion != NULL ? " AND champion IS NOT NULL" : "");
	if (recipe->frequency != NULL)
		appendStringInfoString(&sql, ", s AS MATERIALIZED (SELECT score, pg_catalog.sum(f) OVER (ORDER BY score) AS upto, pg_catalog.sum(f) OVER () AS total FROM e WHERE score IS NOT NULL)");
	appendStringInfoString(&sql, " SELECT ");
	appendStringInfo(&sql, count, "");
	appendStringInfoString(&sql, ", ");
	appendStringInfo(&sql, loss, schema, "challenger");
	appendStringInfoString(&sql, ", ");
	if (champion != NULL)
		appendStringInfo(&sql, loss, schema, "champion");
	else
		appendStringInfoString(&sql, "NULL::pg_catalog.float8");
	appendStringInfo(&sql, ", %s.roc_auc(y, challenger, w), ", schema);
	if (scored != NULL)
		appendStringInfoString(&sql, "NULL");
	else
		add_deciles(&sql, recipe);
	appendStringInfoString(&sql, ", ");
	appendStringInfo(&sql, count, " FILTER (WHERE y)");
	appendStringInfoString(&sql, " FROM e");
	return sql.data;
}
