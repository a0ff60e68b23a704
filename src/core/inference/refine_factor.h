/*-------------------------------------------------------------------------
 *
 * refine_factor.h
 *		Standard errors to the last digit: restores digits of the Cholesky factor.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_REFINE_FACTOR_H
#define LG_REFINE_FACTOR_H

#include "core/likelihood/penalty.h"

/* Scratch, of the caller. */
typedef struct LgRefinement
{
	LgDd	   *factor;			/* packed, */
	LgDd	   *sums;			/* packed, */
	double	   *inverse;		/* packed, */
	LgDd	   *gradient;		/* [n_columns] */
} LgRefinement;

extern bool lg_refine_factor(const LgDesign *design, LgDense *dense,
							 const LgPenalty *penalty, const LgDd *beta,
							 double *factor, const LgRefinement *scratch);

#endif							/* LG_REFINE_FACTOR_H */
