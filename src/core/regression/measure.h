/*-------------------------------------------------------------------------
 *
 * measure.h
 *		How a regression begins: count, scale, choose columns, start.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_MEASURE_H
#define LG_MEASURE_H

#include "core/regression/regression_fit.h"

extern bool lg_measure_is_small(int64_t n_rows, int n_terms);
extern void lg_measure(LgFit *fit);

#endif							/* LG_MEASURE_H */
