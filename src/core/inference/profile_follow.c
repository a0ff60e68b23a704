/*-------------------------------------------------------------------------
 *
 * profile_follow.c
 *		Follows the profile of a term from point to point.
 *
 * Method: points of the profile, from the estimate outwards and then halving
 * the ways between them, each with its slope db/dr = -r / (slope of the
 * profile).  Hermite's interpolation foretells the coefficient at the next
 * point and all others with it, so that a pass or two find that point.  How
 * far it was foretold wrongly is the error of the way before; the one that is
 * left behind shrinks by the same ratio again.  A way is halved until that is
 * below 1e-10 of the root, and so most of all where the profile bends
 * sharply.  Where that takes too many points, those of the usual levels are
 * found themselves.
 *
 * With Jeffreys' prior a profile of few rows may have kinks (profile_kink.c),
 * and a higher part that other profiles tell of (profile_ridge.c).  Where it
 * is not monotone the outermost value counts.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/profile_follow.h"

#include <math.h>

#include "core/inference/profile_kink.h"
#include "core/inference/profile_ridge.h"

/* A point foretold no better may lie beside a higher one. */
#define DOUBTFUL_ERROR	1e-2

/* The roots of the usual levels, 0.8, 0.9, 0.95, 0.98, 0.99 and 0.999. */
static const double usual_roots[] = {
	1.2815515655446004, 1.6448536269514722, 1.959963984540054,
	2.3263478740408408, 2.5758293035489004, 3.2905267314919255
};

/* Points that may be used up before those of the usual levels are sought. */
#define MOST_REFINED	(LG_PROFILE_POINTS - 36)

/*
 * An error that matters if it is left in a way; steps to a usual root, and how
 * near they have to come.
 */
#define LARGEST_LEFT	1e-8
#define MAX_USUAL		12
#define USUAL_ERROR		1e-10

/* Ways are not halved below this. */
#define NARROWEST		1e-5

/* Points of other profiles from which one is followed anew. */
#define MAX_RIDGES		8

/* What is foretold gets better by this factor at least from way to half way. */
#define SMALLEST_GAIN	0.1

/* Points on one side until it reaches far enough. */
#define MAX_OUTWARDS	16
#define FAR_ENOUGH		(0.985 * LG_PROFILE_REACH)

/* A smaller share of the way outwards is not tried. */
#define SMALLEST_SHARE	1e-3

/* How much a foretold change may differ from a straight one. */
#define LARGEST_BEND	5.0

/* Follows the profile outwards on one side as far as intervals may reach. */
static void
reach_out(LgProfile *profile, int side)
{
	LgProfileCurve *curve = &profile->curve;
	double		share = 1.0;
	int			n_tried;

	for (n_tried = 0; n_tried < MAX_OUTWARDS && share > SMALLEST_SHARE;
		 n_tried++)
	{
		int			end = side > 0 ? curve->n - 1 : 0;
		double		left = side * LG_PROFILE_REACH - curve->root[end];
		double		root = curve->root[end] + share * left;
		double		straight = share * left * (curve->slope[end] > 0.0 ?
											   curve->slope[end] :
											   profile->unit);
		double		change = lg_profile_curve_value(curve, root) -
			curve->value[end];

		if (fabs(curve->root[end]) >= FAR_ENOUGH)
			return;
		if (change / straight > 1.0 / LARGEST_BEND &&
			change / straight < LARGEST_BEND)
			lg_profile_foretell(profile, root);
		else
			lg_profile_go_straight(profile, end, curve->value[end] + straight);
		if ((lg_profile_find_near(profile) ||
			 lg_profile_walk(profile, end, curve->value[end] + straight)) &&
			lg_profile_add(profile, side) >= 0)
			share = 1.0;
		else
			share *= 0.3;
	}
}

/*
 * Adds the point in the middle of a way.  Where it was foretold badly, or no
 * better than that of the way twice as long, there may be two maxima of the
 * others, one from either side.
 */
static bool
add_between(LgProfile *profile, int way, double root)
{
	const LgProfileCurve *curve = &profile->curve;
	double		value = lg_profile_curve_value(curve, root);
	double		sign = root > 0.0 ? 1.0 : -1.0;
	double		error = INFINITY;

	if (!(value > curve->value[way] && value < curve->value[way + 1]))
		value = 0.5 * (curve->value[way] + curve->value[way + 1]);
	lg_profile_foretell(profile, root);
	if (lg_profile_find_near(profile))
		error = fabs(lg_profile_root(profile) - fabs(root));
	if (error < DOUBTFUL_ERROR &&
		(!profile->search.has_jeffreys || error < LG_PROFILE_SEEN ||
		 error < SMALLEST_GAIN * curve->found[way]))
		return lg_profile_add(profile, sign) >= 0;
	return lg_profile_kink(profile, way, value, sign);
}

/* The way of the curve with the largest error; -1 if none is too large. */
static int
worst_way(const LgProfileCurve *curve)
{
	int			worst = -1;
	int			k;

	for (k = 0; k < curve->n - 1; k++)
		if (curve->expected[k] > LG_PROFILE_ERROR &&
			(worst < 0 || curve->expected[k] > curve->expected[worst]))
			worst = k;
	return worst;
}

/*
 * Adds a point in a way in the middle of which none was found: by a walk, or
 * from one end by half the way of the root, where the profile bends back.
 */
static bool
add_somehow(LgProfile *profile, int way, double sign)
{
	const LgProfileCurve *curve = &profile->curve;
	double		half = 0.5 * (curve->root[way + 1] - curve->root[way]);
	int			side;

	if (lg_profile_walk(profile, sign > 0.0 ? way : way + 1,
						0.5 * (curve->value[way] + curve->value[way + 1])) &&
		lg_profile_add(profile, sign) >= 0)
		return true;
	for (side = 1; side >= 0; side--)
	{
		lg_profile_go_straight(profile, way + side, curve->value[way + side] +
							   (side ? -half : half) * curve->slope[way + side]);
		if (lg_profile_find_near(profile) &&
			lg_profile_add(profile, sign) >= 0)
			return true;
	}
	return false;
}

/* Halves ways until all errors are small. */
static void
refine(LgProfile *profile)
{
	LgProfileCurve *curve = &profile->curve;

	while (curve->n < MOST_REFINED)
	{
		int			way = worst_way(curve);
		double		low;
		double		high;

		if (way < 0)
			break;
		low = fmax(curve->root[way], -LG_PROFILE_REACH);
		high = fmin(curve->root[way + 1], LG_PROFILE_REACH);
		if (high - low < NARROWEST ||
			(!add_between(profile, way, 0.5 * (low + high)) &&
			 !add_somehow(profile, way, low + high > 0.0 ? 1.0 : -1.0)))
			curve->expected[way] *= -1.0;	/* as near as it gets */
	}
}

/* Whether the curve reaches as far as intervals may. */
static bool
is_whole(const LgProfileCurve *curve)
{
	return curve->root[0] <= -FAR_ENOUGH &&
		curve->root[curve->n - 1] >= FAR_ENOUGH;
}

/* The way that a root lies in; -1 if it lies beyond the curve. */
static int
way_of(const LgProfileCurve *curve, double root)
{
	int			way = curve->n - 2;

	while (way >= 0 && curve->root[way] > root)
		way--;
	return way >= 0 && curve->root[way + 1] >= root ? way : -1;
}

/* Adds points until one of them has the root. */
static void
find_usual(LgProfile *profile, double root)
{
	LgProfileCurve *curve = &profile->curve;
	int			step;

	for (step = 0; step < MAX_USUAL && curve->n < LG_PROFILE_POINTS; step++)
	{
		int			way = way_of(curve, root);

		if (way < 0 || fabs(curve->expected[way]) <= LARGEST_LEFT ||
			root - curve->root[way] <= USUAL_ERROR ||
			curve->root[way + 1] - root <= USUAL_ERROR ||
			(!add_between(profile, way, root) &&
			 !add_somehow(profile, way, root > 0.0 ? 1.0 : -1.0)))
			break;
	}
}

/*
 * Where ways are left with errors: finds the points of the usual levels, and
 * keeps what is known of the others.
 */
static void
find_usual_levels(LgProfile *profile)
{
	LgProfileCurve *curve = &profile->curve;
	int			n = sizeof(usual_roots) / sizeof(usual_roots[0]);
	int			k;

	for (k = 0; k < n; k++)
	{
		find_usual(profile, usual_roots[k]);
		find_usual(profile, -usual_roots[k]);
	}
	for (k = 0; k < curve->n; k++)
		curve->expected[k] = fabs(curve->expected[k]);
}

/* Follows the profile anew, from a higher point that another one has found. */
static void
climb_ridge(LgProfile *profile, int ridge)
{
	int			side;

	if (!lg_profile_ridge_go(profile, ridge))
		return;
	side = profile->search.slope < 0.0 ? 1 : -1;
	if (lg_profile_add(profile, side) >= 0)
		reach_out(profile, side);
	refine(profile);
}

/* Finds the curve of the form. */
static void
find_curve(LgProfile *profile)
{
	LgConstrainedNewton *search = &profile->search;
	int			n_ridges;

	lg_profile_return(profile);
	profile->curve.n = 0;
	lg_constrained_newton_turn(search);
	profile->unit = sqrt(search->variance);
	if (!(profile->unit > 0.0 && profile->unit < INFINITY))
		return;
	(void) lg_profile_keep(profile, 0.0, profile->unit);
	if (search->has_jeffreys && !search->has_hessian)
		profile->curve.slope[0] = 0.0;	/* of the likelihood alone */
	reach_out(profile, 1);
	lg_profile_return(profile);
	reach_out(profile, -1);
	lg_profile_return(profile);
	refine(profile);
	for (n_ridges = 0; n_ridges < MAX_RIDGES; n_ridges++)
	{
		int			ridge = lg_profile_ridge_above(profile);

		if (ridge < 0)
			break;
		climb_ridge(profile, ridge);
	}
	find_usual_levels(profile);
}

/* The same by all means: in double-double, if that is affordable. */
void
lg_profile_follow(LgProfile *profile)
{
	LgConstrainedNewton *search = &profile->search;

	find_curve(profile);
	if ((profile->curve.n > 0 && is_whole(&profile->curve)) ||
		search->prior.is_precise || !profile->may_be_precise)
		return;
	search->prior.is_precise = true;
	find_curve(profile);
	search->prior.is_precise = profile->is_precise;
}
