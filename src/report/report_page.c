/*-------------------------------------------------------------------------
 *
 * report_page.c
 *		logistic_report: a model on one HTML page.
 *
 * The order of the page is that of a reviewer's questions: can I trust it,
 * what is it, what does it say, how good is it, where does it end, where
 * does it come from.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"

#include "model/model_counts.h"
#include "model/model_json.h"
#include "pg/extension.h"
#include "pg/query.h"
#include "registry/group_model.h"
#include "registry/stored_query.h"
#include "report/report_html.h"
#include "report/report_sections.h"

/* What a report is about. */
typedef struct Report
{
	Oid			model_type;
	const LogisticModel *model;
	const char *query;			/* of the caller, to judge it by, or NULL */

	/* of a registered model */
	text	   *name;			/* NULL: it is not registered */
	LogisticRegistry registry;
	LogisticRegistered found;
	LogisticStored stored;
	LogisticResult origin;		/* the version's row in the view */
} Report;

/* Asks a function of the extension about the model. */
static LogisticResult
ask_of_model(const Report *report, const char *query)
{
	return logistic_result_of(query, report->model_type,
							  PointerGetDatum(report->model));
}

/* A statistic as text; NULL, and so no line, where there is none. */
static char *
statistic_text(const LogisticResult *statistics, const char *column,
			   int digits)
{
	double		x = logistic_result_number(statistics, 0, column);

	return isnan(x) ? NULL : logistic_html_number(x, digits);
}

/* What was fitted, on how many rows, and how well. */
static void
report_facts(StringInfo page, const LogisticModel *model,
			 const LogisticResult *statistics)
{
	const LogisticStatistics *s = &model->statistics;
	const char *positive = logistic_model_string(model, model->positive);
	StringInfoData estimation;

	logistic_html_section(page, "model", "What was fitted");
	logistic_html_facts(page);
	logistic_html_fact(page, "Formula", logistic_model_formula(model));
	logistic_html_fact(page, "Positive label", *positive ? positive : NULL);
	if (s->nobs >= 0)
	{
		logistic_html_fact(page, "Rows used",
						   psprintf(INT64_FORMAT, s->nobs));
		if (s->n_positive >= 0 && s->nobs > 0)
			logistic_html_fact(page, "Positive rows",
							   psprintf(INT64_FORMAT " (%.4g%%)",
										s->n_positive,
										100.0 * s->n_positive / s->nobs));
		logistic_html_fact(page, "Rows left out for a NULL",
						   psprintf(INT64_FORMAT, s->n_skipped));
	}
	if (logistic_model_missing_text(model) != NULL)
		logistic_html_fact(page, "Rows used without a value",
						   logistic_model_missing_text(model));
	if (logistic_model_pooled_text(model) != NULL)
		logistic_html_fact(page, "Rare levels taken together",
						   logistic_model_pooled_text(model));
	logistic_html_fact(page, "Log-likelihood",
					   statistic_text(statistics, "log_lik", 8));
	logistic_html_fact(page, "AIC", statistic_text(statistics, "aic", 8));
	logistic_html_fact(page, "BIC", statistic_text(statistics, "bic", 8));
	logistic_html_fact(page, "McFadden R&sup2;",
					   statistic_text(statistics, "mcfadden_r2", 4));
	logistic_html_facts_end(page);
	initStringInfo(&estimation);
	logistic_estimation_describe(&estimation, model);
	if (estimation.len > 0)
		logistic_html_code(page, estimation.data);
	logistic_html_section_end(page);
}

/* Where the model ends: what a reader must not conclude. */
static void
report_limits(StringInfo page, const LogisticModel *model)
{
	logistic_html_section(page, "limits", "Limits of use");
	logistic_html_paragraph(page, NULL,
							"A coefficient is an association on the training rows, given the other features. It is no effect of a cause unless the data come from an experiment.");
	logistic_html_paragraph(page, NULL,
							"Outside the ranges of the training rows (see the features) a score is an extrapolation. Check for drift before relying on scores of newer rows.");
	if (model->statistics.nobs >= 0)
		logistic_html_paragraph(page, NULL,
								"Figures that judge the scores on the training rows flatter the model; held-out rows tell more.");
	logistic_html_section_end(page);
}

/* By whom and when, from which rows, and which rows it was judged by. */
static void
report_origin(StringInfo page, const Report *report)
{
	const char *query;

	logistic_html_section(page, "origin", "Where it comes from");
	logistic_html_facts(page);
	logistic_html_fact(page, "Registered as",
					   report->name ? text_to_cstring(report->name) : NULL);
	if (report->name != NULL)
	{
		const LogisticResult *origin = &report->origin;

		logistic_html_fact(page, "Version",
						   logistic_result_text(origin, 0, "version"));
		logistic_html_fact(page, "Owner",
						   logistic_result_text(origin, 0, "owner"));
		logistic_html_fact(page, "Fitted by",
						   logistic_result_text(origin, 0, "fitted_by"));
		logistic_html_fact(page, "Fitted at",
						   logistic_result_text(origin, 0, "fitted_at"));
		logistic_html_fact(page, "Fitted in",
						   logistic_result_text(origin, 0, "duration"));
		logistic_html_fact(page, "Fitted with logistic",
						   logistic_result_text(origin, 0,
												"extension_version"));
		logistic_html_fact(page, "Fitted on PostgreSQL",
						   logistic_result_text(origin, 0, "server_version"));
		logistic_html_fact(page, "Log loss on held-out rows",
						   logistic_result_text(origin, 0, "log_loss"));
		logistic_html_fact(page, "ROC AUC on held-out rows",
						   logistic_result_text(origin, 0, "roc_auc"));
	}
	logistic_html_fact(page, "Page made by",
					   GetUserNameFromId(GetUserId(), false));
	logistic_html_fact(page, "Page made on", "PostgreSQL " PG_VERSION);
	logistic_html_facts_end(page);
	if (report->name != NULL && report->stored.recipe.query != NULL)
	{
		logistic_html_paragraph(page, NULL,
								"The query of the rows that it was fitted to:");
		logistic_html_code(page, report->stored.recipe.query);
	}
	query = report->query != NULL ? report->query :
		report->stored.recipe.query;
	if (query != NULL)
	{
		logistic_html_paragraph(page, NULL,
								"The query of the rows that the curves above are drawn from:");
		logistic_html_code(page, query);
	}
	logistic_html_section_end(page);
}

/* What the scored rows of a query say; a sentence where there are none. */
static void
report_rows(StringInfo page, const Report *report, const char *query,
			const LogisticRecipe *stored)
{
	LogisticResult judged = logistic_report_judge(report->model,
												  report->model_type, query, stored);

	if (logistic_result_number(&judged, 0, "nobs") == 0.0)
	{
		logistic_html_paragraph(page, "mild",
								"No row of the query has both a label and a score.");
		return;
	}
	logistic_report_discrimination(page, &judged);
	logistic_report_calibration(page, &judged);
	logistic_report_labels(page, report->model, &judged);
	logistic_report_decisions(page, &judged);
}

/*
 * Judges the model by the caller's query, with the caller's rights, or by
 * the stored one, with those of the owner.
 */
static void
report_query(StringInfo page, const Report *report)
{
	LogisticSession session;

	if (report->query != NULL)
	{
		report_rows(page, report, report->query, NULL);
		return;
	}
	if (report->name == NULL || report->stored.recipe.query == NULL)
		return;
	if (!logistic_stored_query_check(&report->registry, report->name,
									 &report->found, &report->stored, false))
	{
		logistic_html_paragraph(page, "bad",
								"There are no curves here: the stored query is not that of the model's owner, and does not run before logistic_accept() says so.");
		return;
	}
	session = logistic_stored_query_enter(&report->registry, report->name,
										  &report->found, &report->stored,
										  GetActiveSnapshot());
	report_rows(page, report, report->stored.recipe.query,
				&report->stored.recipe);
	logistic_session_leave(&session);
}

/* The page, from top to bottom. */
static void
write_page(StringInfo page, const Report *report)
{
	const LogisticModel *model = report->model;
	LogisticResult statistics =
	ask_of_model(report, "SELECT * FROM " LOGISTIC_INTERNAL ".logistic_statistics($1)");
	LogisticResult coefficients =
	ask_of_model(report, "SELECT * FROM " LOGISTIC_INTERNAL ".logistic_coefficients($1)");
	LogisticResult features =
	ask_of_model(report, "SELECT *, deciles[5] AS median FROM " LOGISTIC_INTERNAL ".logistic_features($1)");

	logistic_model_check_probability(model, "logistic_report");
	logistic_html_begin(page, psprintf("Logistic regression: %s",
									   report->name ?
									   text_to_cstring(report->name) :
									   logistic_model_string(model,
															 model->label)));
	logistic_report_status(page, model, &statistics);
	report_facts(page, model, &statistics);
	logistic_report_coefficients(page, model, &coefficients);
	report_query(page, report);
	logistic_report_features(page, model, &features);
	report_limits(page, model);
	report_origin(page, report);
	if (report->name != NULL)
		logistic_report_history(page,
								logistic_registry_schema(&report->registry),
								report->name);
	logistic_html_end(page);
}

/* What both functions know of a report beforehand. */
static void
start_report(FunctionCallInfo fcinfo, Report *report)
{
	memset(report, 0, sizeof(*report));
	if (!PG_ARGISNULL(1))
		report->query =
			logistic_query_embeddable(text_to_cstring(PG_GETARG_TEXT_PP(1)));
}

/*
 * logistic_report(model logistic_model, query text DEFAULT NULL) -> text
 *
 * A self-contained HTML page on a model.  The rows of the query, which runs
 * with the caller's rights, judge it: its columns are matched by name, and
 * its label is the column named as the model's, or the first one.  NULL
 * model gives NULL, NULL query a page without curves.  Errors: those of the
 * query, and of scoring its rows.
 */
PG_FUNCTION_INFO_V1(logistic_report);
Datum
logistic_report(PG_FUNCTION_ARGS)
{
	Report		report;
	StringInfoData page;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	start_report(fcinfo, &report);
	report.model = PG_GETARG_LOGISTIC_MODEL(0);
	report.model_type = get_fn_expr_argtype(fcinfo->flinfo, 0);
	initStringInfo(&page);
	SPI_connect();
	write_page(&page, &report);
	SPI_finish();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(page.data, page.len));
}

/* Takes one group of a version by groups, and the rows of the group. */
static void
take_group(Report *report, text *value)
{
	LogisticStored *stored = &report->stored;
	LogisticRecipe *recipe = &stored->recipe;

	stored->model =
		logistic_model_get(PointerGetDatum(logistic_group_require(&report->registry,
																  report->name,
																  stored->version,
																  recipe->by,
																  value,
																  GetActiveSnapshot())));
	recipe->query = psprintf("SELECT * FROM (%s\n) AS q WHERE COALESCE((q.%s)::pg_catalog.text, '%s') OPERATOR(pg_catalog.=) %s",
							 recipe->query, quote_identifier(recipe->by),
							 LOGISTIC_GROUP_MISSING,
							 quote_literal_cstr(text_to_cstring(value)));
}

/* Finds a registered model of the current role's, and its origin. */
static void
find_model(FunctionCallInfo fcinfo, Report *report)
{
	Snapshot	snapshot = GetActiveSnapshot();

	report->registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	logistic_registry_require(&report->registry, report->name, snapshot,
							  LOGISTIC_ACCESS_OWNER, &report->found);
	report->stored =
		logistic_stored_version(&report->registry, report->name,
								logistic_registry_active(report->name,
														 &report->found),
								snapshot);
	if (report->stored.classes != NULL)
		logistic_family_refuse(report->name, LOGISTIC_FAMILY_MULTINOMIAL,
							   fcinfo->flinfo->fn_oid);
	if (report->stored.recipe.by != NULL)
		take_group(report, PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2));
	report->model = report->stored.model;
	report->model_type = logistic_registry_model_type(&report->registry);
	report->origin =
		logistic_result_of(psprintf("SELECT * FROM %s.logistic_model_versions WHERE name OPERATOR(pg_catalog.=) $1 AND active",
									logistic_registry_schema(&report->registry)),
						   TEXTOID, PointerGetDatum(report->name));
}

/*
 * logistic_report(name text, query text DEFAULT NULL,
 *				   group_value text DEFAULT NULL) -> text
 *
 * The same for the active version of a registered model.  Unless a query is
 * given, the rows of the stored one judge it, which runs with the rights of
 * the model's owner.  The origin of the model is part of the page.  NULL name
 * gives NULL.  Errors: no such model, one of another role, and those above.
 */
PG_FUNCTION_INFO_V1(logistic_report_named);
Datum
logistic_report_named(PG_FUNCTION_ARGS)
{
	Report		report;
	StringInfoData page;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	start_report(fcinfo, &report);
	report.name = PG_GETARG_TEXT_PP(0);
	initStringInfo(&page);
	SPI_connect();
	find_model(fcinfo, &report);
	write_page(&page, &report);
	SPI_finish();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(page.data, page.len));
}
