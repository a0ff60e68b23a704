/*-------------------------------------------------------------------------
 *
 * score_plan.h
 *		A model made ready to score rows of given types.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_PLAN_H
#define LOGISTIC_SCORE_PLAN_H

#include "args.h"
#include "dictionary.h"
#include "model.h"

/* How the value of one feature is read, and what it does to the score. */
typedef struct LogisticScoreInput
{
	LogisticReader reader;
	int			argument;		/* its place among the values of a row */
	LogisticFeatureKind kind;	/* of the model's feature */
	int			first_term;
	int			n_terms;
	int			first_level;	/* category: its levels in the model ... */
	int			n_levels;
	LogisticDictionary *levels; /* ... and their texts: code = level */
	int		   *enum_levels;	/* by code of enum_keys; -1: not a level */
	LogisticDictionary *enum_keys;	/* OIDs of enum labels seen so far */
	double	   *elements;		/* array: scratch of n_terms */
} LogisticScoreInput;

typedef struct LogisticScorePlan
{
	MemoryContext context;		/* holds the plan and its copy of the model */
	const LogisticModel *model;
	const LogisticTerm *terms;
	const LogisticLevel *levels;
	bool		has_no_score;	/* one class, and no word on which */
	bool		is_delicate;	/* large terms cancel: sum with care */
	int			n_inputs;
	LogisticScoreInput *inputs; /* in the order of the model's features */
} LogisticScorePlan;

/*
 * Makes a plan in a context of its own, below "parent", from a model whose
 * bytes are copied.  The readers, in the order of the model's features, tell
 * the types of the values, and "arguments" their places in a row.
 */
extern LogisticScorePlan *logistic_score_plan_make(const LogisticModel *model,
												   const LogisticReader *readers,
												   const int *arguments,
												   MemoryContext parent);

/* The log-odds of a row; false: NULL.  May be infinite, never NaN. */
extern bool logistic_score_row(LogisticScorePlan *plan,
							   const NullableDatum *row, double *score);

/*
 * The values of a row term by term, x[n_terms], and its score as above; a
 * NULL or new level that the model's policy replaces gives its means.
 */
extern bool logistic_score_terms(LogisticScorePlan *plan,
								 const NullableDatum *row, double *x,
								 double *score);

/* Names for messages. */
extern const char *logistic_score_feature_name(const LogisticModel *model,
											   int feature);

#endif							/* LOGISTIC_SCORE_PLAN_H */
