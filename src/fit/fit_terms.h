/*-------------------------------------------------------------------------
 *
 * fit_terms.h
 *		The terms of a logistic_fit: features of its model, columns of its rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_TERMS_H
#define LOGISTIC_FIT_TERMS_H

#include "fit/fit_formula.h"

/* Fills the draft's features and terms, and their columns of the rows. */
extern void logistic_fit_terms(LogisticFitFormula *fit);

#endif							/* LOGISTIC_FIT_TERMS_H */
