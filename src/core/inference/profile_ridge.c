/*-------------------------------------------------------------------------
 *
 * profile_ridge.c
 *		Points of the other terms' profiles, which no profile lies below.
 *
 * With Jeffreys' prior the likelihood given one coefficient may have more than
 * one maximum, and following a profile may miss the highest one.  Wherever a
 * profile of another term has come by, that point is a lower bound on this
 * one: where the curve lies below it, the search goes on from there.  Such
 * points are where the likelihood has its ridges, and so each profile shows
 * them to the others.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/profile_ridge.h"

#include <math.h>
#include <string.h>

/* The roots whose points are kept on each side of a curve. */
static const double kept_roots[] = {
	0.7, 1.2, 1.6, 2.0, 2.3, 2.7, 3.1, LG_PROFILE_REACH
};

#define N_KEPT	((int) (sizeof(kept_roots) / sizeof(kept_roots[0])))

/* A curve that lies below a point by less in the root is right. */
#define LARGEST_MISS	1e-6

/* Steps of a search for a root. */
#define MAX_STEPS		50

/* Keeps some points of a curve for the other terms. */
void
lg_profile_ridge_keep(LgProfile *profile)
{
	const LgProfileCurve *curve = &profile->curve;
	int			n = profile->search.design->n_columns;
	int			last = -1;
	int			i;
	int			k;

	if (profile->ridges == NULL)
		return;
	for (i = 0; i < 2 * N_KEPT; i++)
	{
		double		wanted = i < N_KEPT ? -kept_roots[N_KEPT - 1 - i] :
			kept_roots[i - N_KEPT];
		int			best = 0;

		for (k = 1; k < curve->n; k++)
			if (fabs(curve->root[k] - wanted) <
				fabs(curve->root[best] - wanted))
				best = k;
		if (curve->n == 0 || best == last || curve->root[best] == 0.0 ||
			profile->n_ridges == LG_PROFILE_RIDGES)
			continue;
		last = best;
		profile->ridge_root[profile->n_ridges] = fabs(curve->root[best]);
		memcpy(profile->ridges + (size_t) profile->n_ridges++ * n,
			   profile->points + (size_t) curve->place[best] * n,
			   n * sizeof(double));
	}
}

/* The form's value at a point that was kept. */
static double
value_at(const LgProfile *profile, int ridge)
{
	const LgConstrainedNewton *search = &profile->search;
	int			n = search->design->n_columns;
	const double *point = profile->ridges + (size_t) ridge * n;
	LgDd		sum = lg_dd(0.0);
	int			j;

	for (j = 0; j < n; j++)
		lg_dd_accumulate(&sum, lg_dd_scale(search->form[j], point[j]));
	return lg_dd_double(sum);
}

/* The way that a value lies in; -1 and n - 1 before and behind the curve. */
static int
way_of_value(const LgProfileCurve *curve, double value)
{
	int			low = -1;
	int			high = curve->n;

	while (high - low > 1)
	{
		int			middle = (low + high) / 2;

		if (curve->value[middle] <= value)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/*
 * By how much a point with the value and root lies above the curve, in the
 * root; of the curve's end, where it lies beyond that.
 */
static double
miss_of(const LgProfileCurve *curve, double value, double root)
{
	int			way = way_of_value(curve, value);
	double		low = curve->root[way < 0 ? 0 : way];
	double		high = curve->root[way + 1 < curve->n ? way + 1 : way];
	int			step;

	if (fmax(fabs(low), fabs(high)) <= root + LARGEST_MISS)
		return 0.0;
	for (step = 0; step < MAX_STEPS && low < high; step++)
	{
		double		middle = 0.5 * (low + high);

		if (lg_profile_curve_value(curve, middle) < value)
			low = middle;
		else
			high = middle;
	}
	return fabs(0.5 * (low + high)) - root;
}

/* A kept point that lies above the curve; -1 if none does. */
int
lg_profile_ridge_above(const LgProfile *profile)
{
	double		largest = LARGEST_MISS;
	int			best = -1;
	int			i;

	for (i = 0; i < profile->n_ridges && profile->curve.n > 1; i++)
	{
		double		miss = miss_of(&profile->curve, value_at(profile, i),
								   profile->ridge_root[i]);

		if (miss > largest)
		{
			largest = miss;
			best = i;
		}
	}
	return best;
}

/*
 * Goes to the maximum near a kept point, and forgets the curve's points on that
 * side that are not between there and the estimate.  Returns whether the search
 * stands at a point that is to be the outermost one.
 */
bool
lg_profile_ridge_go(LgProfile *profile, int ridge)
{
	LgProfileCurve *curve = &profile->curve;
	LgConstrainedNewton *search = &profile->search;
	int			n = search->design->n_columns;
	double		side;
	double		root;
	int			j;
	int			k;

	for (j = 0; j < n; j++)
		search->beta[j] = lg_dd(profile->ridges[(size_t) ridge * n + j]);
	search->is_evaluated = false;
	search->has_hessian = false;
	if (!lg_profile_find_near(profile))
		return false;
	root = lg_profile_root(profile);
	side = search->slope < 0.0 ? 1.0 : -1.0;
	if (root > profile->ridge_root[ridge] + LARGEST_MISS)
		return false;
	for (k = curve->n - 1; k >= 0; k--)
		if (curve->root[k] * side >= root)
			lg_profile_forget(profile, curve->place[k], 1);
	return true;
}
