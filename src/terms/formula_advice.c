/*-------------------------------------------------------------------------
 *
 * formula_advice.c
 *		Hints for those who write terms as a formula of R.
 *
 * The language of the terms is R's but for a few words.  Who writes one of
 * those of R is told ours.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "terms/formula_advice.h"

/* Functions of R's formulas, folded to lower case, and what to write here. */
static const struct
{
	const char *name;
	const char *advice;
}			functions[] = {
	{"log", "The natural logarithm is ln(x)."},
	{"i", "A power is written without I(), as in x^2."},
	{"ns", "A natural cubic spline with 4 degrees of freedom is spline(x, 4)."},
	{"bs", "There are natural cubic splines: spline(x, 4) has 4 degrees of freedom."},
	{"rcs", "A natural cubic spline with 4 degrees of freedom is spline(x, 4)."},
	{"factor", "Text is a category by itself; make text of a number in the query, as in x::text."},
	{"c", "Text is a category by itself; make text of a number in the query, as in x::text."},
	{"cut", "bins(x, 5) has quantile bins, bins(x, {30, 60}) has given cuts."}
};

const char *
logistic_advice_of_function(const char *name)
{
	int			i;

	for (i = 0; i < lengthof(functions); i++)
		if (strcmp(functions[i].name, name) == 0)
			return functions[i].advice;
	return "There are ln, log1p, sqrt, exp, abs, poly, spline, bins and woe. Any other expression may be a column of the query.";
}

const char *
logistic_advice_of_sign(const LogisticToken *token)
{
	switch (token->sign)
	{
		case '~':
			return "The terms are what stands behind the ~: leave the label out.";
		case '^':
			return "A feature has a power, a sum has none: for (a + b)^2 of R write a * b.";
		case '/':
			return "Join terms by +, -, : or *; for a / b of R write a + a:b.";
		default:
			return "Join terms by +, -, : or *.";
	}
}

const char *
logistic_advice_of_label(const LogisticLexer *lexer)
{
	LogisticLexer ahead = *lexer;

	logistic_lexer_advance(&ahead);
	return logistic_lexer_is(&ahead, '~') ?
		logistic_advice_of_sign(&ahead.token) : NULL;
}
