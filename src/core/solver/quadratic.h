/*-------------------------------------------------------------------------
 *
 * quadratic.h
 *		The problem of coordinate descent: a concave quadratic model less an l1
 *		penalty.
 *
 * About a point b0 with gradient g and information A, to be maximised:
 *
 *		g'(b - b0) - (b - b0)'A (b - b0) / 2 - sum of price_j |b_j|
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_QUADRATIC_H
#define LG_QUADRATIC_H

#include "core/kernel/kernel.h"
#include "core/numeric/doubledouble.h"
#include "core/rows.h"

/* The model, and scratch of the descent; all arrays belong to the caller. */
typedef struct LgQuadratic
{
	LgRows	   *rows;			/* is asked whether to stop */
	const LgKernel *kernel;
	int			n;				/* coordinates */
	const LgDd *point;			/* [n] b0 */
	const LgDd *gradient;		/* [n] g */
	const LgDd *information;	/* packed A */
	const double *price;		/* [n] of the size of a coordinate; 0: none */
	double		objective;		/* at the point: gains are a share of it */
	double	   *residual;		/* [n] scratch: the gradient elsewhere */
	double	   *square;			/* [n * n] scratch: A */
	double	   *factor;			/* packed scratch */
	int		   *active;			/* [n] scratch: coordinates that are not zero, */
	double	   *active_square;	/* [n * n] their part of A, */
	double	   *active_residual;	/* [n] of the residual, */
	double	   *active_step;	/* [n] and a step of theirs */
} LgQuadratic;

#endif							/* LG_QUADRATIC_H */
