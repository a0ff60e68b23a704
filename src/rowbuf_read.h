/*-------------------------------------------------------------------------
 *
 * rowbuf_read.h
 *		Reads the rows of a buffer block by block, any number of times.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ROWBUF_READ_H
#define LOGISTIC_ROWBUF_READ_H

#include "rowbuf.h"

typedef struct LogisticRowReader
{
	const LogisticRowBuffer *buffer;
	int			n_passes;		/* times that the rows were gone through */
	/* the next block: of a chunk, then of a run, then the one being filled */
	const LogisticBlockChunk *chunk;	/* NULL: behind the last one */
	int			run;			/* n_runs: behind the last one */
	int			i;				/* which block of the chunk or run */
	bool		is_at_end;
	/* what was read of a run */
	char	   *window;			/* NULL: there are no runs */
	Size		window_size;
	int			window_run;		/* -1: none */
	int			window_first;	/* its block at the start of the window */
	int			window_blocks;	/* blocks in the window */
	/* the block that was handed out */
	const double **numbers;		/* [n_numbers] */
	const uint16 **codes;		/* [n_codes] */
} LogisticRowReader;

/*
 * Opens a buffer for reading through "rows".  The reader lives in the
 * current memory context.
 */
extern LogisticRowReader *logistic_rowbuf_read(const LogisticRowBuffer *buffer,
											   LgRows *rows);

#endif							/* LOGISTIC_ROWBUF_READ_H */
