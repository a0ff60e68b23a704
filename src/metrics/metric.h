/*-------------------------------------------------------------------------
 *
 * metric.h
 *		The arguments of a metric: label, score, parameters, weight.
 *
 * Every metric is called in one of three ways, with up to two parameters of
 * its own (a threshold, a number of bins) that are the same in all rows:
 *
 *		metric(label, score [, parameter ...])
 *		metric(label, score [, parameter ...], weight)
 *		metric(options, label, score [, parameter ...])
 *
 * An array of numbers, the same in all rows too, may come before them.
 *
 * Of the options, weight, positive and threshold matter.  All arguments but
 * the options are declared "any".  So each call resolves to one function,
 * which would be ambiguous with number types if the label is a number too; and
 * numeric columns are read faster than by a cast to float8.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_METRIC_H
#define LOGISTIC_METRIC_H

#include "nodes/execnodes.h"

#include "options/options.h"
#include "pg/label.h"
#include "pg/spill_file.h"

#define LOGISTIC_METRIC_PARAMETERS	2	/* at most */

/* What a metric takes. */
typedef struct LogisticMetricKind
{
	int			n_scores;		/* 1, or 2 to compare */
	bool		has_list;		/* behind the scores is an array of numbers, if
								 * anything is */
	int			n_parameters;	/* at most; what comes behind is the weight */
	bool		is_probability; /* the score must be from 0 to 1 */
	const char *const *keywords;	/* of the last parameter, which then is the
									 * place of a word in this list that ends
									 * with NULL; or NULL */
} LogisticMetricKind;

/* A call site: lives in fn_mcxt, knows no state. */
typedef struct LogisticMetricSite
{
	const LogisticMetricKind *kind;
	int			label_argument; /* 1, or 2 behind options; then the scores */
	int			list_argument;	/* 0: none */
	int			first_parameter;	/* argument behind the scores and the list */
	int			n_parameters;	/* that are given */
	int			weight_argument;	/* 0: none */
	LogisticLabelReader label;
	LogisticArgumentName names[3]; /* of the label and the scores */
	LogisticReader scores[2];
	LogisticReader parameters[LOGISTIC_METRIC_PARAMETERS];
	LogisticReader weight;
	bool		is_plain;		/* a boolean and a double are all arguments */
	LogisticSpillFile space;	/* of the sorters of all groups */
} LogisticMetricSite;

/* What is common to all rows of a group; at the head of every state. */
typedef struct LogisticMetricHead
{
	LogisticLabels labels;
	const LogisticArgumentName *names; /* the site's */
	int64		n_skipped;		/* rows left out for a NULL */
	const LogisticOptions *options; /* a copy of the first row's, or NULL */
	const struct varlena *list; /* a copy of the first row's array, or NULL */
	bool		is_open;		/* a row was there: what follows is set */
	double		parameters[LOGISTIC_METRIC_PARAMETERS]; /* NaN: not given */
} LogisticMetricHead;

typedef struct LogisticMetricRow
{
	int			label;			/* code, see LogisticLabels */
	double		score;			/* no NaN, no -0.0 */
	double		second_score;	/* the same, if there are two */
	double		weight;			/* of all equal rows that it stands for; finite,
								 * above zero */
	double		frequency;		/* how many these are; whole, above zero */
} LogisticMetricRow;

/* The aggregate's memory context; an error for any other caller. */
extern MemoryContext logistic_metric_context(FunctionCallInfo fcinfo);

/*
 * Registers a callback for the end of the state of the running transition, and
 * returns the space for its sorters: NULL in a window, where no such callback
 * runs.
 */
extern LogisticSpillFile *logistic_metric_space(FunctionCallInfo fcinfo,
												LogisticSpillFile *space,
												ExprContextCallbackFunction release,
												void *state);

/* The site of a call, made at the first one. */
extern LogisticMetricSite *logistic_metric_site(FunctionCallInfo fcinfo,
												int label_argument,
												const LogisticMetricKind *kind);

/*
 * Reads the current row; false if it is to be left out, for a NULL or a
 * weight of zero.  "context" is where the head keeps what it remembers.
 */
extern bool logistic_metric_read(const LogisticMetricSite *site,
								 FunctionCallInfo fcinfo,
								 LogisticMetricHead *head,
								 MemoryContext context,
								 LogisticMetricRow *row);

/* A parameter that is a whole number between limits; default if not given. */
extern int	logistic_metric_count(const LogisticMetricHead *head, int i,
								  const char *name, int least, int most,
								  int fallback);

/* The same for any number; the limits are included. */
extern double logistic_metric_amount(const LogisticMetricHead *head, int i,
									 const char *name, double least,
									 double most, double fallback);

#endif							/* LOGISTIC_METRIC_H */
