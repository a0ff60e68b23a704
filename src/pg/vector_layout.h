/*-------------------------------------------------------------------------
 *
 * vector_layout.h
 *		Vectors whose bytes can be read without their cast.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_VECTOR_LAYOUT_H
#define LOGISTIC_VECTOR_LAYOUT_H

#include "postgres.h"

/* How the numbers of a vector lie behind the length of its value. */
typedef enum LogisticVectorLayout
{
	LOGISTIC_VECTOR_UNTRIED,	/* no value has been looked at */
	LOGISTIC_VECTOR_OPAQUE,		/* in no way that is known */
	LOGISTIC_VECTOR_SINGLE,		/* int16 n, int16 0, float4[n] */
	LOGISTIC_VECTOR_HALF,		/* int16 n, int16 0, half precision[n] */
	LOGISTIC_VECTOR_SPARSE		/* int32 n, int32 m, int32 0, int32 index[m],
								 * float4[m]; the others are 0 */
} LogisticVectorLayout;

/*
 * The layout by which a value, not packed, reads as the n numbers that its
 * cast made of it.
 */
extern LogisticVectorLayout logistic_vector_layout(const struct varlena *value,
												   const float4 *numbers,
												   int n);

/*
 * Reads a value of a known layout, at most "limit" numbers a stride apart.
 * Returns how many numbers it has; -1: it is not of that layout.
 */
extern int	logistic_vector_read(const struct varlena *value,
								 LogisticVectorLayout layout,
								 double *numbers, int stride, int limit);

#endif							/* LOGISTIC_VECTOR_LAYOUT_H */
