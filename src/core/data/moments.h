/*-------------------------------------------------------------------------
 *
 * moments.h
 *		Counts of rows, and running moments of the raw columns.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_MOMENTS_H
#define LG_MOMENTS_H

#include "core/data/design.h"

extern double lg_moments_inverse_magnitude(double x);
extern void lg_moments_clear(LgMoments *moments);
extern void lg_moments_merge(LgMoments *moments, LgDd sum_weights,
							 const LgMoments *other, LgDd other_weights);
extern void lg_design_add_block(const LgDesign *design, const LgBlock *block,
								LgRowCounts *row_counts, LgMoments *moments);

#endif							/* LG_MOMENTS_H */
