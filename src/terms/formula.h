/*-------------------------------------------------------------------------
 *
 * formula.h
 *		The language of the option "terms": a formula as variables and terms.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FORMULA_H
#define LOGISTIC_FORMULA_H

#include "core/metrics/binning.h"
#include "core/terms/term_rows.h"

#define LOGISTIC_FORMULA_LENGTH 10000	/* bytes of a formula, at most */

/* What is asked of woe(x, ...). */
typedef struct LogisticWoeArguments
{
	int			max_bins;
	double		min_share;
	LgMonotone	monotone;
} LogisticWoeArguments;

/* A feature, or a function of one; distinct within a formula. */
typedef struct LogisticVariable
{
	LgFunctionKind function;
	int			feature;		/* index among the names */
	double		number;			/* of power, poly, spline and bins; NaN: numbers
								 * are listed instead */
	int			n_numbers;		/* knots, cuts or special codes that are listed */
	double	   *numbers;		/* ascending */
	LogisticWoeArguments woe;
	char	   *name;			/* as it is printed: "spline(age, 4)" */
} LogisticVariable;

/* A product of variables. */
typedef struct LogisticFormulaTerm
{
	int			n;				/* 1 .. LG_TERM_FACTORS */
	int			variables[LG_TERM_FACTORS]; /* in the order of the text */
} LogisticFormulaTerm;

typedef struct LogisticFormula
{
	int			n_variables;
	LogisticVariable *variables;
	int			n_terms;
	LogisticFormulaTerm *terms; /* those of fewer variables first */
} LogisticFormula;

#endif							/* LOGISTIC_FORMULA_H */
