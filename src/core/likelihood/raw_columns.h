/*-------------------------------------------------------------------------
 *
 * raw_columns.h
 *		Passes in doubles over the raw columns, without scaling them first.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_RAW_COLUMNS_H
#define LG_RAW_COLUMNS_H

#include "core/likelihood/curvature.h"

extern void lg_raw_columns_start(const LgDesign *design, const LgDd *beta,
								 LgDense *dense);
extern bool lg_raw_columns_next(const LgDesign *design, LgDense *dense);
extern void lg_raw_columns_finish(const LgDesign *design, LgDense *dense,
								  double ratio, LgCurvature *curvature);

#endif							/* LG_RAW_COLUMNS_H */
