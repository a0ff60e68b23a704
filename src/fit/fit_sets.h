/*-------------------------------------------------------------------------
 *
 * fit_sets.h
 *		The sets of a fit: which elements have columns.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_SETS_H
#define LOGISTIC_FIT_SETS_H

#include "fit/fit_formula.h"
#include "fit/fit_state.h"

/*
 * Adds the elements of an input that is a set as its levels, and its columns
 * to the rows to come.
 */
extern void logistic_fit_set(LogisticFitFormula *fit, LogisticFitState *state,
							 LogisticFeature *made, LogisticFitInput *input);

/* Gives the rows the columns of the sets, behind n_numbers others. */
extern void logistic_fit_set_rows(LogisticFitFormula *fit, int n_numbers);

#endif							/* LOGISTIC_FIT_SETS_H */
