/*-------------------------------------------------------------------------
 *
 * model_string.h
 *		Strings of a model: places in its pool.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_STRING_H
#define LOGISTIC_MODEL_STRING_H

/* A string within the model's bytes. */
typedef struct LogisticString
{
	uint32		offset;			/* from the start of the value */
	uint32		length;			/* in bytes, without the final zero */
} LogisticString;

#endif							/* LOGISTIC_MODEL_STRING_H */
