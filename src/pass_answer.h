/*-------------------------------------------------------------------------
 *
 * pass_answer.h
 *		The answer to a pass as bytes: the state of logistic_step.
 *
 * Of the order of the square of the number of terms, whatever the number of
 * rows; exact, so that nothing is lost when it crosses between servers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PASS_ANSWER_H
#define LOGISTIC_PASS_ANSWER_H

#include "pass_question.h"

typedef struct LogisticAnswer
{
	uint32		question;		/* its checksum: only answers to the same one
								 * add up */
	LgPassShape shape;
	int64		n_rows;			/* rows of positive weight without a NULL */
	int64		n_skipped;		/* rows left out for a NULL */
	LgTotals	totals;			/* with arrays of the answer's owner */
} LogisticAnswer;

/* Makes the arrays of totals, in the current memory context. */
extern void logistic_totals_allocate(LgTotals *totals,
									 const LgPassShape *shape);

extern Size logistic_answer_size(const LogisticAnswer *answer);
extern bytea *logistic_answer_write(const LogisticAnswer *answer);

/* Reads an answer into the current memory context; an error if it is none. */
extern void logistic_answer_read(const bytea *bytes, LogisticAnswer *answer);

/* Adds an answer; an error if it is to another question. */
extern void logistic_answer_merge(LogisticAnswer *answer,
								  const LogisticAnswer *other);

#endif							/* LOGISTIC_PASS_ANSWER_H */
