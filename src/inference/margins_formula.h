/*-------------------------------------------------------------------------
 *
 * margins_formula.h
 *		Average marginal effects of the inputs of a formula.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MARGINS_FORMULA_H
#define LOGISTIC_MARGINS_FORMULA_H

#include "core/numeric/doubledouble.h"
#include "score/score_formula.h"

/* The effect of an input, through all terms that contain it. */
typedef struct LogisticInputEffect
{
	int			input;
	int			element;		/* of an array; else 0 */
	int			level;			/* category: against the reference; else -1 */
	LgDd		change;			/* sum over the rows */
	double	   *gradient;		/* [n_terms], its derivatives by the coefficients */
} LogisticInputEffect;

/* Lives in the aggregate context with all that it points to. */
typedef struct LogisticInputMargins
{
	const LogisticModel *model;
	int64		n_rows;
	int			n_effects;
	LogisticInputEffect *effects;
	double	   *with;			/* [n_terms], scratch */
	double	   *without;		/* the same */
} LogisticInputMargins;

/* Makes an empty state for a model with a formula, which must stay. */
extern LogisticInputMargins *logistic_input_margins_make(const LogisticModel *model);

/*
 * Adds a row by a plan of the model, which has just been scored: its finite
 * log-odds, offset included.
 */
extern void logistic_input_margins_add(LogisticInputMargins *margins,
									   const LogisticScorePlan *plan,
									   const NullableDatum *row, double score,
									   double offset);

/* The name of an effect: "age", "planpro", "xs[1]"; palloc'd. */
extern char *logistic_input_effect_name(const LogisticModel *model,
										const LogisticInputEffect *effect);

#endif							/* LOGISTIC_MARGINS_FORMULA_H */
