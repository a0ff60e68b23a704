/*-------------------------------------------------------------------------
 *
 * plot_decision.h
 *		Picture of a decision curve, for the report.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PLOT_DECISION_H
#define LOGISTIC_PLOT_DECISION_H

#include "lib/stringinfo.h"
#include "utils/array.h"

/* A curve is the array that decision_curve() returns. */
extern void logistic_draw_decision(StringInfo svg, ArrayType *curve,
								   bool standalone);

#endif							/* LOGISTIC_PLOT_DECISION_H */
