/*-------------------------------------------------------------------------
 *
 * fit_woe.h
 *		Weights of evidence in the terms of a logistic_fit, from its rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_WOE_H
#define LOGISTIC_FIT_WOE_H

#include "fit/fit_formula.h"

/* Adds the parameters of the variable, whose feature is read by "reader". */
extern void logistic_fit_woe(LogisticFitFormula *fit,
							 const LogisticVariable *variable,
							 const LogisticReader *reader);

#endif							/* LOGISTIC_FIT_WOE_H */
