/*-------------------------------------------------------------------------
 *
 * report_html.c
 *		The page of a report: its frame, style, tables and remarks.
 *
 * The page stands alone: no script, no font and no picture from outside, so
 * that it can be filed, mailed and opened in ten years.  It follows the
 * reader's light or dark setting, folds into one column on a phone, and
 * prints in black on white.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "report/plot.h"
#include "report/report_html.h"

static const char page_style[] =
":root{--page:#fff;--card:#f8fafc;--good:#15803d;--bad:#b91c1c;--mild:#a16207}"
"@media (prefers-color-scheme:dark){:root{--page:#111827;--card:#1f2937;"
"--good:#4ade80;--bad:#f87171;--mild:#facc15}}"
"@media print{:root{--page:#fff;--card:#fff;--good:#15803d;--bad:#b91c1c;"
"--mild:#a16207}section{break-inside:avoid}}"
"*{box-sizing:border-box}"
"body{margin:0;background:var(--page);color:var(--lg-ink);"
"font:15px/1.5 system-ui,sans-serif}"
"main{max-width:960px;margin:0 auto;padding:24px 16px 48px}"
"h1{font-size:26px;line-height:1.2;margin:0 0 4px;overflow-wrap:anywhere}"
"h2{font-size:18px;margin:32px 0 8px;padding-bottom:4px;"
"border-bottom:1px solid var(--lg-grid)}"
"h3{font-size:15px;margin:16px 0 4px;overflow-wrap:anywhere}"
"p{margin:8px 0;max-width:70ch}"
".good,.bad,.mild{border-left:4px solid;padding:8px 12px;"
"background:var(--card);max-width:none}"
".good{border-color:var(--good)}.bad{border-color:var(--bad)}"
".mild{border-color:var(--mild)}"
".figures{display:flex;flex-wrap:wrap;gap:16px}"
"figure{margin:8px 0;flex:0 1 auto;max-width:100%}"
"figcaption{color:var(--lg-soft);font-size:13px;max-width:296px}"
".wide{overflow-x:auto}"
"table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
"th,td{text-align:right;padding:4px 10px;border-bottom:1px solid "
"var(--lg-grid);vertical-align:top;white-space:nowrap}"
"th{color:var(--lg-soft);font-weight:600;font-size:13px}"
"th:first-child,td:first-child{text-align:left;white-space:normal;"
"overflow-wrap:break-word;min-width:14ch;padding-left:0}"
"td:last-child{white-space:normal;min-width:12ch}"
"#features td:last-child,#features th:last-child{text-align:left;"
"overflow-wrap:anywhere;min-width:16ch}"
".facts td:last-child{text-align:left;overflow-wrap:anywhere}"
".facts td:first-child{color:var(--lg-soft)}"
".wide .lg-plot{max-width:none}"
"pre{background:var(--card);padding:10px 12px;overflow-x:auto;"
"white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.45 "
"ui-monospace,monospace}"
"footer{margin-top:40px;color:var(--lg-soft);font-size:13px}";

void
logistic_html_begin(StringInfo page, const char *title)
{
	appendStringInfoString(page, "<!DOCTYPE html>\n<html lang=\"en\">\n"
						   "<head><meta charset=\"utf-8\">"
						   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
						   "<meta name=\"color-scheme\" content=\"light dark\"><title>");
	logistic_plot_append_escaped(page, title);
	appendStringInfo(page, "</title>\n<style>%s%s</style></head>\n"
					 "<body><main>\n<h1>", logistic_plot_style(), page_style);
	logistic_plot_append_escaped(page, title);
	appendStringInfoString(page, "</h1>\n");
}

void
logistic_html_end(StringInfo page)
{
	appendStringInfoString(page, "</main></body></html>\n");
}

void
logistic_html_section(StringInfo page, const char *id, const char *heading)
{
	appendStringInfo(page, "<section id=\"%s\"><h2>%s</h2>\n", id, heading);
}

void
logistic_html_section_end(StringInfo page)
{
	appendStringInfoString(page, "</section>\n");
}

void
logistic_html_heading(StringInfo page, const char *text)
{
	appendStringInfoString(page, "<h3>");
	logistic_plot_append_escaped(page, text);
	appendStringInfoString(page, "</h3>\n");
}

void
logistic_html_figure(StringInfo page)
{
	appendStringInfoString(page, "<figure>");
}

void
logistic_html_figure_end(StringInfo page, const char *caption)
{
	appendStringInfoString(page, "<figcaption>");
	logistic_plot_append_escaped(page, caption);
	appendStringInfoString(page, "</figcaption></figure>\n");
}

void
logistic_html_paragraph(StringInfo page, const char *class, const char *text)
{
	appendStringInfo(page, class ? "<p class=\"%s\">" : "<p>", class);
	logistic_plot_append_escaped(page, text);
	appendStringInfoString(page, "</p>\n");
}

void
logistic_html_facts(StringInfo page)
{
	appendStringInfoString(page, "<table class=\"facts\">\n");
}

void
logistic_html_fact(StringInfo page, const char *name, const char *text)
{
	if (text == NULL)
		return;
	appendStringInfo(page, "<tr><td>%s</td><td>", name);
	logistic_plot_append_escaped(page, text);
	appendStringInfoString(page, "</td></tr>\n");
}

void
logistic_html_facts_end(StringInfo page)
{
	appendStringInfoString(page, "</table>\n");
}

void
logistic_html_table(StringInfo page, const char *const *heads, int n_heads)
{
	int			i;

	appendStringInfoString(page, "<div class=\"wide\"><table><thead><tr>");
	for (i = 0; i < n_heads; i++)
		appendStringInfo(page, "<th>%s</th>", heads[i]);
	appendStringInfoString(page, "</tr></thead><tbody>\n");
}

void
logistic_html_table_of(StringInfo page, const char *const *heads, int n_heads)
{
	int			i;

	appendStringInfoString(page, "<div class=\"wide\"><table><thead><tr>");
	for (i = 0; i < n_heads; i++)
	{
		appendStringInfoString(page, "<th>");
		logistic_plot_append_escaped(page, heads[i]);
		appendStringInfoString(page, "</th>");
	}
	appendStringInfoString(page, "</tr></thead><tbody>\n");
}

void
logistic_html_row(StringInfo page, const char *const *cells, int n_cells)
{
	int			i;

	appendStringInfoString(page, "<tr>");
	for (i = 0; i < n_cells; i++)
	{
		appendStringInfoString(page, "<td>");
		logistic_plot_append_escaped(page, cells[i]);
		appendStringInfoString(page, "</td>");
	}
	appendStringInfoString(page, "</tr>\n");
}

void
logistic_html_table_end(StringInfo page)
{
	appendStringInfoString(page, "</tbody></table></div>\n");
}

void
logistic_html_code(StringInfo page, const char *text)
{
	appendStringInfoString(page, "<pre>");
	logistic_plot_append_escaped(page, text);
	appendStringInfoString(page, "</pre>\n");
}

char *
logistic_html_number(double x, int digits)
{
	if (isnan(x))
		return pstrdup("-");
	if (isinf(x))
		return pstrdup(x > 0.0 ? "Infinity" : "-Infinity");
	return psprintf("%.*g", digits, x == 0.0 ? 0.0 : x);
}

char *
logistic_html_p_value(double p)
{
	if (isnan(p))
		return pstrdup("-");
	return p < 1e-4 ? pstrdup("< 0.0001") : psprintf("%.4f", p);
}
