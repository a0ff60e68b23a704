/*-------------------------------------------------------------------------
 *
 * cut.h
 *		Cuts arrays off a workspace that the caller has allocated.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CUT_H
#define LG_CUT_H

#include <stddef.h>

/* Bytes of a cache line: a vector that crosses two is loaded twice. */
#define LG_ALIGNMENT	64

/* Cuts an array off the workspace; only counts where there is none. */
static inline void *
lg_cut(char *base, size_t *used, size_t size)
{
	void	   *result = base ? base + *used : NULL;

	*used += (size + LG_ALIGNMENT - 1) / LG_ALIGNMENT * LG_ALIGNMENT;
	return result;
}

#endif							/* LG_CUT_H */
