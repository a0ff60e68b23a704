/*-------------------------------------------------------------------------
 *
 * large_memory.c
 *		Large pieces of memory, in huge pages where the system has them.
 *
 * Linux gives huge pages to those who ask, by its usual setting.  Elsewhere, and
 * for pieces below a huge page, this is plain memory.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

#include "utils/memutils.h"

#include "pg/large_memory.h"

/* Bytes of a huge page, on most machines. */
#define HUGE_PAGE		(2 * 1024 * 1024)

void *
logistic_large_alloc(MemoryContext context, Size size)
{
	char	   *bytes = MemoryContextAllocHuge(context, size);
#ifdef MADV_HUGEPAGE
	char	   *first = (char *) TYPEALIGN(HUGE_PAGE, bytes);
	char	   *end = (char *) TYPEALIGN_DOWN(HUGE_PAGE, bytes + size);

	if (first < end)
		(void) madvise(first, end - first, MADV_HUGEPAGE);
#endif
	return bytes;
}

void *
logistic_large_alloc_zero(MemoryContext context, Size size)
{
	return memset(logistic_large_alloc(context, size), 0, size);
}
