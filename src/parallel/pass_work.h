/*-------------------------------------------------------------------------
 *
 * pass_work.h
 *		The part of a pass over held rows that one process makes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PASS_WORK_H
#define LOGISTIC_PASS_WORK_H

#include "port/atomics.h"

#include "core/data/pass.h"
#include "parallel/held_rows.h"

/* The totals of one process; arrays lie in the context in which it was made. */
typedef struct LogisticPassWork
{
	LgPassShape shape;
	LgTotals	totals;
} LogisticPassWork;

/*
 * Takes units, of which *next is the next one for whoever asks, until there
 * are no more, and adds the pass that the bytes ask for over them.  Made in the
 * current memory context.
 */
extern LogisticPassWork *logistic_pass_work(const LogisticHeldRows *held,
											const bytea *question,
											pg_atomic_uint32 *next);

/*
 * The same for the levels of categories: sums[2 * code] is the weight of the
 * rows with a level, and sums[2 * code + 1] how many they are by frequency.
 * Codes of one category come behind those of the one before.
 */
extern LogisticPassWork *logistic_pass_work_levels(const LogisticHeldRows *held,
												   pg_atomic_uint32 *next);

/* The number of levels of all categories together. */
extern Size logistic_pass_work_n_levels(const LogisticHeldRows *held);

/* The bytes of an answer, to be copied to another process; and back. */
extern Size logistic_pass_work_size(const LogisticPassWork *work);
extern void logistic_pass_work_write(const LogisticPassWork *work,
									 char *bytes);

/* Adds an answer of the same shape from its bytes. */
extern void logistic_pass_work_add(LogisticPassWork *work, char *bytes);

#endif							/* LOGISTIC_PASS_WORK_H */
