/*-------------------------------------------------------------------------
 *
 * row_content.h
 *		Hashes the arguments of a PostgreSQL call by their values.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ROW_CONTENT_H
#define LOGISTIC_ROW_CONTENT_H

#include "fmgr.h"

#include "pg/reader.h"

/* The content among the arguments of a call, resolved once. */
typedef struct LogisticContent
{
	int			name;			/* argument: a text that is hashed first */
	int			first;			/* argument of the content */
	int			n;
	LogisticReader *readers;	/* [n] */
	double	   *elements;		/* of the longest array so far */
	int			n_elements;		/* room there */
} LogisticContent;

/*
 * Resolves the arguments from "first" on, and the one that is the name; lives as
 * long as the call site.
 */
extern LogisticContent *logistic_content_make(FunctionCallInfo fcinfo,
											  int name, int first);

/* The hash of the name, which may be NULL, and the content of a call. */
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

#endif							/* LOGISTIC_ROW_CONTENT_H */
