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

#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"

#include "pg/extension.h"
#include "registry/group_model.h"
#include "report/report_html.h"
#include "report/report_sections.h"
#include "report/report_subject.h"

/* What a report is about. */
typedef struct Report
{
	LogisticSubject subject;	/* where the model comes from */
	Oid			model_type;		/* its SQL type */
	const LogisticModel *model;
} Report;

/* Asks a function of the extension about the model. */
static LogisticResult
ask_of_model(const Report *report, const char *query)
{
	return logistic_result_of(query, report->model_type,
							  PointerGetDatum(report->model));
}

/* What was fitted, on how many rows, and how well. */
static void
report_facts(StringInfo page, const LogisticModel *model,
			 const LogisticResult *statistics)
{
	const LogisticStatistics *s = &model->statistics;
	const char *positive = logistic_model_string(model, model->positive);

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
	logistic_report_fit(page, model, statistics);
	logistic_html_section_end(page);
}

/* The sections on the scored rows of a query; a sentence if there are none. */
static void
report_rows(StringInfo page, const void *about, const char *query,
			const LogisticRecipe *stored)
{
	const Report *report = about;
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

/* The page, from top to bottom. */
static void
write_page(StringInfo page, const Report *report)
{
	const LogisticModel *model = report->model;
	const LogisticSubject *subject = &report->subject;
	LogisticResult statistics =
	ask_of_model(report, "SELECT * FROM " LOGISTIC_INTERNAL ".logistic_statistics($1)");
	LogisticResult coefficients =
	ask_of_model(report, "SELECT * FROM " LOGISTIC_INTERNAL ".logistic_coefficients($1)");
	LogisticResult features =
	ask_of_model(report, "SELECT *, deciles[5] AS median, pg_catalog.array_to_string(levels, ', ') AS level_list FROM " LOGISTIC_INTERNAL ".logistic_features($1)");

	logistic_model_check_probability(model, "logistic_report");
	logistic_html_begin(page, psprintf("Logistic regression: %s",
									   subject->name ?
									   text_to_cstring(subject->name) :
									   logistic_model_string(model,
															 model->label)));
	logistic_report_status(page, model, &statistics);
	report_facts(page, model, &statistics);
	logistic_report_coefficients(page, model, &coefficients);
	logistic_report_by_rows(page, subject, report_rows, report);
	logistic_report_features(page, model, &features);
	logistic_report_limits(page, model);
	logistic_report_origin(page, subject);
	logistic_html_end(page);
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
	memset(&report, 0, sizeof(report));
	logistic_subject_begin(&report.subject, NULL, PG_ARGISNULL(1) ? NULL :
						   PG_GETARG_TEXT_PP(1));
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
take_group(LogisticSubject *subject, text *value)
{
	LogisticStored *stored = &subject->stored;
	LogisticRecipe *recipe = &stored->recipe;

	stored->model =
		logistic_model_get(PointerGetDatum(logistic_group_require(&subject->registry,
																  subject->name,
																  stored->version,
																  recipe->by,
																  value,
																  GetActiveSnapshot())));
	recipe->query = psprintf("SELECT * FROM (%s\n) AS q WHERE COALESCE((q.%s)::pg_catalog.text, '%s') OPERATOR(pg_catalog.=) %s",
							 recipe->query, quote_identifier(recipe->by),
							 LOGISTIC_GROUP_MISSING,
							 quote_literal_cstr(text_to_cstring(value)));
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
	memset(&report, 0, sizeof(report));
	logistic_subject_begin(&report.subject, PG_GETARG_TEXT_PP(0),
						   PG_ARGISNULL(1) ? NULL : PG_GETARG_TEXT_PP(1));
	initStringInfo(&page);
	SPI_connect();
	logistic_subject_find(&report.subject, LOGISTIC_FAMILY_BINOMIAL,
						  fcinfo->flinfo->fn_oid);
	if (report.subject.stored.recipe.by != NULL)
		take_group(&report.subject,
				   PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2));
	report.model = report.subject.stored.model;
	report.model_type =
		logistic_registry_model_type(&report.subject.registry);
	write_page(&page, &report);
	SPI_finish();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(page.data, page.len));
}
