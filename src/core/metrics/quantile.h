/*-------------------------------------------------------------------------
 *
 * quantile.h
 *		The numerics of quantile groups of scores.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_QUANTILE_H
#define LG_QUANTILE_H

#include "core/metrics/ranking.h"

/* Whose rows the groups are made of. */
typedef enum LgQuantileOf
{
	LG_OF_NEGATIVES,			/* class 0 alone */
	LG_OF_BOTH
} LgQuantileOf;

extern void lg_quantiles(const LgThresholdSteps *steps, LgQuantileOf of,
						 int n_groups, double *quantiles);
extern int	lg_quantile_cuts(const LgThresholdSteps *steps, LgQuantileOf of,
							 int n_groups, double *cuts);
extern int	lg_quantile_bins(const LgThresholdSteps *steps, int n_groups,
							 double *cuts, double *low, double (*weights)[2]);

#endif							/* LG_QUANTILE_H */
