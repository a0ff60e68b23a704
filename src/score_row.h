/*-------------------------------------------------------------------------
 *
 * score_row.h
 *		The score of a row by a plan.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_ROW_H
#define LOGISTIC_SCORE_ROW_H

#include "score_plan.h"

/*
 * The log-odds of a row, whose values are in the order of the model's
 * features; false: NULL.  May be infinite, never NaN.
 */
extern bool logistic_score_row(LogisticScorePlan *plan,
							   const NullableDatum *row, double *score);

/*
 * The values of a row term by term, x[n_terms], and its score as above; a
 * NULL or new level that the model's policy replaces gives its means.
 */
extern bool logistic_score_terms(LogisticScorePlan *plan,
								 const NullableDatum *row, double *x,
								 double *score);

/* The values alone; false: a NULL or a new level makes the score NULL. */
extern bool logistic_score_values(LogisticScorePlan *plan,
								  const NullableDatum *row, double *x);

#endif							/* LOGISTIC_SCORE_ROW_H */
