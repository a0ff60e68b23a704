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

struct MultinomialModel;

/*
 * Sections on the model alone (report_model.c).  Arguments are results of the
 * SQL functions of the same names.
 */
extern void logistic_report_status(StringInfo page,
								   const LogisticModel *model,
								   const LogisticResult *statistics);
extern void logistic_report_coefficients(StringInfo page,
										 const LogisticModel *model,
										 const LogisticResult *coefficients);
extern void logistic_report_features(StringInfo page,
									 const LogisticModel *model,
									 const LogisticResult *features);

extern void logistic_report_limits(StringInfo page,
								   const LogisticModel *model);

/*
 * Parts of these that models of many classes have too.  "terms" lists those
 * that run off to infinity, or that are aliased; "outcome" says how the fit
 * ended, and "remarks" what is odd about its rows; the tables show n rows of
 * the coefficients from the first on, and all features.
 */
extern char *logistic_report_terms(const LogisticModel *model,
								   bool is_separated);
extern void logistic_report_outcome(StringInfo page, LogisticStatus status,
									const char *separated);
extern void logistic_report_remarks(StringInfo page,
									const LogisticModel *model,
									const LogisticResult *statistics);
extern void logistic_report_coefficient_rows(StringInfo page,
											 const LogisticResult *coefficients,
											 int first, int n);
extern void logistic_report_feature_rows(StringInfo page,
										 const LogisticResult *features);

/* The end of the facts of a fit, and how it was estimated (report_fit.c). */
extern void logistic_report_fit(StringInfo page, const LogisticModel *model,
								const LogisticResult *statistics);

/*
 * Of rows scored by a model of many classes (report_classes_rows.c); the
 * arguments are those of "judge" below.
 */
extern void logistic_report_class_rows(StringInfo page,
									   const struct MultinomialModel *model,
									   Oid model_type, const char *query,
									   const LogisticRecipe *stored);

/* Settles which column of a recipe's query is the label of the model. */
extern void logistic_report_find_label(LogisticRecipe *recipe,
									   const LogisticModel *model);

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
