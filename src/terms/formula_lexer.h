/*-------------------------------------------------------------------------
 *
 * formula_lexer.h
 *		The words of a formula, and errors that point at them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FORMULA_LEXER_H
#define LOGISTIC_FORMULA_LEXER_H

#include "pg/compat.h"

typedef enum LogisticTokenKind
{
	LOGISTIC_TOKEN_END,
	LOGISTIC_TOKEN_NAME,		/* folded to lower case unless quoted */
	LOGISTIC_TOKEN_NUMBER,		/* without a sign */
	LOGISTIC_TOKEN_SIGN			/* any other character, alone */
} LogisticTokenKind;

typedef struct LogisticToken
{
	LogisticTokenKind kind;
	int			place;			/* of its first byte in the text */
	char		sign;			/* the character; 0 unless it is a sign */
	bool		is_quoted;		/* a name in double quotes */
	char	   *name;			/* palloc'd */
	double		number;
} LogisticToken;

typedef struct LogisticLexer
{
	const char *text;			/* the formula */
	int			place;			/* behind the token */
	LogisticToken token;		/* the current one */
} LogisticLexer;

/* Starts at the first token. */
extern void logistic_lexer_start(LogisticLexer *lexer, const char *text);

/* Goes on to the next token. */
extern void logistic_lexer_advance(LogisticLexer *lexer);

/* Is the current token this sign? */
static inline bool
logistic_lexer_is(const LogisticLexer *lexer, char sign)
{
	return lexer->token.sign == sign;
}

/* Goes on if the current token is this sign, and tells whether it was. */
extern bool logistic_lexer_skip(LogisticLexer *lexer, char sign);

/* The same where nothing else may stand. */
extern void logistic_lexer_expect(LogisticLexer *lexer, char sign);

/*
 * Raises an error at a place of the formula.  The message and the hint, which
 * may be NULL, are complete.
 */
pg_noreturn extern void logistic_lexer_error(const LogisticLexer *lexer,
											 int place, const char *message,
											 const char *hint);

#endif							/* LOGISTIC_FORMULA_LEXER_H */
