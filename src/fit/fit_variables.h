/*-------------------------------------------------------------------------
 *
 * fit_variables.h
 *		Knots and cuts in the terms of a logistic_fit, from its rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_VARIABLES_H
#define LOGISTIC_FIT_VARIABLES_H

#include "fit/fit_formula.h"

/* Fills the parameters of the variables, and makes their functions. */
extern void logistic_fit_variables(LogisticFitFormula *fit,
								   const LogisticFitSite *site);

#endif							/* LOGISTIC_FIT_VARIABLES_H */
