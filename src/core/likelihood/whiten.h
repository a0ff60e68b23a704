/*-------------------------------------------------------------------------
 *
 * whiten.h
 *		Rows of the likelihood times the inverse factor of its information.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_WHITEN_H
#define LG_WHITEN_H

#include "core/data/design.h"

/* Residual, curvature and leverage of the rows of a block at a point. */
typedef struct LgWhitened
{
	double		score[LG_BLOCK_STRIDE]; /* z'b + offset; of two classes */
	double		residual[LG_BLOCK_STRIDE];	/* w (y - p); of a class's deviation
											 * w, or 0 if it is not the row's */
	double		curvature[LG_BLOCK_STRIDE]; /* w p (1 - p); w p_k */
	double		leverage[LG_BLOCK_STRIDE];	/* curvature v'v */
} LgWhitened;

extern bool lg_whiten_next(const LgDesign *design, LgDense *dense,
						   const LgDd *beta, const LgDd *factor,
						   bool wants_all, LgWhitened *rows);

#endif							/* LG_WHITEN_H */
