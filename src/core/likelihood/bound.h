/*-------------------------------------------------------------------------
 *
 * bound.h
 *		The likelihood's lower bound (minorant): quadratic, tight at one point.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_BOUND_H
#define LG_BOUND_H

#include "core/likelihood/objective.h"

extern void lg_bound_evaluate(const LgDesign *design, LgDense *dense,
							  const LgDd *beta, double share,
							  LgCurvature *curvature);

#endif							/* LG_BOUND_H */
