/*-------------------------------------------------------------------------
 *
 * plot_curve.h
 *		Pictures of the curves that judge scores, for the report.
 *
 * A curve is the array that the metric returns.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PLOT_CURVE_H
#define LOGISTIC_PLOT_CURVE_H

#include "lib/stringinfo.h"
#include "utils/array.h"

extern void logistic_draw_roc(StringInfo svg, ArrayType *curve,
							  bool standalone);
extern void logistic_draw_precision_recall(StringInfo svg, ArrayType *curve,
										   bool standalone);
extern void logistic_draw_gain(StringInfo svg, ArrayType *curve,
							   bool standalone);
extern void logistic_draw_calibration(StringInfo svg, ArrayType *curve,
									  bool standalone);

/* How the scores of each label are spread, from the bins of a calibration. */
extern void logistic_draw_histogram(StringInfo svg, ArrayType *bins,
									int n_bins);

#endif							/* LOGISTIC_PLOT_CURVE_H */
