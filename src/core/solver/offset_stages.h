/*-------------------------------------------------------------------------
 *
 * offset_stages.h
 *		From the maximum without offsets to near that with all of them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_OFFSET_STAGES_H
#define LG_OFFSET_STAGES_H

#include "core/data/scaled_offsets.h"
#include "core/solver/newton.h"

extern void lg_offset_stages(LgNewton *newton, LgScaledOffsets *scaled,
							 LgDd *here, LgDd *before);

#endif							/* LG_OFFSET_STAGES_H */
