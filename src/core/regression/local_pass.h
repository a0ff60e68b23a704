/*-------------------------------------------------------------------------
 *
 * local_pass.h
 *		Makes a pass over the rows that are here.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_LOCAL_PASS_H
#define LG_LOCAL_PASS_H

#include "core/data/pass.h"

extern void lg_local_pass_add(const LgPass *pass, LgDense *dense,
						LgTotals *scratch, LgTotals *totals);

#endif							/* LG_LOCAL_PASS_H */
