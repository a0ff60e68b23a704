/*-------------------------------------------------------------------------
 *
 * report_html.h
 *		The page of a report: its frame, style, tables and remarks.
 *
 * Everything that comes from a user goes through the functions below, which
 * escape it; the texts that are passed as "html" are our own.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REPORT_HTML_H
#define LOGISTIC_REPORT_HTML_H

#include "lib/stringinfo.h"

extern void logistic_html_begin(StringInfo page, const char *title);
extern void logistic_html_end(StringInfo page);

/* A section with a heading; the id makes it a target of links. */
extern void logistic_html_section(StringInfo page, const char *id,
								  const char *heading);
extern void logistic_html_section_end(StringInfo page);

/* A heading within a section; it is text. */
extern void logistic_html_heading(StringInfo page, const char *text);

/* A picture with words below it: figures stand side by side if they fit. */
extern void logistic_html_figure(StringInfo page);
extern void logistic_html_figure_end(StringInfo page, const char *caption);

/* A paragraph; the class "good", "bad" or "mild" colours it. */
extern void logistic_html_paragraph(StringInfo page, const char *class,
									const char *text);

/* A two-column table of facts; a NULL text is left out. */
extern void logistic_html_facts(StringInfo page);
extern void logistic_html_fact(StringInfo page, const char *name,
							   const char *text);
extern void logistic_html_facts_end(StringInfo page);

/* A table; cells are text, and numbers stand to the right. */
extern void logistic_html_table(StringInfo page, const char *const *heads,
								int n_heads);
extern void logistic_html_row(StringInfo page, const char *const *cells,
							  int n_cells);

/* A table whose heads are text as well. */
extern void logistic_html_table_of(StringInfo page, const char *const *heads,
								   int n_heads);
extern void logistic_html_table_end(StringInfo page);

/* SQL, or anything else that is to be read letter by letter. */
extern void logistic_html_code(StringInfo page, const char *text);

/* A number as a report shows it, palloc'd; "-" where there is none. */
extern char *logistic_html_number(double x, int digits);

/* A p-value; tiny ones as "< ...". */
extern char *logistic_html_p_value(double p);

#endif							/* LOGISTIC_REPORT_HTML_H */
