/*-------------------------------------------------------------------------
 *
 * formula_advice.h
 *		Hints for those who write terms as a formula of R.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FORMULA_ADVICE_H
#define LOGISTIC_FORMULA_ADVICE_H

#include "terms/formula_lexer.h"

/* What to write instead of a function, by its name in lower case. */
extern const char *logistic_advice_of_function(const char *name);

/* What to write where the formula goes on behind a term; never NULL. */
extern const char *logistic_advice_of_sign(const LogisticToken *token);

/* The same behind a name that is no feature; NULL where that says nothing. */
extern const char *logistic_advice_of_label(const LogisticLexer *lexer);

#endif							/* LOGISTIC_FORMULA_ADVICE_H */
