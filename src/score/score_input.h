/*-------------------------------------------------------------------------
 *
 * score_input.h
 *		Reads one input of a row that is scored.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_INPUT_H
#define LOGISTIC_SCORE_INPUT_H

#include "score/score_plan.h"

/*
 * Applies the model's policy to a NULL or NaN: returns false for a NULL score,
 * true to use the means, or raises an error.
 */
extern bool logistic_score_replace_null(const LogisticScorePlan *plan, int i);

/* The same for a level that the fit has not seen. */
extern bool logistic_score_replace_level(const LogisticScorePlan *plan, int i,
										 const char *level);

/*
 * The level of a category's value, counted within the input; -1: not seen by
 * the fit, and *text says what it is.
 */
extern int	logistic_score_input_level(LogisticScorePlan *plan,
									   LogisticScoreInput *input, Datum value,
									   const char **text);

/*
 * Reads a set: by level 1 where it has that element, else 0.  An element that
 * the fit has not seen is the one that stands for rare ones, if there is one,
 * else it counts as absent.
 */
extern void logistic_score_input_set(LogisticScorePlan *plan, int i,
									 Datum value, double *indicators);

/*
 * Reads an array of the model's length into the input's elements; false if
 * one of them is NULL.
 */
extern bool logistic_score_input_elements(const LogisticScorePlan *plan,
										  int i, Datum value);

/* The same with a number in place of each NULL element. */
extern void logistic_score_input_filled(const LogisticScorePlan *plan, int i,
										Datum value, double filler);

#endif							/* LOGISTIC_SCORE_INPUT_H */
