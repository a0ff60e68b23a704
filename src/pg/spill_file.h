/*-------------------------------------------------------------------------
 *
 * spill_file.h
 *		What the row buffers of one call site share: memory and a file.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SPILL_FILE_H
#define LOGISTIC_SPILL_FILE_H

#include "storage/fd.h"

typedef struct LogisticSpillFile
{
	Size		budget;			/* bytes that all buffers together may hold in
								 * memory */
	Size		used;			/* bytes that they do */
	int			n_writers;		/* buffers with rows in the file */
	File		file;			/* open while there are writers */
	int64		file_size;		/* bytes */
} LogisticSpillFile;

extern void logistic_spill_file_init(LogisticSpillFile *space);

/* The same over a file of the caller's, who closes it, with a budget. */
extern void logistic_spill_file_over(LogisticSpillFile *space, File file,
									 Size budget);

/*
 * A buffer becomes a writer, writes and reads, and ceases to be one; the
 * file goes with the last of them.
 */
extern void logistic_spill_file_open(LogisticSpillFile *space);
extern int64 logistic_spill_file_write(LogisticSpillFile *space,
									   const char *bytes, Size size);
extern void logistic_spill_file_read(const LogisticSpillFile *space,
									 int64 offset, char *bytes, Size size);
extern void logistic_spill_file_close(LogisticSpillFile *space);

/* What is left of the budget, in bytes. */
static inline Size
logistic_spill_file_left(const LogisticSpillFile *space)
{
	return space->used < space->budget ? space->budget - space->used : 0;
}

#endif							/* LOGISTIC_SPILL_FILE_H */
