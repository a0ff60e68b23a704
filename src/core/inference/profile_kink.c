/*-------------------------------------------------------------------------
 *
 * profile_kink.c
 *		Kinks of a profile, where one maximum of the others passes another.
 *
 * With Jeffreys' prior and few rows the likelihood given one coefficient may
 * have two maxima.  The profile is the higher one, with a kink where they are
 * as high as each other.  That value of the coefficient is where the tangents
 * of both meet, again and again, for each maximum is a smooth function of it
 * whose slope a search finds for nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/profile_kink.h"

#include <math.h>
#include <string.h>

/* Steps to a kink. */
#define MAX_STEPS		24

/* Maxima whose roots differ by less are as high as each other. */
#define SAME_ROOT		1e-12

/* Slopes that differ by a smaller share are those of one maximum. */
#define SAME_SLOPE		1e-5

/* What two searches found that start from the ends of a way. */
typedef enum LgMaxima
{
	LG_MAXIMA_NONE,				/* no point */
	LG_MAXIMA_ONE,				/* the same point, or one of them found none */
	LG_MAXIMA_LEFT,				/* two; that of the first point is higher */
	LG_MAXIMA_RIGHT				/* two; that of the next one is */
} LgMaxima;

/* The search from a point of the curve, straight to a value. */
static bool
find_from(LgProfile *profile, int at, double value)
{
	lg_profile_go_straight(profile, at, value);
	return lg_profile_find_near(profile);
}

/*
 * The maxima at a value, from both ends of a way; the search stands at the
 * higher one.  Their difference is that of the roots; their tangents have a
 * meeting point.
 */
static LgMaxima
find_maxima(LgProfile *profile, int way, double value, double *difference,
			double *meeting)
{
	LgConstrainedNewton *search = &profile->search;
	size_t		size = search->design->n_columns * sizeof(LgDd);
	bool		has_left = find_from(profile, way, value);
	LgDd		objective = search->objective;
	double		slope = search->slope;

	*difference = *meeting = 0.0;
	memcpy(profile->start, search->beta, size);
	if (!find_from(profile, way + 1, value))
		return has_left && find_from(profile, way, value) ? LG_MAXIMA_ONE :
			LG_MAXIMA_NONE;
	if (!has_left)
		return LG_MAXIMA_ONE;
	*difference = lg_dd_subtract(objective, search->objective).hi;
	*meeting = value - *difference / (slope - search->slope);
	*difference /= fmax(lg_profile_root(profile), 1.0);
	if (fabs(*difference) < LG_PROFILE_SEEN &&
		fabs(search->slope - slope) <= SAME_SLOPE * fabs(slope))
		return LG_MAXIMA_ONE;
	if (*difference <= 0.0)
		return LG_MAXIMA_RIGHT;
	memcpy(search->beta, profile->start, size);
	search->is_evaluated = false;
	search->has_hessian = false;
	return lg_profile_find_near(profile) ? LG_MAXIMA_LEFT : LG_MAXIMA_NONE;
}

/* Sets the errors of the way that begins at a point. */
static void
set_errors(LgProfileCurve *curve, int at, double error)
{
	curve->found[at] = curve->expected[at] = error;
}

/*
 * Adds both sides of a kink, where the search stands at one of them, in place
 * of the points that led to it, the last ones.
 */
static bool
add_both(LgProfile *profile, double sign, LgMaxima which, int n_led)
{
	LgProfileCurve *curve = &profile->curve;
	LgConstrainedNewton *search = &profile->search;
	double		value = lg_dd_double(lg_constrained_newton_form(search));
	double		root = sign * lg_profile_root(profile);
	double		half = 0.5 * LG_PROFILE_KINK;
	int			at = lg_profile_add(profile, sign);
	int			first = curve->n - 1 - n_led;
	int			left;

	if (at < 0)
		return false;
	if ((which == LG_MAXIMA_LEFT ? at == curve->n - 1 : at == 0) ||
		!find_from(profile, which == LG_MAXIMA_LEFT ? at + 1 : at - 1, value))
		return true;
	root += which == LG_MAXIMA_LEFT ? half : -half;
	(void) lg_profile_keep(profile, root, -root / search->slope);
	if (first > 0)
		lg_profile_forget(profile, first, n_led);
	for (left = 0; curve->place[left] < curve->n - 2; left++)
		;
	if (left > 0)
		set_errors(curve, left - 1, LG_PROFILE_SEEN);
	set_errors(curve, left, 0.0);
	set_errors(curve, left + 1, LG_PROFILE_SEEN);
	return true;
}

/*
 * Adds points of the profile in a way, the first one at a value: up to the
 * kink, where there are two maxima.  Returns false if none could be added.
 */
bool
lg_profile_kink(LgProfile *profile, int way, double value, double sign)
{
	LgProfileCurve *curve = &profile->curve;
	int			step;

	for (step = 0; step < MAX_STEPS && curve->n + 2 <= LG_PROFILE_POINTS;
		 step++)
	{
		double		difference;
		double		meeting;
		LgMaxima	which = find_maxima(profile, way, value, &difference,
										&meeting);
		int			at;

		if (which == LG_MAXIMA_NONE)
			break;
		if (which == LG_MAXIMA_ONE)
			return lg_profile_add(profile, sign) >= 0 || step > 0;
		if (fabs(difference) <= SAME_ROOT)
			return add_both(profile, sign, which, step > 1 ? step - 1 : 0) ||
				step > 0;
		at = lg_profile_add(profile, sign);
		if (at < 0)
			break;
		way = which == LG_MAXIMA_LEFT ? at : at - 1;
		if (way < 0 || way == curve->n - 1)
			return true;
		value = meeting > curve->value[way] &&
			meeting < curve->value[way + 1] ? meeting :
			0.5 * (curve->value[way] + curve->value[way + 1]);
	}
	return step > 0;
}
