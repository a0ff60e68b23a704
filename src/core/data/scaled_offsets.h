/*-------------------------------------------------------------------------
 *
 * scaled_offsets.h
 *		The same rows with a share of their offsets.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_SCALED_OFFSETS_H
#define LG_SCALED_OFFSETS_H

#include "core/rows.h"

/* Rows with a share of their offsets; the caller keeps it in place. */
typedef struct LgScaledOffsets
{
	LgRows	   *source;			/* the rows as they are */
	LgRows		rows;			/* the rows that this is the host of */
	double		share;			/* of the offsets handed out; 0: none are */
	double		offsets[LG_BLOCK_ROWS];	/* of the block handed out */
} LgScaledOffsets;

extern void lg_scaled_offsets_start(LgScaledOffsets *scaled,
									 LgRows *source);

#endif							/* LG_SCALED_OFFSETS_H */
