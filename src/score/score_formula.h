/*-------------------------------------------------------------------------
 *
 * score_formula.h
 *		The score of a row by a model that builds its features from inputs.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_FORMULA_H
#define LOGISTIC_SCORE_FORMULA_H

#include "core/terms/term_rows.h"
#include "model/model_terms.h"
#include "score/score_plan.h"
#include "score/score_sum.h"

/* A variable of the formula, with its value in the current row. */
typedef struct LogisticScoreVariable
{
	LgFunction	function;
	int			input;
	const double *level_weights;	/* weights of evidence of a category: a row
									 * (LG_WOE_ROW) for each level, and one of
									 * no value; else NULL */
	bool		is_category;
	int			reference;		/* of a category */
	bool		is_set;			/* the numbers are mostly 0 */
	double	   *values;			/* [n_columns]: numbers; of a set 1 for the
								 * elements of the row, else 0 */
	int			level;			/* of a category */
	bool		has_mean;		/* no value: its features have their means */
} LogisticScoreVariable;

/* A factor of a feature. */
typedef struct LogisticScoreFactor
{
	int			variable;
	bool		is_full;
	int			width;			/* its columns */
	int			stride;			/* of its columns among the feature's terms */
} LogisticScoreFactor;

/* A feature: a term of the formula. */
typedef struct LogisticScoreTerm
{
	int			first_term;
	int			n_terms;
	int			n_factors;
	int			n_products;		/* columns of its numbers together */
	LogisticScoreFactor factors[LG_TERM_FACTORS];
} LogisticScoreTerm;

typedef struct LogisticScoreFormula
{
	int			n_variables;
	LogisticScoreVariable *variables;
	int			n_terms;		/* of the formula */
	LogisticScoreTerm *terms;
	double	   *means;			/* [n_terms of the model], of the training rows */
} LogisticScoreFormula;

/*
 * Adds a row's terms to the sum, and their values to x unless it is NULL;
 * false for a NULL score.  NULLs that the model's policy refuses have been
 * dealt with before.
 */
extern bool logistic_score_formula(LogisticScorePlan *plan,
								   const NullableDatum *row, double *x,
								   LogisticScoreSum *sum);

/*
 * The log-odds of an average row whose input has a value: a number, or the
 * place of a level.  Terms without the input have their training means; in
 * those with it the other inputs are at their mean, or at their most frequent
 * level.  NaN outside a function's domain.
 */
extern double logistic_score_formula_effect(const LogisticModel *model,
											LogisticScoreFormula *formula,
											int input, double value);

/*
 * The values of the terms of the variables as they stand, x[n_terms], which
 * must be zero before.
 */
extern void logistic_score_formula_terms(const LogisticModel *model,
										 const LogisticScoreFormula *formula,
										 double *x);

/* The same for one term of the formula alone. */
extern void logistic_score_formula_term(const LogisticScoreFormula *formula,
										int i, double *x);

/* Gives the variables of an input the values of a row again. */
extern void logistic_score_formula_restore(const LogisticScorePlan *plan,
										   const NullableDatum *row, int input);

/* Gives a variable the value of a number or level, as a row would. */
extern bool logistic_score_formula_set(LogisticScoreVariable *variable,
									   bool is_category, double value);

#endif							/* LOGISTIC_SCORE_FORMULA_H */
