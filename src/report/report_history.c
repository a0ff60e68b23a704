/*-------------------------------------------------------------------------
 *
 * report_history.c
 *		Report sections on versions of a registered model, and failed refits.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"

#include "report/report_html.h"
#include "report/report_sections.h"

#define SHOWN		"20"		/* the newest of them */

/* The newest versions with the spans of time in which each was active. */
static const char versions_sql[] =
	"SELECT v.version::pg_catalog.text AS version,"
	" pg_catalog.to_char(v.fitted_at, 'YYYY-MM-DD HH24:MI') AS fitted_at,"
	" v.status, v.nobs::pg_catalog.text AS nobs, v.log_loss, v.roc_auc, d.active, v.reason"
	" FROM %s.logistic_model_versions AS v CROSS JOIN LATERAL"
	" (SELECT pg_catalog.string_agg(pg_catalog.concat("
	"pg_catalog.to_char(d.active_from, 'YYYY-MM-DD HH24:MI'), ' to ',"
	" coalesce(pg_catalog.to_char(d.active_until, 'YYYY-MM-DD HH24:MI'), 'now'),"
	" ' (', d.reason, ')'), ', ' ORDER BY d.deployment) AS active"
	" FROM %s.logistic_deployments AS d"
	" WHERE d.name OPERATOR(pg_catalog.=) v.name AND d.version OPERATOR(pg_catalog.=) v.version) AS d"
	" WHERE v.name OPERATOR(pg_catalog.=) $1 ORDER BY v.version DESC LIMIT " SHOWN;

static const char failures_sql[] =
	"SELECT pg_catalog.to_char(attempted_at, 'YYYY-MM-DD HH24:MI') AS attempted_at, sqlstate, message"
	" FROM %s.logistic_refits"
	" WHERE name OPERATOR(pg_catalog.=) $1 AND outcome OPERATOR(pg_catalog.=) 'failed'"
	" ORDER BY attempt DESC LIMIT " SHOWN;

/* A cell that may be NULL. */
static const char *
text_of(const LogisticResult *result, int row, const char *column)
{
	const char *text = logistic_result_text(result, row, column);

	return text != NULL ? text : "-";
}

static void
show_versions(StringInfo page, const LogisticResult *versions)
{
	static const char *const heads[] = {
		"Version", "Fitted at", "Status", "Rows", "Log loss", "ROC AUC",
		"Active", "Why"
	};
	int			i;

	logistic_html_table(page, heads, lengthof(heads));
	for (i = 0; i < versions->n_rows; i++)
	{
		const char *cells[lengthof(heads)];

		cells[0] = logistic_result_text(versions, i, "version");
		cells[1] = logistic_result_text(versions, i, "fitted_at");
		cells[2] = logistic_result_text(versions, i, "status");
		cells[3] = text_of(versions, i, "nobs");
		cells[4] = logistic_html_number(logistic_result_number(versions, i,
															   "log_loss"), 4);
		cells[5] = logistic_html_number(logistic_result_number(versions, i,
															   "roc_auc"), 4);
		cells[6] = text_of(versions, i, "active");
		cells[7] = logistic_result_text(versions, i, "reason");
		logistic_html_row(page, cells, lengthof(cells));
	}
	logistic_html_table_end(page);
}

static void
show_failures(StringInfo page, const LogisticResult *failures)
{
	static const char *const heads[] = {"Attempted at", "SQLSTATE", "Error"};
	int			i;

	if (failures->n_rows == 0)
		return;
	logistic_html_paragraph(page, "bad", "Refits that failed:");
	logistic_html_table(page, heads, lengthof(heads));
	for (i = 0; i < failures->n_rows; i++)
	{
		const char *cells[lengthof(heads)];

		cells[0] = logistic_result_text(failures, i, "attempted_at");
		cells[1] = text_of(failures, i, "sqlstate");
		cells[2] = text_of(failures, i, "message");
		logistic_html_row(page, cells, lengthof(cells));
	}
	logistic_html_table_end(page);
}

void
logistic_report_history(StringInfo page, const char *schema, text *name)
{
	LogisticResult versions =
		logistic_result_of(psprintf(versions_sql, schema, schema), TEXTOID,
						   PointerGetDatum(name));
	LogisticResult failures =
		logistic_result_of(psprintf(failures_sql, schema), TEXTOID,
						   PointerGetDatum(name));

	logistic_html_section(page, "history", "History");
	show_versions(page, &versions);
	show_failures(page, &failures);
	logistic_html_section_end(page);
}
