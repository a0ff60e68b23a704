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
	LG_FUNCTION_WOE,			/* the weight of evidence of the interval */
	LG_FUNCTION_MISSING			/* 1 where there is no value, else 0 */
} LgFunctionKind;

#define LG_N_FUNCTIONS		(LG_FUNCTION_MISSING + 1)

/*
 * A function with its parameters:
 *
 *		power		the exponent
 *		poly		none
 *		spline		the knots, ascending; n_columns is one less
 *		bins		the cuts, ascending: bin b holds cut[b-1] <= x < cut[b]
 *		woe			see LG_WOE_CUTS below
 *		others		none
 */
typedef struct LgFunction
{
	LgFunctionKind kind;
	int			n_columns;		/* numbers that it makes of one; bins: 0 */
	int			n_parameters;
	const double *parameters;	/* the caller's */
	const double *pieces;		/* spline: see lg_spline_pieces */
} LgFunction;

/*
 * The parameters of woe: how many cuts and special codes there are, the
 * weight of no value (NaN: there was none), then the cuts, the weights of the
 * bins, one more, the special codes, and their weights.
 */
enum
{
	LG_WOE_N_CUTS,
	LG_WOE_N_SPECIAL,
	LG_WOE_MISSING,
	LG_WOE_CUTS
};

/* The cuts of bins and woe, and how many there are. */
static inline const double *
lg_function_cuts(const LgFunction *function, int *n)
{
	if (function->kind == LG_FUNCTION_WOE)
	{
		*n = (int) function->parameters[LG_WOE_N_CUTS];
		return function->parameters + LG_WOE_CUTS;
	}
	*n = function->n_parameters;
	return function->parameters;
}

extern int	lg_function_bin(const LgFunction *function, double x);
extern bool lg_function_is_defined(const LgFunction *function, double x);
extern void lg_function_values(const LgFunction *function, const double *x,
							   int n, double *values, int stride);
extern void lg_function_slopes(const LgFunction *function, double x,
							   double *slopes);

#endif							/* LG_FUNCTION_H */
