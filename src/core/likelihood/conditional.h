/*-------------------------------------------------------------------------
 *
 * conditional.h
 *		The exact conditional likelihood of matched sets.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CONDITIONAL_H
#define LG_CONDITIONAL_H

#include "core/data/strata.h"
#include "core/likelihood/curvature.h"

extern void lg_conditional_evaluate(const LgDesign *design, const LgDd *beta,
									LgCurvature *curvature);
extern LgDd lg_conditional_null(const LgDesign *design);
extern bool lg_conditional_next_scores(const LgDesign *design,
									   const LgDd *beta, LgDense *dense);

#endif							/* LG_CONDITIONAL_H */
