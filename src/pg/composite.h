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
 * Fills values[n] and nulls[n]; an internal error if the type has another
 * number of attributes.  The values point into the composite one.
 */
extern void logistic_composite_deform(HeapTupleHeader value, const char *type,
									  int n, Datum *values, bool *nulls);

#endif							/* LOGISTIC_COMPOSITE_H */
