/*-------------------------------------------------------------------------
 *
 * coordinate_descent.h
 *		Coordinate descent on the quadratic model of a penalised likelihood.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_COORDINATE_DESCENT_H
#define LG_COORDINATE_DESCENT_H

#include "core/solver/quadratic.h"

extern void lg_coordinate_descent_run(LgQuadratic *model, double *b);

#endif							/* LG_COORDINATE_DESCENT_H */
