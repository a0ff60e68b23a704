/*-------------------------------------------------------------------------
 *
 * packed.h
 *		Places in the packed lower triangle of a symmetric matrix.
 *
 * Element (i, j), j <= i, lies at LG_PACKED(i, j): row after row.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PACKED_H
#define LG_PACKED_H

#include <stddef.h>

#define LG_PACKED(i, j)		((size_t) (i) * ((i) + 1) / 2 + (j))
#define LG_PACKED_SIZE(n)	((size_t) (n) * ((n) + 1) / 2)

#endif							/* LG_PACKED_H */
