/*-------------------------------------------------------------------------
 *
 * kept_memory.c
 *		Keeps freed memory in the process, for the next fit.
 *
 * A fit frees what it took, one or two megabytes where rows are few.  The C
 * library gives memory at the end of its heap back to the system as soon as
 * that is more than 128 kilobytes; the next fit then pays for every page
 * again, with a third of its time.
 *
 * The GNU C library raises that limit to twice the size of a piece that it had
 * from the system by itself and that is freed.  Whatever frees a large piece
 * once, as a sort does, has that effect on the process.  So a piece is
 * allocated and freed, untouched.  Up to twice its size may remain with the
 * process.  Elsewhere it does no harm.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "pg/kept_memory.h"

#define PIECE	(4 * 1024 * 1024)	/* bytes; the rows of 20,000 x 10 are 2 MB */

void
logistic_keep_memory(void)
{
	static bool is_done = false;

	if (is_done)
		return;
	is_done = true;
	pfree(MemoryContextAlloc(TopMemoryContext, PIECE));
}
