/*-------------------------------------------------------------------------
 *
 * group_query.c
 *		The SQL that fits and judges the groups of a version by groups.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "model/model_terms.h"
#include "pg/extension.h"
#include "pg/query.h"
#include "registry/group_model.h"
#include "training/drift.h"
#include "training/group_query.h"
#include "training/recipe_sql.h"

/* The column of the group, which no column of a query has as its name. */
#define GROUP_COLUMN	"\"group of the row\""

/* Adds the group of a row as text. */
static void
add_group(StringInfo sql, const LogisticRecipe *recipe)
{
	appendStringInfo(sql, "COALESCE((q.%s)::pg_catalog.text, '%s') COLLATE \"C\"",
					 quote_identifier(recipe->by), LOGISTIC_GROUP_MISSING);
}

char *
logistic_group_query_fit(const LogisticRecipe *recipe, const List *features,
						 double holdout)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT ");
	add_group(&sql, recipe);
	appendStringInfoString(&sql, ", ");
	logistic_recipe_append_fit(&sql, recipe, features, NULL,
							   LOGISTIC_INTERNAL);
	appendStringInfoString(&sql, ", ");
	if (holdout > 0.0)
	{
		logistic_recipe_append_fit(&sql, recipe, features, NULL,
								   LOGISTIC_INTERNAL);
		appendStringInfoString(&sql, " FILTER (WHERE ");
		logistic_recipe_append_held(&sql, recipe, features,
									LOGISTIC_INTERNAL, "$1", "$2", false);
		appendStringInfoChar(&sql, ')');
	}
	else
		appendStringInfoString(&sql, "NULL");
	appendStringInfo(&sql, " FROM (SELECT * FROM (%s\n) AS r OFFSET 0) AS q GROUP BY 1 ORDER BY 1",
					 recipe->query);
	return sql.data;
}

/* The log-odds of a row by a model of its group. */
static void
add_score(StringInfo sql, const LogisticRecipe *recipe,
		  const LogisticModel *model, TupleDesc columns, const char *value)
{
	int			i;

	appendStringInfo(sql, LOGISTIC_INTERNAL ".logistic_score(%s", value);
	for (i = 0; i < logistic_model_n_inputs(model); i++)
	{
		const char *name =
			logistic_model_string(model, logistic_model_inputs(model)[i].name);

		(void) logistic_query_column(columns, name, "a feature of the model");
		appendStringInfo(sql, ", q.%s", quote_identifier(name));
	}
	appendStringInfoChar(sql, ')');
	if (recipe->offset != NULL)
		appendStringInfo(sql, " OPERATOR(pg_catalog.+) (q.%s)::pg_catalog.float8",
						 quote_identifier(recipe->offset));
}

/* The label, as the judged rows have it. */
static void
add_label(StringInfo sql, const LogisticRecipe *recipe,
		  const LogisticModel *model)
{
	if (model->label_kind == LOGISTIC_LABEL_TEXT)
		appendStringInfo(sql, "(q.%s)::pg_catalog.text OPERATOR(pg_catalog.=) g.positive",
						 quote_identifier(recipe->label));
	else
		logistic_recipe_append_positive(sql, recipe, model);
}

char *
logistic_group_query_judge(const LogisticRecipe *recipe,
						   const List *features, const LogisticModel *model,
						   const LogisticModel *champion)
{
	TupleDesc	columns = logistic_query_describe(recipe->query);
	const char *loss = "pg_catalog.sum(w OPERATOR(pg_catalog.*) " LOGISTIC_INTERNAL ".bce_with_logits(y, %s)) OPERATOR(pg_catalog./) pg_catalog.sum(w), ";
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT e." GROUP_COLUMN ", pg_catalog.count(*), ");
	appendStringInfo(&sql, loss, "challenger");
	appendStringInfo(&sql, loss, "champion");
	appendStringInfoString(&sql, LOGISTIC_INTERNAL ".roc_auc(y, challenger, w), pg_catalog.percentile_disc('{0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9}'::pg_catalog.float8[]) WITHIN GROUP (ORDER BY score), pg_catalog.count(*) FILTER (WHERE y) FROM (SELECT q." GROUP_COLUMN ", ");
	add_label(&sql, recipe, model);
	appendStringInfoString(&sql, " AS y, ");
	if (recipe->weight != NULL)
		appendStringInfo(&sql, "(q.%s)::pg_catalog.float8",
						 quote_identifier(recipe->weight));
	else
		appendStringInfoString(&sql, "1::pg_catalog.float8");
	appendStringInfoString(&sql, " AS w, ");
	add_score(&sql, recipe, model, columns, "g.model");
	appendStringInfoString(&sql, " AS score, ");
	add_score(&sql, recipe, model, columns, "g.gate_model");
	appendStringInfoString(&sql, " AS challenger, ");
	if (champion != NULL)
		add_score(&sql, recipe, champion, columns, "g.champion");
	else
		appendStringInfoString(&sql, "NULL::pg_catalog.float8");
	appendStringInfoString(&sql, " AS champion, ");
	appendStringInfoString(&sql, champion != NULL ?
						   "g.champion IS NULL" : "true");
	appendStringInfoString(&sql, " AS is_new FROM (SELECT q.*, ");
	add_group(&sql, recipe);
	appendStringInfo(&sql, " AS " GROUP_COLUMN " FROM (SELECT * FROM (%s\n) AS r OFFSET 0) AS q WHERE ",
					 recipe->query);
	logistic_recipe_append_held(&sql, recipe, features, LOGISTIC_INTERNAL,
								"$1", "$2", true);
	appendStringInfoString(&sql, " OFFSET 0) AS q JOIN ROWS FROM (pg_catalog.unnest($3), pg_catalog.unnest($4), pg_catalog.unnest($5), pg_catalog.unnest($6), pg_catalog.unnest($7)) AS g(v, model, gate_model, champion, positive) ON q." GROUP_COLUMN " OPERATOR(pg_catalog.=) g.v COLLATE \"C\" OFFSET 0) AS e WHERE w OPERATOR(pg_catalog.>) 0 AND y IS NOT NULL AND challenger IS NOT NULL AND (is_new OR champion IS NOT NULL) GROUP BY 1 ORDER BY 1");
	return sql.data;
}

char *
logistic_group_query_distribute(const LogisticRecipe *recipe,
								const LogisticModel *model)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT q." GROUP_COLUMN ", ");
	logistic_drift_append_call(&sql, recipe, recipe->query, model, "g.model",
							   "g.deciles");
	appendStringInfoString(&sql, " FROM (SELECT q.*, ");
	add_group(&sql, recipe);
	appendStringInfo(&sql, " AS " GROUP_COLUMN " FROM (%s\n) AS q OFFSET 0) AS q JOIN (SELECT v, model, deciles::pg_catalog.float8[] AS deciles FROM ROWS FROM (pg_catalog.unnest($3), pg_catalog.unnest($4), pg_catalog.unnest($5)) AS g(v, model, deciles) WHERE model IS NOT NULL AND $1 IS NOT NULL AND $2 IS NOT NULL OFFSET 0) AS g ON q." GROUP_COLUMN " OPERATOR(pg_catalog.=) g.v COLLATE \"C\" GROUP BY 1 ORDER BY 1",
					 recipe->query);
	return sql.data;
}
