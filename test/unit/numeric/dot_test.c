/*-------------------------------------------------------------------------
 *
 * dot_test.c
 *		Products of vectors, where plain sums lose digits and at the edges.
 *
 *-------------------------------------------------------------------------
 */
#include "core/numeric/dot.h"

#include <float.h>
#include <math.h>

#include "tap.h"

int
main(void)
{
	const double x[] = {1e16, 1.0, -1e16, 3.0};
	const double ones[] = {1.0, 1.0, 1.0, 1.0};
	const double near[] = {1.0 + DBL_EPSILON, -1.0};
	const double far[] = {1.0 - DBL_EPSILON, 1.0};
	const double large[] = {DBL_MAX, -DBL_MAX, 1.0, 0.0};
	const double two[] = {2.0, 1.0, 1.0, 1.0};
	const double wide[] = {1e302, 1e-302};
	const double infinite[] = {INFINITY, 1.0};

	ok(lg_dot(x, ones, 4) == 4.0, "large terms cancel without a trace: %g",
	   lg_dot(x, ones, 4));
	ok(lg_dot(near, far, 2) == -DBL_EPSILON * DBL_EPSILON,
	   "the rounding of products is kept: %g", lg_dot(near, far, 2));
	ok(lg_dot(x, ones, 0) == 0.0, "nothing sums to 0");
	ok(lg_dot(wide, wide, 1) == INFINITY, "too large is Infinity");
	ok(lg_dot(large, two, 3) == INFINITY, "so is what ends within, after it");
	ok(fabs(lg_dot(wide, (const double[]) {1e-302, 1e302}, 2) - 2.0) < 1e-15,
	   "factors at the ends of the range meet in the middle");
	ok(lg_dot(infinite, ones, 2) == INFINITY, "Infinity stays");
	ok(isnan(lg_dot(infinite, (const double[]) {0.0, 1.0}, 2)),
	   "Infinity times 0 is NaN");
	ok(isnan(lg_dot((const double[]) {NAN}, ones, 1)), "NaN stays");
	return tap_done();
}
