/*-------------------------------------------------------------------------
 *
 * separation.h
 *		Detects separation: proves that no finite maximum exists.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_SEPARATION_H
#define LG_SEPARATION_H

#include <stdbool.h>

#include "core/data/pass.h"

extern void lg_separation_pass(const LgPass *pass, LgDense *dense,
							   LgTotals *totals);
extern bool lg_separation_prove(const LgDesign *design, LgDense *dense,
								const LgDd *candidate, LgDd *gram,
								bool *is_aliased, LgDd *scratch,
								double *vector, LgDd *direction);
extern double lg_separation_join(const LgDesign *design, LgDense *dense,
								 const LgDd *first, const LgDd *second);

#endif							/* LG_SEPARATION_H */
