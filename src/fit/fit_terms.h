/*-------------------------------------------------------------------------
 *
 * fit_terms.h
 *		The terms of a formula as features of the model and columns of the fit.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_TERMS_H
#define LOGISTIC_FIT_TERMS_H

#include "fit/fit_formula.h"

/* Fills the draft's features and terms, and their columns of the rows. */
extern void logistic_fit_terms(LogisticFitFormula *fit);

#endif							/* LOGISTIC_FIT_TERMS_H */
