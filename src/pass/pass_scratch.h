/*-------------------------------------------------------------------------
 *
 * pass_scratch.h
 *		Arrays that answering the question of a pass needs.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PASS_SCRATCH_H
#define LOGISTIC_PASS_SCRATCH_H

#include "core/data/pass.h"

/* Makes the arrays of totals, in the current memory context. */
extern void logistic_pass_totals_make(LgTotals *totals,
									  const LgPassShape *shape);

/* Makes the scratch of lg_local_pass_add(), likewise. */
extern void logistic_pass_scratch_make(const LgPass *pass, LgDense *dense,
									   LgTotals *scratch);

#endif							/* LOGISTIC_PASS_SCRATCH_H */
