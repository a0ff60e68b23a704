/*-------------------------------------------------------------------------
 *
 * report_subject.c
 *		The subject of a report: a model value, or a registered model.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"

#include "pg/query.h"
#include "registry/stored_query.h"
#include "report/report_html.h"
#include "report/report_sections.h"
#include "report/report_subject.h"

void
logistic_subject_begin(LogisticSubject *subject, text *name, text *query)
{
	memset(subject, 0, sizeof(*subject));
	subject->name = name;
	if (query != NULL)
		subject->query = logistic_query_embeddable(text_to_cstring(query));
}

void
logistic_subject_find(LogisticSubject *subject, LogisticFamily family,
					  Oid function)
{
	Snapshot	snapshot = GetActiveSnapshot();
	LogisticFamily found;

	subject->registry = logistic_registry_of(function);
	logistic_registry_require(&subject->registry, subject->name, snapshot,
							  LOGISTIC_ACCESS_OWNER, &subject->found);
	subject->stored =
		logistic_stored_version(&subject->registry, subject->name,
								logistic_registry_active(subject->name,
														 &subject->found),
								snapshot);
	found = subject->stored.classes != NULL ? LOGISTIC_FAMILY_MULTINOMIAL :
		LOGISTIC_FAMILY_BINOMIAL;
	if (found != family)
		logistic_family_refuse(subject->name, found, function);
	subject->origin =
		logistic_result_of(psprintf("SELECT * FROM %s.logistic_model_versions WHERE name OPERATOR(pg_catalog.=) $1 AND active",
									logistic_registry_schema(&subject->registry)),
						   TEXTOID, PointerGetDatum(subject->name));
}

void
logistic_report_by_rows(StringInfo page, const LogisticSubject *subject,
						LogisticRowsSection show, const void *about)
{
	LogisticSession session;

	if (subject->query != NULL)
	{
		show(page, about, subject->query, NULL);
		return;
	}
	if (subject->name == NULL || subject->stored.recipe.query == NULL)
		return;
	if (!logistic_stored_query_check(&subject->registry, subject->name,
									 &subject->found, &subject->stored, false))
	{
		logistic_html_paragraph(page, "bad",
								"There are no figures of rows here: the stored query is not that of the model's owner, and does not run before logistic_accept() says so.");
		return;
	}
	session = logistic_stored_query_enter(&subject->registry, subject->name,
										  &subject->found, &subject->stored,
										  GetActiveSnapshot());
	show(page, about, subject->stored.recipe.query, &subject->stored.recipe);
	logistic_session_leave(&session);
}

/* By whom and when, from which rows, and which rows it was judged by. */
static void
show_origin(StringInfo page, const LogisticSubject *subject)
{
	const char *query;

	logistic_html_section(page, "origin", "Where it comes from");
	logistic_html_facts(page);
	logistic_html_fact(page, "Registered as",
					   subject->name ? text_to_cstring(subject->name) : NULL);
	if (subject->name != NULL)
	{
		const LogisticResult *origin = &subject->origin;

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
	if (subject->name != NULL && subject->stored.recipe.query != NULL)
	{
		logistic_html_paragraph(page, NULL,
								"The query of the rows that it was fitted to:");
		logistic_html_code(page, subject->stored.recipe.query);
	}
	query = subject->query != NULL ? subject->query :
		subject->stored.recipe.query;
	if (query != NULL)
	{
		logistic_html_paragraph(page, NULL,
								"The query of the rows that it is judged by above:");
		logistic_html_code(page, query);
	}
	logistic_html_section_end(page);
}

void
logistic_report_origin(StringInfo page, const LogisticSubject *subject)
{
	show_origin(page, subject);
	if (subject->name != NULL)
		logistic_report_history(page,
								logistic_registry_schema(&subject->registry),
								subject->name);
}
