/*-------------------------------------------------------------------------
 *
 * spill_file.h
 *		Memory budget and PostgreSQL's temporary file that a call site shares.
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

/* Sets a space up over a file that the caller has opened and will close. */
extern void logistic_spill_file_over(LogisticSpillFile *space, File file,
									 Size budget);

/*
 * A buffer opens the file before it writes or reads, and closes it when done;
 * the last close deletes the file.
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
