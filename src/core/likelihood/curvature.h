/*-------------------------------------------------------------------------
 *
 * curvature.h
 *		The log-likelihood with its gradient and information at one point.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CURVATURE_H
#define LG_CURVATURE_H

#include "core/data/design.h"

/* The likelihood around one point; arrays belong to the caller. */
typedef struct LgCurvature
{
	int64_t		n_rows;			/* that took part */
	LgDd		log_lik;
	double		weight;			/* sum of w p (1 - p); 0: not known */
	LgDd	   *gradient;		/* [n_columns] */
	LgDd	   *information;	/* packed, X'WX: minus the Hessian */
	double		smallest_margin;	/* min of +-score, offset excluded: above
									 * zero, beta itself separates */
} LgCurvature;

extern void lg_curvature_clear(LgCurvature *curvature, int n_columns);

#endif							/* LG_CURVATURE_H */
