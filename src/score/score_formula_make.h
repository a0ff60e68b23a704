/*-------------------------------------------------------------------------
 *
 * score_formula_make.h
 *		Prepares a model's formula for scoring row by row.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_FORMULA_MAKE_H
#define LOGISTIC_SCORE_FORMULA_MAKE_H

#include "score/score_formula.h"

/* Readies the formula of a plan's model, in the current memory context. */
extern LogisticScoreFormula *logistic_score_formula_make(const LogisticModel *model);

#endif							/* LOGISTIC_SCORE_FORMULA_MAKE_H */
