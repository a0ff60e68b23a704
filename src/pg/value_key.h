/*-------------------------------------------------------------------------
 *
 * value_key.h
 *		Tells whether two arguments are one and the same flat value.
 *
 * Nothing is detoasted: a plain value is recognised by its size and by the
 * hash that it carries of its content, a compressed or external one by all
 * bytes of that form.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_VALUE_KEY_H
#define LOGISTIC_VALUE_KEY_H

#include "fmgr.h"

typedef struct LogisticValueKey
{
	struct varlena *bytes;		/* of a plain value up to the hash only; NULL:
								 * matches nothing */
	Size		size;			/* of the argument */
	Size		hash_offset;	/* where a plain value has its uint64 hash */
} LogisticValueKey;

/*
 * The hash that a plain value of the given size carries: over all bytes but
 * those of the hash and the varlena header.
 */
extern uint64 logistic_value_hash(const void *value, Size size,
								  Size hash_offset);

extern void logistic_value_key_make(LogisticValueKey *key, Datum datum,
									Size hash_offset, MemoryContext context);
extern bool logistic_value_key_matches(const LogisticValueKey *key,
									   Datum datum);

#endif							/* LOGISTIC_VALUE_KEY_H */
