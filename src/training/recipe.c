/*-------------------------------------------------------------------------
 *
 * recipe.c
 *		The SQL that fits and judges a version of a registered model.
 *
 * The stored query becomes a subquery, as it is written.  All that is put
 * around it is qualified, operators too, for it runs along the search path
 * of whoever wrote the query.
 *
 * The terms of a registered model are named after the columns of its query, so
 * that a row of that query scores by name.  The names come from the query's
 * result descriptor and are handed to the fit as options: the plan may not
 * show them, because the planner may pull the subquery up.  OFFSET 0 prevents
 * that, but its purpose is to compute an expression once a row, however many
 * calls use it.  A distributed fit takes the names of the columns by itself,
 * and its rows must be seen where they are.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/shortest_dec.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "options/options.h"
#include "pg/group_text.h"
#include "pg/query.h"
#include "pg/reader.h"
#include "terms/formula_parse.h"
#include "training/recipe.h"
#include "training/recipe_sql.h"

static bool
is_column(const char *name, const char *special)
{
	return special != NULL && strcmp(name, special) == 0;
}

/*
 * Of the features those that the terms of the options use: other columns of
 * the query are neither read nor checked.
 */
static List *
used_features(const LogisticRecipe *recipe, List *features)
{
	const char *terms;
	const char **names;
	bool	   *uses;
	List	   *used = NIL;
	int			i;

	if (recipe->options == NULL)
		return features;
	terms = logistic_options_terms(logistic_options_read(recipe->options));
	if (terms == NULL)
		return features;
	names = palloc((list_length(features) + 1) * sizeof(*names));
	for (i = 0; i < list_length(features); i++)
		names[i] = list_nth(features, i);
	uses = logistic_formula_uses(terms, names, list_length(features));
	for (i = 0; i < list_length(features); i++)
		if (uses[i])
			used = lappend(used, list_nth(features, i));
	return used;
}

/* Two columns of one name cannot be told apart. */
static void
check_names(TupleDesc columns)
{
	int			i;
	int			j;

	for (i = 0; i < columns->natts; i++)
		for (j = 0; j < i; j++)
			if (strcmp(NameStr(TupleDescAttr(columns, i)->attname),
					   NameStr(TupleDescAttr(columns, j)->attname)) == 0)
				ereport(ERROR,
						(errcode(ERRCODE_DUPLICATE_COLUMN),
						 errmsg("columns %d and %d of the query have the same name: \"%s\"",
								j + 1, i + 1,
								NameStr(TupleDescAttr(columns, i)->attname)),
						 errhint("Give one of them another name with AS.")));
}

/* A column whose type cannot be that of a feature is named in the error. */
static void
check_features(TupleDesc columns, const List *features)
{
	LogisticReader reader;
	ListCell   *cell;

	foreach(cell, features)
	{
		const char *name = lfirst(cell);
		int			i = logistic_query_column(columns, name, "a feature");

		logistic_reader_init(&reader, TupleDescAttr(columns, i)->atttypid,
							 psprintf("column \"%s\"", name),
							 quote_identifier(name), CurrentMemoryContext);
	}
}

/* Checks the label's type; the label may be the first column by default. */
static void
check_label(const LogisticRecipe *recipe, Form_pg_attribute column,
			bool is_named)
{
	LogisticReader reader;

	if (!logistic_reader_resolve(&reader, column->atttypid,
								 CurrentMemoryContext) ||
		logistic_kind_is_array(reader.kind))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"%s\" has type %s, which cannot be the label",
						recipe->label, format_type_be(column->atttypid)),
				 is_named ? 0 :
				 errhint("The label is the first column of the query, or the one that label => '...' names.")));
}

/* The column of the groups has a type whose text is the same for everybody. */
static void
check_group(const LogisticRecipe *recipe, TupleDesc columns)
{
	int			i = logistic_query_column(columns, recipe->by, "the groups");

	if (i >= 0)
		logistic_group_type_check(getBaseType(TupleDescAttr(columns,
															i)->atttypid),
								  recipe->by);
}

List *
logistic_recipe_features(LogisticRecipe *recipe)
{
	TupleDesc	descriptor = logistic_query_describe(recipe->query);
	bool		is_named = recipe->label != NULL;
	List	   *features = NIL;
	int			label;
	int			i;

	check_names(descriptor);
	if (recipe->label == NULL)
		recipe->label = NameStr(TupleDescAttr(descriptor, 0)->attname);
	label = logistic_query_column(descriptor, recipe->label, "the label");
	check_label(recipe, TupleDescAttr(descriptor, label), is_named);
	(void) logistic_query_column(descriptor, recipe->weight, "the weight");
	(void) logistic_query_column(descriptor, recipe->frequency,
								 "the frequency");
	(void) logistic_query_column(descriptor, recipe->offset, "the offset");
	(void) logistic_query_column(descriptor, recipe->cluster, "the cluster");
	(void) logistic_query_column(descriptor, recipe->partition,
								 "the partition key");
	(void) logistic_query_column(descriptor, recipe->holdout_by,
								 "the holdout");
	check_group(recipe, descriptor);

	for (i = 0; i < descriptor->natts; i++)
	{
		char	   *name = NameStr(TupleDescAttr(descriptor, i)->attname);

		if (!is_column(name, recipe->label) &&
			!is_column(name, recipe->weight) &&
			!is_column(name, recipe->frequency) &&
			!is_column(name, recipe->offset) &&
			!is_column(name, recipe->cluster) &&
			!is_column(name, recipe->partition) &&
			!is_column(name, recipe->holdout_by) &&
			!is_column(name, recipe->by))
			features = lappend(features, name);
	}
	features = used_features(recipe, features);
	check_features(descriptor, features);
	return features;
}

/* Adds the query, with a line feed in case it ends with a comment. */
static void
add_query(StringInfo sql, const LogisticRecipe *recipe)
{
	appendStringInfo(sql, recipe->is_distributed ? " FROM (%s\n) AS q" :
					 " FROM (SELECT * FROM (%s\n) AS r OFFSET 0) AS q",
					 recipe->query);
}

/* The name, among the columns, of how many rows of a row are held out. */
static char *
held_column(const LogisticRecipe *recipe)
{
	TupleDesc	columns = logistic_query_describe(recipe->query);
	char	   *name = pstrdup("held");
	int			i = 0;

	while (i < columns->natts)
	{
		if (strcmp(name, NameStr(TupleDescAttr(columns, i++)->attname)) != 0)
			continue;
		name = psprintf("%s_", name);
		i = 0;
	}
	return name;
}

/*
 * The query with one more column, which tells how many of the equal rows that
 * a row stands for are held out: in both fits and the judgement the same.
 */
static void
add_split_query(StringInfo sql, const LogisticRecipe *recipe,
				const List *features, const char *schema, const char *held,
				const char *name, const char *share)
{
	appendStringInfoString(sql, " FROM (SELECT q.*, ");
	logistic_recipe_append_copies(sql, recipe, features, schema,
								  recipe->is_distributed ?
								  "logistic_holdout_frequency" :
								  "logistic_holdout_copy_frequency", name,
								  share);
	appendStringInfo(sql, " AS %s FROM (%s\n) AS q%s) AS q",
					 quote_identifier(held), recipe->query,
					 recipe->is_distributed ? "" : " OFFSET 0");
}

/* How many of these rows are held out, or are not, as SQL over "q". */
static char *
part_frequency(const LogisticRecipe *recipe, const char *held, bool is_held)
{
	if (is_held)
		return psprintf("q.%s", quote_identifier(held));
	return psprintf("((q.%s)::pg_catalog.float8 OPERATOR(pg_catalog.-) q.%s)",
					quote_identifier(recipe->frequency),
					quote_identifier(held));
}

/* Adds an optional text as a literal, with a comma before it. */
static void
add_literal(StringInfo sql, const char *text)
{
	appendStringInfo(sql, ", %s",
					 text ? quote_literal_cstr(text) : "NULL");
}

/* Adds a call that fits a query where its rows are. */
static void
add_distributed_fit(StringInfo sql, const LogisticRecipe *recipe,
					const char *query, const char *schema)
{
	appendStringInfo(sql, "%s.logistic_fit_distributed(%s::pg_catalog.text",
					 schema, quote_literal_cstr(query));
	add_literal(sql, recipe->label);
	add_literal(sql, recipe->weight);
	add_literal(sql, recipe->frequency);
	add_literal(sql, recipe->offset);
	add_literal(sql, recipe->options);
	add_literal(sql, recipe->partition);
	appendStringInfoChar(sql, ')');
}

/* Begins a query for the columns of the recipe's with another frequency. */
static void
append_part_columns(StringInfo sql, const LogisticRecipe *recipe,
					const char *frequency)
{
	TupleDesc	columns = logistic_query_describe(recipe->query);
	int			i;

	for (i = 0; i < columns->natts; i++)
	{
		const char *name = NameStr(TupleDescAttr(columns, i)->attname);
		bool		is_frequency = is_column(name, recipe->frequency);

		appendStringInfo(sql, "%s%s%s", i > 0 ? ", " : "SELECT ",
						 is_frequency ? frequency : "q.",
						 is_frequency ? " AS " : "");
		appendStringInfoString(sql, quote_identifier(name));
	}
}

/* The rows that are held out, or all others, as a query. */
static char *
part_of(const LogisticRecipe *recipe, const List *features,
		const char *schema, const char *name, bool is_held, double holdout)
{
	char	   *share = psprintf("'%s'::pg_catalog.float8",
								 double_to_shortest_decimal(holdout));
	StringInfoData sql;

	initStringInfo(&sql);
	if (logistic_recipe_splits_rows(recipe))
	{
		char	   *held = held_column(recipe);
		char	   *frequency = part_frequency(recipe, held, is_held);

		append_part_columns(&sql, recipe, frequency);
		add_split_query(&sql, recipe, features, schema, held,
						quote_literal_cstr(name), share);
		appendStringInfo(&sql, " WHERE %s OPERATOR(pg_catalog.>) 0",
						 frequency);
		return sql.data;
	}
	appendStringInfoString(&sql, "SELECT *");
	add_query(&sql, recipe);
	appendStringInfoString(&sql, " WHERE ");
	logistic_recipe_append_held(&sql, recipe, features, schema,
								quote_literal_cstr(name), share, is_held);
	return sql.data;
}

/* The query of a distributed fit; its own queries have no parameters. */
static char *
distributed_fit(const LogisticRecipe *recipe, const List *features,
				const char *schema, const char *name, double holdout)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT ");
	add_distributed_fit(&sql, recipe, recipe->query, schema);
	if (holdout > 0.0)
	{
		appendStringInfoString(&sql, ", ");
		add_distributed_fit(&sql, recipe,
							part_of(recipe, features, schema, name, false,
									holdout), schema);
	}
	return sql.data;
}

/*
 * Without a holdout, drift reads this fraction of the rows of a distributed
 * fit.
 */
#define USUAL_SHARE		0.1

const char *
logistic_recipe_baseline(const LogisticRecipe *recipe, const List *features,
						 const char *schema, const char *name, double holdout)
{
	if (!recipe->is_distributed)
		return recipe->query;
	return part_of(recipe, features, schema, name, true,
				   holdout > 0.0 ? holdout : USUAL_SHARE);
}

char *
logistic_recipe_fit(const LogisticRecipe *recipe, const List *features,
					const char *schema, const char *name, double holdout)
{
	StringInfoData sql;

	if (recipe->is_distributed)
		return distributed_fit(recipe, features, schema, name, holdout);
	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT ");
	logistic_recipe_append_fit(&sql, recipe, features, NULL, schema);
	if (holdout > 0.0 && logistic_recipe_splits_rows(recipe))
	{
		char	   *held = held_column(recipe);
		char	   *frequency = part_frequency(recipe, held, false);

		appendStringInfoString(&sql, ", ");
		logistic_recipe_append_fit(&sql, recipe, features, frequency, schema);
		appendStringInfo(&sql, " FILTER (WHERE %s OPERATOR(pg_catalog.>) 0)",
						 frequency);
		add_split_query(&sql, recipe, features, schema, held, "$1", "$2");
		return sql.data;
	}
	if (holdout > 0.0)
	{
		appendStringInfoString(&sql, ", ");
		logistic_recipe_append_fit(&sql, recipe, features, NULL, schema);
		appendStringInfoString(&sql, " FILTER (WHERE ");
		logistic_recipe_append_held(&sql, recipe, features, schema, "$1", "$2",
									false);
		appendStringInfoChar(&sql, ')');
	}
	add_query(&sql, recipe);
	return sql.data;
}

char *
logistic_recipe_frequency_held(const LogisticRecipe *recipe,
							   const char *schema)
{
	return logistic_recipe_splits_rows(recipe) ?
		part_frequency(recipe, held_column(recipe), true) :
		logistic_recipe_frequency(recipe, schema);
}

void
logistic_recipe_append_rows_held(StringInfo sql, const LogisticRecipe *recipe,
								 const List *features, const char *schema)
{
	if (logistic_recipe_splits_rows(recipe))
	{
		char	   *held = held_column(recipe);

		add_split_query(sql, recipe, features, schema, held, "$1", "$2");
		appendStringInfo(sql, " WHERE %s OPERATOR(pg_catalog.>) 0",
						 part_frequency(recipe, held, true));
		return;
	}
	add_query(sql, recipe);
	appendStringInfoString(sql, " WHERE ");
	logistic_recipe_append_held(sql, recipe, features, schema, "$1", "$2",
								true);
}
