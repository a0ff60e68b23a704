/*-------------------------------------------------------------------------
 *
 * call_text.c
 *		The arguments of a function call as its author typed them.
 *
 * The server's own scanner splits the text, so that strings, comments and
 * quoted identifiers are read as the parser read them.  What is between two
 * tokens, white space or a comment, becomes one blank, or nothing next to the
 * inside of a parenthesis.  Identifiers without quotes fold to lower case,
 * keywords and strings stay as they are.
 *
 * A name keeps what was typed, the tables of columns within an expression
 * included; only a plain column is called by its column name alone.  The SQL
 * of an argument is for queries over any table with these columns, so there
 * the tables are left out everywhere.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/keywords.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "parser/scanner.h"
#include "parser/scansup.h"
#include "utils/memutils.h"

#include "pg/call_text.h"
#include "pg/compat.h"

/* What a token is, as far as names depend on it. */
typedef enum TokenKind
{
	TOKEN_IDENTIFIER,			/* without quotes, or a word that may be one */
	TOKEN_QUOTED,				/* "identifier" */
	TOKEN_RESERVED,				/* a reserved word: never a column */
	TOKEN_STRING,				/* a constant in quotes of any kind */
	TOKEN_OTHER					/* a number, an operator, punctuation */
} TokenKind;

typedef struct Token
{
	TokenKind	kind;
	const char *text;			/* within the scanned text */
	int			length;
	bool		is_spaced;		/* something is between it and the one before */
	bool		is_keyword;		/* reserved or not */
} Token;

/* A run of tokens. */
typedef struct Run
{
	const Token *tokens;
	int			n;
} Run;

static bool
is_char(const Token *token, char c)
{
	return token->kind == TOKEN_OTHER && token->length == 1 &&
		token->text[0] == c;
}

static bool
is_word(const Token *token, const char *word)
{
	return token->is_keyword && token->length == (int) strlen(word) &&
		pg_strncasecmp(token->text, word, token->length) == 0;
}

static bool
is_identifier(const Token *token)
{
	return token->kind == TOKEN_IDENTIFIER || token->kind == TOKEN_QUOTED;
}

/* Says what a token is by its text. */
static void
classify(Token *token)
{
	unsigned char first = token->text[0];
	char	   *word;
	int			keyword;

	token->is_keyword = false;
	if (memchr(token->text, '\'', token->length) != NULL && first != '"')
		token->kind = TOKEN_STRING;
	else if (first == '"')
		token->kind = TOKEN_QUOTED;
	else if (first == '$' && token->length > 1 &&
			 !(token->text[1] >= '0' && token->text[1] <= '9'))
		token->kind = TOKEN_STRING;
	else if ((first >= 'a' && first <= 'z') ||
			 (first >= 'A' && first <= 'Z') || first == '_' ||
			 IS_HIGHBIT_SET(first))
	{
		word = pnstrdup(token->text, token->length);
		keyword = ScanKeywordLookup(word, &ScanKeywords);
		pfree(word);
		token->is_keyword = keyword >= 0;
		token->kind = keyword >= 0 &&
			ScanKeywordCategories[keyword] == RESERVED_KEYWORD ?
			TOKEN_RESERVED : TOKEN_IDENTIFIER;

		/* U&"identifier" */
		if (memchr(token->text, '"', token->length) != NULL)
			token->kind = TOKEN_OTHER;
	}
	else
		token->kind = TOKEN_OTHER;
}

/*
 * Scans a call up to its closing parenthesis.  Returns its tokens, the
 * function's name first; NULL if the text ends before.
 */
static Token *
scan_call(const char *text, int *n_tokens)
{
	core_yy_extra_type extra;
	core_yyscan_t scanner;
	core_YYSTYPE value;
	YYLTYPE		location = 0;
	int			size = 64;
	Token	   *tokens = palloc(size * sizeof(Token));
	int			n = 0;
	int			end = 0;
	int			depth = 0;

	scanner = scanner_init(text, &extra, &ScanKeywords, ScanKeywordTokens);
	logistic_scanner_silence(&extra);	/* the parser has warned */
	for (;;)
	{
		Token	   *token;

		if (core_yylex(&value, &location, scanner) == 0)
		{
			tokens = NULL;
			break;
		}
		if (n == size)
			tokens = repalloc(tokens, (size *= 2) * sizeof(Token));
		token = &tokens[n++];
		token->text = text + location;

		/* the scanner puts a zero byte behind the current token */
		token->length = strlen(extra.scanbuf + location);
		token->is_spaced = location > end;
		end = location + token->length;
		classify(token);
		if (is_char(token, '(') || is_char(token, '['))
			depth++;
		else if (is_char(token, ')') || is_char(token, ']'))
			depth--;

		/* only the function's name may stand before the parenthesis */
		if (depth <= 0 && !is_identifier(token) && !is_char(token, '.'))
		{
			if (depth < 0 || !is_char(token, ')'))
				tokens = NULL;
			break;
		}
	}
	scanner_finish(scanner);
	*n_tokens = n;
	return tokens;
}

/*
 * Does the same, and returns NULL also if the scanner fails, as it may if a
 * setting that tells how to read strings has changed since the statement was
 * parsed.  The scanner changes nothing but memory, so its error can be caught
 * without a subtransaction, which a parallel plan forbids.
 */
static Token *
scan_call_safely(const char *text, int *n_tokens)
{
	MemoryContext context = CurrentMemoryContext;
	Token	   *volatile tokens = NULL;

	PG_TRY();
	{
		tokens = scan_call(text, n_tokens);
	}
	PG_CATCH();
	{
		int			code = geterrcode();

		if (code == ERRCODE_QUERY_CANCELED || code == ERRCODE_OUT_OF_MEMORY)
			PG_RE_THROW();
		MemoryContextSwitchTo(context);
		FlushErrorState();
		tokens = NULL;
	}
	PG_END_TRY();
	return tokens;
}

/* An identifier as it is stored in the catalogs. */
static char *
fold(const Token *token)
{
	StringInfoData buf;
	int			i;

	if (token->kind != TOKEN_QUOTED)
		return downcase_truncate_identifier(token->text, token->length, false);
	initStringInfo(&buf);
	for (i = 1; i < token->length - 1; i++)
	{
		appendStringInfoChar(&buf, token->text[i]);
		if (token->text[i] == '"')
			i++;
	}
	truncate_identifier(buf.data, buf.len, false);
	return buf.data;
}

/* Is this a column: an identifier, with or without its table? */
static bool
is_column(Run run)
{
	int			i;

	for (i = 0; i < run.n; i++)
		if (i % 2 == 0 ? !is_identifier(&run.tokens[i]) :
			!is_char(&run.tokens[i], '.'))
			return false;
	return run.n % 2 == 1;
}

/*
 * The length of the qualifier that begins with token i and qualifies a
 * column: "t." or "s.t."; 0 if there is none.  A dotted name may as well be
 * that of a function, a type or a collation, which need their schema.
 */
static int
qualifier_length(Run run, int i)
{
	int			last = i;

	if (!is_identifier(&run.tokens[i]))
		return 0;
	if (i > 0 && (is_char(&run.tokens[i - 1], '.') ||
				  is_word(&run.tokens[i - 1], "as") ||
				  is_word(&run.tokens[i - 1], "collate") ||
				  (run.tokens[i - 1].length == 2 &&
				   run.tokens[i - 1].text[0] == ':')))
		return 0;
	while (last + 2 < run.n && is_char(&run.tokens[last + 1], '.') &&
		   is_identifier(&run.tokens[last + 2]))
		last += 2;
	if (last + 1 < run.n && (is_char(&run.tokens[last + 1], '(') ||
							 is_char(&run.tokens[last + 1], '.') ||
							 run.tokens[last + 1].kind == TOKEN_STRING))
		return 0;
	return last - i;
}

/* Is this token next to the inside of a parenthesis or bracket? */
static bool
is_inner_edge(const Token *token)
{
	return is_char(token, ')') || is_char(token, ']') ||
		is_char(token - 1, '(') || is_char(token - 1, '[');
}

/* Prints tokens, with or without the tables of columns. */
static char *
print(Run run, bool with_tables)
{
	StringInfoData buf;
	int			i;

	initStringInfo(&buf);
	for (i = 0; i < run.n; i++)
	{
		const Token *token = &run.tokens[i];

		if (i > 0 && token->is_spaced && !is_inner_edge(token))
			appendStringInfoChar(&buf, ' ');
		if (!with_tables)
			i += qualifier_length(run, i);
		token = &run.tokens[i];
		if (token->kind == TOKEN_IDENTIFIER && !token->is_keyword)
			appendStringInfoString(&buf, downcase_identifier(token->text,
															 token->length,
															 false, false));
		else
			appendBinaryStringInfo(&buf, token->text, token->length);
	}
	return buf.data;
}

/* Is all of a run within one pair of parentheses that can be left out? */
static bool
is_parenthesised(Run run)
{
	int			depth = 0;
	int			i;

	if (run.n < 3 || !is_char(&run.tokens[0], '(') ||
		is_word(&run.tokens[1], "select") || is_word(&run.tokens[1], "with") ||
		is_word(&run.tokens[1], "values") || is_word(&run.tokens[1], "table"))
		return false;
	for (i = 0; i < run.n; i++)
	{
		if (is_char(&run.tokens[i], '(') || is_char(&run.tokens[i], '['))
			depth++;
		else if (is_char(&run.tokens[i], ')') || is_char(&run.tokens[i], ']'))
			depth--;
		else if (depth == 1 && is_char(&run.tokens[i], ','))
			return false;
		if (depth == 0)
			return i == run.n - 1;
	}
	return false;
}

/*
 * The identifiers that may be columns: no function, no table before a dot and
 * no name of an argument.
 */
static List *
identifiers_of(Run run)
{
	List	   *identifiers = NIL;
	int			i;

	for (i = 0; i < run.n; i++)
	{
		const Token *next = &run.tokens[i + 1];

		if (is_identifier(&run.tokens[i]) &&
			(i + 1 == run.n ||
			 !(is_char(next, '(') || is_char(next, '.') ||
			   (next->length == 2 && (strncmp(next->text, "=>", 2) == 0 ||
									  strncmp(next->text, ":=", 2) == 0)))))
			identifiers = lappend(identifiers, fold(&run.tokens[i]));
	}
	return identifiers;
}

/* Prints one argument in its forms. */
static void
print_argument(Run run, LogisticTypedArgument *argument)
{
	if (run.n > 1 && is_word(&run.tokens[0], "variadic"))
	{
		run.tokens++;
		run.n--;
	}
	while (is_parenthesised(run))
	{
		run.tokens++;
		run.n -= 2;
	}
	argument->identifiers = identifiers_of(run);
	argument->qualified_expression = print(run, true);
	argument->expression = print(run, false);
	argument->name = argument->qualified_name = argument->qualified_expression;
	if (is_column(run))
	{
		StringInfoData buf;
		int			i;

		initStringInfo(&buf);
		for (i = 0; i < run.n; i++)
			appendStringInfoString(&buf, i % 2 == 0 ? fold(&run.tokens[i]) : ".");
		argument->name = fold(&run.tokens[run.n - 1]);
		argument->qualified_name = buf.data;
	}
}

/*
 * Divides the tokens between the parentheses of a call at its commas; false
 * if there are not n arguments.  An ORDER BY ends the last one.
 */
static bool
divide(Run run, int n, LogisticTypedArgument *arguments)
{
	Run			argument = {run.tokens, 0};
	int			depth = 0;
	int			found = 0;
	int			i;

	for (i = 0; i <= run.n; i++)
	{
		const Token *token = &run.tokens[i];
		bool		is_end = i == run.n ||
			(depth == 0 && argument.n > 0 && is_word(token, "order") &&
			 !is_char(token - 1, '.'));

		if (!is_end && (is_char(token, '(') || is_char(token, '[')))
			depth++;
		else if (!is_end && (is_char(token, ')') || is_char(token, ']')))
			depth--;
		if (!is_end && (depth > 0 || !is_char(token, ',')))
		{
			argument.n++;
			continue;
		}
		if (argument.n == 0 || found == n)
			return false;
		print_argument(argument, &arguments[found++]);
		if (is_end)
			break;
		argument.tokens = token + 1;
		argument.n = 0;
	}
	return found == n;
}

bool
logistic_call_text(const char *statement, int offset, const char *function,
				   int n, LogisticTypedArgument *arguments)
{
	Run			call;
	int			first = 0;
	char	   *name;

	if (offset < 0 || offset >= (int) strlen(statement))
		return false;
	call.tokens = scan_call_safely(statement + offset, &call.n);
	if (call.tokens == NULL)
		return false;
	while (first < call.n && !is_char(&call.tokens[first], '('))
		first++;
	if (first == 0 || !is_identifier(&call.tokens[first - 1]))
		return false;
	name = fold(&call.tokens[first - 1]);
	if (strcmp(name, function) != 0)
		return false;

	call.tokens += first + 1;
	call.n -= first + 2;
	if (call.n > 0 && (is_word(&call.tokens[0], "distinct") ||
					   is_word(&call.tokens[0], "all")))
	{
		call.tokens++;
		call.n--;
	}
	return divide(call, n, arguments);
}
