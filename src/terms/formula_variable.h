/*-------------------------------------------------------------------------
 *
 * formula_variable.h
 *		Variables of a formula: a feature, or a function of one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FORMULA_VARIABLE_H
#define LOGISTIC_FORMULA_VARIABLE_H

#include "terms/formula.h"
#include "terms/formula_lexer.h"

/* A formula while it is read. */
typedef struct LogisticFormulaReader
{
	LogisticLexer lexer;
	const char *const *features;	/* their names */
	int			n_features;
	LogisticFormula *formula;
	int			capacity;		/* of its variables */
	const bool *is_named;		/* [n_features], what "." leaves out; NULL: "."
								 * stands for nothing yet */
	bool		is_reduced;		/* some features are not here, because no term
								 * uses them */
} LogisticFormulaReader;

/* Reads a variable; returns its index. */
extern int	logistic_formula_variable(LogisticFormulaReader *reader);

/*
 * Steps over a name that is removed from the terms, if it is none of the
 * features that a reduced formula is left with.
 */
extern bool logistic_formula_skip_removed(LogisticFormulaReader *reader);

/* The variable that is a feature as it is. */
extern int	logistic_formula_feature(LogisticFormulaReader *reader,
									 int feature);

#endif							/* LOGISTIC_FORMULA_VARIABLE_H */
