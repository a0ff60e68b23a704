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
	bool		is_reduced;		/* features that no term uses have been left
								 * out */
} LogisticFormulaReader;

/* Reads a variable; returns its index. */
extern int	logistic_formula_variable(LogisticFormulaReader *reader);

/*
 * Skips a name that "-" removes from the terms, if it is not among the
 * features of a reduced formula.
 */
extern bool logistic_formula_skip_removed(LogisticFormulaReader *reader);

/* The variable that is a feature as it is. */
extern int	logistic_formula_feature(LogisticFormulaReader *reader,
									 int feature);

#endif							/* LOGISTIC_FORMULA_VARIABLE_H */
