/*-------------------------------------------------------------------------
 *
 * regression.h
 *		A logistic regression from rows to estimates: the core's front door.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_REGRESSION_H
#define LG_REGRESSION_H

#include "core/regression/regression_fit.h"

extern size_t lg_regression_workspace(const LgRegression *question);
extern LgStatus lg_regression_fit(LgRegression *regression, void *workspace);

#endif							/* LG_REGRESSION_H */
