/*-------------------------------------------------------------------------
 *
 * report_classes_rows.c
 *		Report sections on rows scored by a model of many classes.
 *
 * One statement scores the rows of a query and judges them by the metrics of
 * the extension, so that all figures are of the same rows.  Its result has
 * rows of three kinds, told apart by the column "part".
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "multinomial/multinomial_model.h"
#include "pg/extension.h"
#include "pg/query.h"
#include "report/report_html.h"
#include "report/report_sections.h"
#include "training/recipe.h"
#include "training/recipe_sql.h"

#define OPERATOR(name)	" OPERATOR(pg_catalog." name ") "
#define INTERNAL(name)	LOGISTIC_INTERNAL "." name

#define MATRIX_LIMIT	20		/* classes; a wider matrix cannot be read */
#define MISTAKES_LIMIT	20		/* shown in place of the matrix */

/* The parts of the result, in its order. */
enum
{
	PART_FIGURES = 1,			/* one row: nobs, log_loss, balanced */
	PART_CLASS,					/* one for each class, and then their means */
	PART_CELL					/* one for each label and prediction that
								 * occur together, the most frequent first */
};

/* The rows of one part. */
typedef struct Part
{
	int			first;			/* row of the result */
	int			n;
} Part;

/*
 * Adds the features of the model, a comma before each: by name as columns of
 * "q", or as x1, x2 and so on.
 */
static void
add_features(StringInfo sql, const LogisticModel *model, bool is_named)
{
	int			i;

	for (i = 0; i < logistic_model_n_inputs(model); i++)
		if (is_named)
			appendStringInfo(sql, ", q.%s",
							 quote_identifier(logistic_model_string(model,
																	logistic_model_inputs(model)[i].name)));
		else
			appendStringInfo(sql, ", x%d", i + 1);
}

/* An error if the query lacks a feature. */
static void
check_features(const LogisticModel *model, const char *query)
{
	TupleDesc	columns = logistic_query_describe(query);
	int			i;

	for (i = 0; i < logistic_model_n_inputs(model); i++)
		(void) logistic_query_column(columns,
									 logistic_model_string(model,
														   logistic_model_inputs(model)[i].name),
									 "a feature of the model");
}

/* The rows that can be judged, with the features as x1, x2 and so on. */
static void
add_scored(StringInfo sql, const LogisticModel *model,
		   const LogisticRecipe *recipe)
{
	const char *label = quote_identifier(recipe->label);
	char	   *frequency = logistic_recipe_frequency(recipe, LOGISTIC_INTERNAL);
	int			i;

	appendStringInfo(sql, "SELECT * FROM (SELECT q.%s AS y", label);
	for (i = 0; i < logistic_model_n_inputs(model); i++)
		appendStringInfo(sql, ", q.%s AS x%d",
						 quote_identifier(logistic_model_string(model,
																logistic_model_inputs(model)[i].name)),
						 i + 1);
	appendStringInfoString(sql, ", ");
	logistic_recipe_append_weight(sql, recipe);
	appendStringInfo(sql, OPERATOR("*") "%s AS w, %s AS f, " INTERNAL("multinomial_loss") "($1, q.%s",
					 frequency, frequency, label);
	add_features(sql, model, true);
	appendStringInfoString(sql, ") AS loss, " INTERNAL("multinomial_predict") "($1");
	add_features(sql, model, true);
	appendStringInfo(sql, ") AS predicted FROM (%s\n) AS q OFFSET 0) AS scored WHERE loss IS NOT NULL AND w" OPERATOR(">") "0",
					 recipe->query);
}

/*
 * The query that judges: $1 is the model.  The cells of the confusion matrix
 * are the supports of the labels among the rows of one prediction.
 */
static char *
judging_query(const LogisticModel *model, const LogisticRecipe *recipe)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "WITH e AS MATERIALIZED (");
	add_scored(&sql, model, recipe);
	appendStringInfoString(&sql, "), j AS (SELECT COALESCE(pg_catalog.sum(f), 0)::pg_catalog.int8 AS nobs, "
						   "pg_catalog.sum(w" OPERATOR("*") "loss)" OPERATOR("/") "pg_catalog.sum(w) AS log_loss, "
						   INTERNAL("class_metrics") "(y, predicted, w) AS classes, "
						   INTERNAL("multinomial_roc_auc") "(" INTERNAL("logistic_options") "(weight => w), y, $1");
	add_features(&sql, model, false);
	if (logistic_model_n_inputs(model) == 0)
		appendStringInfoString(&sql, ", VARIADIC '{}'::pg_catalog.text[]");
	appendStringInfo(&sql, ") AS areas FROM e) SELECT * FROM ("
					 "SELECT %d AS part, NULL::pg_catalog.int8 AS number, NULL::pg_catalog.text AS average, NULL::pg_catalog.text AS label, NULL::pg_catalog.text AS predicted, "
					 "NULL::pg_catalog.float8 AS precision, NULL::pg_catalog.float8 AS recall, NULL::pg_catalog.float8 AS f1_score, NULL::pg_catalog.float8 AS roc_auc, NULL::pg_catalog.float8 AS support, "
					 "nobs, log_loss, (SELECT pg_catalog.avg(r.recall) FROM pg_catalog.unnest(classes) AS r WHERE r.average IS NULL AND r.support" OPERATOR(">") "0) AS balanced FROM j",
					 PART_FIGURES);
	appendStringInfo(&sql, " UNION ALL SELECT %d, c.number, c.average, c.label, NULL, c.precision, c.recall, c.f1_score, a.roc_auc, c.support, NULL, NULL, NULL "
					 "FROM j CROSS JOIN LATERAL pg_catalog.unnest(classes) WITH ORDINALITY AS c (average, label, precision, recall, f1_score, support, number)"
					 " LEFT JOIN LATERAL pg_catalog.unnest(areas) AS a ON a.label" OPERATOR("=") "c.label OR a.average" OPERATOR("=") "c.average",
					 PART_CLASS);
	appendStringInfo(&sql, " UNION ALL SELECT %d, NULL, NULL, r.label, predicted, NULL, NULL, NULL, NULL, r.support, NULL, NULL, NULL "
					 "FROM (SELECT predicted, " INTERNAL("class_metrics") "(y, predicted, w) AS classes FROM e GROUP BY predicted) AS p "
					 "CROSS JOIN LATERAL pg_catalog.unnest(p.classes) AS r WHERE r.average IS NULL AND r.support" OPERATOR(">") "0"
					 ") AS u ORDER BY part, number, support DESC, label COLLATE pg_catalog.\"C\", predicted COLLATE pg_catalog.\"C\"",
					 PART_CELL);
	return sql.data;
}

/* The rows of a part, which stand together. */
static Part
find_part(const LogisticResult *judged, int part)
{
	Part		found = {0, 0};
	int			i;

	for (i = 0; i < judged->n_rows; i++)
		if (logistic_result_number(judged, i, "part") == part)
		{
			if (found.n == 0)
				found.first = i;
			found.n++;
		}
	return found;
}

/* A figure of the result, with a few digits. */
static char *
figure_of(const LogisticResult *judged, int row, const char *column)
{
	return logistic_html_number(logistic_result_number(judged, row, column),
								4);
}

/* A number of rows, or a sum of weights. */
static char *
support_of(const LogisticResult *judged, int row)
{
	return logistic_html_number(logistic_result_number(judged, row, "support"),
								10);
}

/* The row of a mean over the classes; -1: there is none. */
static int
find_mean(const LogisticResult *judged, Part classes, const char *average)
{
	int			i;

	for (i = classes.first; i < classes.first + classes.n; i++)
	{
		const char *word = logistic_result_text(judged, i, "average");

		if (word != NULL && strcmp(word, average) == 0)
			return i;
	}
	return -1;
}

/* Log loss, shares of right labels and mean areas, as facts. */
static void
report_figures(StringInfo page, const LogisticResult *judged, Part classes)
{
	int			weighted = find_mean(judged, classes, "weighted");
	int			macro = find_mean(judged, classes, "macro");

	logistic_html_section(page, "quality", "How good are the probabilities?");
	logistic_html_facts(page);
	logistic_html_fact(page, "Rows judged",
					   logistic_result_text(judged, 0, "nobs"));
	logistic_html_fact(page, "Log loss", figure_of(judged, 0, "log_loss"));
	logistic_html_fact(page, "Accuracy",
					   figure_of(judged, weighted, "recall"));
	logistic_html_fact(page, "Balanced accuracy",
					   figure_of(judged, 0, "balanced"));
	logistic_html_fact(page, "Area under the curve, mean over the classes",
					   figure_of(judged, macro, "roc_auc"));
	logistic_html_fact(page, "Area under the curve, mean over the rows",
					   figure_of(judged, weighted, "roc_auc"));
	logistic_html_facts_end(page);
	logistic_html_paragraph(page, NULL,
							"Log loss is the mean of minus the logarithm of the probability of the row's own class. The label of a row is its most probable class.");
	logistic_html_section_end(page);
}

/* Each class against all others, and the means. */
static void
report_classes(StringInfo page, const LogisticResult *judged, Part classes)
{
	static const char *const heads[] = {
		"Class", "Precision", "Recall", "F1", "ROC AUC", "Rows"
	};
	int			i;

	logistic_html_section(page, "classes",
						  "Does the model tell each class from the others?");
	logistic_html_table(page, heads, lengthof(heads));
	for (i = classes.first; i < classes.first + classes.n; i++)
	{
		const char *average = logistic_result_text(judged, i, "average");
		const char *cells[lengthof(heads)];

		cells[0] = average == NULL ?
			logistic_result_text(judged, i, "label") :
			psprintf("Mean (%s)", average);
		cells[1] = figure_of(judged, i, "precision");
		cells[2] = figure_of(judged, i, "recall");
		cells[3] = figure_of(judged, i, "f1_score");
		cells[4] = figure_of(judged, i, "roc_auc");
		cells[5] = support_of(judged, i);
		logistic_html_row(page, cells, lengthof(heads));
	}
	logistic_html_table_end(page);
	logistic_html_paragraph(page, NULL,
							"The area under the ROC curve is that of a class against all others together. The mean is over classes (macro), or over rows (weighted).");
	logistic_html_section_end(page);
}

/* The place of a class among the names; -1: it has none. */
static int
find_class(const char *const *names, int n, const char *name)
{
	int			i;

	for (i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

/* Labels down, predictions across. */
static void
show_matrix(StringInfo page, const LogisticResult *judged, Part cells,
			const char *const *names, int n)
{
	const char **heads = palloc((n + 1) * sizeof(char *));
	const char **texts = palloc(n * (n + 1) * sizeof(char *));
	int			i;

	heads[0] = "";
	for (i = 0; i < n * (n + 1); i++)
		texts[i] = "0";
	for (i = 0; i < n; i++)
	{
		heads[i + 1] = psprintf("Labelled %s", names[i]);
		texts[i * (n + 1)] = psprintf("Really %s", names[i]);
	}
	for (i = cells.first; i < cells.first + cells.n; i++)
	{
		int			label = find_class(names, n,
									   logistic_result_text(judged, i, "label"));
		int			predicted = find_class(names, n,
										   logistic_result_text(judged, i,
																"predicted"));

		if (label >= 0 && predicted >= 0)
			texts[label * (n + 1) + predicted + 1] = support_of(judged, i);
	}
	logistic_html_table_of(page, heads, n + 1);
	for (i = 0; i < n; i++)
		logistic_html_row(page, &texts[i * (n + 1)], n + 1);
	logistic_html_table_end(page);
}

/* The most frequent mistakes. */
static void
show_mistakes(StringInfo page, const LogisticResult *judged, Part cells)
{
	static const char *const heads[] = {"Really", "Labelled", "Rows"};
	int			left = MISTAKES_LIMIT;
	int			i;

	logistic_html_paragraph(page, NULL,
							"There are too many classes for a matrix. The most frequent mistakes:");
	logistic_html_table(page, heads, lengthof(heads));
	for (i = cells.first; i < cells.first + cells.n && left > 0; i++)
	{
		const char *texts[lengthof(heads)];

		texts[0] = logistic_result_text(judged, i, "label");
		texts[1] = logistic_result_text(judged, i, "predicted");
		texts[2] = support_of(judged, i);
		if (strcmp(texts[0], texts[1]) == 0)
			continue;
		logistic_html_row(page, texts, lengthof(heads));
		left--;
	}
	logistic_html_table_end(page);
}

static void
report_confusion(StringInfo page, const LogisticResult *judged, Part classes,
				 Part cells)
{
	const char **names = palloc(classes.n * sizeof(char *));
	int			n = 0;
	int			i;

	for (i = classes.first; i < classes.first + classes.n; i++)
	{
		const char *name = logistic_result_text(judged, i, "label");

		if (name != NULL)
			names[n++] = name;
	}
	logistic_html_section(page, "confusion", "Which classes are confused?");
	if (n <= MATRIX_LIMIT)
		show_matrix(page, judged, cells, names, n);
	else
		show_mistakes(page, judged, cells);
	logistic_html_section_end(page);
}

void
logistic_report_class_rows(StringInfo page, const MultinomialModel *model,
						   Oid model_type, const char *query,
						   const LogisticRecipe *stored)
{
	const LogisticModel *first = logistic_multinomial_equation(model, 0);
	LogisticRecipe recipe = {0};
	LogisticResult judged;
	Part		classes;

	if (stored != NULL)
		recipe = *stored;
	recipe.query = query;
	recipe.label = NULL;
	recipe.options = NULL;
	logistic_report_find_label(&recipe, first);
	check_features(first, query);
	judged = logistic_result_of(judging_query(first, &recipe), model_type,
								PointerGetDatum(model));
	if (logistic_result_number(&judged, 0, "nobs") == 0.0)
	{
		logistic_html_paragraph(page, "mild",
								"No row of the query has both a label and a score.");
		return;
	}
	classes = find_part(&judged, PART_CLASS);
	report_figures(page, &judged, classes);
	report_classes(page, &judged, classes);
	report_confusion(page, &judged, classes, find_part(&judged, PART_CELL));
}
