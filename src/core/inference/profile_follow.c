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
 * sharply.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/profile_follow.h"

#include <math.h>
#include <string.h>

#include "core/linalg/cholesky.h"

/*
 * Errors of the root: the one of a curve; and the one that must have been seen
 * before a smaller one is expected.
 */
#define LARGEST_ERROR	1e-10
#define SEEN_ERROR		1e-5

/* An error shrinks by no more at once: what seems to has met a zero of it. */
#define LARGEST_LUCK	1e-6

/* A point foretold no better may lie beside a higher one. */
#define DOUBTFUL_ERROR	1e-2

/* Steps of a walk. */
#define MAX_WALK		100

/* Points on one side until it reaches far enough. */
#define MAX_OUTWARDS	16
#define FAR_ENOUGH		(0.985 * LG_PROFILE_REACH)

/* A point further out than this tells little of those within. */
#define TOO_FAR			(1.5 * LG_PROFILE_REACH)

/* A smaller share of the way outwards is not tried. */
#define SMALLEST_SHARE	1e-3

/* How much a foretold change may differ from a straight one. */
#define LARGEST_BEND	5.0

/* Goes back to the maximum, which need not be evaluated again. */
void
lg_profile_return(LgProfile *profile)
{
	LgConstrainedNewton  *search = &profile->search;
	int			n = search->design->n_columns;
	int			j;

	memcpy(search->beta, profile->beta, n * sizeof(LgDd));
	memcpy(search->factor, profile->factor,
		   LG_PACKED_SIZE(n) * sizeof(LgDd));
	search->has_hessian = profile->has_hessian;
	search->keeps_form = false;
	if (profile->has_hessian)
		memcpy(search->prior.hessian, profile->hessian,
			   LG_PACKED_SIZE(n) * sizeof(double));
	for (j = 0; j < n; j++)
		search->curvature->gradient[j] = lg_dd(0.0);
	search->objective = search->top;
	search->is_evaluated = true;
}

/* The root of the fall at the point, positive. */
static double
root_of(const LgConstrainedNewton *search)
{
	return sqrt(fmax(2.0 * lg_dd_subtract(search->top,
										  search->objective).hi, 0.0));
}

/*
 * The maximum where the form has the value.  Far from the point where that
 * fails it is approached in steps that change no score by much.
 */
bool
lg_profile_find_fixed(LgProfile *profile, double value)
{
	LgConstrainedNewton  *search = &profile->search;
	int			n_walked;

	search->goal = LG_GOAL_FIXED;
	search->value = lg_dd(value);
	memcpy(profile->start, search->beta,
		   search->design->n_columns * sizeof(LgDd));
	if (lg_constrained_newton_run(search) == LG_OK)
		return true;
	memcpy(search->beta, profile->start,
		   search->design->n_columns * sizeof(LgDd));
	search->is_evaluated = false;
	search->value = lg_constrained_newton_form(search);
	for (n_walked = 0; n_walked < MAX_WALK; n_walked++)
	{
		double		left = value - search->value.hi;
		double		reach;

		if (lg_constrained_newton_run(search) != LG_OK)
			return false;
		if (left == 0.0)
			return true;
		reach = lg_constrained_newton_reach(search);
		search->value = fabs(left) <= reach ? lg_dd(value) :
			lg_dd(search->value.hi + copysign(reach, left));
	}
	return false;
}

/* Keeps the point where the search stands as one of the curve. */
static int
keep_point(LgProfile *profile, double root, double slope)
{
	const LgConstrainedNewton *search = &profile->search;
	int			n = search->design->n_columns;
	int			at = lg_profile_curve_add(&profile->curve, root,
						lg_dd_double(lg_constrained_newton_form(search)),
										  slope);
	size_t		place = (size_t) profile->curve.place[at] * n;
	double		factor = slope / search->variance;
	int			j;

	for (j = 0; j < n; j++)
	{
		profile->points[place + j] = lg_dd_double(search->beta[j]);
		profile->ways[place + j] = factor * search->toward[j].hi;
	}
	return at;
}

/* A start near the point of the curve that a root belongs to. */
static void
foretell(LgProfile *profile, double root)
{
	const LgProfileCurve *curve = &profile->curve;
	LgConstrainedNewton *search = &profile->search;
	int			n = search->design->n_columns;
	LgProfileWeights weights;
	int			j;
	int			k;

	lg_profile_curve_weigh(curve, root, &weights);
	for (j = 0; j < n; j++)
	{
		double		sum = 0.0;

		for (k = 0; k < weights.n; k++)
		{
			size_t		place = (size_t) curve->place[weights.first + k] * n;

			sum += weights.value[k] * profile->points[place + j] +
				weights.slope[k] * profile->ways[place + j];
		}
		search->beta[j] = lg_dd(sum);
	}
	search->is_evaluated = false;
}

/* A start on the straight line from a point of the curve. */
static void
go_straight(LgProfile *profile, int at, double value)
{
	const LgProfileCurve *curve = &profile->curve;
	LgConstrainedNewton *search = &profile->search;
	int			n = search->design->n_columns;
	size_t		place = (size_t) curve->place[at] * n;
	double		along = 0.0;
	int			j;

	for (j = 0; j < n; j++)
		along += search->form[j].hi * profile->ways[place + j];
	along = along != 0.0 ? (value - curve->value[at]) / along : 0.0;
	for (j = 0; j < n; j++)
		search->beta[j] = lg_dd(profile->points[place + j] +
								along * profile->ways[place + j]);
	search->is_evaluated = false;
}

/*
 * A start near where the form has the value: from the nearest point of a
 * curve that goes on beyond it, or where the search stands.
 */
void
lg_profile_go_near(LgProfile *profile, double value)
{
	const LgProfileCurve *curve = &profile->curve;
	int			k = 0;

	if (curve->n < 2 || value < curve->value[0] ||
		value > curve->value[curve->n - 1])
		return;
	while (curve->value[k] < value)
		k++;
	if (k > 0 && value - curve->value[k - 1] < curve->value[k] - value)
		k--;
	go_straight(profile, k, value);
}

/* The point of the profile near where the search starts. */
static bool
find_near(LgProfile *profile)
{
	LgConstrainedNewton *search = &profile->search;

	search->goal = LG_GOAL_POINT;
	search->value = lg_constrained_newton_form(search);
	return lg_constrained_newton_run(search) == LG_OK;
}

/* The same by a walk from a point of the curve. */
static bool
walk_from(LgProfile *profile, int at, double value)
{
	LgConstrainedNewton *search = &profile->search;

	go_straight(profile, at, profile->curve.value[at]);
	search->has_hessian = false;
	return lg_profile_find_fixed(profile, value) && find_near(profile);
}

/*
 * Adds the point that the search has found, on the side of "sign", between
 * the points "at" - 1 and "at" of the curve; false if it does not lie there.
 */
static bool
add_found(LgProfile *profile, int at, double sign)
{
	LgProfileCurve *curve = &profile->curve;
	LgConstrainedNewton *search = &profile->search;
	double		value = lg_dd_double(lg_constrained_newton_form(search));
	double		root = sign * root_of(search);
	double		slope = -root / search->slope;
	double		error;
	double		expected;
	bool		is_outer = at == 0 || at == curve->n;

	if (!(slope > 0.0 && slope < INFINITY) || fabs(root) > TOO_FAR ||
		(at > 0 && !(root > curve->root[at - 1] &&
					 value > curve->value[at - 1])) ||
		(at < curve->n && !(root < curve->root[at] &&
							value < curve->value[at])))
		return false;
	error = fabs(lg_profile_curve_value(curve, root) - value) / slope;
	if (is_outer)
		expected = curve->n > 1 ? error : INFINITY;
	else
		expected = fmax(error * fmin(1.0, error / curve->found[at - 1]),
						LARGEST_LUCK * fmin(curve->found[at - 1], 1.0));
	if (is_outer && curve->n == 2)
		expected = error * fmin(1.0, error);
	if (error > SEEN_ERROR)
		expected = fmax(expected, 2.0 * LARGEST_ERROR);
	at = keep_point(profile, root, slope);
	if (at > 0)
	{
		curve->found[at - 1] = error;
		curve->expected[at - 1] = expected;
	}
	if (at < curve->n - 1)
	{
		curve->found[at] = error;
		curve->expected[at] = expected;
	}
	return true;
}

/* Follows the profile outwards on one side as far as intervals may reach. */
static void
reach_out(LgProfile *profile, int side)
{
	LgProfileCurve *curve = &profile->curve;
	double		share = 1.0;
	int			n_tried;

	lg_profile_return(profile);
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
			foretell(profile, root);
		else
			go_straight(profile, end, curve->value[end] + straight);
		if ((find_near(profile) ||
			 walk_from(profile, end, curve->value[end] + straight)) &&
			add_found(profile, side > 0 ? curve->n : 0, side))
			share = 1.0;
		else
			share *= 0.3;
	}
}

/*
 * The point in the middle of a way.  Where it was foretold badly there may be
 * two maxima of the others, one from either side: the higher one counts.
 */
static bool
find_between(LgProfile *profile, int way, double root)
{
	const LgProfileCurve *curve = &profile->curve;
	LgConstrainedNewton *search = &profile->search;
	double		value = lg_profile_curve_value(curve, root);
	double		highest = -INFINITY;
	int			best = -1;
	int			side;

	if (!(value > curve->value[way] && value < curve->value[way + 1]))
		value = 0.5 * (curve->value[way] + curve->value[way + 1]);
	foretell(profile, root);
	if (find_near(profile) &&
		fabs(root_of(search) - fabs(root)) < DOUBTFUL_ERROR)
		return true;
	for (side = 0; side < 2; side++)
	{
		go_straight(profile, way + side, value);
		if (find_near(profile) && search->objective.hi > highest)
		{
			highest = search->objective.hi;
			best = way + side;
		}
	}
	if (best == way)
	{
		go_straight(profile, way, value);
		return find_near(profile);
	}
	return best == way + 1;
}

/* The way of the curve with the largest error; -1 if none is too large. */
static int
worst_way(const LgProfileCurve *curve)
{
	int			worst = -1;
	int			k;

	for (k = 0; k < curve->n - 1; k++)
		if (curve->expected[k] > LARGEST_ERROR &&
			(worst < 0 || curve->expected[k] > curve->expected[worst]))
			worst = k;
	return worst;
}

/* Halves ways until all errors are small. */
static void
refine(LgProfile *profile)
{
	LgProfileCurve *curve = &profile->curve;

	while (curve->n < LG_PROFILE_POINTS)
	{
		int			way = worst_way(curve);
		double		low;
		double		high;
		double		sign;

		if (way < 0)
			break;
		low = fmax(curve->root[way], -LG_PROFILE_REACH);
		high = fmin(curve->root[way + 1], LG_PROFILE_REACH);
		sign = low + high > 0.0 ? 1.0 : -1.0;
		if (find_between(profile, way, 0.5 * (low + high)) &&
			add_found(profile, way + 1, sign))
			continue;
		if (walk_from(profile, sign > 0.0 ? way : way + 1,
					  0.5 * (curve->value[way] + curve->value[way + 1])) &&
			add_found(profile, way + 1, sign))
			continue;
		curve->expected[way] = 0.0; /* as near as it gets */
	}
}

/* Whether the curve reaches as far as intervals may. */
static bool
is_whole(const LgProfileCurve *curve)
{
	return curve->root[0] <= -FAR_ENOUGH &&
		curve->root[curve->n - 1] >= FAR_ENOUGH;
}

/* Finds the curve of the form. */
static void
find_curve(LgProfile *profile)
{
	LgConstrainedNewton *search = &profile->search;

	lg_profile_return(profile);
	profile->curve.n = 0;
	lg_constrained_newton_turn(search);
	profile->unit = sqrt(search->variance);
	if (!(profile->unit > 0.0 && profile->unit < INFINITY))
		return;
	(void) keep_point(profile, 0.0, profile->unit);
	if (search->has_jeffreys && !search->has_hessian)
		profile->curve.slope[0] = 0.0;	/* of the likelihood alone */
	reach_out(profile, 1);
	reach_out(profile, -1);
	lg_profile_return(profile);
	refine(profile);
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
