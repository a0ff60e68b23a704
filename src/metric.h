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
 * Of the options, weight, positive and threshold matter.  All arguments but
 * the options are declared "any": that resolves each call to one function,
 * which number types would not where the label is a number too, and reads
 * numeric columns faster than a cast to float8.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_METRIC_H
#define LOGISTIC_METRIC_H

#include "label.h"
#include "options.h"

#define LOGISTIC_METRIC_PARAMETERS	2	/* at most */

/* A call site: lives in fn_mcxt, knows no state. */
typedef struct LogisticMetricSite
{
	int			label_argument; /* 1, or 2 behind options; then the score */
	int			n_parameters;	/* that are given, behind the score */
	int			weight_argument;	/* 0: none */
	LogisticReader label;
	LogisticReader score;
	LogisticReader parameters[LOGISTIC_METRIC_PARAMETERS];
	LogisticReader weight;
} LogisticMetricSite;

/* What is common to all rows of a group; at the head of every state. */
typedef struct LogisticMetricHead
{
	LogisticLabels labels;
	const LogisticOptions *options; /* a copy of the first row's, or NULL */
	bool		is_open;		/* a row was there: what follows is set */
	double		parameters[LOGISTIC_METRIC_PARAMETERS]; /* NaN: not given */
} LogisticMetricHead;

typedef struct LogisticMetricRow
{
	int			label;			/* code, see LogisticLabels */
	double		score;			/* no NaN, no -0.0 */
	double		weight;			/* finite, above zero */
} LogisticMetricRow;

/* The aggregate's memory context; an error for any other caller. */
extern MemoryContext logistic_metric_context(FunctionCallInfo fcinfo);

/*
 * The site of a call, made at the first one.  "most" is how many parameters
 * the metric has; what comes behind them is the weight.
 */
extern LogisticMetricSite *logistic_metric_site(FunctionCallInfo fcinfo,
												int label_argument, int most);

/*
 * Reads the current row; false if it is to be left out, for a NULL or a
 * weight of zero.  "context" is where the head keeps what it remembers.
 */
extern bool logistic_metric_read(const LogisticMetricSite *site,
								 FunctionCallInfo fcinfo,
								 LogisticMetricHead *head,
								 MemoryContext context,
								 LogisticMetricRow *row);

/* Complains unless the score is a probability. */
extern void logistic_metric_probability_error(double score) pg_attribute_noreturn();

static inline void
logistic_metric_check_probability(double score)
{
	if (unlikely(!(score >= 0.0 && score <= 1.0)))
		logistic_metric_probability_error(score);
}

/* A parameter that is a whole number between limits; default if not given. */
extern int	logistic_metric_count(const LogisticMetricHead *head, int i,
								  const char *name, int least, int most,
								  int fallback);

#endif							/* LOGISTIC_METRIC_H */
