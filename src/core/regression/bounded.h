/*-------------------------------------------------------------------------
 *
 * bounded.h
 *		A regression whose coefficients have bounds.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_BOUNDED_H
#define LG_BOUNDED_H

#include "core/regression/bounded_search.h"

extern size_t lg_bounded_workspace(const LgRegression *question);
extern LgStatus lg_bounded_fit(LgRegression *regression, LgPlainFit fit,
							   void *workspace, void *rest, size_t fit_size);

#endif							/* LG_BOUNDED_H */
