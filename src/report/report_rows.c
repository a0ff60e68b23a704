/*-------------------------------------------------------------------------
 *
 * report_rows.c
 *		Report sections on scored rows: curves, calibration, errors.
 *
 * One statement scores the rows of a query and judges them by the metrics
 * of the extension.  Curves over all distinct scores of a large table would
 * be longer than any screen: they are drawn of scores rounded to a hundredth
 * of a logit, while all figures are of the scores as they are.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "pg/extension.h"
#include "pg/query.h"
#include "report/plot_curve.h"
#include "report/plot_decision.h"
#include "report/report_html.h"
#include "report/report_sections.h"
#include "training/recipe_sql.h"

#define HISTOGRAM_BINS	25

void
logistic_report_find_label(LogisticRecipe *recipe, const LogisticModel *model)
{
	const char *name = logistic_model_string(model, model->label);
	TupleDesc	columns = logistic_query_describe(recipe->query);
	int			i;

	/*
	 * the first column, unless there is one with the name of the model's
	 * label; columns that the model does not know may have any type
	 */
	recipe->label = NameStr(TupleDescAttr(columns, 0)->attname);
	for (i = 0; i < columns->natts; i++)
		if (strcmp(NameStr(TupleDescAttr(columns, i)->attname), name) == 0)
			recipe->label = NameStr(TupleDescAttr(columns, i)->attname);
	(void) logistic_query_column(columns, recipe->weight, "the weight");
	(void) logistic_query_column(columns, recipe->frequency, "the frequency");
	(void) logistic_query_column(columns, recipe->offset, "the offset");
}

LogisticResult
logistic_report_judge(const LogisticModel *model, Oid model_type,
					  const char *query, const LogisticRecipe *stored)
{
	LogisticRecipe recipe = {0};
	StringInfoData sql;

	if (stored != NULL)
		recipe = *stored;
	recipe.query = query;
	recipe.label = NULL;
	recipe.options = NULL;
	logistic_report_find_label(&recipe, model);
	initStringInfo(&sql);
	appendStringInfo(&sql,
					 "SELECT COALESCE(pg_catalog.sum(f), 0)::pg_catalog.int8 AS nobs, "
					 "COALESCE(pg_catalog.sum(f) FILTER (WHERE y), 0)::pg_catalog.int8 AS n_positive, "
					 "" LOGISTIC_INTERNAL ".roc_auc(y, s, w) AS roc_auc, "
					 "" LOGISTIC_INTERNAL ".average_precision(y, s, w) AS average_precision, "
					 "" LOGISTIC_INTERNAL ".ks_statistic(y, s, w) AS ks_statistic, "
					 "pg_catalog.sum(w OPERATOR(pg_catalog.*) " LOGISTIC_INTERNAL ".bce_with_logits(y, s)) OPERATOR(pg_catalog./) pg_catalog.sum(w) AS log_loss, "
					 "" LOGISTIC_INTERNAL ".brier_score(y, p, w) AS brier_score, "
					 "" LOGISTIC_INTERNAL ".expected_calibration_error(o, y, p) AS calibration_error, "
					 "" LOGISTIC_INTERNAL ".roc_curve(o, y, r) AS roc, "
					 "" LOGISTIC_INTERNAL ".precision_recall_curve(o, y, r) AS precision_recall, "
					 "" LOGISTIC_INTERNAL ".gain_curve(o, y, s, 20) AS gain, "
					 "" LOGISTIC_INTERNAL ".decision_curve(o, y, p) AS decision, "
					 "" LOGISTIC_INTERNAL ".calibration_curve(o, y, p) AS calibration, "
					 "" LOGISTIC_INTERNAL ".calibration_curve(o, y, p, %d) AS histogram, "
					 "(" LOGISTIC_INTERNAL ".confusion_matrix(y, p, %s::pg_catalog.float8, w)).* "
					 "FROM (SELECT y, s, w, f, " LOGISTIC_INTERNAL ".logistic_options(weight => w) AS o, " LOGISTIC_INTERNAL ".sigmoid(s) AS p, pg_catalog.round(s OPERATOR(pg_catalog.*) 100) AS r FROM (SELECT ",
					 HISTOGRAM_BINS,
					 quote_literal_cstr(psprintf("%.17g", model->threshold)));
	logistic_recipe_append_positive(&sql, &recipe, model);
	appendStringInfoString(&sql, " AS y, " LOGISTIC_INTERNAL ".logistic_score($1, q.*)");
	if (recipe.offset != NULL)
		appendStringInfo(&sql, " OPERATOR(pg_catalog.+) (q.%s)::pg_catalog.float8",
						 quote_identifier(recipe.offset));
	appendStringInfoString(&sql, " AS s, ");
	logistic_recipe_append_weight(&sql, &recipe);
	appendStringInfo(&sql, " OPERATOR(pg_catalog.*) %s AS w, %s AS f FROM (%s\n) AS q OFFSET 0) AS scored WHERE y IS NOT NULL AND s IS NOT NULL AND w OPERATOR(pg_catalog.>) 0 OFFSET 0) AS rows",
					 logistic_recipe_frequency(&recipe, LOGISTIC_INTERNAL),
					 logistic_recipe_frequency(&recipe, LOGISTIC_INTERNAL),
					 recipe.query);
	return logistic_result_of(sql.data, model_type, PointerGetDatum(model));
}

/* An array of the result; NULL where there is none. */
static ArrayType *
array_of(const LogisticResult *judged, const char *column)
{
	bool		is_null;
	Datum		value = logistic_result_datum(judged, 0, column, &is_null);

	return is_null ? NULL : DatumGetArrayTypeP(value);
}

/* A figure of the result, with a few digits. */
static char *
figure_of(const LogisticResult *judged, const char *column)
{
	return logistic_html_number(logistic_result_number(judged, 0, column), 4);
}

/* One picture of a curve, with its figure below. */
static void
add_curve(StringInfo page, const LogisticResult *judged, const char *column,
		  void (*draw) (StringInfo svg, ArrayType *curve, bool standalone),
		  const char *caption)
{
	ArrayType  *curve = array_of(judged, column);

	if (curve == NULL)
		return;
	logistic_html_figure(page);
	draw(page, curve, false);
	logistic_html_figure_end(page, caption);
}

void
logistic_report_discrimination(StringInfo page, const LogisticResult *judged)
{
	logistic_html_section(page, "discrimination",
						  "Does the score tell the labels apart?");
	appendStringInfoString(page, "<div class=\"figures\">\n");
	add_curve(page, judged, "roc", logistic_draw_roc,
			  psprintf("Area under the curve: %s. Largest distance to the diagonal (KS): %s.",
					   figure_of(judged, "roc_auc"),
					   figure_of(judged, "ks_statistic")));
	add_curve(page, judged, "precision_recall",
			  logistic_draw_precision_recall,
			  psprintf("Average precision: %s.",
					   figure_of(judged, "average_precision")));
	add_curve(page, judged, "gain", logistic_draw_gain,
			  "Share of all positives among the rows with the highest scores.");
	appendStringInfoString(page, "</div>\n");
	logistic_html_section_end(page);
}

void
logistic_report_calibration(StringInfo page, const LogisticResult *judged)
{
	ArrayType  *bins = array_of(judged, "histogram");

	logistic_html_section(page, "calibration",
						  "Are the probabilities right?");
	appendStringInfoString(page, "<div class=\"figures\">\n");
	add_curve(page, judged, "calibration", logistic_draw_calibration,
			  psprintf("Log loss: %s. Brier score: %s. Expected calibration error: %s.",
					   figure_of(judged, "log_loss"),
					   figure_of(judged, "brier_score"),
					   figure_of(judged, "calibration_error")));
	appendStringInfoString(page, "</div>\n");
	logistic_html_section_end(page);

	logistic_html_section(page, "scores", "How are the scores spread?");
	if (bins != NULL)
	{
		logistic_html_figure(page);
		logistic_draw_histogram(page, bins, HISTOGRAM_BINS);
		logistic_html_figure_end(page,
								 "Blue: rows with the positive label. Orange: the others. Each label's bars add up to 1.");
	}
	logistic_html_section_end(page);
}

void
logistic_report_labels(StringInfo page, const LogisticModel *model,
					   const LogisticResult *judged)
{
	static const char *const heads[] = {
		"", "Labelled positive", "Labelled negative"
	};
	const char *cells[lengthof(heads)];

	logistic_html_section(page, "labels",
						  "What happens at the threshold?");
	logistic_html_table(page, heads, lengthof(heads));
	cells[0] = "Really positive";
	cells[1] = logistic_result_text(judged, 0, "true_positives");
	cells[2] = logistic_result_text(judged, 0, "false_negatives");
	logistic_html_row(page, cells, lengthof(heads));
	cells[0] = "Really negative";
	cells[1] = logistic_result_text(judged, 0, "false_positives");
	cells[2] = logistic_result_text(judged, 0, "true_negatives");
	logistic_html_row(page, cells, lengthof(heads));
	logistic_html_table_end(page);
	logistic_html_paragraph(page, NULL,
							psprintf("A row is labelled positive from a probability of %s on. Accuracy %s, precision %s, recall %s, specificity %s, F1 %s, Matthews correlation %s.",
									 logistic_html_number(model->threshold, 6),
									 figure_of(judged, "accuracy"),
									 figure_of(judged, "precision"),
									 figure_of(judged, "recall"),
									 figure_of(judged, "specificity"),
									 figure_of(judged, "f1_score"),
									 figure_of(judged, "mcc")));
	logistic_html_section_end(page);
}

void
logistic_report_decisions(StringInfo page, const LogisticResult *judged)
{
	if (array_of(judged, "decision") == NULL)
		return;
	logistic_html_section(page, "decisions",
						  "Is it worth acting on the score?");
	appendStringInfoString(page, "<div class=\"figures\">\n");
	add_curve(page, judged, "decision", logistic_draw_decision,
			  "Net benefit: true positives per row, less the false positives at the price that the threshold stands for. At 0.2, four needless acts are worth one that was needed. Where the curve of the score lies highest, it pays to act by it.");
	appendStringInfoString(page, "</div>\n");
	logistic_html_section_end(page);
}
