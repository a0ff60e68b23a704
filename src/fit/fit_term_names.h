/*-------------------------------------------------------------------------
 *
 * fit_term_names.h
 *		The names that logistic_fit gives to terms and to their columns.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_TERM_NAMES_H
#define LOGISTIC_FIT_TERM_NAMES_H

#include "fit/fit_formula.h"

/* A variable of a term, as its columns are made. */
typedef struct LogisticTermPart
{
	int			variable;
	bool		is_category;	/* or a boolean, which has one column */
	bool		is_full;		/* a column for every level */
	int			width;			/* its columns */
} LogisticTermPart;

/* The kind of the input of a variable. */
extern LogisticFeatureKind logistic_fit_kind_of(const LogisticFitFormula *fit,
												int variable);

/* The place of the reference of a category; see logistic_model_reference. */
extern int	logistic_fit_reference_of(const LogisticFitFormula *fit,
									  int variable);

/* The level of a category that its column stands for. */
extern int	logistic_fit_level_of_column(const LogisticFitFormula *fit,
										 const LogisticTermPart *part,
										 int column);

/* The name of a level of a category, or of an interval of bins. */
extern const char *logistic_fit_level_name(const LogisticFitFormula *fit,
										   int variable, int level);

/* The name of a column of a term of n variables, palloc'd. */
extern char *logistic_fit_term_name(const LogisticFitFormula *fit,
									const LogisticTermPart *parts, int n,
									int column);

/* The name of the term itself, palloc'd. */
extern char *logistic_fit_formula_feature(const LogisticFitFormula *fit,
										  const LogisticTermPart *parts,
										  int n);

#endif							/* LOGISTIC_FIT_TERM_NAMES_H */
