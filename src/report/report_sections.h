/*-------------------------------------------------------------------------
 *
 * report_sections.h
 *		The sections of a report, in the order of the page.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REPORT_SECTIONS_H
#define LOGISTIC_REPORT_SECTIONS_H

#include "lib/stringinfo.h"

#include "model/model.h"
#include "registry/version.h"
#include "report/report_query.h"

/* Of the model alone (report_model.c); returns of the functions they name. */
extern void logistic_report_status(StringInfo page,
								   const LogisticModel *model,
								   const LogisticResult *statistics);
extern void logistic_report_coefficients(StringInfo page,
										 const LogisticModel *model,
										 const LogisticResult *coefficients);
extern void logistic_report_features(StringInfo page,
									 const LogisticModel *model,
									 const LogisticResult *features);

/*
 * Of scored rows (report_rows.c): "judge" scores the rows of a query and asks
 * for every figure and curve at once; the sections show its result.  Of the
 * recipe of a training, unless it is NULL, rows have weight, frequency and
 * offset.
 */
extern LogisticResult logistic_report_judge(const LogisticModel *model,
											Oid model_type,
											const char *query,
											const LogisticRecipe *stored);
extern void logistic_report_discrimination(StringInfo page,
										   const LogisticResult *judged);
extern void logistic_report_calibration(StringInfo page,
										const LogisticResult *judged);
extern void logistic_report_labels(StringInfo page,
								   const LogisticModel *model,
								   const LogisticResult *judged);
extern void logistic_report_decisions(StringInfo page,
									  const LogisticResult *judged);

/*
 * Of a registered model (report_history.c): its newest versions, when each was
 * active and why, and the refits that failed.  "schema" is the extension's,
 * quoted; SPI is connected.
 */
extern void logistic_report_history(StringInfo page, const char *schema,
									text *name);

#endif							/* LOGISTIC_REPORT_SECTIONS_H */
