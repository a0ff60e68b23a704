/*-------------------------------------------------------------------------
 *
 * whiten.h
 *		The rows of a block in the metric of the information.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_WHITEN_H
#define LG_WHITEN_H

#include "design.h"

/* What a row is worth at a point. */
typedef struct LgWhitened
{
	double		score[LG_BLOCK_STRIDE]; /* z'b + offset */
	double		residual[LG_BLOCK_STRIDE];	/* w (y - p) */
	double		curvature[LG_BLOCK_STRIDE]; /* w p (1 - p) */
	double		leverage[LG_BLOCK_STRIDE];	/* curvature z'(LL')^-1 z */
} LgWhitened;

extern void lg_whiten(const LgDesign *design, LgDense *dense, const LgDd *beta,
					  const LgDd *factor, LgWhitened *rows);

#endif							/* LG_WHITEN_H */
