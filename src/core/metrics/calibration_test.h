/*-------------------------------------------------------------------------
 *
 * calibration_test.h
 *		Groups of scored rows, and the Hosmer-Lemeshow test.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CALIBRATION_TEST_H
#define LG_CALIBRATION_TEST_H

#include "core/metrics/ranking.h"
#include "core/metrics/score_sums.h"

/* The answer of the test of Hosmer and Lemeshow. */
typedef struct LgHosmerLemeshow
{
	double		statistic;
	int			df;				/* groups less two; maybe none */
	double		p_value;		/* NaN without degrees of freedom */
} LgHosmerLemeshow;

extern void lg_calibration_test_group(const LgThresholdSteps *steps,
									  const double *cuts,
									  int n_cuts, LgScoreSums *sums);
extern void lg_calibration_test_bin(const LgThresholdSteps *steps, int n_bins,
									LgScoreSums *sums);
extern void lg_calibration_test_hosmer_lemeshow(const LgScoreSums *sums,
												int n_groups,
												LgHosmerLemeshow *answer);

#endif							/* LG_CALIBRATION_TEST_H */
