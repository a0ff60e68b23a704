/*-------------------------------------------------------------------------
 *
 * formula_lexer.c
 *		The words of a formula, and errors that point at them.
 *
 * Names are written as in SQL: folded to lower case, or in double quotes, in
 * which two stand for one.  Bytes beyond ASCII are part of names.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <ctype.h>

#include "mb/pg_wchar.h"

#include "terms/formula_lexer.h"

#define SHOWN_BEFORE	40		/* bytes of a formula that an error shows ... */
#define SHOWN_BEHIND	30		/* ... before and behind the place */

void
logistic_lexer_error(const LogisticLexer *lexer, int place,
					 const char *message, const char *hint)
{
	const char *text = lexer->text;
	int			start = place;
	int			end = place;
	char	   *shown;
	int			width;
	int			i;

	/* the line of the place, or the part of a long line near it */
	while (start > 0 && place - start < SHOWN_BEFORE && text[start - 1] != '\n')
		start--;
	while (start > 0 && ((unsigned char) text[start] & 0xC0) == 0x80)
		start--;
	while (text[end] != '\0' && end - place < SHOWN_BEHIND && text[end] != '\n')
		end++;
	shown = pnstrdup(text + start, pg_mbcliplen(text + start, end - start,
												end - start));
	for (i = 0; shown[i] != '\0'; i++)
		if (shown[i] == '\t')
			shown[i] = ' ';
	width = pg_mbstrlen_with_len(shown, Min(place - start, (int) strlen(shown)));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg_internal("%s", message),
			 errdetail("The place in the terms:\n%s\n%*s^", shown, width, ""),
			 hint ? errhint("%s", hint) : 0));
}

/* Is this a byte of a name, and may one begin so? */
static bool
begins_name(char c)
{
	return isalpha((unsigned char) c) || c == '_' || IS_HIGHBIT_SET(c);
}

static bool
continues_name(char c)
{
	return begins_name(c) || isdigit((unsigned char) c) || c == '$';
}

/* Reads a name in double quotes. */
static void
read_quoted(LogisticLexer *lexer)
{
	const char *at = lexer->text + lexer->place + 1;
	char	   *name = palloc(strlen(at) + 1);
	int			n = 0;

	for (;; at++)
	{
		if (*at == '\0')
			logistic_lexer_error(lexer, lexer->token.place,
								 "a quoted name in the terms does not end",
								 NULL);
		if (*at == '"' && at[1] != '"')
			break;
		if (*at == '"')
			at++;
		name[n++] = *at;
	}
	name[n] = '\0';
	lexer->token.name = name;
	lexer->token.is_quoted = true;
	lexer->place = at + 1 - lexer->text;
}

/* Reads a name without quotes. */
static void
read_name(LogisticLexer *lexer)
{
	const char *start = lexer->text + lexer->place;
	int			n = 0;
	int			i;

	while (continues_name(start[n]))
		n++;
	lexer->token.name = pnstrdup(start, n);
	for (i = 0; i < n; i++)
		if (start[i] >= 'A' && start[i] <= 'Z')
			lexer->token.name[i] += 'a' - 'A';
	lexer->place += n;
}

/* Reads a number. */
static void
read_number(LogisticLexer *lexer)
{
	const char *start = lexer->text + lexer->place;
	char	   *end;

	errno = 0;
	lexer->token.number = strtod(start, &end);
	if (errno == ERANGE && lexer->token.number != 0.0)
		logistic_lexer_error(lexer, lexer->token.place,
							 "a number in the terms is out of range", NULL);
	lexer->place += end - start;
}

void
logistic_lexer_advance(LogisticLexer *lexer)
{
	const char *text = lexer->text;
	LogisticToken *token = &lexer->token;

	while (isspace((unsigned char) text[lexer->place]))
		lexer->place++;
	memset(token, 0, sizeof(*token));
	token->place = lexer->place;
	if (text[lexer->place] == '\0')
		token->kind = LOGISTIC_TOKEN_END;
	else if (text[lexer->place] == '"')
	{
		token->kind = LOGISTIC_TOKEN_NAME;
		read_quoted(lexer);
	}
	else if (begins_name(text[lexer->place]))
	{
		token->kind = LOGISTIC_TOKEN_NAME;
		read_name(lexer);
	}
	else if (isdigit((unsigned char) text[lexer->place]) ||
			 (text[lexer->place] == '.' &&
			  isdigit((unsigned char) text[lexer->place + 1])))
	{
		token->kind = LOGISTIC_TOKEN_NUMBER;
		read_number(lexer);
	}
	else
	{
		token->kind = LOGISTIC_TOKEN_SIGN;
		token->sign = text[lexer->place++];
	}
}

void
logistic_lexer_start(LogisticLexer *lexer, const char *text)
{
	lexer->text = text;
	lexer->place = 0;
	logistic_lexer_advance(lexer);
}

bool
logistic_lexer_skip(LogisticLexer *lexer, char sign)
{
	if (!logistic_lexer_is(lexer, sign))
		return false;
	logistic_lexer_advance(lexer);
	return true;
}

void
logistic_lexer_expect(LogisticLexer *lexer, char sign)
{
	if (!logistic_lexer_skip(lexer, sign))
		logistic_lexer_error(lexer, lexer->token.place,
							 psprintf("the terms lack a \"%c\"", sign), NULL);
}
