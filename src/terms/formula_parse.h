/*-------------------------------------------------------------------------
 *
 * formula_parse.h
 *		Parses the option "terms".
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FORMULA_PARSE_H
#define LOGISTIC_FORMULA_PARSE_H

#include "terms/formula.h"

/*
 * Reads a formula over the named features, in the current memory context.
 * "is_reduced": they are those that it uses; it may remove further ones.
 * Errors point at the place: a syntax error, a feature that is not there, a
 * number outside its limits, nothing left.
 */
extern LogisticFormula *logistic_formula_parse(const char *text,
											   const char *const *features,
											   int n_features,
											   bool is_reduced);

/* Which of the named features does a formula use?  Errors as above. */
extern bool *logistic_formula_uses(const char *text,
								   const char *const *features,
								   int n_features);

#endif							/* LOGISTIC_FORMULA_PARSE_H */
