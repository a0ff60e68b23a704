/*-------------------------------------------------------------------------
 *
 * subsample.h
 *		Subsamples: evenly spaced blocks of the rows, as a design.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_SUBSAMPLE_H
#define LG_SUBSAMPLE_H

#include "core/data/design.h"

/* The largest subsample has so many times fewer rows than there are. */
#define LG_LARGEST_SUBSAMPLE	8

extern LgDesign lg_subsample(const LgDesign *design, int64_t n);
extern int64_t lg_subsample_smallest(const LgDesign *design);
extern bool lg_subsample_is_worthwhile(const LgDesign *design);

#endif							/* LG_SUBSAMPLE_H */
