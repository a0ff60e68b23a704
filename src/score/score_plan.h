/*-------------------------------------------------------------------------
 *
 * score_plan.h
 *		A model made ready to score rows of given types.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_PLAN_H
#define LOGISTIC_SCORE_PLAN_H

#include "model/model.h"
#include "pg/dictionary.h"
#include "pg/reader.h"

/* How the value of one feature is read, and what it does to the score. */
typedef struct LogisticScoreInput
{
	LogisticReader reader;
	LogisticFeatureKind kind;	/* of the model's input */
	int			first_term;
	int			n_terms;
	int			first_level;	/* category: its levels in the model ... */
	int			n_levels;
	LogisticDictionary *levels; /* ... and their texts: code = level; of a set
								 * likewise */
	int		   *enum_levels;	/* by code of enum_keys; -1: not a level */
	LogisticDictionary *enum_keys;	/* OIDs of enum labels seen so far */
	double	   *elements;		/* array: scratch of n_terms */
	bool		fills_missing;	/* a NULL is filled in as in the training */
	const LogisticSummary *means;	/* of the numbers, by element */
	int			missing_level;	/* category, set: its level, counted within; -1 */
} LogisticScoreInput;

typedef struct LogisticScorePlan
{
	MemoryContext context;		/* holds the plan and its copy of the model */
	const LogisticModel *model;
	const LogisticTerm *terms;
	const LogisticLevel *levels;
	bool		has_no_score;	/* one class, not known which */
	bool		is_delicate;	/* large terms cancel: sum with care */
	int			n_inputs;
	LogisticScoreInput *inputs; /* in the order of the model's features */
	int			place;			/* of the first value among the arguments that
								 * are the row; -1: they are not in order */
	double	   *x;				/* [n_terms], for callers: of one row */

	struct LogisticScoreFormula *formula;	/* of a model that builds its
											 * features; else NULL */
	struct LogisticScorecard *card; /* see points.c; NULL: not made yet */

	/* The short way, where every value is a float8 and nothing is delicate: */
	bool		is_plain;
	double		constant;		/* the intercept, or 0 */
	double	   *coefficients;	/* [n_inputs] */

	/* Where the features are columns of a row, found by name: */
	int		   *columns;		/* [n_inputs], from 0; else NULL */
	NullableDatum *row;			/* [n_inputs], scratch; else NULL */
	NullableDatum *literals;	/* [n_inputs], values of literals, the same in
								 * every row; isnull: no literal; NULL: there
								 * are none */
} LogisticScorePlan;

/* May the products be so large that their sum has to be compensated? */
extern bool logistic_score_is_delicate(const LogisticModel *model);

/* Names for messages. */
extern const char *logistic_score_feature_name(const LogisticModel *model,
											   int feature);

#endif							/* LOGISTIC_SCORE_PLAN_H */
