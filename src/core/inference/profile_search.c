/*-------------------------------------------------------------------------
 *
 * profile_search.c
 *		Searches for single points of a profile.
 *
 * A point is the maximum of the likelihood where a linear form of the
 * coefficients has a value.  A search starts from what the points of the curve
 * foretell, or on the straight line from one of them.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/profile_search.h"

#include <math.h>
#include <string.h>

#include "core/linalg/cholesky.h"

/* Steps of a walk. */
#define MAX_WALK		100

/* An error shrinks by no more at once: what seems to has met a zero of it. */
#define LARGEST_LUCK	1e-6

/* A larger error than this says nothing about the next one. */
#define LARGEST_BEFORE	1.0

/* A point further out than this tells little of those within. */
#define TOO_FAR			(1.5 * LG_PROFILE_REACH)

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
double
lg_profile_root(const LgProfile *profile)
{
	const LgConstrainedNewton *search = &profile->search;

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
int
lg_profile_keep(LgProfile *profile, double root, double slope)
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

/* Forgets the points that were kept from a place on, so many of them. */
void
lg_profile_forget(LgProfile *profile, int place, int count)
{
	LgProfileCurve *curve = &profile->curve;
	size_t		n = profile->search.design->n_columns;
	size_t		n_moved = (curve->n - place - count) * n;

	if (count <= 0)
		return;
	memmove(profile->points + place * n, profile->points + (place + count) * n,
			n_moved * sizeof(double));
	memmove(profile->ways + place * n, profile->ways + (place + count) * n,
			n_moved * sizeof(double));
	lg_profile_curve_forget(curve, place, count);
}

/*
 * Forgets the points within the last one found, on the side of "sign", whose
 * roots are not smaller: an interval reaches to the outermost value.
 */
static void
forget_dominated(LgProfile *profile, double value, double root, double sign)
{
	const LgProfileCurve *curve = &profile->curve;
	int			k;

	for (k = curve->n - 1; k >= 0; k--)
		if (curve->place[k] > 0 && sign * (value - curve->value[k]) > 0.0 &&
			sign * curve->root[k] >= sign * root)
			lg_profile_forget(profile, curve->place[k], 1);
}

/*
 * Adds the point that the search has found, on the side of "sign"; returns
 * where, -1 if it lies outside or within a point with a smaller root.
 */
int
lg_profile_add(LgProfile *profile, double sign)
{
	LgProfileCurve *curve = &profile->curve;
	LgConstrainedNewton *search = &profile->search;
	double		value = lg_dd_double(lg_constrained_newton_form(search));
	double		root = sign * lg_profile_root(profile);
	double		slope = -root / search->slope;
	double		error;
	double		expected;
	double		before;
	bool		is_outer;
	int			at = 0;

	if (!(slope > 0.0 && slope < INFINITY) || fabs(root) > TOO_FAR)
		return -1;
	forget_dominated(profile, value, root, sign);
	while (at < curve->n && curve->value[at] < value)
		at++;
	if ((at > 0 && !(root > curve->root[at - 1])) ||
		(at < curve->n && !(root < curve->root[at] &&
							value < curve->value[at])))
		return -1;
	is_outer = at == 0 || at == curve->n;
	error = fabs(lg_profile_curve_value(curve, root) - value) / slope;
	before = is_outer ? INFINITY : fmin(curve->found[at - 1], LARGEST_BEFORE);
	if (before < INFINITY)
		expected = fmax(error * fmin(1.0, error / before),
						LARGEST_LUCK * before);
	else
		expected = curve->n > 1 ? error : INFINITY;
	if (is_outer && curve->n == 2)
		expected = error * fmin(1.0, error);
	if (error > LG_PROFILE_SEEN)
		expected = fmax(expected, 2.0 * LG_PROFILE_ERROR);
	at = lg_profile_keep(profile, root, slope);
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
	return at;
}

/* A start near the point of the curve that a root belongs to. */
void
lg_profile_foretell(LgProfile *profile, double root)
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
void
lg_profile_go_straight(LgProfile *profile, int at, double value)
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
	lg_profile_go_straight(profile, k, value);
}

/* The point of the profile near where the search starts. */
bool
lg_profile_find_near(LgProfile *profile)
{
	LgConstrainedNewton *search = &profile->search;

	search->goal = LG_GOAL_POINT;
	search->value = lg_constrained_newton_form(search);
	return lg_constrained_newton_run(search) == LG_OK;
}

/* The same by a walk from a point of the curve. */
bool
lg_profile_walk(LgProfile *profile, int at, double value)
{
	LgConstrainedNewton *search = &profile->search;

	lg_profile_go_straight(profile, at, profile->curve.value[at]);
	search->has_hessian = false;
	return lg_profile_find_fixed(profile, value) && lg_profile_find_near(profile);
}
