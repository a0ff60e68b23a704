/*-------------------------------------------------------------------------
 *
 * formula_variable.c
 *		Variables of a formula: a feature, or a function of one.
 *
 *		variable := name | name '^' number
 *				  | function '(' name ')'
 *				  | ('poly' | 'spline' | 'bins') '(' name ',' size ')'
 *				  | 'woe' '(' name (',' option '=' value)* ')'
 *		size	 := number | '{' number (',' number)* '}'
 *
 * poly takes a number only.  A number may have a sign.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "utils/float.h"

#include "core/terms/spline.h"
#include "terms/formula_advice.h"
#include "terms/formula_variable.h"

#define POLY_LIMIT		20		/* the highest degree */
#define BINS_LIMIT		100		/* the most bins */
#define NUMBERS_LIMIT	(BINS_LIMIT - 1)	/* in braces */

/* The names of functions, by LgFunctionKind; powers are written with ^. */
static const char *const function_names[LG_N_FUNCTIONS] = {
	[LG_FUNCTION_LN] = "ln",
	[LG_FUNCTION_LOG1P] = "log1p",
	[LG_FUNCTION_SQRT] = "sqrt",
	[LG_FUNCTION_EXP] = "exp",
	[LG_FUNCTION_ABS] = "abs",
	[LG_FUNCTION_POLY] = "poly",
	[LG_FUNCTION_SPLINE] = "spline",
	[LG_FUNCTION_BINS] = "bins",
	[LG_FUNCTION_WOE] = "woe"
};

/* The words of monotone, by LgMonotone. */
static const char *const monotone_words[] = {
	"none", "increasing", "decreasing", "auto"
};

/* A number as it is printed: shortest, without a zero behind the point. */
static char *
print_number(double number)
{
	return float8out_internal(number);
}

/* The index of a feature; -1 if it is none. */
static int
find_feature(const LogisticFormulaReader *reader, const char *name)
{
	int			i;

	for (i = 0; i < reader->n_features; i++)
		if (strcmp(reader->features[i], name) == 0)
			return i;
	return -1;
}

/* Complains about a name that is no feature. */
static void
report_feature(const LogisticFormulaReader *reader, const LogisticToken *token)
{
	const char *advice = logistic_advice_of_label(&reader->lexer);
	StringInfoData hint;
	int			i;

	initStringInfo(&hint);
	if (advice != NULL)
		appendStringInfo(&hint, "%s ", advice);
	appendStringInfoString(&hint, "The features are ");
	for (i = 0; i < reader->n_features; i++)
		appendStringInfo(&hint, "%s\"%s\"", i > 0 ? ", " : "",
						 reader->features[i]);
	appendStringInfoChar(&hint, '.');
	logistic_lexer_error(&reader->lexer, token->place,
						 psprintf("terms name \"%s\", which is no feature",
								  token->name), hint.data);
}

/* Takes the feature that the current token must name. */
static int
read_feature(LogisticFormulaReader *reader)
{
	LogisticToken *token = &reader->lexer.token;
	int			feature;

	if (token->kind != LOGISTIC_TOKEN_NAME)
		logistic_lexer_error(&reader->lexer, token->place,
							 "the terms lack the name of a feature",
							 token->kind == LOGISTIC_TOKEN_NUMBER ?
							 "The intercept is no term: logistic_options(intercept => false) leaves it out." :
							 NULL);
	feature = find_feature(reader, token->name);
	if (feature < 0)
		report_feature(reader, token);
	logistic_lexer_advance(&reader->lexer);
	return feature;
}

bool
logistic_formula_skip_removed(LogisticFormulaReader *reader)
{
	LogisticLexer ahead = reader->lexer;

	if (!reader->is_reduced || ahead.token.kind != LOGISTIC_TOKEN_NAME ||
		find_feature(reader, ahead.token.name) >= 0)
		return false;
	logistic_lexer_advance(&ahead);
	if (ahead.token.kind != LOGISTIC_TOKEN_END &&
		!logistic_lexer_is(&ahead, '+') && !logistic_lexer_is(&ahead, '-'))
		return false;
	reader->lexer = ahead;
	return true;
}

/* Takes a number that may have a sign. */
static double
read_signed(LogisticFormulaReader *reader)
{
	LogisticLexer *lexer = &reader->lexer;
	bool		is_negative = logistic_lexer_skip(lexer, '-');
	double		number;

	if (!is_negative)
		(void) logistic_lexer_skip(lexer, '+');
	if (lexer->token.kind != LOGISTIC_TOKEN_NUMBER)
		logistic_lexer_error(lexer, lexer->token.place,
							 "the terms lack a number", NULL);
	number = lexer->token.number;
	logistic_lexer_advance(lexer);
	return is_negative ? -number : number + 0.0;
}

/* Takes a whole number between limits. */
static int
read_count(LogisticFormulaReader *reader, const char *what, int least,
		   int most)
{
	int			place = reader->lexer.token.place;
	double		number = read_signed(reader);

	if (number != floor(number) || number < least || number > most)
		logistic_lexer_error(&reader->lexer, place,
							 psprintf("%s is %s, but must be a whole number from %d to %d",
									  what, print_number(number), least, most),
							 NULL);
	return (int) number;
}

/* Takes a list of numbers in braces, strictly ascending. */
static void
read_numbers(LogisticFormulaReader *reader, LogisticVariable *variable,
			 int most)
{
	LogisticLexer *lexer = &reader->lexer;

	variable->number = get_float8_nan();
	variable->numbers = palloc(most * sizeof(double));
	logistic_lexer_expect(lexer, '{');
	do
	{
		int			place = lexer->token.place;
		double		number = read_signed(reader);

		if (variable->n_numbers == most)
			logistic_lexer_error(lexer, place,
								 psprintf("a list in the terms has more than %d numbers",
										  most), NULL);
		if (variable->n_numbers > 0 &&
			number <= variable->numbers[variable->n_numbers - 1])
			logistic_lexer_error(lexer, place,
								 "the numbers of a list in the terms do not ascend",
								 NULL);
		variable->numbers[variable->n_numbers++] = number;
	} while (logistic_lexer_skip(lexer, ','));
	logistic_lexer_expect(lexer, '}');
}

/* Takes the size of a spline or of bins: a number, or knots or cuts. */
static void
read_size(LogisticFormulaReader *reader, LogisticVariable *variable)
{
	bool		is_spline = variable->function == LG_FUNCTION_SPLINE;

	logistic_lexer_expect(&reader->lexer, ',');
	if (variable->function == LG_FUNCTION_POLY)
		variable->number = read_count(reader, "the degree of poly", 1,
									  POLY_LIMIT);
	else if (logistic_lexer_is(&reader->lexer, '{'))
		read_numbers(reader, variable,
					 is_spline ? LG_SPLINE_KNOTS - 2 : NUMBERS_LIMIT);
	else if (is_spline)
		variable->number = read_count(reader, "df of spline", 1,
									  LG_SPLINE_KNOTS - 1);
	else
		variable->number = read_count(reader, "the number of bins", 2,
									  BINS_LIMIT);
}

/* Takes the word of monotone. */
static LgMonotone
read_monotone(LogisticFormulaReader *reader)
{
	LogisticToken *token = &reader->lexer.token;
	int			i;

	for (i = 0; i < lengthof(monotone_words); i++)
		if (token->kind == LOGISTIC_TOKEN_NAME &&
			strcmp(token->name, monotone_words[i]) == 0)
		{
			logistic_lexer_advance(&reader->lexer);
			return (LgMonotone) i;
		}
	logistic_lexer_error(&reader->lexer, token->place,
						 "monotone must be none, increasing, decreasing or auto",
						 NULL);
}

/* Takes the options of woe. */
static void
read_woe(LogisticFormulaReader *reader, LogisticVariable *variable)
{
	LogisticLexer *lexer = &reader->lexer;

	while (logistic_lexer_skip(lexer, ','))
	{
		LogisticToken option = lexer->token;
		const char *name = option.kind == LOGISTIC_TOKEN_NAME ? option.name : "";
		int			place;

		logistic_lexer_advance(lexer);
		if (strcmp(name, "bins") != 0 && strcmp(name, "min_share") != 0 &&
			strcmp(name, "monotone") != 0 && strcmp(name, "special") != 0)
			logistic_lexer_error(lexer, option.place,
								 "woe has no such option",
								 "Its options are bins, min_share, monotone and special.");
		logistic_lexer_expect(lexer, '=');
		place = lexer->token.place;
		if (strcmp(name, "bins") == 0)
			variable->woe.max_bins = read_count(reader, "bins of woe", 1,
												LG_PRE_BINS);
		else if (strcmp(name, "monotone") == 0)
			variable->woe.monotone = read_monotone(reader);
		else if (strcmp(name, "special") == 0)
		{
			variable->n_numbers = 0;
			read_numbers(reader, variable, NUMBERS_LIMIT);
		}
		else
		{
			variable->woe.min_share = read_signed(reader);
			if (!(variable->woe.min_share >= 0.0 &&
				  variable->woe.min_share <= 1.0))
				logistic_lexer_error(lexer, place,
									 "min_share of woe must be from 0 to 1",
									 NULL);
		}
	}
}

/* Appends a list of numbers in braces. */
static void
append_numbers(StringInfo text, const LogisticVariable *variable)
{
	int			i;

	for (i = 0; i < variable->n_numbers; i++)
		appendStringInfo(text, "%s%s", i > 0 ? ", " : "{",
						 print_number(variable->numbers[i]));
	appendStringInfoChar(text, '}');
}

/* The printed form of a variable. */
static char *
print_variable(const LogisticFormulaReader *reader,
			   const LogisticVariable *variable)
{
	const char *feature = reader->features[variable->feature];
	LogisticWoeArguments usual = {10, 0.05, LG_MONOTONE_NONE};
	StringInfoData text;

	if (variable->function == LG_FUNCTION_IDENTITY)
		return pstrdup(feature);
	if (variable->function == LG_FUNCTION_POWER)
		return psprintf("%s^%s", feature, print_number(variable->number));
	initStringInfo(&text);
	appendStringInfo(&text, "%s(%s", function_names[variable->function],
					 feature);
	if (variable->function == LG_FUNCTION_WOE)
	{
		if (variable->woe.max_bins != usual.max_bins)
			appendStringInfo(&text, ", bins = %d", variable->woe.max_bins);
		if (variable->woe.min_share != usual.min_share)
			appendStringInfo(&text, ", min_share = %s",
							 print_number(variable->woe.min_share));
		if (variable->woe.monotone != usual.monotone)
			appendStringInfo(&text, ", monotone = %s",
							 monotone_words[variable->woe.monotone]);
		if (variable->n_numbers > 0)
		{
			appendStringInfoString(&text, ", special = ");
			append_numbers(&text, variable);
		}
	}
	else if (variable->n_numbers > 0)
	{
		appendStringInfoString(&text, ", ");
		append_numbers(&text, variable);
	}
	else if (!isnan(variable->number))
		appendStringInfo(&text, ", %s", print_number(variable->number));
	appendStringInfoChar(&text, ')');
	return text.data;
}

/* The index of a variable, which is added if it is new. */
static int
keep_variable(LogisticFormulaReader *reader, LogisticVariable *variable)
{
	LogisticFormula *formula = reader->formula;
	int			i;

	variable->name = print_variable(reader, variable);

	/* variables of a feature that print alike are the same */
	for (i = 0; i < formula->n_variables; i++)
		if (formula->variables[i].function == variable->function &&
			formula->variables[i].feature == variable->feature &&
			strcmp(formula->variables[i].name, variable->name) == 0)
			return i;
	if (formula->n_variables == reader->capacity)
	{
		reader->capacity *= 2;
		formula->variables = repalloc(formula->variables, reader->capacity *
									  sizeof(LogisticVariable));
	}
	formula->variables[formula->n_variables] = *variable;
	return formula->n_variables++;
}

/* The variable of a feature as it is, to be filled further. */
static LogisticVariable
start_variable(LgFunctionKind function, int feature)
{
	LogisticVariable variable;

	memset(&variable, 0, sizeof(variable));
	variable.function = function;
	variable.feature = feature;
	variable.number = get_float8_nan();
	variable.woe.max_bins = 10;
	variable.woe.min_share = 0.05;
	variable.woe.monotone = LG_MONOTONE_NONE;
	return variable;
}

int
logistic_formula_feature(LogisticFormulaReader *reader, int feature)
{
	LogisticVariable variable = start_variable(LG_FUNCTION_IDENTITY, feature);

	return keep_variable(reader, &variable);
}

/* The function of a name; complains if it is none. */
static LgFunctionKind
find_function(LogisticFormulaReader *reader, const LogisticToken *token)
{
	int			i;

	for (i = 0; i < LG_N_FUNCTIONS; i++)
		if (function_names[i] && strcmp(function_names[i], token->name) == 0)
			return (LgFunctionKind) i;
	logistic_lexer_error(&reader->lexer, token->place,
						 psprintf("\"%s\" is no function of terms", token->name),
						 logistic_advice_of_function(token->name));
}

/*
 * Raises an error if the name of a function call is that of a feature, which
 * must be quoted.
 */
static void
check_quotes(LogisticFormulaReader *reader, const LogisticToken *token)
{
	const char *text = reader->lexer.text;
	const char *end = strchr(text + token->place, ')');
	char	   *written;

	if (end == NULL)
		return;
	written = pnstrdup(text + token->place, end + 1 - text - token->place);
	if (find_feature(reader, written) >= 0)
		logistic_lexer_error(&reader->lexer, token->place,
							 psprintf("terms name \"%s\" without quotes", written),
							 psprintf("Write the feature in double quotes: \"%s\".",
									  written));
}

/* Reads a function call; the current token is its opening parenthesis. */
static int
read_call(LogisticFormulaReader *reader, const LogisticToken *name)
{
	LogisticLexer *lexer = &reader->lexer;
	LogisticVariable variable;
	LogisticToken argument;

	logistic_lexer_expect(lexer, '(');
	argument = lexer->token;
	if (argument.kind == LOGISTIC_TOKEN_NAME &&
		find_feature(reader, argument.name) < 0)
		check_quotes(reader, name);
	variable = start_variable(find_function(reader, name), 0);
	variable.feature = read_feature(reader);
	switch (variable.function)
	{
		case LG_FUNCTION_POLY:
		case LG_FUNCTION_SPLINE:
		case LG_FUNCTION_BINS:
			read_size(reader, &variable);
			break;
		case LG_FUNCTION_WOE:
			read_woe(reader, &variable);
			break;
		default:
			break;
	}
	logistic_lexer_expect(lexer, ')');
	return keep_variable(reader, &variable);
}

int
logistic_formula_variable(LogisticFormulaReader *reader)
{
	LogisticLexer *lexer = &reader->lexer;
	LogisticToken name = lexer->token;
	LogisticVariable variable;
	int			feature;

	if (name.kind == LOGISTIC_TOKEN_NAME && !name.is_quoted)
	{
		LogisticLexer ahead = *lexer;

		logistic_lexer_advance(&ahead);
		if (logistic_lexer_is(&ahead, '('))
		{
			*lexer = ahead;
			return read_call(reader, &name);
		}
	}
	feature = read_feature(reader);
	if (!logistic_lexer_skip(lexer, '^'))
		return logistic_formula_feature(reader, feature);
	variable = start_variable(LG_FUNCTION_POWER, feature);
	variable.number = read_signed(reader);
	if (variable.number == 1.0)
		return logistic_formula_feature(reader, feature);
	if (variable.number == 0.0)
		logistic_lexer_error(lexer, name.place,
							 "a term to the power 0 is the intercept", NULL);
	return keep_variable(reader, &variable);
}
