/*-------------------------------------------------------------------------
 *
 * leverage.h
 *		The likelihood of many classes: leverages of its rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_LEVERAGE_H
#define LG_LEVERAGE_H

#include "core/data/sandwich_kind.h"
#include "core/likelihood/softmax.h"
#include "core/likelihood/whiten.h"

/* A leverage this close to 1 is 1 but for rounding. */
#define LG_SMALLEST_REMAINDER	1e-12

extern void lg_leverage_products(const LgDesign *design,
								 const LgDense *dense);
extern void lg_leverage_couple(const LgSoftmax *softmax, const LgDense *dense,
							   const LgWhitened *rows);
extern void lg_leverage_turn(const LgSoftmax *softmax, const double *v,
							 int n_rows, double *turned);
extern bool lg_leverage_divide(const LgDesign *design, LgDense *dense,
							   LgMeat meat, LgWhitened *rows);

#endif							/* LG_LEVERAGE_H */
