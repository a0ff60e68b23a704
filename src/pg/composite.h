/*-------------------------------------------------------------------------
 *
 * composite.h
 *		Takes a value of a composite type of the extension apart.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_COMPOSITE_H
#define LOGISTIC_COMPOSITE_H

#include "access/htup.h"

/*
 * Fills values[n] and nulls[n]; raises an internal error if the type has not n
 * attributes.  The filled values point into the composite value.
 */
extern void logistic_composite_deform(HeapTupleHeader value, const char *type,
									  int n, Datum *values, bool *nulls);

#endif							/* LOGISTIC_COMPOSITE_H */
