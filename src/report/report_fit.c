/*-------------------------------------------------------------------------
 *
 * report_fit.c
 *		Report lines on a fit, for models of two classes and of many.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "model/model_counts.h"
#include "model/model_json.h"
#include "report/report_html.h"
#include "report/report_sections.h"

/* A statistic as text; NULL, and so no line, where there is none. */
static char *
statistic_text(const LogisticResult *statistics, const char *column,
			   int digits)
{
	double		x = logistic_result_number(statistics, 0, column);

	return isnan(x) ? NULL : logistic_html_number(x, digits);
}

void
logistic_report_fit(StringInfo page, const LogisticModel *model,
					const LogisticResult *statistics)
{
	StringInfoData estimation;

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
}
