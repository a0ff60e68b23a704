/*-------------------------------------------------------------------------
 *
 * held_memory.c
 *		Held rows that stay in memory, where one process does all.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "parallel/held_memory.h"

LogisticHeldMemory *
logistic_held_memory_make(MemoryContext parent)
{
	MemoryContext context = AllocSetContextCreate(parent, "logistic held rows",
												  ALLOCSET_DEFAULT_SIZES);
	LogisticHeldMemory *memory = MemoryContextAllocZero(context,
														sizeof(*memory));
	LogisticSpillFile usual;

	logistic_spill_file_init(&usual);
	memory->context = context;
	memory->budget = usual.budget;
	return memory;
}

void
logistic_held_memory_keep(LogisticHeldMemory *memory, int number,
						  const LogisticRowBuffer *buffer)
{
	memory->parts[number].segments =
		logistic_rowbuf_segments(buffer, memory->context,
								 &memory->parts[number].n_segments);
}
