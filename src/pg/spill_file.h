/*-------------------------------------------------------------------------
 *
 * spill_file.h
 *		What the row buffers of one call site share: memory and a file.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ROWSPACE_H
#define LOGISTIC_ROWSPACE_H

#include "storage/fd.h"

typedef struct LogisticRowSpace
{
	Size		budget;			/* bytes that all buffers together may hold in
								 * memory */
	Size		used;			/* bytes that they do */
	int			n_writers;		/* buffers with rows in the file */
	File		file;			/* open while there are writers */
	int64		file_size;		/* bytes */
} LogisticRowSpace;

extern void logistic_rowspace_init(LogisticRowSpace *space);

/*
 * A buffer becomes a writer, writes and reads, and ceases to be one; the
 * file goes with the last of them.
 */
extern void logistic_rowspace_open(LogisticRowSpace *space);
extern int64 logistic_rowspace_write(LogisticRowSpace *space,
									 const char *bytes, Size size);
extern void logistic_rowspace_read(const LogisticRowSpace *space,
								   int64 offset, char *bytes, Size size);
extern void logistic_rowspace_close(LogisticRowSpace *space);

/* What is left of the budget, in bytes. */
static inline Size
logistic_rowspace_left(const LogisticRowSpace *space)
{
	return space->used < space->budget ? space->budget - space->used : 0;
}

#endif							/* LOGISTIC_ROWSPACE_H */
