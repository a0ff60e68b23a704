/*-------------------------------------------------------------------------
 *
 * rowbuf.h
 *		The rows of one group, as column blocks.
 *
 * A buffer is filled a row at a time by a transition function and read a
 * block at a time by the solver (core/rows.h).  It knows columns of numbers
 * and columns of codes, and nothing of fitting.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ROWBUF_H
#define LOGISTIC_ROWBUF_H

#include "core/rows.h"

/* One block: its columns lie behind it in the same piece of memory. */
typedef struct LogisticBlock
{
	struct LogisticBlock *next; /* in the order of arrival */
	int			capacity;		/* rows there is room for */
	int			n_rows;			/* rows that are complete */
	double	   *weights;		/* [capacity]; NULL while all are 1 */
	double	   *offsets;		/* [capacity]; NULL while all are 0 */
	uint64	   *clusters;		/* [capacity]; NULL: there are none */
	uint8	   *labels;			/* [capacity] */
	uint16	   *codes;			/* [code column * stride + row] */
	double	   *numbers;		/* [number column * stride + row] */
	int			stride;			/* of the columns, >= capacity */
} LogisticBlock;

typedef struct LogisticRowBuffer
{
	MemoryContext context;		/* where the blocks live */
	int			n_numbers;		/* columns of numbers */
	int			n_codes;		/* columns of codes */
	int64		n_rows;			/* complete rows */
	LogisticBlock *first;
	LogisticBlock *last;		/* the one that is being filled */
	/* reading */
	LogisticBlock *reading;		/* the next block to hand out */
	const double **number_columns;	/* [n_numbers], of that block */
	const uint16 **code_columns;	/* [n_codes] */
} LogisticRowBuffer;

extern void logistic_rowbuf_init(LogisticRowBuffer *buffer,
								 MemoryContext context, int n_numbers,
								 int n_codes);
extern LogisticBlock *logistic_rowbuf_grow(LogisticRowBuffer *buffer);
extern void logistic_rowbuf_put_cluster(LogisticRowBuffer *buffer,
										uint64 cluster);
extern void logistic_rowbuf_finish_row(LogisticRowBuffer *buffer, uint8 label,
									   double weight, double offset);
extern void logistic_rowbuf_read(LogisticRowBuffer *buffer, LgRows *rows);

/*
 * The block with room for the next row, which is row block->n_rows of it.
 * What is written there counts only once the row is finished: an error or a
 * NULL half way leaves nothing behind.
 */
static inline LogisticBlock *
logistic_rowbuf_next_row(LogisticRowBuffer *buffer)
{
	LogisticBlock *block = buffer->last;

	if (block == NULL || block->n_rows == block->capacity)
		block = logistic_rowbuf_grow(buffer);
	return block;
}

#endif							/* LOGISTIC_ROWBUF_H */
