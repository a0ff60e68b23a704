/*-------------------------------------------------------------------------
 *
 * local_pass.h
 *		Makes the pass that a regression asks for, over rows that are here.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_LOCAL_PASS_H
#define LG_LOCAL_PASS_H

#include "core/data/pass.h"

extern void lg_local_pass_add(const LgPass *pass, LgDense *dense,
						LgTotals *scratch, LgTotals *totals);

#endif							/* LG_LOCAL_PASS_H */
