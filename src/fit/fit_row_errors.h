/*-------------------------------------------------------------------------
 *
 * fit_row_errors.h
 *		Errors of rows that do not match the other rows of their fit.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_ROW_ERRORS_H
#define LOGISTIC_FIT_ROW_ERRORS_H

#include "fit/fit_state.h"
#include "pg/compat.h"

/* A category has more levels than there are codes. */
pg_noreturn extern void logistic_fit_report_codes(const LogisticFitSite *site,
												  int feature);

/* An array has another length than that of the first row. */
pg_noreturn extern void logistic_fit_report_length(const LogisticFitState *state,
												   int feature, int length);

/* Options of the fit as a whole differ from those of the first row. */
pg_noreturn extern void logistic_fit_report_options(void);

/* A row of a stratum has a weight or a frequency. */
pg_noreturn extern void logistic_fit_report_stratum(const LogisticOptions *options);

#endif							/* LOGISTIC_FIT_ROW_ERRORS_H */
