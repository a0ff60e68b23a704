/*-------------------------------------------------------------------------
 *
 * warm_start.h
 *		Warm starts of Newton's method from subsamples of the rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_WARM_START_H
#define LG_WARM_START_H

#include "core/solver/newton.h"

extern void lg_warm_start(LgNewton *newton);

#endif							/* LG_WARM_START_H */
