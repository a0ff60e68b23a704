/*-------------------------------------------------------------------------
 *
 * cholesky.h
 *		Symmetric positive definite matrices, as packed lower triangles.
 *
 * Their layout is that of packed.h.  The double-double versions serve the
 * last passes of a fit, where normal equations need twice the digits of the
 * data.
 *
 * Functions that take long for a thousand columns call the "check" of "rows"
 * now and then, by which the host may stop them; NULL: no check.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CHOLESKY_H
#define LG_CHOLESKY_H

#include "core/kernel/kernel.h"
#include "core/numeric/packed.h"

/* Element (i, j), in any order. */
static inline LgDd
lg_symmetric_element(const LgDd *matrix, int i, int j)
{
	return matrix[j <= i ? LG_PACKED(i, j) : LG_PACKED(j, i)];
}

/* Smaller matrices take so little time that no check is needed. */
#define LG_PATIENCE	64

static inline void
lg_symmetric_check_interrupt(const LgRows *rows, int n)
{
	if (rows && n > LG_PATIENCE)
		rows->check(rows->host);
}

extern double lg_symmetric_factor(const LgKernel *kernel, double *a, int n,
								  const LgRows *rows);
extern void lg_symmetric_solve(const LgKernel *kernel, const double *factor,
							   int n, double *x);
extern void lg_symmetric_invert_factor(const LgKernel *kernel, double *factor,
									   int n, const LgRows *rows);
extern void lg_symmetric_invert(const LgKernel *kernel, double *factor, int n,
								double *inverse, const LgRows *rows);
extern double lg_symmetric_condition(const LgKernel *kernel,
									 const double *factor, int n,
									 double *scratch, const LgRows *rows);

extern double lg_symmetric_factor_dd(LgDd *a, int n, const LgRows *rows);
extern void lg_symmetric_forward_dd(const LgDd *factor, int n, LgDd *x);
extern void lg_symmetric_backward_dd(const LgDd *factor, int n, LgDd *x);
extern void lg_symmetric_solve_dd(const LgDd *factor, int n, LgDd *x);
extern void lg_symmetric_invert_dd(const LgDd *factor, int n, LgDd *inverse,
								   LgDd *column, const LgRows *rows);

#endif							/* LG_CHOLESKY_H */
