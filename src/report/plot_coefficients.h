/*-------------------------------------------------------------------------
 *
 * plot_coefficients.h
 *		The odds ratios of a model as a forest plot, for the report.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PLOT_COEFFICIENTS_H
#define LOGISTIC_PLOT_COEFFICIENTS_H

#include "lib/stringinfo.h"

#include "model/model.h"

extern void logistic_draw_coefficients(StringInfo svg,
									   const LogisticModel *model,
									   double level, bool standalone);

#endif							/* LOGISTIC_PLOT_COEFFICIENTS_H */
