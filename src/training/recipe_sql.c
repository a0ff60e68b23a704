/*-------------------------------------------------------------------------
 *
 * recipe_sql.c
 *		Parts of a recipe's queries: calls and conditions over its columns.
 *
 * All that stands around a user's query is qualified, operators too, for it
 * runs along the search path of whoever wrote the query.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "options/options.h"
#include "training/recipe_sql.h"

/* Adds the columns to a list of arguments. */
void
logistic_recipe_append_columns(StringInfo sql, const List *columns)
{
	ListCell   *cell;

	foreach(cell, columns)
		appendStringInfo(sql, ", q.%s", quote_identifier(lfirst(cell)));
}

/* The value of an option as a literal, whose type the call decides. */
static char *
option_literal(JsonbValue *value)
{
	switch (value->type)
	{
		case jbvNull:
			return "NULL";
		case jbvString:
			return quote_literal_cstr(pnstrdup(value->val.string.val,
											   value->val.string.len));
		case jbvNumeric:
			return quote_literal_cstr(DatumGetCString(DirectFunctionCall1(numeric_out,
																		  NumericGetDatum(value->val.numeric))));
		case jbvBool:
			return value->val.boolean ? "true" : "false";
		case jbvBinary:
			return quote_literal_cstr(JsonbToCString(NULL,
													 value->val.binary.data,
													 value->val.binary.len));
		default:
			elog(ERROR, "unexpected value of an option");
			return NULL;		/* keep the compiler quiet */
	}
}

/* A column given beside the options must not be given within them too. */
static void
check_option(const char *option, const char *name, const char *column)
{
	if (column != NULL && strcmp(option, name) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("option \"%s\" is given, and column \"%s\" for the same",
						name, column),
				 errhint("Give one of the two.")));
}

/* Neither may a penalty that a grid gives. */
static void
check_penalty(const char *option)
{
	if (strcmp(option, "l1") == 0 || strcmp(option, "l2") == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("option \"%s\" is given, and a grid of penalties",
						option),
				 errhint("Give the grid alone.")));
}

/* Adds the names of the label and the features, which may be none. */
static void
append_names(StringInfo sql, const char *label, const List *features)
{
	const char *separator = "";
	ListCell   *cell;

	appendStringInfo(sql, "label => %s", quote_literal_cstr(label));
	if (features == NIL)
		return;
	appendStringInfoString(sql, ", names => ARRAY[");
	foreach(cell, features)
	{
		appendStringInfo(sql, "%s%s", separator,
						 quote_literal_cstr(lfirst(cell)));
		separator = ", ";
	}
	appendStringInfoString(sql, "]::pg_catalog.text[]");
}

/* Refuses strata: versions are compared by probabilities. */
pg_noreturn static void
report_strata(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("option \"strata\" is not for a query that is fitted and judged"),
			 errdetail("A model fitted with strata has no probabilities to be judged by."),
			 errhint("Fit with logistic_fit, and keep the model with logistic_register.")));
}

/*
 * Adds the options as the call that makes them, with a comma behind it.
 * Their text is an object whose keys are the arguments of that call, so that
 * this need not know them.
 */
void
logistic_recipe_append_options(StringInfo sql, const LogisticRecipe *recipe,
							   const List *features, const char *frequency,
							   bool with_names, const char *schema)
{
	const char *separator = "";

	if (frequency == NULL && recipe->frequency != NULL)
		frequency = logistic_recipe_frequency(recipe, NULL);
	if (recipe->options == NULL && recipe->weight == NULL &&
		frequency == NULL && recipe->offset == NULL && recipe->cluster == NULL &&
		recipe->penalty == NULL && !with_names)
		return;
	appendStringInfo(sql, "%s.logistic_options(", schema);
	if (with_names)
	{
		append_names(sql, recipe->label, features);
		separator = ", ";
	}
	if (recipe->options != NULL)
	{
		Datum		json = DirectFunctionCall1(jsonb_in,
											   CStringGetDatum(recipe->options));
		JsonbIterator *iterator = JsonbIteratorInit(&DatumGetJsonbP(json)->root);
		JsonbIteratorToken token;
		JsonbValue	value;

		while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
		{
			char	   *name;

			if (token != WJB_KEY)
				continue;
			name = pnstrdup(value.val.string.val, value.val.string.len);
			if (strcmp(name, "label") == 0 || strcmp(name, "names") == 0)
				logistic_options_report_name(name);
			if (strcmp(name, "strata") == 0)
				report_strata();
			check_option(name, "weight", recipe->weight);
			check_option(name, "frequency", recipe->frequency);
			check_option(name, "logit_offset", recipe->offset);
			check_option(name, "cluster", recipe->cluster);
			if (recipe->penalty != NULL)
				check_penalty(name);
			(void) JsonbIteratorNext(&iterator, &value, true);
			appendStringInfo(sql, "%s%s => %s", separator,
							 quote_identifier(name), option_literal(&value));
			separator = ", ";
		}
	}
	if (recipe->weight != NULL)
	{
		appendStringInfo(sql, "%sweight => (q.%s)::pg_catalog.float8",
						 separator, quote_identifier(recipe->weight));
		separator = ", ";
	}
	if (frequency != NULL)
	{
		appendStringInfo(sql, "%sfrequency => %s", separator, frequency);
		separator = ", ";
	}
	if (recipe->offset != NULL)
	{
		appendStringInfo(sql, "%slogit_offset => (q.%s)::pg_catalog.float8",
						 separator, quote_identifier(recipe->offset));
		separator = ", ";
	}
	/*
	 * clusters only affect standard errors, which penalised fits may not have
	 */
	if (recipe->cluster != NULL && recipe->penalty == NULL)
	{
		appendStringInfo(sql, "%s\"cluster\" => (q.%s)::pg_catalog.text",
						 separator, quote_identifier(recipe->cluster));
		separator = ", ";
	}
	if (recipe->penalty != NULL)
		appendStringInfo(sql, "%sl1 => %s.l1, l2 => %s.l2", separator,
						 recipe->penalty, recipe->penalty);
	appendStringInfoString(sql, "), ");
}

/* Adds a call of the aggregate. */
void
logistic_recipe_append_fit(StringInfo sql, const LogisticRecipe *recipe,
						   const List *features, const char *frequency,
						   const char *schema)
{
	appendStringInfo(sql, "%s.%s(", schema,
					 recipe->family == LOGISTIC_FAMILY_MULTINOMIAL ?
					 "multinomial_fit" : "logistic_fit");
	logistic_recipe_append_options(sql, recipe, features, frequency, true,
								   schema);
	appendStringInfo(sql, "q.%s", quote_identifier(recipe->label));
	logistic_recipe_append_columns(sql, features);
	appendStringInfoChar(sql, ')');
}

/* Adds the weight of a row. */
void
logistic_recipe_append_weight(StringInfo sql, const LogisticRecipe *recipe)
{
	if (recipe->weight != NULL)
		appendStringInfo(sql, "(q.%s)::pg_catalog.float8",
						 quote_identifier(recipe->weight));
	else
		appendStringInfoString(sql, "1::pg_catalog.float8");
}

/*
 * The frequency of a row as SQL: checked by a function of the schema, or not
 * if that is NULL; 1 if no column has it.
 */
char *
logistic_recipe_frequency(const LogisticRecipe *recipe, const char *schema)
{
	if (recipe->frequency == NULL)
		return pstrdup("1::pg_catalog.float8");
	if (schema == NULL)
		return psprintf("(q.%s)::pg_catalog.float8",
						quote_identifier(recipe->frequency));
	return psprintf("%s.logistic_frequency((q.%s)::pg_catalog.float8)", schema,
					quote_identifier(recipe->frequency));
}

/*
 * May some of the equal rows that a row stands for be held out, and others
 * not?  Rows of a cluster, or of one value of holdout_by, are not split.
 */
bool
logistic_recipe_splits_rows(const LogisticRecipe *recipe)
{
	return recipe->frequency != NULL && recipe->cluster == NULL &&
		recipe->newest == NULL;
}

/* Adds how many of these rows are held out, by a function of holdout_copies. */
void
logistic_recipe_append_copies(StringInfo sql, const LogisticRecipe *recipe,
							  const List *features, const char *schema,
							  const char *function, const char *name,
							  const char *share)
{
	appendStringInfo(sql, "%s.%s(%s, %s, (q.%s)::pg_catalog.float8, q.%s",
					 schema, function, name, share,
					 quote_identifier(recipe->frequency),
					 quote_identifier(recipe->label));
	logistic_recipe_append_columns(sql, features);
	appendStringInfoChar(sql, ')');
}

/*
 * Adds the place of a row, by its content.  All rows of a cluster share a
 * place.  Equal rows do not: each copy is numbered (holdout_copies.c).  Rows
 * that are elsewhere cannot be numbered, as each server would begin with 1.
 */
void
logistic_recipe_append_place(StringInfo sql, const LogisticRecipe *recipe,
							 const List *features, const char *schema,
							 const char *name)
{
	if (recipe->cluster != NULL)
	{
		appendStringInfo(sql, "%s.logistic_holdout(%s, (q.%s)::pg_catalog.text)",
						 schema, name, quote_identifier(recipe->cluster));
		return;
	}
	appendStringInfo(sql, "%s.%s(%s, q.%s", schema,
					 recipe->is_distributed ? "logistic_holdout" :
					 "logistic_holdout_copy", name,
					 quote_identifier(recipe->label));
	logistic_recipe_append_columns(sql, features);
	if (recipe->by != NULL)
		appendStringInfo(sql, ", (q.%s)::pg_catalog.text",
						 quote_identifier(recipe->by));
	appendStringInfoChar(sql, ')');
}

/* Adds the condition that a row is held out, or is not. */
void
logistic_recipe_append_held(StringInfo sql, const LogisticRecipe *recipe,
							const List *features, const char *schema,
							const char *name, const char *share,
							bool is_held)
{
	if (recipe->newest != NULL)
	{
		appendStringInfo(sql, "(%s) IS %sTRUE", recipe->newest,
						 is_held ? "" : "NOT ");
		return;
	}
	logistic_recipe_append_place(sql, recipe, features, schema, name);
	appendStringInfo(sql, " OPERATOR(pg_catalog.%s) %s",
					 is_held ? "<" : ">=", share);
}

/* Is the label the positive one? */
void
logistic_recipe_append_positive(StringInfo sql, const LogisticRecipe *recipe,
								const LogisticModel *model)
{
	const char *label = quote_identifier(recipe->label);

	switch ((LogisticLabelKind) model->label_kind)
	{
		case LOGISTIC_LABEL_BOOLEAN:
			appendStringInfo(sql, "q.%s", label);
			return;
		case LOGISTIC_LABEL_NUMBER:
			appendStringInfo(sql, "(q.%s)::pg_catalog.float8 OPERATOR(pg_catalog.=) 1",
							 label);
			return;
		case LOGISTIC_LABEL_TEXT:
			appendStringInfo(sql, "(q.%s)::pg_catalog.text OPERATOR(pg_catalog.=) %s",
							 label,
							 quote_literal_cstr(logistic_model_string(model,
																	  model->positive)));
			return;
	}
}
