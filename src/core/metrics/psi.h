/*-------------------------------------------------------------------------
 *
 * psi.h
 *		Population stability index of two distributions.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PSI_H
#define LG_PSI_H

#include "core/metrics/ranking.h"

#define LG_PSI_BINS	10	/* the deciles of what was expected */

extern double lg_psi_of_fractions(const double *expected,
								  const double *actual, int n_bins);
extern double lg_psi_of_counts(const int64_t (*counts)[2], int n_bins);
extern double lg_psi_of_scores(const LgThresholdSteps *steps);

#endif							/* LG_PSI_H */
