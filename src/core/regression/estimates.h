/*-------------------------------------------------------------------------
 *
 * estimates.h
 *		Estimates, and their limits under separation, on the user's scale.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_ESTIMATES_H
#define LG_ESTIMATES_H

#include "core/regression/regression_fit.h"

extern void lg_estimates_clear(LgRegression *regression);
extern void lg_estimates_finish(LgFit *fit);
extern void lg_estimates_limits(LgFit *fit);
extern void lg_estimates_one_class(LgFit *fit);
extern double lg_estimates_correct(LgRegression *regression);

#endif							/* LG_ESTIMATES_H */
