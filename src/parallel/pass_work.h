/*-------------------------------------------------------------------------
 *
 * pass_work.h
 *		What one process does of a pass over held rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PASS_WORK_H
#define LOGISTIC_PASS_WORK_H

#include "port/atomics.h"

#include "core/data/pass.h"
#include "parallel/held_rows.h"

/* The answer of one process; its arrays are those of a memory context. */
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

/* Of the levels of all categories, how many there are. */
extern Size logistic_pass_work_n_levels(const LogisticHeldRows *held);

/* The bytes of an answer, to be copied to another process; and back. */
extern Size logistic_pass_work_size(const LogisticPassWork *work);
extern void logistic_pass_work_write(const LogisticPassWork *work,
									 char *bytes);

/* Adds an answer of the same shape from its bytes. */
extern void logistic_pass_work_add(LogisticPassWork *work, char *bytes);

#endif							/* LOGISTIC_PASS_WORK_H */
