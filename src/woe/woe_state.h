/*-------------------------------------------------------------------------
 *
 * woe_state.h
 *		The rows of woe_bins and information_value, by value of the feature.
 *
 * Numbers are kept in the sorters of rank metrics, as quantiles are exact;
 * of categories the levels are counted.  Rows without a value and those of
 * each special code are summed apart.
 *
 * All calls of a query with the same arguments share one state.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_WOE_STATE_H
#define LOGISTIC_WOE_STATE_H

#include "metrics/rank_state.h"
#include "pg/dictionary.h"
#include "woe/woe_options.h"

/* A call site: lives in fn_mcxt, knows no state. */
typedef struct WoeSite
{
	int			label_argument; /* 1, or 2 behind options */
	int			weight_argument;	/* 0: none */
	LogisticLabelReader label;
	LogisticReader feature;
	LogisticReader weight;
	LogisticArgumentName names[2]; /* of label and feature */
	LogisticSpillFile space;	/* of the sorters of all groups */
	/* the options of the last row */
	struct varlena *options_bytes;	/* as they came; NULL: none yet */
	WoeOptions	options;		/* the options, read */
	double		special[WOE_SPECIAL_LIMIT]; /* the codes of a number */
	MemoryContext options_context;	/* of both */
} WoeSite;

/*
 * The rows of a feature.  Lives in the aggregate context, or wherever a fit
 * makes it, with all that it points to.
 */
typedef struct WoeState
{
	const LogisticReader *feature;	/* of its values */
	const char *name;			/* of the feature, for messages */
	struct varlena *options_bytes;	/* of the first row; NULL: no options */
	WoeOptions	options;
	const double *special_numbers;	/* the codes of a number */
	LogisticLabels labels;
	double		missing[2];		/* weight of rows without a value, by label
								 * code */
	double		(*special)[2];	/* [options.n_special] */
	LogisticRank *rank;			/* numbers; else NULL */
	LogisticDictionary levels;	/* of categories */
	int			capacity;		/* of weights */
	double		(*weights)[2];	/* [level code][label code] */
} WoeState;

/*
 * Readies an empty state, whose feature, options and rank, if it is of a
 * number, have been set.
 */
extern void logistic_woe_state_start(WoeState *state, MemoryContext context);

/* Adds a row by the value of its feature: a number, or the text of a level. */
extern void logistic_woe_state_add_number(WoeState *state, double value,
										  int label, double weight,
										  double frequency);
extern void logistic_woe_state_add_level(WoeState *state, const char *bytes,
										 int length, int label, double weight);

#endif							/* LOGISTIC_WOE_STATE_H */
