/*-------------------------------------------------------------------------
 *
 * copies.h
 *		Numbers the copies of equal rows of a training, and gives each a place.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_COPIES_H
#define LOGISTIC_COPIES_H

#include "pg/row_content.h"

#define LOGISTIC_COPIES_PERIOD UINT64CONST(65536)	/* copies with different
													 * places */

/* How often a content has come; its hash stands for it. */
typedef struct LogisticCopy
{
	uint64		hash;
	uint64		n;				/* 0: the entry is free */
} LogisticCopy;

/* The contents that have come, by linear probing; all zero at first. */
typedef struct LogisticCopies
{
	LogisticCopy *entries;
	uint64		size;			/* a power of two */
	uint64		n_used;
} LogisticCopies;

/* Makes room for n contents in an empty table. */
extern void logistic_copies_reserve(LogisticCopies *copies, uint64 n,
									MemoryContext context);

/* Numbers n copies that come now; how many have come before. */
extern uint64 logistic_copies_number(LogisticCopies *copies, uint64 hash,
									 uint64 n, MemoryContext context);

/* The place of a copy, numbered from 0. */
static inline double
logistic_copy_place(uint64 hash, uint64 number)
{
	number %= LOGISTIC_COPIES_PERIOD;
	return logistic_hash_place(number == 0 ? hash :
							   logistic_hash_mix(hash, number + 1));
}

#endif							/* LOGISTIC_COPIES_H */
