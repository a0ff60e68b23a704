/*-------------------------------------------------------------------------
 *
 * raw_columns.h
 *		Passes in doubles over columns as they lie.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_IMPLICIT_H
#define LG_IMPLICIT_H

#include "core/likelihood/objective.h"

extern void lg_implicit_start(const LgDesign *design, const LgDd *beta,
							  LgDense *dense);
extern bool lg_implicit_next(const LgDesign *design, LgDense *dense);
extern void lg_implicit_finish(const LgDesign *design, LgDense *dense,
							   double ratio, LgCurvature *curvature);

#endif							/* LG_IMPLICIT_H */
