/*-------------------------------------------------------------------------
 *
 * pass_row.h
 *		A row of a distributed fit: features of logistic_step from an array.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PASS_ROW_H
#define LOGISTIC_PASS_ROW_H

#include "utils/array.h"

#include "pass/pass_question.h"

/* The features of the rows that a state has gathered. */
typedef struct LogisticPassBlock
{
	int			n_rows;			/* so far */
	double	   *numbers;		/* [column * LG_BLOCK_STRIDE + row] */
	uint16	   *codes;			/* [column * LG_BLOCK_STRIDE + row] */
} LogisticPassBlock;

/*
 * Writes the features to the next row of the block, which is not counted yet;
 * returns their elements, of *size bytes.  NULL: the row is left out, for a
 * NULL (*size is 1) or for its weight (0).  Errors: an element that is not what
 * the question says; another number of elements.
 */
extern const char *logistic_pass_row_take(const LogisticQuestion *question,
										  LogisticPassBlock *block,
										  double weight, ArrayType *features,
										  Size *size);

/* The inputs of the next row of the block, as numbers. */
extern void logistic_pass_row_copy(const LogisticQuestion *question,
								   const LogisticPassBlock *block,
								   double *values);

#endif							/* LOGISTIC_PASS_ROW_H */
