/*-------------------------------------------------------------------------
 *
 * newton.h
 *		Newton's method for the maximum of a (penalized) likelihood.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_NEWTON_H
#define LG_NEWTON_H

#include "core/solver/newton_step.h"
#include "core/status.h"

extern LgStatus lg_newton_run(LgNewton *newton, int n_steps);

#endif							/* LG_NEWTON_H */
