/*-------------------------------------------------------------------------
 *
 * judge_classes.c
 *		Judges a fit of many classes on the rows held out.
 *
 * The loss of a row is minus the logarithm of the probability of its label,
 * which is infinite for a label that the fit has not seen.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/float.h"

#include "model/model_terms.h"
#include "multinomial/multinomial_model.h"
#include "pg/query.h"
#include "pg/session.h"
#include "training/judge_classes.h"
#include "training/recipe.h"
#include "training/recipe_sql.h"

/* Parameters of the query. */
enum
{
	PARAMETER_NAME,
	PARAMETER_SHARE,
	PARAMETER_GATE_MODEL,
	PARAMETER_CHAMPION,
	N_PARAMETERS
};

/* The features of a model, in its order; an error if the query lacks one. */
static List *
features_of(const LogisticRecipe *recipe, const LogisticModel *model)
{
	TupleDesc	columns = logistic_query_describe(recipe->query);
	List	   *names = NIL;
	int			i;

	for (i = 0; i < logistic_model_n_inputs(model); i++)
	{
		const LogisticFeature *feature = &logistic_model_inputs(model)[i];
		const char *name = logistic_model_string(model, feature->name);

		(void) logistic_query_column(columns, name,
									 "a feature of the active version");
		names = lappend(names, (void *) name);
	}
	return names;
}

/* Adds the loss of a row by the model of parameter n. */
static void
add_loss(StringInfo sql, const LogisticRecipe *recipe, const List *features,
		 const char *schema, int n)
{
	appendStringInfo(sql, "%s.multinomial_loss($%d, q.%s", schema, n + 1,
					 quote_identifier(recipe->label));
	logistic_recipe_append_columns(sql, features);
	appendStringInfoChar(sql, ')');
}

/* The rows held out that can be judged, as a relation "e". */
static void
add_rows(StringInfo sql, const LogisticTraining *training,
		 const List *features, const char *schema, bool is_compared)
{
	const LogisticRecipe *recipe = &training->recipe;
	char	   *frequency = logistic_recipe_frequency_held(recipe, schema);

	appendStringInfoString(sql, "(SELECT q, ");
	logistic_recipe_append_weight(sql, recipe);
	appendStringInfo(sql, " OPERATOR(pg_catalog.*) %s AS w, %s AS f, ",
					 frequency, frequency);
	add_loss(sql, recipe, features, schema, PARAMETER_GATE_MODEL);
	appendStringInfoString(sql, " AS challenger, ");
	if (is_compared)
		add_loss(sql, recipe,
				 features_of(recipe, training->champion->model), schema,
				 PARAMETER_CHAMPION);
	else
		appendStringInfoString(sql, "0::pg_catalog.float8");
	appendStringInfoString(sql, " AS champion");
	logistic_recipe_append_rows_held(sql, recipe, features, schema);
	appendStringInfoString(sql, " OFFSET 0) AS e WHERE w OPERATOR(pg_catalog.>) 0 AND challenger IS NOT NULL AND champion IS NOT NULL");
}

/*
 * One row: rows judged, the log losses, the mean area under the ROC curves,
 * and the number of labels that have enough rows.
 */
static char *
judging_query(const LogisticTraining *training, const List *features,
			  const char *schema, bool is_compared)
{
	const char *loss = "pg_catalog.sum(w OPERATOR(pg_catalog.*) %s) OPERATOR(pg_catalog./) pg_catalog.sum(w) AS %s, ";
	const char *label = quote_identifier(training->recipe.label);
	StringInfoData sql;
	ListCell   *cell;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT n, loss, champion_loss, "
					 "(SELECT a.roc_auc FROM pg_catalog.unnest(areas) AS a WHERE a.average OPERATOR(pg_catalog.=) 'macro'), "
					 "(SELECT pg_catalog.count(*) FROM pg_catalog.unnest(classes) AS c WHERE c.average IS NULL AND c.support OPERATOR(pg_catalog.>=) %d) "
					 "FROM (SELECT COALESCE(pg_catalog.sum(f), 0)::pg_catalog.int8 AS n, ",
					 LOGISTIC_LEAST_OF_LABEL);
	appendStringInfo(&sql, loss, "challenger", "loss");
	appendStringInfo(&sql, loss, "champion", "champion_loss");
	appendStringInfo(&sql, "%s.class_metrics((q).%s, (q).%s, f) AS classes, ",
					 schema, label, label);
	appendStringInfo(&sql, "%s.multinomial_roc_auc(%s.logistic_options(weight => w), (q).%s, $%d",
					 schema, schema, label, PARAMETER_GATE_MODEL + 1);
	foreach(cell, features)
		appendStringInfo(&sql, ", (q).%s", quote_identifier(lfirst(cell)));
	if (features == NIL)
		appendStringInfoString(&sql, ", VARIADIC '{}'::pg_catalog.text[]");
	appendStringInfoString(&sql, ") AS areas FROM ");
	add_rows(&sql, training, features, schema, is_compared);
	appendStringInfoString(&sql, ") AS j");
	return sql.data;
}

/* A number of the only row of the query; NaN for a NULL. */
static double
get_number(int column)
{
	bool		isnull;
	Datum		value = logistic_session_column(column, &isnull);

	return isnull ? get_float8_nan() : DatumGetFloat8(value);
}

void
logistic_judge_classes(const LogisticRegistry *registry, text *name,
					   LogisticTraining *training, const List *features,
					   const char *schema, double share, bool is_compared,
					   MemoryContext context)
{
	Oid			type = logistic_registry_multinomial_type(registry);
	Oid			types[N_PARAMETERS] = {TEXTOID, FLOAT8OID, type, type};
	Datum		values[N_PARAMETERS];
	bool		isnull;

	values[PARAMETER_NAME] = PointerGetDatum(name);
	values[PARAMETER_SHARE] = Float8GetDatum(share);
	values[PARAMETER_GATE_MODEL] = PointerGetDatum(training->gate_classes);
	values[PARAMETER_CHAMPION] = is_compared ?
		PointerGetDatum(training->champion->gate_classes) : (Datum) 0;
	logistic_session_query(judging_query(training, features, schema,
										 is_compared),
						   is_compared ? N_PARAMETERS : PARAMETER_CHAMPION,
						   types, values);
	training->judged = DatumGetInt64(logistic_session_column(1, &isnull));
	if (training->judged == 0)
		training->unjudged = "no row held out could be scored";
	else if (DatumGetInt64(logistic_session_column(5, &isnull)) < 2)
		training->unjudged =
			MemoryContextStrdup(context,
								psprintf("of the rows held out fewer than two labels have %d rows each",
										 LOGISTIC_LEAST_OF_LABEL));
	else
	{
		training->log_loss = get_number(2);
		if (is_compared)
			training->champion_log_loss = get_number(3);
		training->roc_auc = get_number(4);
	}
}
