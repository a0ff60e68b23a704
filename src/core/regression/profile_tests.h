/*-------------------------------------------------------------------------
 *
 * profile_tests.h
 *		The step of a regression that makes tests and profile intervals.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PROFILE_TESTS_H
#define LG_PROFILE_TESTS_H

#include "core/regression/regression_fit.h"

/* Pivots below this cost leverages in doubles more than 12 digits. */
#define LG_PIVOT_FOR_LEVERAGES	1e-4

extern void lg_profile_tests_start(LgFit *fit);
extern void lg_profile_tests_run(LgFit *fit, double correction);

#endif							/* LG_PROFILE_TESTS_H */
