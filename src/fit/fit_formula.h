/*-------------------------------------------------------------------------
 *
 * fit_formula.h
 *		A logistic_fit with terms: what is known of its formula and its rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_FORMULA_H
#define LOGISTIC_FIT_FORMULA_H

#include "core/data/design.h"
#include "core/terms/term_rows.h"
#include "fit/fit_site.h"
#include "model/model_draft.h"
#include "model/model_terms.h"
#include "terms/formula.h"

/* An input of the formula: a feature of the fit that a term uses. */
typedef struct LogisticFitInput
{
	int			feature;		/* of the site */
	int			n_columns;		/* of numbers; category and boolean: 0 */
	int			column;			/* raw, of numbers or of codes */
	const uint16 *level_of_code;	/* category: by raw code, the place of its
									 * level; LG_NO_CODE: not among the rows */
	int			n_codes;		/* category: of the raw codes */
	int			n_levels;		/* category, set: its levels */
	int			reference;		/* category: the place of its reference */
	bool		is_pooled;		/* category: several codes are one level */
	bool		is_filled;		/* a value was missing: "column" is the filled
								 * one, of numbers unless it is a category */
	int			raw_column;		/* the raw column with its missing values
								 * marked, if is_filled */
} LogisticFitInput;

/* A formula over the rows of a group; all is palloc'd. */
typedef struct LogisticFitFormula
{
	LogisticFormula *formula;
	int			positive;		/* the label code that is a success; -1: many
								 * classes, or not known */
	LgRows	   *raw;			/* the rows as they came */
	int64		n_rows;			/* of them, each as often as its frequency says */
	LogisticDraft *draft;		/* is filled */
	LogisticFitInput *inputs;	/* [draft->n_inputs] */
	struct LgSetRows *sets;		/* if an input is a set; else NULL */
	struct LgFilledRows *filled;	/* if a value was missing; else NULL */
	int		   *indicators;		/* by variable that tells where a value was
								 * missing: its column of codes */
	LgTerm	   *input_columns;	/* by summary of the inputs, measured */
	LgFunction *functions;		/* by variable; of a category: identity */
	LgTerm	   *columns;		/* by term, the core's view */
	int			columns_capacity;
	LgTermRows	host;			/* of the rows below */
	LgRows		rows;			/* with the columns of the terms */
} LogisticFitFormula;

/* Reads the formula of a site's features. */
extern LogisticFormula *logistic_fit_formula_parse(const LogisticFitSite *site,
												   const char *terms);

/*
 * Tells for each feature of a site whether only weights of evidence use it, so
 * that it may be NULL.  The result is allocated in the given context.
 */
extern bool *logistic_fit_formula_evidence(const LogisticFitSite *site,
										   const char *terms,
										   MemoryContext context);

/* Is an input used by weights of evidence alone? */
extern bool logistic_fit_formula_is_evidence(const LogisticFitFormula *fit,
											 int input);

#endif							/* LOGISTIC_FIT_FORMULA_H */
