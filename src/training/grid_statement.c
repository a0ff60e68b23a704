/*-------------------------------------------------------------------------
 *
 * grid_statement.c
 *		The SQL of a recipe's cross-validation whose fits read the rows each.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "pg/label.h"
#include "pg/query.h"
#include "training/grid_statement.h"
#include "training/recipe_sql.h"

/* A name that no column has. */
static char *
free_name(const char *wanted, const LogisticRecipe *recipe,
		  const List *features)
{
	const char *taken[] = {
		recipe->label, recipe->weight, recipe->frequency, recipe->offset,
		recipe->cluster
	};
	char	   *name = pstrdup(wanted);
	bool		is_free;

	do
	{
		const ListCell *cell;
		int			i;

		is_free = true;
		foreach(cell, features)
			if (strcmp(name, lfirst(cell)) == 0)
				is_free = false;
		for (i = 0; i < lengthof(taken); i++)
			if (taken[i] != NULL && strcmp(name, taken[i]) == 0)
				is_free = false;
		if (!is_free)
			name = psprintf("%s_", name);
	} while (!is_free);
	return name;
}

/*
 * Opens the statement: the rows as "d", with their fold of $3 if it has a
 * name, or how many rows of a frequency are in each, and the grid as "g".
 */
static void
append_source(StringInfo sql, const LogisticRecipe *recipe,
			  const List *features, const char *schema, const char *fold)
{
	appendStringInfoString(sql, "WITH d AS MATERIALIZED (SELECT q.*");
	if (fold != NULL && logistic_recipe_splits_rows(recipe))
	{
		appendStringInfoString(sql, ", ");
		logistic_recipe_append_copies(sql, recipe, features, schema,
									  "logistic_holdout_folds", "$1", "$3");
		appendStringInfo(sql, " AS %s", quote_identifier(fold));
	}
	else if (fold != NULL)
	{
		appendStringInfoString(sql, ", pg_catalog.floor(");
		logistic_recipe_append_place(sql, recipe, features, schema, "$1");
		appendStringInfo(sql, " OPERATOR(pg_catalog.*) $3)::pg_catalog.int4 AS %s",
						 quote_identifier(fold));
	}
	appendStringInfo(sql, " FROM (%s\n) AS q), g AS MATERIALIZED "
					 "(SELECT DISTINCT l1, l2 FROM pg_catalog.unnest($4) AS l1, pg_catalog.unnest($5) AS l2) ",
					 recipe->query);
}

/*
 * The fit of a point of the grid, to the rows of a condition, as a model;
 * "frequency" is as in recipe_sql.h.
 */
static void
append_model(StringInfo sql, const LogisticRecipe *recipe,
			 const List *features, const char *schema, const char *frequency,
			 const char *where)
{
	appendStringInfoString(sql, "(SELECT ");
	logistic_recipe_append_fit(sql, recipe, features, frequency, schema);
	appendStringInfo(sql, " FROM d AS q%s)", where);
}

char *
logistic_grid_path_sql(const LogisticRecipe *recipe, const List *features,
					   const char *schema)
{
	StringInfoData sql;

	initStringInfo(&sql);
	append_source(&sql, recipe, features, schema, NULL);
	appendStringInfoString(&sql, "SELECT g.l1, g.l2, c.term, c.estimate, s.effective_df, s.log_lik FROM g CROSS JOIN LATERAL ");
	append_model(&sql, recipe, features, schema, NULL, "");
	appendStringInfo(&sql, " AS f(model) CROSS JOIN LATERAL %s.logistic_coefficients(f.model) WITH ORDINALITY AS c CROSS JOIN LATERAL %s.logistic_statistics(f.model) AS s ORDER BY g.l1, g.l2, c.ordinality",
					 schema, schema);
	return sql.data;
}

/*
 * The label as something that bce_with_logits and roc_auc take.  Of a text
 * all values but the positive one of the fit, p.positive, are negative: a
 * fold may have one value only.
 */
static void
append_label(StringInfo sql, const LogisticRecipe *recipe)
{
	TupleDesc	columns = logistic_query_describe(recipe->query);
	int			i = logistic_query_column(columns, recipe->label, "the label");
	const char *label = quote_identifier(recipe->label);
	LogisticLabelReader reader;
	LogisticLabels labels;

	logistic_label_init(&reader, TupleDescAttr(columns, i)->atttypid,
						CurrentMemoryContext);
	logistic_labels_init(&labels, &reader);
	switch (labels.kind)
	{
		case LOGISTIC_LABEL_BOOLEAN:
			appendStringInfo(sql, "(q.%s)::pg_catalog.bool", label);
			return;
		case LOGISTIC_LABEL_NUMBER:
			appendStringInfo(sql, "(q.%s)::pg_catalog.float8", label);
			return;
		case LOGISTIC_LABEL_TEXT:
			appendStringInfo(sql, "(q.%s)::pg_catalog.text OPERATOR(pg_catalog.=) p.positive",
							 label);
			return;
	}
}

/*
 * The statement of a cross-validation.  One row for each point of the grid
 * and fold: l1, l2, log loss, AUC and weight of the fold judged by the fit to
 * the other folds; fold -1 is the fit to all rows: its terms that are not 0.
 *
 * The loss is taken of the score: the loss of a probability that has been
 * rounded to 1 would be infinite.
 */
char *
logistic_grid_folds_sql(const LogisticRecipe *recipe, const List *features,
					 const char *schema)
{
	char	   *fold = free_name("fold", recipe, features);
	const char *quoted = quote_identifier(fold);
	bool		is_split = logistic_recipe_splits_rows(recipe);
	char	   *inside = is_split ?
		psprintf("q.%s[i.k OPERATOR(pg_catalog.+) 1]", quoted) :
		logistic_recipe_frequency(recipe, schema);
	char	   *outside = is_split ?
		psprintf("((q.%s)::pg_catalog.float8 OPERATOR(pg_catalog.-) %s)",
				 quote_identifier(recipe->frequency), inside) : NULL;
	StringInfoData sql;

	initStringInfo(&sql);
	append_source(&sql, recipe, features, schema, fold);
	appendStringInfoString(&sql, "SELECT g.l1, g.l2, j.loss, j.auc, j.weight, NULL::pg_catalog.float8 FROM g CROSS JOIN pg_catalog.generate_series(0, $3 OPERATOR(pg_catalog.-) 1) AS i(k) CROSS JOIN LATERAL ");
	append_model(&sql, recipe, features, schema, outside,
				 is_split ?
				 psprintf(" WHERE %s OPERATOR(pg_catalog.>) 0", outside) :
				 psprintf(" WHERE q.%s OPERATOR(pg_catalog.<>) i.k", quoted));
	appendStringInfoString(&sql, " AS f(model) CROSS JOIN LATERAL (SELECT f.model::pg_catalog.jsonb OPERATOR(pg_catalog.#>>) '{label,positive}'::pg_catalog.text[] OFFSET 0) AS p(positive) CROSS JOIN LATERAL (SELECT ");
	appendStringInfo(&sql, "pg_catalog.sum(w OPERATOR(pg_catalog.*) %s.bce_with_logits(y, z)) OPERATOR(pg_catalog./) pg_catalog.sum(w), %s.roc_auc(y, z, w), pg_catalog.sum(w) FROM (SELECT ",
					 schema, schema);
	append_label(&sql, recipe);
	appendStringInfo(&sql, " AS y, %s.logistic_score(f.model", schema);
	logistic_recipe_append_columns(&sql, features);
	appendStringInfoChar(&sql, ')');
	if (recipe->offset != NULL)
		appendStringInfo(&sql, " OPERATOR(pg_catalog.+) (q.%s)::pg_catalog.float8",
						 quote_identifier(recipe->offset));
	appendStringInfoString(&sql, " AS z, ");
	logistic_recipe_append_weight(&sql, recipe);
	if (recipe->frequency != NULL)
		appendStringInfo(&sql, " OPERATOR(pg_catalog.*) %s", inside);
	appendStringInfoString(&sql, " AS w FROM d AS q WHERE ");
	if (is_split)
		appendStringInfo(&sql, "%s OPERATOR(pg_catalog.>) 0", inside);
	else
		appendStringInfo(&sql, "q.%s OPERATOR(pg_catalog.=) i.k", quoted);
	appendStringInfo(&sql, " OFFSET 0) AS judged WHERE y IS NOT NULL AND z IS NOT NULL AND w OPERATOR(pg_catalog.>) 0) AS j(loss, auc, weight) UNION ALL SELECT g.l1, g.l2, NULL, NULL, NULL, (SELECT pg_catalog.count(*)::pg_catalog.float8 FROM %s.logistic_coefficients(f.model) AS c WHERE c.estimate OPERATOR(pg_catalog.<>) 0 AND c.term OPERATOR(pg_catalog.<>) '(Intercept)') FROM g CROSS JOIN LATERAL ",
					 schema);
	append_model(&sql, recipe, features, schema, NULL, "");
	appendStringInfoString(&sql, " AS f(model) ORDER BY 1, 2");
	return sql.data;
}
