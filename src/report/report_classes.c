/*-------------------------------------------------------------------------
 *
 * report_classes.c
 *		multinomial_report: a model of many classes on one HTML page.
 *
 * The page of report_page.c, in the same order, with a table and a picture of
 * coefficients for each class against the baseline.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "multinomial/multinomial_model.h"
#include "pg/extension.h"
#include "report/plot_coefficients.h"
#include "report/report_html.h"
#include "report/report_sections.h"
#include "report/report_subject.h"

#define COEFFICIENTS_LIMIT	500		/* rows of all tables together */
#define CLASSES_LIMIT		24		/* classes with a table and a picture */

/* What a report is about. */
typedef struct ClassesReport
{
	LogisticSubject subject;	/* where the model comes from */
	Oid			model_type;		/* its SQL type */
	const MultinomialModel *model;
} ClassesReport;

/* Asks a function of the extension about the model. */
static LogisticResult
ask_of_model(const ClassesReport *report, const char *query)
{
	return logistic_result_of(query, report->model_type,
							  PointerGetDatum(report->model));
}

/* The terms that run off to infinity, by the class in whose equation. */
static char *
separated_terms(const MultinomialModel *model)
{
	StringInfoData list;
	int			k;

	initStringInfo(&list);
	for (k = 1; k < model->n_classes; k++)
	{
		const char *terms =
			logistic_report_terms(logistic_multinomial_equation(model, k - 1),
								  true);

		if (*terms != '\0')
			appendStringInfo(&list, "%s%s (%s)", list.len > 0 ? "; " : "",
							 terms, logistic_multinomial_class(model, k));
	}
	return list.data;
}

static void
report_status(StringInfo page, const MultinomialModel *model,
			  const LogisticResult *statistics)
{
	const LogisticModel *first = logistic_multinomial_equation(model, 0);

	logistic_html_section(page, "status", "Status");
	logistic_report_outcome(page, (LogisticStatus) first->status,
							separated_terms(model));
	logistic_report_remarks(page, first, statistics);
	logistic_html_section_end(page);
}

/* The classes, the baseline first. */
static char *
list_classes(const MultinomialModel *model)
{
	StringInfoData list;
	int			k;

	initStringInfo(&list);
	for (k = 0; k < model->n_classes; k++)
		appendStringInfo(&list, "%s%s", k > 0 ? ", " : "",
						 logistic_multinomial_class(model, k));
	return list.data;
}

/* What was fitted, on how many rows, and how well. */
static void
report_facts(StringInfo page, const MultinomialModel *model,
			 const LogisticResult *statistics)
{
	const LogisticModel *first = logistic_multinomial_equation(model, 0);
	const LogisticStatistics *s = &first->statistics;

	logistic_html_section(page, "model", "What was fitted");
	logistic_html_facts(page);
	logistic_html_fact(page, "Formula", logistic_model_formula(first));
	logistic_html_fact(page, "Classes", list_classes(model));
	logistic_html_fact(page, "Baseline", logistic_multinomial_class(model, 0));
	if (s->nobs >= 0)
	{
		logistic_html_fact(page, "Rows used",
						   psprintf(INT64_FORMAT, s->nobs));
		logistic_html_fact(page, "Rows left out for a NULL",
						   psprintf(INT64_FORMAT, s->n_skipped));
	}
	logistic_report_fit(page, first, statistics);
	logistic_html_section_end(page);
}

/* A picture and a table for each class against the baseline. */
static void
report_coefficients(StringInfo page, const MultinomialModel *model,
					const LogisticResult *coefficients)
{
	const char *baseline = logistic_multinomial_class(model, 0);
	int			row = 0;
	int			k;

	logistic_html_section(page, "coefficients", "Coefficients");
	for (k = 1; k < model->n_classes && k <= CLASSES_LIMIT; k++)
	{
		const LogisticModel *equation =
			logistic_multinomial_equation(model, k - 1);

		if (row > 0 && row + equation->n_terms > COEFFICIENTS_LIMIT)
			break;
		CHECK_FOR_INTERRUPTS();
		logistic_html_heading(page,
							  psprintf("%s against %s",
									   logistic_multinomial_class(model, k),
									   baseline));
		if (equation->n_features > 0)
		{
			appendStringInfoString(page, "<div class=\"wide\">");
			logistic_draw_coefficients(page, equation, 0.95, false);
			appendStringInfoString(page, "</div>\n");
		}
		logistic_report_coefficient_rows(page, coefficients, row,
										 Min(equation->n_terms,
											 COEFFICIENTS_LIMIT));
		row += equation->n_terms;
	}
	if (Min(row, COEFFICIENTS_LIMIT) < coefficients->n_rows)
		logistic_html_paragraph(page, NULL,
								psprintf("The first %d of %d coefficients; multinomial_coefficients() shows all.",
										 Min(row, COEFFICIENTS_LIMIT),
										 coefficients->n_rows));
	logistic_html_paragraph(page, NULL,
							psprintf("An odds ratio is the factor by which the odds of a class against %s change with one unit of a number, or from the reference level to this one, all else being equal.",
									 baseline));
	logistic_html_section_end(page);
}

/* The joint tests of the features. */
static void
report_tests(StringInfo page, const LogisticResult *tests)
{
	static const char *const heads[] = {
		"Feature", "Wald statistic", "Degrees of freedom", "p"
	};
	int			i;

	if (tests->n_rows == 0)
		return;
	logistic_html_section(page, "tests",
						  "Which features tell the classes apart?");
	logistic_html_table(page, heads, lengthof(heads));
	for (i = 0; i < tests->n_rows; i++)
	{
		const char *cells[lengthof(heads)];

		cells[0] = logistic_result_text(tests, i, "feature");
		cells[1] = logistic_html_number(logistic_result_number(tests, i,
															   "statistic"),
										5);
		cells[2] = logistic_result_text(tests, i, "df");
		cells[3] = logistic_html_p_value(logistic_result_number(tests, i,
																"p_value"));
		logistic_html_row(page, cells, lengthof(heads));
	}
	logistic_html_table_end(page);
	logistic_html_paragraph(page, NULL,
							"Each test asks whether all coefficients of the feature, those of every class against the baseline, are zero.");
	logistic_html_section_end(page);
}

/* The training rows of the features. */
static void
report_features(StringInfo page, const LogisticResult *features)
{
	if (features->n_rows == 0)
		return;
	logistic_html_section(page, "features", "Features");
	logistic_report_feature_rows(page, features);
	logistic_html_section_end(page);
}

/* What the scored rows of a query say. */
static void
report_rows(StringInfo page, const void *about, const char *query,
			const LogisticRecipe *stored)
{
	const ClassesReport *report = about;

	logistic_report_class_rows(page, report->model, report->model_type, query,
							   stored);
}

/* The page, from top to bottom. */
static void
write_page(StringInfo page, const ClassesReport *report)
{
	const MultinomialModel *model = report->model;
	const LogisticSubject *subject = &report->subject;
	const LogisticModel *first = logistic_multinomial_equation(model, 0);
	LogisticResult statistics =
	ask_of_model(report, "SELECT * FROM " LOGISTIC_INTERNAL ".multinomial_statistics($1)");
	LogisticResult coefficients =
	ask_of_model(report, "SELECT * FROM " LOGISTIC_INTERNAL ".multinomial_coefficients($1)");
	LogisticResult tests =
	ask_of_model(report, "SELECT * FROM " LOGISTIC_INTERNAL ".multinomial_wald($1)");
	LogisticResult features =
	ask_of_model(report, "SELECT *, deciles[5] AS median, pg_catalog.array_to_string(levels, ', ') AS level_list FROM " LOGISTIC_INTERNAL ".multinomial_features($1)");

	logistic_html_begin(page, psprintf("Multinomial logistic regression: %s",
									   subject->name ?
									   text_to_cstring(subject->name) :
									   logistic_model_string(first,
															 first->label)));
	report_status(page, model, &statistics);
	report_facts(page, model, &statistics);
	report_coefficients(page, model, &coefficients);
	report_tests(page, &tests);
	logistic_report_by_rows(page, subject, report_rows, report);
	report_features(page, &features);
	logistic_report_limits(page, first);
	logistic_report_origin(page, subject);
	logistic_html_end(page);
}

/*
 * multinomial_report(model multinomial_model, query text DEFAULT NULL) -> text
 *
 * A self-contained HTML page on a model of many classes.  The rows of the
 * query, which runs with the caller's rights, judge it: its columns are
 * matched by name, and its label is the column named as the model's, or the
 * first one.  NULL model gives NULL, NULL query a page without figures of
 * rows.  Errors: those of the query, and of scoring its rows.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_report);
Datum
logistic_multinomial_report(PG_FUNCTION_ARGS)
{
	ClassesReport report;
	StringInfoData page;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	memset(&report, 0, sizeof(report));
	logistic_subject_begin(&report.subject, NULL, PG_ARGISNULL(1) ? NULL :
						   PG_GETARG_TEXT_PP(1));
	report.model = PG_GETARG_MULTINOMIAL_MODEL(0);
	report.model_type = get_fn_expr_argtype(fcinfo->flinfo, 0);
	initStringInfo(&page);
	SPI_connect();
	write_page(&page, &report);
	SPI_finish();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(page.data, page.len));
}

/*
 * multinomial_report(name text, query text DEFAULT NULL) -> text
 *
 * The same for the active version of a registered model.  Unless a query is
 * given, the rows of the stored one judge it, which runs with the rights of
 * the model's owner; weights and frequencies are those of the training.  The
 * origin of the model is part of the page.  NULL name gives NULL.  Errors: no
 * such model, one of another role, one of two classes, and those above.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_report_named);
Datum
logistic_multinomial_report_named(PG_FUNCTION_ARGS)
{
	ClassesReport report;
	StringInfoData page;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	memset(&report, 0, sizeof(report));
	logistic_subject_begin(&report.subject, PG_GETARG_TEXT_PP(0),
						   PG_ARGISNULL(1) ? NULL : PG_GETARG_TEXT_PP(1));
	initStringInfo(&page);
	SPI_connect();
	logistic_subject_find(&report.subject, LOGISTIC_FAMILY_MULTINOMIAL,
						  fcinfo->flinfo->fn_oid);
	report.model = report.subject.stored.classes;
	report.model_type =
		logistic_registry_multinomial_type(&report.subject.registry);
	write_page(&page, &report);
	SPI_finish();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(page.data, page.len));
}
