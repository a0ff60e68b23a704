/*-------------------------------------------------------------------------
 *
 * isotonic.h
 *		The core of isotonic calibration: the best non-decreasing fit to a label.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_ISOTONIC_H
#define LG_ISOTONIC_H

#include "core/metrics/ranking.h"
#include "core/status.h"

/* Scores next to each other that share a value. */
typedef struct LgIsotonicBlock
{
	double		low;			/* lowest score */
	double		high;			/* highest score */
	LgDd		positive;		/* weight of the positives */
	LgDd		weight;			/* of all rows */
} LgIsotonicBlock;

/* Blocks from the highest scores down; the array is the caller's. */
typedef struct LgIsotonic
{
	LgIsotonicBlock *blocks;
	int			capacity;
	int			n_blocks;
} LgIsotonic;

extern LgStatus lg_isotonic_add(LgIsotonic *isotonic,
								const LgThresholdStep *step);
extern double lg_isotonic_interpolate(const double *low, const double *high,
									  const double *value, int n, double x);

#endif							/* LG_ISOTONIC_H */
