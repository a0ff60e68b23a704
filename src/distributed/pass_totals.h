/*-------------------------------------------------------------------------
 *
 * pass_totals.h
 *		The answer to a pass of a distributed fit: the state of logistic_step.
 *
 * Of the order of the square of the number of terms, whatever the number of
 * rows; exact, so that nothing is lost when it crosses between servers.  The
 * first answer of a fit has a sample of the rows besides, as large as asked.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PASS_TOTALS_H
#define LOGISTIC_PASS_TOTALS_H

#include "pass/pass_question.h"
#include "distributed/row_sums.h"

/* Values of a row in a sample: these, then the features as they came. */
enum
{
	LOGISTIC_SAMPLE_LABEL,
	LOGISTIC_SAMPLE_WEIGHT,		/* of all equal rows that it stands for */
	LOGISTIC_SAMPLE_FREQUENCY,
	LOGISTIC_SAMPLE_OFFSET,
	LOGISTIC_SAMPLE_FEATURES
};

/* Some of the rows, in no order. */
typedef struct LogisticPassSample
{
	int			width;			/* numbers of a row; 0: no sample was asked for */
	int			n_rows;
	int			capacity;		/* rows there is room for */
	double	   *rows;			/* [row * width + value] */
} LogisticPassSample;

typedef struct LogisticPassTotals
{
	uint32		question;		/* its checksum: only answers to the same one
								 * add up */
	LgPassShape shape;
	int64		n_rows;			/* rows of positive weight without a NULL */
	int64		n_skipped;		/* rows left out for a NULL, each as often as
								 * its frequency says */
	LogisticRowSums row_sums;	/* of those n_rows */
	LgTotals	totals;			/* with arrays of the answer's owner */
	LogisticPassSample sample;
} LogisticPassTotals;

/* Room for n more rows of a sample; they are to be written and counted. */
extern double *logistic_pass_sample_grow(LogisticPassSample *sample, int n,
										 MemoryContext context);

extern Size logistic_pass_totals_size(const LogisticPassTotals *answer);
extern bytea *logistic_pass_totals_write(const LogisticPassTotals *answer);

/* Reads an answer into the current memory context; an error if it is none. */
extern void logistic_pass_totals_read(const bytea *bytes,
									  LogisticPassTotals *answer);

/*
 * The shape that an answer to a question has, before any row, and an error
 * for an answer of another one, whose arrays would be too short.
 */
extern void logistic_answer_shape(const LogisticQuestion *question,
								  LogisticPassTotals *answer);
extern void logistic_answer_check(const LogisticPassTotals *answer,
								  const LogisticPassTotals *expected);

/*
 * Adds an answer, whose sample goes to the given context; an error if it is
 * to another question.
 */
extern void logistic_pass_totals_merge(LogisticPassTotals *answer,
									   const LogisticPassTotals *other,
									   MemoryContext context);

#endif							/* LOGISTIC_PASS_TOTALS_H */
