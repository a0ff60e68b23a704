/*-------------------------------------------------------------------------
 *
 * report_model.c
 *		Report sections on the model: status, coefficients, effects.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "model/model_terms.h"
#include "report/plot_coefficients.h"
#include "report/plot_effect.h"
#include "report/report_html.h"
#include "report/report_query.h"
#include "report/report_sections.h"

/* Where a reader should stop and think. */
#define CONDITION_SUSPECT	1e4
#define EVENTS_PER_TERM		10.0	/* Peduzzi et al. 1996, J Clin Epidemiol 49 */
#define SKIPPED_SHARE		0.05
#define EFFECTS_LIMIT		24		/* pictures of features */
#define COEFFICIENTS_LIMIT	500		/* rows of the table */

char *
logistic_report_terms(const LogisticModel *model, bool is_separated)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	StringInfoData list;
	int			i;

	initStringInfo(&list);
	for (i = 0; i < model->n_terms; i++)
	{
		bool		runs_off = terms[i].direction != 0.0;

		if (is_separated ? runs_off :
			isnan(terms[i].estimate) && !runs_off)
			appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "",
							 logistic_model_string(model, terms[i].name));
	}
	return list.data;
}

void
logistic_report_outcome(StringInfo page, LogisticStatus status,
						const char *separated)
{
	switch (status)
	{
		case LOGISTIC_CONVERGED:
			logistic_html_paragraph(page, "good",
									"The fit converged: the estimates are the exact maximum of the likelihood.");
			break;
		case LOGISTIC_SEPARATED:
			logistic_html_paragraph(page, "bad",
									psprintf("The label is separated: these terms tell it without fail on the training rows, and have no finite estimate: %s. The other estimates are limits. Rare levels may be merged, a penalty or Firth's method gives finite estimates.",
											 separated));
			break;
		case LOGISTIC_ONE_CLASS:
			logistic_html_paragraph(page, "bad",
									"The label has one value only: there is nothing to learn from these rows.");
			break;
		case LOGISTIC_MAX_ITERATIONS:
			logistic_html_paragraph(page, "bad",
									"The fit did not converge: these are the numbers of the last iteration, and not estimates.");
			break;
		case LOGISTIC_GIVEN:
			logistic_html_paragraph(page, "mild",
									"The coefficients were given by hand: nothing is known of the rows behind them.");
			break;
	}
}

void
logistic_report_remarks(StringInfo page, const LogisticModel *model,
						const LogisticResult *statistics)
{
	const LogisticStatistics *s = &model->statistics;
	char	   *aliased = logistic_report_terms(model, false);
	double		condition = logistic_result_number(statistics, 0,
												   "condition_number");

	if (s->nobs >= 0 && *aliased != '\0' &&
		model->status != LOGISTIC_ONE_CLASS)
		logistic_html_paragraph(page, "mild",
								psprintf("Combinations of earlier terms, and so left out: %s.",
										 aliased));
	if (condition > CONDITION_SUSPECT)
		logistic_html_paragraph(page, "mild",
								psprintf("The columns are nearly collinear (condition number %.3g): single coefficients say little, though the scores are good.",
										 condition));
	if (s->n_skipped > SKIPPED_SHARE * (s->nobs + s->n_skipped))
		logistic_html_paragraph(page, "mild",
								psprintf("%.0f%% of the rows were left out for a NULL: the rest may not be like them.",
										 100.0 * s->n_skipped /
										 (s->nobs + s->n_skipped)));
}

void
logistic_report_status(StringInfo page, const LogisticModel *model,
					   const LogisticResult *statistics)
{
	const LogisticStatistics *s = &model->statistics;
	double		events = Min(s->n_positive, s->nobs - s->n_positive);

	logistic_html_section(page, "status", "Status");
	logistic_report_outcome(page, (LogisticStatus) model->status,
							logistic_report_terms(model, true));
	logistic_report_remarks(page, model, statistics);
	if (s->nobs > 0 && s->n_positive >= 0 && s->rank > 1 && events > 0.0 &&
		events / (s->rank - 1) < EVENTS_PER_TERM)
		logistic_html_paragraph(page, "mild",
								psprintf("The rarer label has %.0f rows for %d terms, fewer than %.0f for each: the estimates are uncertain.",
										 events, s->rank - 1,
										 EVENTS_PER_TERM));
	logistic_html_section_end(page);
}

void
logistic_report_coefficient_rows(StringInfo page,
								 const LogisticResult *coefficients,
								 int first, int n)
{
	static const char *const heads[] = {
		"Term", "Estimate", "Std. error", "p", "Odds ratio", "95% interval"
	};
	int			i;

	logistic_html_table(page, heads, lengthof(heads));
	for (i = first; i < first + n; i++)
	{
		const char *cells[lengthof(heads)];
		double		low = logistic_result_number(coefficients, i,
												 "odds_ratio_low");

		cells[0] = logistic_result_text(coefficients, i, "term");
		cells[1] = logistic_html_number(logistic_result_number(coefficients,
															   i, "estimate"),
										5);
		cells[2] = logistic_html_number(logistic_result_number(coefficients,
															   i, "std_error"),
										4);
		cells[3] = logistic_html_p_value(logistic_result_number(coefficients,
																i, "p_value"));
		cells[4] = logistic_html_number(logistic_result_number(coefficients,
															   i, "odds_ratio"),
										4);
		cells[5] = isnan(low) ? "-" :
			psprintf("%s to %s", logistic_html_number(low, 4),
					 logistic_html_number(logistic_result_number(coefficients,
																 i,
																 "odds_ratio_high"),
										  4));
		logistic_html_row(page, cells, lengthof(heads));
	}
	logistic_html_table_end(page);
}

void
logistic_report_coefficients(StringInfo page, const LogisticModel *model,
							 const LogisticResult *coefficients)
{
	logistic_html_section(page, "coefficients", "Coefficients");
	if (model->n_features > 0)
	{
		appendStringInfoString(page, "<div class=\"wide\">");
		logistic_draw_coefficients(page, model, 0.95, false);
		appendStringInfoString(page, "</div>\n");
	}
	logistic_report_coefficient_rows(page, coefficients, 0,
									 Min(coefficients->n_rows,
										 COEFFICIENTS_LIMIT));
	if (coefficients->n_rows > COEFFICIENTS_LIMIT)
		logistic_html_paragraph(page, NULL,
								psprintf("The first %d of %d terms; logistic_coefficients() shows all.",
										 COEFFICIENTS_LIMIT,
										 coefficients->n_rows));
	logistic_html_paragraph(page, NULL,
							"An odds ratio is the factor by which the odds of the positive label change with one unit of a number, or from the reference level to this one, all else being equal.");
	logistic_html_section_end(page);
}

void
logistic_report_feature_rows(StringInfo page, const LogisticResult *features)
{
	static const char *const heads[] = {
		"Feature", "Type", "Mean", "Std. dev.", "Min", "Median", "Max",
		"Levels"
	};
	int			i;

	logistic_html_table(page, heads, lengthof(heads));
	for (i = 0; i < features->n_rows; i++)
	{
		const char *cells[lengthof(heads)];
		char	   *levels = logistic_result_text(features, i, "level_list");
		double		median = logistic_result_number(features, i, "median");

		cells[0] = logistic_result_text(features, i, "feature");
		cells[1] = logistic_result_text(features, i, "type");
		cells[2] = logistic_html_number(logistic_result_number(features, i,
															   "mean"), 4);
		cells[3] = logistic_html_number(logistic_result_number(features, i,
															   "std_dev"), 4);
		cells[4] = logistic_html_number(logistic_result_number(features, i,
															   "min"), 4);
		cells[5] = logistic_html_number(median, 4);
		cells[6] = logistic_html_number(logistic_result_number(features, i,
															   "max"), 4);
		cells[7] = levels ? levels : "";
		logistic_html_row(page, cells, lengthof(heads));
	}
	logistic_html_table_end(page);
}

void
logistic_report_features(StringInfo page, const LogisticModel *model,
						 const LogisticResult *features)
{
	double		largest;
	int			n_drawn = 0;
	int			i;

	if (model->n_features == 0)
		return;
	largest = logistic_largest_effect(model);
	logistic_html_section(page, "features", "Features and their effects");
	logistic_report_feature_rows(page, features);
	appendStringInfoString(page, "<div class=\"figures\">\n");
	for (i = 0; i < logistic_model_n_inputs(model) && n_drawn < EFFECTS_LIMIT; i++)
		if (logistic_has_effect(model, i))
		{
			logistic_html_figure(page);
			logistic_draw_effect(page, model, i, largest);
			appendStringInfoString(page, "</figure>\n");
			n_drawn++;
		}
	appendStringInfoString(page, "</div>\n");
	if (n_drawn > 0)
		logistic_html_paragraph(page, NULL,
								"Probability of a row that is the training mean in everything but one feature, over the range of the training rows; the ticks at the bottom are deciles.");
	logistic_html_section_end(page);
}

void
logistic_report_limits(StringInfo page, const LogisticModel *model)
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
