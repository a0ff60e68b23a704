/*-------------------------------------------------------------------------
 *
 * profile_curve.h
 *		A coefficient along its profile, interpolated between points of it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PROFILE_CURVE_H
#define LG_PROFILE_CURVE_H

#include <stdbool.h>

/*
 * The intervals reach to this many standard errors, in the sense of the root
 * of the likelihood ratio, which is a level of 0.99953.  Further out, in the
 * tail of a profile that Jeffreys' prior alone bends down, doubles no longer
 * tell the determinant of the information.
 */
#define LG_PROFILE_REACH	3.5

/* The most points of a curve. */
#define LG_PROFILE_POINTS	128

/* Two points whose roots are so near are the two sides of a kink. */
#define LG_PROFILE_KINK		1e-10

/*
 * A curve as numbers: of each point, in the order of the roots, the root, the
 * coefficient, and its derivative by the root, 0 if that is not known.  The
 * derivative's sign is that of minus if the way to the next point is not known
 * well.  A root that is no larger than the one before ends the curve.
 */
#define LG_PROFILE_LENGTH	(3 * LG_PROFILE_POINTS)

/* Points of a curve, in the order of the roots. */
typedef struct LgProfileCurve
{
	int			n;				/* points */
	double		root[LG_PROFILE_POINTS];
	double		value[LG_PROFILE_POINTS];
	double		slope[LG_PROFILE_POINTS];	/* d value / d root; 0: unknown */
	int			place[LG_PROFILE_POINTS];	/* where the owner keeps more */
	/* of the way to the next point, in standard errors */
	double		found[LG_PROFILE_POINTS];	/* the last error seen */
	double		expected[LG_PROFILE_POINTS];	/* the one that is left */
} LgProfileCurve;

/* How points near a root make up the curve there. */
typedef struct LgProfileWeights
{
	int			first;			/* the first point */
	int			n;				/* points */
	double		value[LG_PROFILE_POINTS];	/* weights of the values */
	double		slope[LG_PROFILE_POINTS];	/* and of the slopes */
} LgProfileWeights;

extern int	lg_profile_curve_add(LgProfileCurve *curve, double root,
								 double value, double slope);
extern void lg_profile_curve_forget(LgProfileCurve *curve, int place,
									int count);
extern void lg_profile_curve_weigh(const LgProfileCurve *curve, double root,
								   LgProfileWeights *weights);
extern double lg_profile_curve_value(const LgProfileCurve *curve, double root);
extern void lg_profile_curve_write(const LgProfileCurve *curve, double unit,
								   double *series);
extern void lg_profile_curve_read(const double *series, int length,
								  double factor, LgProfileCurve *curve);
extern void lg_profile_shift(double *series, int length, double change);
extern bool lg_profile_is_exact(const double *series, int length,
								double root);
extern double lg_profile_limit(const double *series, int length, double root);

#endif							/* LG_PROFILE_CURVE_H */
