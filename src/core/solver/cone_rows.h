/*-------------------------------------------------------------------------
 *
 * cone_rows.h
 *		Rows over a null space, and which of them points most along a vector.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CONE_ROWS_H
#define LG_CONE_ROWS_H

#include "core/data/pass.h"

/* A row is of the overlap, or a form zero, below this share of its terms. */
#define LG_CONE_ZERO	1e-12

/*
 * What the components of a null vector carry of the rounding of the overlap's
 * values.
 */
#define LG_CONE_ROUNDING	1e-14

extern LgDd lg_cone_product(const LgDd *x, const LgDd *y, int n);
extern LgDd lg_cone_length(const LgDd *x, int n);
extern void lg_cone_rows_pass(const LgPass *pass, LgDense *dense,
							  LgTotals *totals);

#endif							/* LG_CONE_ROWS_H */
