/*-------------------------------------------------------------------------
 *
 * level_columns.h
 *		Passes in doubles over categories of many levels.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_LEVEL_COLUMNS_H
#define LG_LEVEL_COLUMNS_H

#include "core/likelihood/curvature.h"

extern bool lg_level_columns_apply(const LgDesign *design);
extern void lg_level_columns_evaluate(const LgDesign *design, LgDense *dense,
									  const LgDd *beta,
									  LgCurvature *curvature);

#endif							/* LG_LEVEL_COLUMNS_H */
