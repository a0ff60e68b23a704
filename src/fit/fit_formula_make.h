/*-------------------------------------------------------------------------
 *
 * fit_formula_make.h
 *		Readies a logistic_fit with terms: from rows as they came to its columns.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_FORMULA_MAKE_H
#define LOGISTIC_FIT_FORMULA_MAKE_H

#include "fit/fit_formula.h"
#include "fit/fit_state.h"
#include "pg/compat.h"

/*
 * Reads the formula and fills the draft's inputs, variables, features and
 * terms, which must be empty; returns the formula, with the rows to fit.  "raw"
 * are the rows as they came; "positive" is the label code that is a success,
 * -1 if there are many classes or if it is not known.
 */
extern LogisticFitFormula *logistic_fit_formula_make(LogisticFitState *state,
													 LgRows *raw,
													 const char *terms,
													 int positive,
													 LogisticDraft *draft);

/* Makes the scratch of rows with terms, in the current memory context. */
extern void logistic_fit_formula_scratch(LgTermRows *host);

/* Complains about an input for which a term has no value. */
pg_noreturn extern void logistic_fit_formula_refuse(const char *term,
													const char *input,
													double value);

#endif							/* LOGISTIC_FIT_FORMULA_MAKE_H */
