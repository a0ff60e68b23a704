/*-------------------------------------------------------------------------
 *
 * jeffreys.h
 *		Jeffreys' prior: half the logarithm of the information's determinant.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_JEFFREYS_H
#define LG_JEFFREYS_H

#include "core/data/design.h"
#include "core/likelihood/whiten.h"

/* The prior of a design; arrays belong to the caller. */
typedef struct LgJeffreys
{
	const LgDesign *design;
	LgDense    *dense;			/* scratch of the passes */
	bool		is_precise;		/* rows are in double-double */
	LgDd	   *sums;			/* [n_columns] scratch */
	double	   *hessian;		/* packed: factor of minus the Hessian of the
								 * likelihood with the prior, in the metric of
								 * the information */
	double	   *tensor;			/* [LG_JEFFREYS_TENSOR(n_columns)] scratch, or
								 * NULL: there is no room for a Hessian */
} LgJeffreys;

/* Numbers of an array of three indexes that is symmetric in two of them. */
#define LG_JEFFREYS_TENSOR(n)	((size_t) (n) * (n) * ((n) + 1) / 2)

/* For more columns than this the array is too large to fill. */
#define LG_JEFFREYS_COLUMNS 60

extern void lg_jeffreys_add(const LgJeffreys *prior, const LgDd *beta,
							const LgDd *factor, LgDd *objective,
							LgDd *gradient);
extern bool lg_jeffreys_hessian(const LgJeffreys *prior, const LgDd *beta,
								const LgDd *factor, const LgDd *form);

#endif							/* LG_JEFFREYS_H */
