/*-------------------------------------------------------------------------
 *
 * rowbuf.h
 *		The row buffer of a logistic_fit: column blocks in memory and in a file.
 *
 * A buffer is filled a row at a time by a transition function and read a
 * block at a time by the solver (core/rows.h).  It knows columns of numbers
 * and columns of codes, and nothing of fitting.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ROWBUF_H
#define LOGISTIC_ROWBUF_H

#include <math.h>

#include "core/rows.h"
#include "pg/spill_file.h"

/* Columns that a block has only once a row asks for them. */
typedef enum LogisticOptionalColumn
{
	LOGISTIC_WEIGHTS = 1,		/* without: all are 1 */
	LOGISTIC_OFFSETS = 2,		/* without: all are 0 */
	LOGISTIC_CLUSTERS = 4,
	LOGISTIC_FREQUENCIES = 8,	/* without: all are 1 */
	LOGISTIC_STRATA = 16
} LogisticOptionalColumn;

/*
 * What decides about the layout of a block, beside the numbers of columns.
 * Blocks lie in memory as they lie in the file: columns of numbers, optional
 * ones, columns of codes, those of sets, labels.
 */
typedef struct LogisticBlockForm
{
	int			capacity;		/* rows there is room for */
	int			optional;		/* bits of LogisticOptionalColumn */
	int			set_width;		/* columns of codes of each set */
} LogisticBlockForm;

/* The code where a set has no further element. */
#define LOGISTIC_NO_ELEMENT		UINT16_MAX

/* A block: pointers into one piece of memory. */
typedef struct LogisticBlock
{
	char	   *bytes;			/* where it begins */
	int			capacity;		/* rows there is room for */
	int			n_rows;			/* rows that are complete */
	int			stride;			/* of the columns, >= capacity */
	double	   *numbers;		/* [number column * stride + row] */
	double	   *weights;		/* [row], or NULL */
	double	   *offsets;		/* [row], or NULL */
	uint64	   *clusters;		/* [row], or NULL */
	double	   *frequencies;	/* [row], or NULL */
	uint64	   *strata;			/* [row], or NULL */
	uint16	   *codes;			/* [code column * stride + row] */
	uint16	   *set_codes;		/* [(set * set_width + k) * stride + row], the
								 * elements of sets; LOGISTIC_NO_ELEMENT
								 * behind a row's last */
	int			set_width;		/* the most elements of a set of a row */
	uint8	   *labels;			/* [row] */
} LogisticBlock;

/* Blocks of one form that were allocated together. */
typedef struct LogisticBlockChunk
{
	struct LogisticBlockChunk *next;	/* in the order of arrival */
	LogisticBlockForm form;
	int			n_blocks;		/* in use */
	int			limit;			/* blocks there is room for */
	char	   *blocks;			/* behind this struct */
	char	   *touched;		/* populated with memory up to here; NULL: left
								 * to page faults */
} LogisticBlockChunk;

/* Blocks of one form that lie together in the file; they are full. */
typedef struct LogisticBlockRun
{
	int64		offset;			/* in the file */
	LogisticBlockForm form;
	int			n_blocks;
} LogisticBlockRun;

typedef struct LogisticRowBuffer
{
	MemoryContext context;		/* where the chunks live */
	LogisticSpillFile *space;	/* NULL: unlimited memory, and no file */
	int			n_numbers;		/* columns of numbers */
	int			n_codes;		/* columns of codes */
	int			n_sets;			/* sets, whose width grows; see the form */
	LogisticBlock block;		/* the one that is being filled, the last of
								 * the last chunk */
	LogisticBlockForm form;		/* of that block, and of those to come */
	int64		n_rows;			/* complete rows before that block */
	LogisticBlockChunk *first;
	LogisticBlockChunk *last;	/* its rows came after those in the file */
	int64		n_blocks;		/* of all chunks */
	Size		memory;			/* bytes of all chunks, charged to the space */
	int64		written;		/* bytes in the file */
	int			n_runs;
	int			runs_capacity;
	LogisticBlockRun *runs;
} LogisticRowBuffer;

/* Opens a zeroed buffer; its space may have been set before. */
extern void logistic_rowbuf_init(LogisticRowBuffer *buffer,
								 MemoryContext context, int n_numbers,
								 int n_codes, int n_sets);

/* Makes room for the next row, the block being full. */
extern void logistic_rowbuf_grow(LogisticRowBuffer *buffer);

/* Gives the block being filled a column that it lacks. */
extern void logistic_rowbuf_add_column(LogisticRowBuffer *buffer,
									   LogisticOptionalColumn column);

/*
 * Writes all rows to the file, the runs of which then are those of the buffer;
 * the last block of the last run is the one that was being filled.  Nothing
 * more can be added.
 */
extern void logistic_rowbuf_flush(LogisticRowBuffer *buffer);

/*
 * Writes the n elements of a set of the row, before it is completed.  A block
 * that is too narrow is moved: places in it that were taken before are void.
 */
extern void logistic_rowbuf_put_set(LogisticRowBuffer *buffer, int set,
									const uint16 *codes, int n);

/*
 * Gives back what the buffer took of the space; takes a Datum, as callbacks
 * do.
 */
extern void logistic_rowbuf_release(Datum buffer);

/*
 * Sets the pointers of a block whose bytes begin at "bytes"; returns its size.
 */
extern Size logistic_block_place(const LogisticRowBuffer *buffer,
								 LogisticBlockForm form, char *bytes,
								 LogisticBlock *block);

/* Complete rows. */
static inline int64
logistic_rowbuf_n_rows(const LogisticRowBuffer *buffer)
{
	return buffer->n_rows + buffer->block.n_rows;
}

/* Writes the key of the row's cluster, before the row is completed. */
static inline void
logistic_rowbuf_put_cluster(LogisticRowBuffer *buffer, uint64 cluster)
{
	LogisticBlock *block = &buffer->block;

	if (unlikely(block->clusters == NULL))
		logistic_rowbuf_add_column(buffer, LOGISTIC_CLUSTERS);
	block->clusters[block->n_rows] = cluster;
}

/* Writes the key of the row's stratum, before the row is completed. */
static inline void
logistic_rowbuf_put_stratum(LogisticRowBuffer *buffer, uint64 stratum)
{
	LogisticBlock *block = &buffer->block;

	if (unlikely(block->strata == NULL))
		logistic_rowbuf_add_column(buffer, LOGISTIC_STRATA);
	block->strata[block->n_rows] = stratum;
}

/*
 * Writes how many equal rows the row stands for, before it is completed.  Its
 * weight is to be that of all of them.
 */
static inline void
logistic_rowbuf_put_frequency(LogisticRowBuffer *buffer, double frequency)
{
	LogisticBlock *block = &buffer->block;

	if (unlikely(frequency != 1.0) && block->frequencies == NULL)
		logistic_rowbuf_add_column(buffer, LOGISTIC_FREQUENCIES);
	if (block->frequencies)
		block->frequencies[block->n_rows] = frequency;
}

/*
 * Completes the row whose columns have been written to place block.n_rows.
 * Until then it counts for nothing: an error or a NULL half way leaves
 * nothing behind.
 */
static inline void
logistic_rowbuf_finish_row(LogisticRowBuffer *buffer, uint8 label,
						   double weight, double offset)
{
	LogisticBlock *block = &buffer->block;

	Assert(block->n_rows < block->capacity);
	Assert(weight > 0.0 && isfinite(weight) && isfinite(offset));
	if (unlikely(weight != 1.0) && block->weights == NULL)
		logistic_rowbuf_add_column(buffer, LOGISTIC_WEIGHTS);
	if (unlikely(offset != 0.0) && block->offsets == NULL)
		logistic_rowbuf_add_column(buffer, LOGISTIC_OFFSETS);
	if (block->weights)
		block->weights[block->n_rows] = weight;
	if (block->offsets)
		block->offsets[block->n_rows] = offset;
	block->labels[block->n_rows++] = label;
}

#endif							/* LOGISTIC_ROWBUF_H */
