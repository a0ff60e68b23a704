/*-------------------------------------------------------------------------
 *
 * fit_missing.h
 *		Fills missing values of a logistic_fit: means, and indicator terms.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_MISSING_H
#define LOGISTIC_FIT_MISSING_H

#include "fit/fit_formula.h"

/*
 * Fills missing values of the inputs in, and adds terms that tell where they
 * were.
 */
extern void logistic_fit_missing(LogisticFitFormula *fit);

#endif							/* LOGISTIC_FIT_MISSING_H */
