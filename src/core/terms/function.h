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
 * The parameters of woe: how many cuts and special codes there are, the cuts,
 * a row for each bin, one more than cuts, a code and a row for each special
 * code, and the row of no value.  A row is the weight of evidence (NaN: there
 * were no such rows), and the weights of all its rows and of the positive
 * ones.  Of a category the parameters are a row for each level, that of its
 * bin, and the row of no value.
 */
enum
{
	LG_WOE_N_CUTS,
	LG_WOE_N_SPECIAL,
	LG_WOE_CUTS
};

#define LG_WOE_ROW		3		/* numbers of a row */

/* How many parameters a number has with so many cuts and special codes. */
#define LG_WOE_PARAMETERS(n_cuts, n_special) \
	(LG_WOE_CUTS + (n_cuts) + LG_WOE_ROW * ((n_cuts) + 1) + \
	 (LG_WOE_ROW + 1) * (n_special) + LG_WOE_ROW)

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

/* The row of a bin; that of the first special code follows the last one. */
static inline const double *
lg_woe_bin(const double *parameters, int bin)
{
	return parameters + LG_WOE_CUTS + (int) parameters[LG_WOE_N_CUTS] +
		LG_WOE_ROW * bin;
}

/* A special code, with its row behind it. */
static inline const double *
lg_woe_special(const double *parameters, int i)
{
	return lg_woe_bin(parameters, (int) parameters[LG_WOE_N_CUTS] + 1) +
		(LG_WOE_ROW + 1) * i;
}

/* The row of no value. */
static inline const double *
lg_woe_missing(const double *parameters)
{
	return lg_woe_special(parameters, (int) parameters[LG_WOE_N_SPECIAL]);
}

extern int	lg_function_bin(const LgFunction *function, double x);
extern bool lg_function_is_defined(const LgFunction *function, double x);
extern void lg_function_values(const LgFunction *function, const double *x,
							   int n, double *values, int stride);
extern void lg_function_slopes(const LgFunction *function, double x,
							   double *slopes);

#endif							/* LG_FUNCTION_H */
