/*-------------------------------------------------------------------------
 *
 * objective.h
 *		The log-likelihood, its gradient and its information, in one pass.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_OBJECTIVE_H
#define LG_OBJECTIVE_H

#include "core/likelihood/curvature.h"

extern void lg_objective_evaluate(const LgDesign *design, LgDense *dense,
								  const LgDd *beta, LgCurvature *curvature);
extern void lg_objective_evaluate_dd(const LgDesign *design, LgDense *dense,
									 const LgDd *beta, bool is_clear,
									 LgCurvature *curvature);

#endif							/* LG_OBJECTIVE_H */
