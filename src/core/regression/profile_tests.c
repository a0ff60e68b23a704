/*-------------------------------------------------------------------------
 *
 * profile_tests.c
 *		Likelihood-ratio tests and profile intervals of a fit.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/profile_tests.h"

/*
 * With more rows than this for each of its elements, the information serves
 * as the Hessian of a likelihood with Jeffreys' prior.
 */
#define ROWS_FOR_INFORMATION	20.0

/* The same for profiles, which take hundreds of passes. */
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
	search->is_precise =
		!(newton->smallest_pivot > LG_PIVOT_FOR_LEVERAGES);
	fit->profile.may_be_precise =
		(double) fit->regression->row_counts.n_rows * (n * n + 30.0) <=
		SMALL_PROFILE;
	search->wants_hessian = fit->regression->row_counts.n_rows <
		ROWS_FOR_INFORMATION * n * n;
	search->max_steps = fit->regression->max_iterations;
	search->curvature = &newton->curvature;
	search->factor = newton->factor_dd;
	search->beta = newton->beta;
	search->step = newton->step;
	search->goal = LG_GOAL_TOP;
	search->n_steps = 0;
}

/*
 * Likelihood-ratio tests and intervals of a maximum.  Firth's method tests
 * with them; the intercept is tested as it will be reported.
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
	profile->series = regression->series;
	profile->origin = -correction;
	lg_profile_find(profile);
	regression->series_length = profile->length;
	if (regression->has_intercept)
		regression->series[0] += correction;
}
