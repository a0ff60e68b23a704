/*-------------------------------------------------------------------------
 *
 * held_memory.h
 *		Held rows that stay in memory, where one process does all.
 *
 * Where there are no workers the process that takes the rows in also fits them.
 * So its blocks stay where they are, up to the memory that logistic_fit would
 * take, and only what is beyond that goes to the file.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_HELD_MEMORY_H
#define LOGISTIC_HELD_MEMORY_H

#include "fit/rowbuf_read.h"
#include "parallel/shared_files.h"

typedef struct LogisticHeldMemory
{
	MemoryContext context;		/* of the blocks, and of all this */
	Size		budget;			/* bytes that the next part may take */
	struct
	{
		int			n_segments;
		LogisticBlockSegment *segments; /* NULL: all rows are in the file */
	}			parts[LOGISTIC_SHARED_FILES_LIMIT]; /* by file */
} LogisticHeldMemory;

/* Makes it in a child of a memory context. */
extern LogisticHeldMemory *logistic_held_memory_make(MemoryContext parent);

/* Keeps the blocks of a part, whose buffer is in the context of the memory. */
extern void logistic_held_memory_keep(LogisticHeldMemory *memory, int number,
									  const LogisticRowBuffer *buffer);

#endif							/* LOGISTIC_HELD_MEMORY_H */
