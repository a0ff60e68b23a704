/*-------------------------------------------------------------------------
 *
 * standardize.h
 *		Measures the raw columns, and chooses their scales.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_STANDARDIZE_H
#define LG_STANDARDIZE_H

#include "core/data/design.h"

extern void lg_design_measure(LgDesign *design, LgRowCounts *row_counts,
							  LgMoments *moments);
extern bool lg_design_accept(LgDesign *design, const LgCensus *census);
extern void lg_design_rescale(LgDesign *design);

#endif							/* LG_STANDARDIZE_H */
