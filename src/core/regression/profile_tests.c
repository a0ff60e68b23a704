/*-------------------------------------------------------------------------
 *
 * profile_tests.c
 *		The step of a regression that makes tests and profile intervals.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/profile_tests.h"

#include <math.h>

/*
 * Up to this many rows times elements of the information profiles may be
 * found in double-double: they take hundreds of passes.
 */
#define SMALL_PROFILE		1e5

/*
 * Sets search up on what the search for the maximum has, and starts where
 * that stands.
 *
 * Passes in doubles lose the digits of a leverage that the pivots cost, and
 * with them those of the prior's gradient.
 */
void
lg_profile_tests_start(LgFit *fit)
{
	LgConstrainedNewton *search = &fit->profile.search;
	LgNewton   *newton = &fit->maximum.newton;
	double		n = fit->maximum.design.n_columns;

	search->design = &fit->maximum.design;
	search->dense = &fit->maximum.dense;
	search->has_jeffreys = fit->regression->has_jeffreys;
	search->prior.design = search->design;
	search->prior.dense = search->dense;
	search->prior.is_precise =
		!(newton->smallest_pivot > LG_PIVOT_FOR_LEVERAGES);
	fit->profile.may_be_precise =
		(double) fit->regression->row_counts.n_rows * (n * n + 30.0) <=
		SMALL_PROFILE;
	search->max_steps = fit->regression->max_iterations;
	search->curvature = &newton->curvature;
	search->factor = newton->factor_dd;
	search->beta = newton->beta;
	search->step = newton->step;
	search->goal = LG_GOAL_TOP;
	search->has_hessian = search->keeps_form = false;
	search->is_evaluated = false;
	search->n_steps = 0;
}

/*
 * Drops the series of terms whose estimates are infinite: that of a column in
 * the rows that separation leaves is not one of theirs.
 */
static void
drop_infinite(LgRegression *regression)
{
	int			j;

	for (j = 0; j < regression->n_terms; j++)
		if (!isfinite(regression->estimate[j]))
			regression->series[(size_t) j * LG_PROFILE_LENGTH] = NAN;
}

/*
 * Likelihood-ratio tests and intervals of a maximum.  Firth's method tests
 * with them; the intercept is tested as it will be reported.  After separation
 * the likelihood is that of the rows that are left, which is its supremum, and
 * so are the profiles of the terms that have a limit.
 */
void
lg_profile_tests_run(LgFit *fit, double correction)
{
	LgRegression *regression = fit->regression;
	LgProfile  *profile = &fit->profile;

	if (!regression->has_jeffreys)
	{
		lg_profile_tests_start(fit);
		if (lg_constrained_newton_run(&profile->search) != LG_OK)
			return;
	}
	profile->statistic = regression->has_jeffreys ? regression->statistic :
		NULL;
	profile->series = regression->wants_profile ? regression->series : NULL;
	profile->origin = -correction;
	lg_profile_find(profile);
	regression->series_length = profile->length;
	if (profile->series && fit->maximum.is_separated)
		drop_infinite(regression);
	if (regression->has_intercept && profile->series)
		lg_profile_shift(regression->series, LG_PROFILE_LENGTH, correction);
}
