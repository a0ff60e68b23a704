/*-------------------------------------------------------------------------
 *
 * without_levels.h
 *		A regression whose categories have levels of one class.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_WITHOUT_LEVELS_H
#define LG_WITHOUT_LEVELS_H

#include "core/regression/regression_fit.h"

/* A fit of a question with its workspace, as lg_regression_fit(). */
typedef LgStatus (*LgFitFunction) (LgRegression *regression,
								   void *workspace);

extern bool lg_without_levels_applies(const LgRegression *question);
extern size_t lg_without_levels_workspace(const LgRegression *question);
extern bool lg_without_levels_fit(LgFit *fit, LgFitFunction fit_kept,
								  void *workspace, LgStatus *status);

#endif							/* LG_WITHOUT_LEVELS_H */
