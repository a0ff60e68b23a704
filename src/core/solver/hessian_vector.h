/*-------------------------------------------------------------------------
 *
 * hessian_vector.h
 *		The solver's products of the Hessian with a vector, without the matrix.
 *
 * For rows that are here, all of them, and two classes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_HESSIAN_VECTOR_H
#define LG_HESSIAN_VECTOR_H

#include "core/likelihood/objective.h"

extern void lg_hessian_vector_evaluate(const LgDesign *design, LgDense *dense,
									   const LgDd *beta, double *vector,
									   LgCurvature *curvature,
									   double *row_weight);
extern void lg_hessian_vector_multiply(const LgDesign *design, LgDense *dense,
									   const double *row_weight,
									   const double *v, double *product);

#endif							/* LG_HESSIAN_VECTOR_H */
