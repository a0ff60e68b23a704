/*-------------------------------------------------------------------------
 *
 * holdout.h
 *		The hash of a row's content, and the row's place between 0 and 1.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_HOLDOUT_H
#define LOGISTIC_HOLDOUT_H

#include "fmgr.h"

#include "pg/reader.h"

/* The content among the arguments of a call, resolved once. */
typedef struct LogisticContent
{
	int			first;			/* argument; before it is the model's name */
	int			n;
	LogisticReader *readers;	/* [n] */
	double	   *elements;		/* of the longest array so far */
	int			n_elements;		/* room there */
} LogisticContent;

/* Resolves the arguments from "first" on; lives as long as the call site. */
extern LogisticContent *logistic_content_make(FunctionCallInfo fcinfo,
											  int first);

/* The hash of the name, the first argument, and the content of a call. */
extern uint64 logistic_content_hash(LogisticContent *site,
									FunctionCallInfo fcinfo);

/* Adds a word to a hash: the finalizer of splitmix64 (Steele et al. 2014). */
static inline uint64
logistic_hash_mix(uint64 hash, uint64 word)
{
	uint64		z = (hash ^ word) + UINT64CONST(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64CONST(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64CONST(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* The place of a hash: its upper 53 bits, as many as a double holds. */
static inline double
logistic_hash_place(uint64 hash)
{
	return (double) (hash >> 11) / 9007199254740992.0;
}

#endif							/* LOGISTIC_HOLDOUT_H */
