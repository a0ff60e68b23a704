/*-------------------------------------------------------------------------
 *
 * workspace.h
 *		Lays the arrays of a fit out in one piece of memory.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_WORKSPACE_H
#define LG_WORKSPACE_H

#include "core/regression/regression_fit.h"

extern bool lg_workspace_is_truncated(const LgRegression *regression);
extern size_t lg_workspace_lay_out(LgFit *fit, int n, char *base);
extern size_t lg_workspace_size(const LgRegression *question);

#endif							/* LG_WORKSPACE_H */
