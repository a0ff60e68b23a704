/*-------------------------------------------------------------------------
 *
 * held_keys.h
 *		The keys of held rows, and which rows have a place below a share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_HELD_KEYS_H
#define LOGISTIC_HELD_KEYS_H

#include "parallel/held_rows.h"

/* Rows with a place below a share. */
typedef struct LogisticHeldBelow
{
	const uint8 *rows;			/* [n_all_rows] bits; NULL: not asked yet */
	double		share;
	int64		n_rows[2];		/* how many they are by label ... */
	int64		n_skipped;		/* ... and those that were left out */
} LogisticHeldBelow;

/* How many rows have keys but were left out. */
extern int64 logistic_held_keys_skipped(const LogisticHeldRows *held);

/* Finds them by the keys of all rows, in the current memory context. */
extern void logistic_held_keys_below(const LogisticHeldRows *held,
									 double share, LogisticHeldBelow *below);

#endif							/* LOGISTIC_HELD_KEYS_H */
