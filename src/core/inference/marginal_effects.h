/*-------------------------------------------------------------------------
 *
 * marginal_effects.h
 *		The numerics of average marginal effects, summed row by row.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_MARGINAL_EFFECTS_H
#define LG_MARGINAL_EFFECTS_H

#include <stddef.h>
#include <stdint.h>

#include "core/numeric/doubledouble.h"

/*
 * The effect of one term: of a small change of a number, or of a 0/1 term's
 * change from 0 to 1 with the other terms of its feature at 0.
 */
typedef struct LgEffect
{
	int			term;			/* which one */
	int			first;			/* the terms of its feature ... */
	int			n;				/* ... of them, all 0/1; 0: the term is a
								 * number */
	int			reference;		/* term of the reference level, -1: none */
} LgEffect;

/* The sums over the rows; arrays belong to the caller and start as zeros. */
typedef struct LgMarginalEffects
{
	int			n_terms;
	int			n_effects;
	const LgEffect *effects;
	const double *coefficient;	/* [n_terms], finite */
	int64_t		n_rows;
	LgDd		slope;			/* sum of p(1-p) */
	double	   *curve;			/* [n_terms], sum of p(1-p)(1-2p) x */
	LgDd	   *change;			/* [n_effects], of 0/1 terms: sum of p1 - p0 */
	double	   *gradient;		/* [n_effects * n_terms], of these sums */
} LgMarginalEffects;

extern void lg_marginal_effects_add(LgMarginalEffects *margins, const double *x,
									double score);
extern double lg_marginal_effects_find(const LgMarginalEffects *margins,
									   int effect, double *gradient);

#endif							/* LG_MARGINAL_EFFECTS_H */
