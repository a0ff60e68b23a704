/*-------------------------------------------------------------------------
 *
 * large_memory.h
 *		Large pieces of memory, in huge pages where the system has them.
 *
 * A page of four kilobytes costs a page fault when it is first touched, and
 * each use of it a look-up of where it is.  Both add up to as much as a pass over
 * the rows of a fit where they lie in thousands of pages.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_LARGE_MEMORY_H
#define LOGISTIC_LARGE_MEMORY_H

/* As MemoryContextAllocHuge(); to be freed by pfree(). */
extern void *logistic_large_alloc(MemoryContext context, Size size);

/* The same, all zero. */
extern void *logistic_large_alloc_zero(MemoryContext context, Size size);

#endif							/* LOGISTIC_LARGE_MEMORY_H */
