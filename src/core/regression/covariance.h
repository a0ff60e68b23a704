/*-------------------------------------------------------------------------
 *
 * covariance.h
 *		The step of a regression that makes covariance and standard errors.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_COVARIANCE_H
#define LG_COVARIANCE_H

#include "core/regression/regression_fit.h"

extern void lg_covariance_find(LgFit *fit);

#endif							/* LG_COVARIANCE_H */
