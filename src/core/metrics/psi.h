/*-------------------------------------------------------------------------
 *
 * psi.h
 *		How far a distribution has moved from the one that was expected.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_STABILITY_H
#define LG_STABILITY_H

#include "core/metrics/ranking.h"

#define LG_STABILITY_BINS	10	/* the deciles of what was expected */

extern double lg_stability_of_shares(const double *expected,
									 const double *actual, int n_bins);
extern double lg_stability_index(const int64_t (*counts)[2], int n_bins);
extern double lg_stability_of_scores(const LgSteps *steps);

#endif							/* LG_STABILITY_H */
