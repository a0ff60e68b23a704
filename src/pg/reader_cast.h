/*-------------------------------------------------------------------------
 *
 * reader_cast.h
 *		Casts that make a feature of a value of another type.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_READER_CAST_H
#define LOGISTIC_READER_CAST_H

#include "fmgr.h"

#include "pg/vector_layout.h"

/* One or two functions, called one on the other; NULL: none is needed. */
typedef struct LogisticReaderCast
{
	int			n;				/* 1 or 2 */
	FmgrInfo	functions[2];
	Oid			types[2];		/* what each returns */
	LogisticVectorLayout layout;	/* of values cast to float4[] */
} LogisticReaderCast;

/*
 * Finds the type of number, array of numbers or text that a type, no domain,
 * is cast to, InvalidOid if to none; and the functions that do it, made in
 * the given context, NULL where the bytes are the same.
 */
extern Oid	logistic_reader_cast_find(Oid type, MemoryContext context,
									  LogisticReaderCast **cast);

/* The value cast, in the current memory context. */
extern Datum logistic_reader_cast_value(LogisticReaderCast *cast,
										Datum value);

#endif							/* LOGISTIC_READER_CAST_H */
