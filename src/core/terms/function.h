/*-------------------------------------------------------------------------
 *
 * function.h
 *		Functions of one number that terms of a formula are made of.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_FUNCTION_H
#define LG_FUNCTION_H

#include <stdbool.h>

/* Their order is part of the stored format of models. */
typedef enum LgFunctionKind
{
	LG_FUNCTION_IDENTITY,		/* x; of a category: its level */
	LG_FUNCTION_LN,
	LG_FUNCTION_LOG1P,			/* ln(1 + x) */
	LG_FUNCTION_SQRT,
	LG_FUNCTION_EXP,
	LG_FUNCTION_ABS,
	LG_FUNCTION_POWER,			/* x^k */
	LG_FUNCTION_POLY,			/* x, x^2, ..., x^d */
	LG_FUNCTION_SPLINE,			/* natural cubic spline, see spline.h */
	LG_FUNCTION_BINS,			/* a category: the interval between cuts */
	LG_FUNCTION_WOE				/* the weight of evidence of the interval */
} LgFunctionKind;

#define LG_N_FUNCTIONS		(LG_FUNCTION_WOE + 1)

/*
 * A function with its parameters:
 *
 *		power		the exponent
 *		poly		none
 *		spline		the knots, ascending; n_columns is one less
 *		bins		the cuts, ascending: bin b holds cut[b-1] <= x < cut[b]
 *		woe			the cuts, ascending, then the weight of each bin, one more
 */
typedef struct LgFunction
{
	LgFunctionKind kind;
	int			n_columns;		/* numbers that it makes of one; bins: 0 */
	int			n_parameters;
	const double *parameters;	/* the caller's */
	const double *curvature;	/* spline: see lg_spline_curvature */
} LgFunction;

/* The number of cuts of bins and woe. */
static inline int
lg_function_n_cuts(const LgFunction *function)
{
	return function->kind == LG_FUNCTION_WOE ?
		(function->n_parameters - 1) / 2 : function->n_parameters;
}

extern int	lg_function_bin(const LgFunction *function, double x);
extern bool lg_function_is_defined(const LgFunction *function, double x);
extern void lg_function_values(const LgFunction *function, const double *x,
							   int n, double *values, int stride);

#endif							/* LG_FUNCTION_H */
