/*-------------------------------------------------------------------------
 *
 * profile.c
 *		Likelihood-ratio tests and profile intervals of single terms.
 *
 * The profile of a coefficient is the maximum of the likelihood given its
 * value.  An interval of level 1 - a ends where twice the profile is z^2 below
 * its top, z the normal quantile of 1 - a/2 (Venzon & Moolgavkar 1988, Applied
 * Statistics 37, 87-94).  As a function of the signed root r of that fall a
 * coefficient b(r) is smooth and nearly straight, with the estimate at r = 0,
 * so that a few points of it tell all others.
 *
 * profile_follow.c finds those points.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/profile.h"

#include <math.h>
#include <string.h>

#include "core/inference/profile_ridge.h"
#include "core/linalg/cholesky.h"

/* Rounds in which profiles show each other their points. */
#define MAX_ROUNDS		2

/* Steps of one search. */
#define MAX_FIXED		30

/* The linear form of a column's coefficient on the user's scale. */
static void
set_form(const LgDesign *design, int column, LgDd *form, double *unit)
{
	const LgTerm *term = &design->terms[design->columns[column]];
	int			j;

	for (j = 0; j < design->n_columns; j++)
		form[j] = lg_dd(0.0);
	form[column] = lg_dd(1.0);
	*unit = 1.0;
	if (term->kind != LG_TERM_INTERCEPT)
	{
		*unit = term->unit * term->spread;
		return;
	}
	for (j = 0; j < design->n_columns; j++)
	{
		const LgTerm *other = &design->terms[design->columns[j]];

		if (other->kind != LG_TERM_INTERCEPT &&
			other->equation == term->equation)
			form[j] = lg_dd(-other->centre * other->spread);
		}
}

/* Keeps the maximum, where the search stands. */
static void
keep_top(LgProfile *profile)
{
	const LgConstrainedNewton *search = &profile->search;
	int			n = search->design->n_columns;

	memcpy(profile->beta, search->beta, n * sizeof(LgDd));
	memcpy(profile->factor, search->factor,
		   LG_PACKED_SIZE(n) * sizeof(LgDd));
	profile->has_hessian = search->has_hessian;
	if (profile->has_hessian)
		memcpy(profile->hessian, search->prior.hessian,
			   LG_PACKED_SIZE(n) * sizeof(double));
	profile->is_precise = search->prior.is_precise;
}

/* Finds the series of a term, and keeps points of it for the other terms. */
static void
find_series(LgProfile *profile, int term, double unit)
{
	const LgProfileCurve *curve = &profile->curve;

	lg_profile_follow(profile);
	if (curve->n < 2)
		return;
	lg_profile_curve_write(curve, unit, profile->series +
						   (size_t) term * LG_PROFILE_LENGTH);
	if (3 * curve->n > profile->length)
		profile->length = 3 * curve->n;
	lg_profile_ridge_keep(profile);
}

/*
 * Finds the series anew of terms whose profiles lie below a point of another
 * one's that was found later.
 */
static void
find_missed(LgProfile *profile)
{
	const LgDesign *design = profile->search.design;
	int			i;

	for (i = 0; i < design->n_columns; i++)
	{
		int			term = design->columns[i];
		double		unit;

		set_form(design, i, profile->form, &unit);
		lg_profile_curve_read(profile->series +
							  (size_t) term * LG_PROFILE_LENGTH,
							  LG_PROFILE_LENGTH, 1.0 / unit, &profile->curve);
		if (lg_profile_ridge_above(profile) >= 0)
			find_series(profile, term, unit);
	}
}

/*
 * Finds tests and series of all columns of the design, whose search stands
 * at the maximum.  What cannot be found is NaN.
 */
void
lg_profile_find(LgProfile *profile)
{
	LgConstrainedNewton  *search = &profile->search;
	const LgDesign *design = search->design;
	int			n = design->n_columns;
	int			i;

	profile->length = 0;
	profile->n_ridges = 0;
	for (i = 0; profile->statistic && i < design->n_terms; i++)
		profile->statistic[i] = NAN;
	for (i = 0; profile->series && i < design->n_terms * LG_PROFILE_LENGTH; i++)
		profile->series[i] = NAN;
	search->top = search->objective;
	search->form = profile->form;
	search->max_steps = MAX_FIXED;
	if (profile->series && search->has_jeffreys && search->prior.tensor)
		search->has_hessian =
			lg_jeffreys_hessian(&search->prior, search->beta, search->factor,
								NULL);
	keep_top(profile);

	for (i = 0; i < n; i++)
	{
		int			term = design->columns[i];
		double		unit;

		set_form(design, i, profile->form, &unit);
		profile->curve.n = 0;
		if (profile->series)
			find_series(profile, term, unit);
		if (profile->statistic)
		{
			double		value = design->terms[term].kind ==
				LG_TERM_INTERCEPT ? profile->origin : 0.0;

			lg_profile_return(profile);
			lg_profile_go_near(profile, value);
			if (lg_profile_find_fixed(profile, value))
				profile->statistic[term] =
					fmax(2.0 * lg_dd_subtract(search->top,
											  search->objective).hi, 0.0);
		}
	}
	for (i = 0; i < MAX_ROUNDS && profile->n_ridges > 0; i++)
		find_missed(profile);
	lg_profile_return(profile);
}
