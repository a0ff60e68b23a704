/*-------------------------------------------------------------------------
 *
 * delong.h
 *		DeLong's variance of one or two areas under ROC curves.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_DELONG_H
#define LG_DELONG_H

#include "core/metrics/ranking.h"

/*
 * Sums over the placements of the rows of one class, under one score or
 * two.  A placement is twice the number of rows of the other class that the
 * row is on the right side of, ties counting once: a whole number.
 */
typedef struct LgPlacements
{
	int64_t		n_rows;
	LgDd		sum[2];			/* by score */
	LgDd		product[3];		/* a a, a b, b b */
} LgPlacements;

/* The answer; NaN where there is none. */
typedef struct LgDelong
{
	double		auc[2];			/* by score */
	double		variance[2];	/* of each */
	double		variance_of_difference;
} LgDelong;

extern void lg_delong_add(LgPlacements *placements, double a, double b);
extern void lg_delong(const LgPlacements *negatives,
					  const LgPlacements *positives, LgDelong *answer);
extern void lg_delong_of_thresholds(const LgThresholdSteps *steps,
									LgDelong *answer);

#endif							/* LG_DELONG_H */
