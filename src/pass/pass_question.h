/*-------------------------------------------------------------------------
 *
 * pass_question.h
 *		The question of a pass as bytes: the parameters of logistic_step.
 *
 * The bytes hold all that is needed to ask rows that arrive as an array of
 * numbers: what the elements of the array mean, the terms made of them, and
 * the point or direction.  Numbers are in network order, so that servers of
 * any kind understand each other.  In front is a checksum, which also serves
 * to tell one question from another.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PASS_QUESTION_H
#define LOGISTIC_PASS_QUESTION_H

#include "core/data/pass.h"
#include "pass/pass_bytes.h"
#include "pass/pass_columns.h"

/* Most elements of the features; a block of them takes 2112 bytes each. */
#define LOGISTIC_PASS_INPUTS_LIMIT	10000

/* What an element of the features is. */
typedef enum LogisticInputKind
{
	LOGISTIC_INPUT_NUMBER,		/* goes to a column of numbers */
	LOGISTIC_INPUT_CODE,		/* goes to a column of codes */
	LOGISTIC_INPUT_LENGTH		/* of an array whose elements come later */
} LogisticInputKind;

typedef struct LogisticInput
{
	LogisticInputKind kind;
	int			feature;		/* counted from 0, for messages */
	int			place;			/* its column; LOGISTIC_INPUT_LENGTH: the length
								 * that the array must have */
} LogisticInput;

/* A question that was read; all in one memory context. */
typedef struct LogisticQuestion
{
	uint32		checksum;		/* of the bytes: the question's identity */
	double		class_weights[2];	/* to multiply the weights of failures and
									 * successes */
	double		sample_share;	/* of the rows, to be sent with the answer to
								 * LG_PASS_MEASURE */
	int			n_inputs;
	LogisticInput *inputs;
	bool		keeps_missing;	/* a NULL feature is a missing value, else its row
								 * is left out */
	LogisticPassColumns columns;	/* of the inputs, and those made of them */
	LgKeyQuestion keys;			/* LG_PASS_KEY_COUNTS and LG_PASS_KEYS */
	LgDesign	design;			/* without rows */
	LgPass		pass;			/* its design is the one above */
} LogisticQuestion;

/* The bytes of a question, palloc'd. */
extern bytea *logistic_question_write(const LogisticInput *inputs,
									  int n_inputs, bool keeps_missing,
									  double sample_share,
									  const LgPass *pass);

/* The identity of a question, from its bytes, without reading them all. */
extern uint32 logistic_question_checksum(const bytea *bytes);

/* Reads a question into the current memory context; an error if it is none. */
extern LogisticQuestion *logistic_question_read(const bytea *bytes);

#endif							/* LOGISTIC_PASS_QUESTION_H */
