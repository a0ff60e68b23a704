/*-------------------------------------------------------------------------
 *
 * refine.h
 *		A factor of the information with the digits that its sums have lost.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_REFINE_H
#define LG_REFINE_H

#include "design.h"

extern bool lg_refine_factor(const LgDesign *design, LgDense *dense,
							 const LgDd *beta, LgDd *factor, LgDd *scratch,
							 LgDd *vector);

#endif							/* LG_REFINE_H */
