/*-------------------------------------------------------------------------
 *
 * pass_scratch.h
 *		The arrays that a pass needs where the rows are.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PASS_SCRATCH_H
#define LOGISTIC_PASS_SCRATCH_H

#include "core/data/pass.h"

/* Makes the arrays of totals, in the current memory context. */
extern void logistic_pass_totals_make(LgTotals *totals,
									  const LgPassShape *shape);

/* What lg_local_pass_add() wants besides the answer, likewise. */
extern void logistic_pass_scratch_make(const LgPass *pass, LgDense *dense,
									   LgTotals *scratch);

#endif							/* LOGISTIC_PASS_SCRATCH_H */
