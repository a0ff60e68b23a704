/*-------------------------------------------------------------------------
 *
 * formula_parse.c
 *		The language of the option "terms": a formula as variables and terms.
 *
 *		sum		 := ['+' | '-'] cross (('+' | '-') cross)*
 *		cross	 := product ('*' product)*		a * b is a + b + a:b
 *		product	 := primary (':' primary)*
 *		primary	 := '.' | variable | '(' sum ')'
 *
 * as in R, with the same precedence.  Variables are in formula_variable.c.
 * "-" takes terms out again; the order within a product does not matter, and
 * a term that comes twice counts once.
 *
 * "." stands for every feature that has no term of its own yet, anywhere in
 * the formula: a function of it is one, an interaction is not.  Therefore a
 * formula is read twice, the first time without what "." stands for.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "terms/formula_advice.h"
#include "terms/formula_parse.h"
#include "terms/formula_variable.h"

#define TERMS_LIMIT		2000	/* of a formula, before levels and columns */

/* Terms that an expression stands for, each once. */
typedef struct TermSet
{
	int			n;
	int			capacity;
	LogisticFormulaTerm *terms;
} TermSet;

static TermSet read_sum(LogisticFormulaReader *reader);

/* Does a term have a variable? */
static bool
has_variable(const LogisticFormulaTerm *term, int variable)
{
	int			i;

	for (i = 0; i < term->n; i++)
		if (term->variables[i] == variable)
			return true;
	return false;
}

/* The index of a term, in any order of its variables; -1 if it is not there. */
static int
find_term(const TermSet *set, const LogisticFormulaTerm *term)
{
	int			i;
	int			k;

	for (i = 0; i < set->n; i++)
	{
		if (set->terms[i].n != term->n)
			continue;
		for (k = 0; k < term->n; k++)
			if (!has_variable(&set->terms[i], term->variables[k]))
				break;
		if (k == term->n)
			return i;
	}
	return -1;
}

/* Adds a term unless it is there. */
static void
add_term(LogisticFormulaReader *reader, TermSet *set,
		 const LogisticFormulaTerm *term)
{
	CHECK_FOR_INTERRUPTS();
	if (find_term(set, term) >= 0)
		return;
	if (set->n == TERMS_LIMIT)
		logistic_lexer_error(&reader->lexer, reader->lexer.token.place,
							 psprintf("the formula has more than %d terms",
									  TERMS_LIMIT), NULL);
	if (set->n == set->capacity)
	{
		set->capacity = Max(8, 2 * set->capacity);
		set->terms = set->terms == NULL ?
			palloc(set->capacity * sizeof(LogisticFormulaTerm)) :
			repalloc(set->terms, set->capacity * sizeof(LogisticFormulaTerm));
	}
	set->terms[set->n++] = *term;
}

/* Adds all terms of another set. */
static void
add_terms(LogisticFormulaReader *reader, TermSet *set, const TermSet *more)
{
	int			i;

	for (i = 0; i < more->n; i++)
		add_term(reader, set, &more->terms[i]);
}

/* Takes the terms of another set out. */
static void
remove_terms(TermSet *set, const TermSet *others)
{
	int			n = 0;
	int			i;

	for (i = 0; i < set->n; i++)
		if (find_term(others, &set->terms[i]) < 0)
			set->terms[n++] = set->terms[i];
	set->n = n;
}

/* Adds the products of each term of one set with each of another. */
static void
add_products(LogisticFormulaReader *reader, TermSet *set, const TermSet *left,
			 const TermSet *right)
{
	int			i;
	int			j;
	int			k;

	for (i = 0; i < left->n; i++)
		for (j = 0; j < right->n; j++)
		{
			LogisticFormulaTerm term = left->terms[i];
			const LogisticFormulaTerm *other = &right->terms[j];

			for (k = 0; k < other->n; k++)
			{
				if (has_variable(&term, other->variables[k]))
					continue;
				if (term.n == LG_TERM_FACTORS)
					logistic_lexer_error(&reader->lexer,
										 reader->lexer.token.place,
										 psprintf("a term is a product of more than %d variables",
												  LG_TERM_FACTORS), NULL);
				term.variables[term.n++] = other->variables[k];
			}
			add_term(reader, set, &term);
		}
}

/* Adds the term that is a variable alone. */
static void
add_variable(LogisticFormulaReader *reader, TermSet *set, int variable)
{
	LogisticFormulaTerm term;

	term.n = 1;
	term.variables[0] = variable;
	add_term(reader, set, &term);
}

static TermSet
read_primary(LogisticFormulaReader *reader)
{
	LogisticLexer *lexer = &reader->lexer;
	TermSet		set = {0};
	int			i;

	if (logistic_lexer_skip(lexer, '('))
	{
		set = read_sum(reader);
		logistic_lexer_expect(lexer, ')');
	}
	else if (logistic_lexer_skip(lexer, '.'))
	{
		for (i = 0; reader->is_named && i < reader->n_features; i++)
			if (!reader->is_named[i])
				add_variable(reader, &set,
							 logistic_formula_feature(reader, i));
	}
	else
		add_variable(reader, &set, logistic_formula_variable(reader));
	return set;
}

static TermSet
read_product(LogisticFormulaReader *reader)
{
	TermSet		set = read_primary(reader);

	while (logistic_lexer_skip(&reader->lexer, ':'))
	{
		TermSet		right = read_primary(reader);
		TermSet		products = {0};

		add_products(reader, &products, &set, &right);
		set = products;
	}
	return set;
}

static TermSet
read_cross(LogisticFormulaReader *reader)
{
	TermSet		set = read_product(reader);

	while (logistic_lexer_skip(&reader->lexer, '*'))
	{
		TermSet		right = read_product(reader);
		TermSet		products = {0};

		add_products(reader, &products, &set, &right);
		add_terms(reader, &set, &right);
		add_terms(reader, &set, &products);
	}
	return set;
}

static TermSet
read_sum(LogisticFormulaReader *reader)
{
	LogisticLexer *lexer = &reader->lexer;
	TermSet		set = {0};
	bool		is_removed = logistic_lexer_skip(lexer, '-');

	check_stack_depth();
	if (!is_removed)
		(void) logistic_lexer_skip(lexer, '+');
	for (;;)
	{
		TermSet		part;

		if (!is_removed || !logistic_formula_skip_removed(reader))
		{
			part = read_cross(reader);
			if (is_removed)
				remove_terms(&set, &part);
			else
				add_terms(reader, &set, &part);
		}
		is_removed = logistic_lexer_is(lexer, '-');
		if (!is_removed && !logistic_lexer_is(lexer, '+'))
			return set;
		logistic_lexer_advance(lexer);
	}
}

/* Reads the whole formula, with what "." leaves out; NULL: with no ".". */
static TermSet
read_formula(LogisticFormulaReader *reader, const char *text,
			 const bool *is_named)
{
	LogisticFormula *formula = palloc0(sizeof(LogisticFormula));
	TermSet		set;

	reader->formula = formula;
	reader->capacity = 8;
	formula->variables = palloc(reader->capacity * sizeof(LogisticVariable));
	reader->is_named = is_named;
	logistic_lexer_start(&reader->lexer, text);
	set = read_sum(reader);
	if (reader->lexer.token.kind != LOGISTIC_TOKEN_END)
		logistic_lexer_error(&reader->lexer, reader->lexer.token.place,
							 "the terms go on where they should end",
							 logistic_advice_of_sign(&reader->lexer.token));
	return set;
}

/* Which features have a term of their own? */
static bool *
find_named(const LogisticFormulaReader *reader, const TermSet *set)
{
	bool	   *is_named = palloc0((reader->n_features + 1) * sizeof(bool));
	int			i;

	for (i = 0; i < set->n; i++)
		if (set->terms[i].n == 1)
			is_named[reader->formula->variables[set->terms[i].variables[0]].feature] = true;
	return is_named;
}

/* Drops the variables that no term has, and numbers the others anew. */
static void
drop_variables(LogisticFormula *formula)
{
	int		   *places = palloc((formula->n_variables + 1) * sizeof(int));
	int			n = 0;
	int			v;
	int			i;
	int			k;

	for (v = 0; v < formula->n_variables; v++)
	{
		places[v] = -1;
		for (i = 0; places[v] < 0 && i < formula->n_terms; i++)
			if (has_variable(&formula->terms[i], v))
			{
				formula->variables[n] = formula->variables[v];
				places[v] = n++;
			}
	}
	formula->n_variables = n;
	for (i = 0; i < formula->n_terms; i++)
		for (k = 0; k < formula->terms[i].n; k++)
			formula->terms[i].variables[k] =
				places[formula->terms[i].variables[k]];
}

LogisticFormula *
logistic_formula_parse(const char *text, const char *const *features,
					   int n_features, bool is_reduced)
{
	LogisticFormulaReader reader;
	LogisticFormula *formula;
	TermSet		set;
	int			n;
	int			i;

	if (strlen(text) > LOGISTIC_FORMULA_LENGTH)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the terms have %zu bytes, but must have at most %d",
						strlen(text), LOGISTIC_FORMULA_LENGTH)));
	memset(&reader, 0, sizeof(reader));
	reader.features = features;
	reader.n_features = n_features;
	reader.is_reduced = is_reduced;
	set = read_formula(&reader, text, NULL);
	if (strchr(text, '.') != NULL)
		set = read_formula(&reader, text, find_named(&reader, &set));
	if (set.n == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("terms \"%s\" leave no term", text),
				 errhint("logistic_fit(label) fits the intercept alone.")));

	/* as in R: those of fewer variables first, else in the order of the text */
	formula = reader.formula;
	formula->terms = palloc(set.n * sizeof(LogisticFormulaTerm));
	for (n = 1; n <= LG_TERM_FACTORS; n++)
		for (i = 0; i < set.n; i++)
			if (set.terms[i].n == n)
				formula->terms[formula->n_terms++] = set.terms[i];
	drop_variables(formula);
	return formula;
}

bool *
logistic_formula_uses(const char *text, const char *const *features,
					  int n_features)
{
	LogisticFormula *formula = logistic_formula_parse(text, features,
													  n_features, false);
	bool	   *uses = palloc0((n_features + 1) * sizeof(bool));
	int			v;

	for (v = 0; v < formula->n_variables; v++)
		uses[formula->variables[v].feature] = true;
	return uses;
}
