/*-------------------------------------------------------------------------
 *
 * workspace.c
 *		Lays the arrays of a fit out in one piece of memory.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/workspace.h"

#include <stdint.h>

#include "core/linalg/cholesky.h"
#include "core/numeric/cut.h"
#include "core/regression/layout.h"
#include "core/regression/measure.h"

/*
 * Whether the fit goes by conjugate gradients: with a ridge alone, on rows
 * that are here.
 */
bool
lg_workspace_is_truncated(const LgRegression *regression)
{
	if (regression->solver == LG_SOLVER_DENSE || regression->l2 == 0.0 ||
		regression->l1 > 0.0 || regression->has_jeffreys ||
		regression->wants_profile || regression->softmax != NULL ||
		regression->meat != LG_MEAT_NONE || regression->rows->pass != NULL)
		return false;
	return regression->solver == LG_SOLVER_TRUNCATED ||
		(!lg_measure_is_small(regression->rows->n_rows, regression->n_terms) &&
		 lg_truncated_is_worthwhile(regression->rows->n_rows,
									regression->n_terms));
}

/* Lays the arrays out in the workspace; returns its size. */
size_t
lg_workspace_lay_out(LgFit *fit, int n, char *base)
{
	LgRegression *regression = fit->regression;
	LgMaximum  *maximum = &fit->maximum;
	LgNewton   *newton = &maximum->newton;
	size_t		packed = LG_PACKED_SIZE(n);
	size_t		dense = (size_t) n * LG_BLOCK_STRIDE * sizeof(double);
	bool		is_ridge = regression->l2 > 0.0 && regression->l1 == 0.0;
	bool		has_matrices = !regression->skips_covariance ||
		!lg_workspace_is_truncated(regression) || n <= LG_COVARIANCE_LIMIT;
	size_t		used = base ? (LG_ALIGNMENT - (uintptr_t) base % LG_ALIGNMENT) :
		LG_ALIGNMENT;

	regression->estimate = lg_cut(base, &used, n * sizeof(double));
	regression->std_error = lg_cut(base, &used, n * sizeof(double));
	regression->coefficient = lg_cut(base, &used, n * sizeof(double));
	regression->direction = lg_cut(base, &used, n * sizeof(double));
	regression->statistic = lg_cut(base, &used, n * sizeof(double));
	regression->covariance_row = lg_cut(base, &used, n * sizeof(int));
	fit->sign = lg_cut(base, &used, n * sizeof(int));
	fit->moments = lg_cut(base, &used, n * sizeof(LgMoments));
	fit->penalty.scale = lg_cut(base, &used, n * sizeof(double));
	fit->penalty.slope = lg_cut(base, &used, n * sizeof(double));
	if (regression->l1 > 0.0)
	{
		fit->lasso.support = lg_cut(base, &used, n * sizeof(int));
		fit->lasso.beta = lg_cut(base, &used, n * sizeof(LgDd));
		fit->lasso.last = lg_cut(base, &used, n * sizeof(double));
		fit->lasso.price = lg_cut(base, &used, n * sizeof(double));
		fit->lasso.step = lg_cut(base, &used, n * sizeof(double));
		fit->lasso.proposed = lg_cut(base, &used, n * sizeof(double));
		fit->lasso.residual = lg_cut(base, &used, n * sizeof(double));
		fit->lasso.active_residual = lg_cut(base, &used, n * sizeof(double));
		fit->lasso.active_step = lg_cut(base, &used, n * sizeof(double));
	}
	if (regression->has_jeffreys || regression->wants_profile)
	{
		fit->profile.form = lg_cut(base, &used, n * sizeof(LgDd));
		fit->profile.beta = lg_cut(base, &used, n * sizeof(LgDd));
		fit->profile.start = lg_cut(base, &used, n * sizeof(LgDd));
		fit->profile.search.toward = lg_cut(base, &used, n * sizeof(LgDd));
		fit->profile.factor = lg_cut(base, &used, packed * sizeof(LgDd));
		if (regression->has_jeffreys)
			lg_layout_jeffreys(&fit->profile, n, base, &used);
		if (regression->wants_profile)
		{
			fit->profile.points = lg_cut(base, &used, n * LG_PROFILE_POINTS *
										 sizeof(double));
			fit->profile.ways = lg_cut(base, &used, n * LG_PROFILE_POINTS *
									   sizeof(double));
			if (regression->has_jeffreys)
				fit->profile.ridges = lg_cut(base, &used,
										  n * LG_PROFILE_RIDGES * sizeof(double));
			regression->series = lg_cut(base, &used, (size_t) n *
										LG_PROFILE_LENGTH * sizeof(double));
		}
	}
	if (regression->meat != LG_MEAT_NONE)
		fit->sandwich.square = lg_cut(base, &used,
								   (size_t) n * (n + 1) * sizeof(LgDd));
	if (lg_workspace_is_truncated(regression))
		lg_layout_truncated(&fit->truncated, n, regression->rows->n_rows, base,
						  &used);
	maximum->columns = lg_cut(base, &used, n * sizeof(int));
	maximum->fitted = lg_cut(base, &used, n * sizeof(int));
	maximum->is_aliased = lg_cut(base, &used, n * sizeof(bool));
	maximum->direction = lg_cut(base, &used, n * sizeof(LgDd));
	maximum->proven = lg_cut(base, &used, n * sizeof(LgDd));
	maximum->vector = lg_cut(base, &used, n * sizeof(LgDd));
	newton->beta = lg_cut(base, &used, n * sizeof(LgDd));
	newton->best = lg_cut(base, &used, n * sizeof(LgDd));
	newton->step = lg_cut(base, &used, n * sizeof(LgDd));
	newton->vector = lg_cut(base, &used, n * sizeof(double));
	newton->curvature.gradient = lg_cut(base, &used, n * sizeof(LgDd));
	if (!is_ridge)
	{
		maximum->null_space = lg_cut(base, &used,
								  (size_t) n * n * sizeof(LgDd));
		maximum->gram = lg_cut(base, &used, packed * sizeof(LgDd));
	}
	if (!has_matrices)
		maximum->dense.z = lg_cut(base, &used, LG_BLOCK_STRIDE * sizeof(double));
	else
	{
		maximum->dense.z = lg_cut(base, &used, dense);
		maximum->dense.z_low = lg_cut(base, &used, dense);
		maximum->dense.columns = lg_cut(base, &used, n * sizeof(double *));
		maximum->dense.factor = lg_cut(base, &used, n * sizeof(double));
		maximum->dense.shift = lg_cut(base, &used, n * sizeof(double));
		maximum->dense.slope = lg_cut(base, &used, n * sizeof(double));
		maximum->dense.sums = lg_cut(base, &used,
								  lg_cross_size(n) * sizeof(double));
		newton->factor = lg_cut(base, &used, packed * sizeof(double));
		newton->factor_dd = lg_cut(base, &used, packed * sizeof(LgDd));
		newton->curvature.information = lg_cut(base, &used,
											packed * sizeof(LgDd));
		regression->covariance = lg_cut(base, &used, packed * sizeof(double));
	}
	if (regression->softmax)
		lg_layout_softmax(regression->softmax, n, base, &used);
	return used;
}

/* The bytes that one fit needs. */
size_t
lg_workspace_size(const LgRegression *question)
{
	LgRegression regression = *question;
	LgFit		fit;

	fit.regression = &regression;
	return lg_workspace_lay_out(&fit, question->n_terms, NULL);
}
