/*-------------------------------------------------------------------------
 *
 * ulps.h
 *		How many doubles lie between two doubles.
 *
 *-------------------------------------------------------------------------
 */
#ifndef ULPS_H
#define ULPS_H

#include <math.h>
#include <stdint.h>
#include <string.h>

/* The place of x in the order of all doubles; 0 and -0 share theirs. */
static inline int64_t
ulps_place(double x)
{
	int64_t		bits;

	x = fabs(x);
	memcpy(&bits, &x, sizeof(bits));
	return bits;
}

/* Steps from one double to the other; NaN is next to NaN only. */
static inline double
ulps_between(double a, double b)
{
	double		a_place = (double) ulps_place(a);
	double		b_place = (double) ulps_place(b);

	if (isnan(a) || isnan(b))
		return isnan(a) && isnan(b) ? 0.0 : INFINITY;
	if (signbit(a) != signbit(b))
		return a_place + b_place;
	return a_place > b_place ? (double) (ulps_place(a) - ulps_place(b))
		: (double) (ulps_place(b) - ulps_place(a));
}

#endif							/* ULPS_H */
