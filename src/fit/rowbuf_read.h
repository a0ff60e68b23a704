/*-------------------------------------------------------------------------
 *
 * rowbuf_read.h
 *		Reads the row buffer of a logistic_fit block by block, again and again.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ROWBUF_READ_H
#define LOGISTIC_ROWBUF_READ_H

#include "fit/rowbuf.h"

/* Blocks of one form that lie together, in memory or in the file. */
typedef struct LogisticBlockSegment
{
	const char *bytes;			/* NULL: in the file */
	int64		offset;			/* there */
	LogisticBlockForm form;
	int			n_blocks;
	int			n_rows;			/* of each block */
} LogisticBlockSegment;

/* Leaves out the first n blocks of a segment, all of the same size. */
static inline void
logistic_block_segment_advance(LogisticBlockSegment *segment, int64 n,
							   Size size)
{
	if (segment->bytes != NULL)
		segment->bytes += n * size;
	else
		segment->offset += n * (int64) size;
}

/* All blocks of a buffer in the order of their rows; some may have none. */
extern LogisticBlockSegment *logistic_rowbuf_segments(const LogisticRowBuffer *buffer,
													  MemoryContext context,
													  int *n_segments);

typedef struct LogisticRowReader
{
	const LogisticRowBuffer *buffer;
	int64		n_read;			/* rows handed out, in all passes */
	bool		is_silent;		/* its rows are part of a fit only: no progress
								 * is reported */
	int			pass;			/* how often the rows were gone back to */
	int64		place;			/* rows before the next one, in this pass */
	int			n_segments;
	LogisticBlockSegment *segments; /* in the order of arrival */
	/* the next block */
	int			segment;
	int			i;				/* which of the segment's */
	/* what was read of a segment in the file */
	char	   *window;			/* NULL: there is none */
	Size		window_size;
	int			window_segment; /* -1: nothing was read */
	int			window_first;	/* its block at the start of the window */
	int			window_blocks;	/* blocks in the window */
	/* the block that was handed out */
	const double **numbers;		/* [n_numbers] */
	const uint16 **codes;		/* [n_codes], and set_width of each set */
	uint16		no_elements[LG_BLOCK_ROWS]; /* a column of sets that a block
											 * lacks */
} LogisticRowReader;

/*
 * Opens a buffer for reading through "rows".  The reader lives in the
 * current memory context.
 */
extern LogisticRowReader *logistic_rowbuf_read(const LogisticRowBuffer *buffer,
											   LgRows *rows);

/*
 * Makes a silent reader for blocks in the files of buffers with these numbers
 * of columns, which reads up to window_size bytes at a time.  It has no blocks
 * yet.
 */
extern LogisticRowReader *logistic_row_reader_make(int n_numbers, int n_codes,
												   Size window_size,
												   LgRows *rows);

/* Sets the reader to the first block of a segment. */
extern void logistic_row_reader_choose(LogisticRowReader *reader,
									   const LogisticRowBuffer *buffer,
									   const LogisticBlockSegment *segment);

#endif							/* LOGISTIC_ROWBUF_READ_H */
