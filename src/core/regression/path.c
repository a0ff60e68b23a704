/*-------------------------------------------------------------------------
 *
 * path.c
 *		A regression for one penalty after the other, from rows to estimates.
 *
 * Method: the rows are counted and the columns scaled once.  Each maximum is
 * the start of the next search (Friedman, Hastie & Tibshirani 2010, Journal of
 * Statistical Software 33).  Of a ridge it is moved along the path's tangent
 * first: with H the information of the likelihood at b, and P and Q the old
 * and the new ridge, the gradient at b with Q is (P - Q) b, so that
 *
 *		b + (H + Q)^-1 (P - Q) b
 *
 * is Newton's first step without a pass.  Of a lasso the last pass of a point
 * is the first one of the next, as only prices change.
 *
 * A fit without a penalty, which may have no maximum, and whatever else is not
 * a plain penalised likelihood, is no point of a path.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/path.h"

#include <math.h>
#include <string.h>

#include "core/linalg/cholesky.h"
#include "core/numeric/cut.h"
#include "core/regression/covariance.h"
#include "core/regression/estimates.h"
#include "core/regression/measure.h"
#include "core/regression/regression.h"
#include "core/regression/scaled_weights.h"
#include "core/regression/workspace.h"

/* The question with all that a point of the path may need. */
static LgRegression
with_both(const LgRegression *question)
{
	LgRegression both = *question;

	both.l1 = both.l2 = 1.0;
	return both;
}

/* Whether the question may be a point of the path. */
bool
lg_path_applies(const LgPath *path, const LgRegression *regression)
{
	return !path->is_refused &&
		(regression->l1 > 0.0 || regression->l2 > 0.0) &&
		regression->lower == NULL && regression->softmax == NULL &&
		regression->strata == NULL && !regression->has_jeffreys &&
		!regression->wants_profile && regression->meat == LG_MEAT_NONE &&
		regression->rows->pass == NULL &&
		regression->n_terms <= LG_COVARIANCE_LIMIT &&
		!lg_workspace_is_truncated(regression);
}

/* Lays the path's own arrays out; returns their size. */
static size_t
lay_out(LgPath *path, int n, char *base)
{
	size_t		used = 0;

	path->beta = lg_cut(base, &used, n * sizeof(LgDd));
	path->information = lg_cut(base, &used,
							   LG_PACKED_SIZE(n) * sizeof(double));
	return used;
}

/* The bytes of workspace that all points of a path share. */
size_t
lg_path_workspace(const LgRegression *question)
{
	LgRegression both = with_both(question);
	LgPath		path;

	return LG_ALIGNMENT + lay_out(&path, question->n_terms, NULL) +
		lg_workspace_size(&both);
}

/* Lays the workspace out for all points. */
static void
start(LgPath *path, LgRegression *regression, char *workspace)
{
	LgFit	   *fit = &path->fit;
	LgRegression both = with_both(regression);
	LgDesign   *design = &fit->maximum.design;
	LgNewton   *newton = &fit->maximum.newton;
	size_t		own = lay_out(path, regression->n_terms, NULL);

	memset(fit, 0, sizeof(*fit));
	(void) lay_out(path, regression->n_terms, workspace);
	fit->regression = &both;
	(void) lg_workspace_lay_out(fit, regression->n_terms, workspace + own);
	both.l1 = regression->l1;
	both.l2 = regression->l2;
	*regression = both;
	fit->regression = regression;
	design->rows = regression->rows;
	design->kernel = regression->kernel;
	design->n_terms = regression->n_terms;
	design->terms = regression->terms;
	design->has_intercept = regression->has_intercept;
	design->positive = regression->positive;
	newton->design = design;
	newton->dense = &fit->maximum.dense;
	newton->penalty = &fit->penalty;
	newton->tolerance = regression->tolerance;
	fit->penalty.is_standardised = regression->is_standardised;
}

/* Counts the rows and scales the columns; false if they are no plain ones. */
static bool
measure(LgPath *path)
{
	LgFit	   *fit = &path->fit;
	LgRegression *regression = fit->regression;
	const LgRowCounts *counts = &regression->row_counts;

	if (lg_scaled_weights_probe(regression) != 1.0)
		return false;
	lg_measure(fit);
	if (counts->n_rows == 0 || lg_scaled_weights_unit(regression) != 1.0 ||
		(regression->has_intercept &&
		 (counts->n_positive == 0 || counts->n_positive == counts->n_rows)))
		return false;
	if (path->is_in_doubles)
		fit->maximum.newton.ends_exact = false;
	path->null_log_lik = lg_dd_double(fit->maximum.newton.null.log_lik);
	path->has_information = false;
	return true;
}

/* Moves the start along the tangent of the path to another ridge. */
static void
follow_tangent(LgPath *path, double last_l2)
{
	LgFit	   *fit = &path->fit;
	LgMaximum  *maximum = &fit->maximum;
	LgNewton   *newton = &maximum->newton;
	const LgDesign *design = &maximum->design;
	double	   *step = newton->vector;
	double		l2 = fit->penalty.l2;
	int			n = design->n_columns;
	int			j;

	memcpy(newton->factor, path->information,
		   LG_PACKED_SIZE(n) * sizeof(double));
	for (j = 0; j < n; j++)
	{
		double		now = lg_penalty_ridge(&fit->penalty, design, j, j);
		double		before;

		fit->penalty.l2 = last_l2;
		before = lg_penalty_ridge(&fit->penalty, design, j, j);
		fit->penalty.l2 = l2;
		newton->factor[LG_PACKED(j, j)] += now;
		step[j] = (before - now) * newton->beta[j].hi;
	}
	if (!(lg_symmetric_factor(lg_design_kernel(design), newton->factor, n,
							  design->rows) > 0.0))
		return;
	lg_symmetric_solve(lg_design_kernel(design), newton->factor, n, step);
	for (j = 0; j < n; j++)
		if (!isfinite(step[j]))
			return;
	for (j = 0; j < n; j++)
		lg_dd_accumulate_double(&newton->beta[j], step[j]);
}

/* Keeps the information of the likelihood, without its ridge. */
static void
keep_information(LgPath *path)
{
	LgFit	   *fit = &path->fit;
	const LgDesign *design = &fit->maximum.design;
	const LgDd *information = fit->maximum.newton.curvature.information;
	size_t		i;
	int			j;

	for (i = 0; i < LG_PACKED_SIZE(design->n_columns); i++)
		path->information[i] = lg_dd_double(information[i]);
	for (j = 0; j < design->n_columns; j++)
		path->information[LG_PACKED(j, j)] -=
			lg_penalty_ridge(&fit->penalty, design, j, j);
	path->has_information = true;
}

/* The next point, of a ridge. */
static LgStatus
find_ridge(LgPath *path, bool is_first)
{
	LgFit	   *fit = &path->fit;
	LgMaximum  *maximum = &fit->maximum;
	LgNewton   *newton = &maximum->newton;
	LgStatus	status;

	maximum->design.columns = maximum->columns;
	maximum->design.n_columns = maximum->n_columns;
	memset(fit->penalty.slope, 0,
		   fit->regression->n_terms * sizeof(double));
	if (!is_first)
	{
		memcpy(newton->beta, path->beta, maximum->n_columns * sizeof(LgDd));
		if (path->has_information)
			follow_tangent(path, path->last_l2);
		lg_newton_restart(newton, LG_PHASE_DOUBLES);
		newton->refuses_samples = false;
		newton->n_steps = 0;
	}
	status = lg_maximize_find(maximum, fit->regression->max_iterations);
	memcpy(path->beta, newton->beta, maximum->n_columns * sizeof(LgDd));
	if (status == LG_OK)
		keep_information(path);
	else
		path->has_information = false;
	fit->regression->n_iterations = newton->n_steps;
	return status;
}

/* The next point, of a lasso. */
static LgStatus
find_lasso(LgPath *path, bool is_first)
{
	LgFit	   *fit = &path->fit;
	LgLasso    *lasso = &fit->lasso;
	LgMaximum  *maximum = &fit->maximum;
	LgStatus	status;

	lasso->design = &maximum->design;
	lasso->newton = &maximum->newton;
	lasso->columns = maximum->columns;
	lasso->n_columns = maximum->n_columns;
	lasso->square = (double *) maximum->null_space;
	lasso->active_square = (double *) maximum->gram;
	lasso->is_warm = !is_first;
	lasso->is_evaluated = !is_first && path->last_l1 > 0.0 &&
		path->last_l2 == fit->penalty.l2;
	if (!is_first)
		memcpy(lasso->beta, path->beta, maximum->n_columns * sizeof(LgDd));
	status = lg_lasso_find(lasso, fit->regression->max_iterations);
	memcpy(path->beta, lasso->beta, maximum->n_columns * sizeof(LgDd));
	path->has_information = false;
	fit->regression->n_iterations = lasso->n_steps;
	fit->regression->effective_df = maximum->design.n_columns;
	return status;
}

/*
 * Fits the next point.  False: the rows are no plain ones, and the question is
 * for lg_regression_fit.  The workspace is the path's, and keeps what it knows
 * of the rows.
 */
bool
lg_path_fit(LgPath *path, LgRegression *regression, void *workspace,
			LgStatus *status)
{
	LgFit	   *fit = &path->fit;
	LgMaximum  *maximum = &fit->maximum;
	bool		is_first = !path->is_started;

	if (is_first)
	{
		start(path, regression, workspace);
		fit->penalty.l1 = regression->l1;
		fit->penalty.l2 = regression->l2;
		if (!measure(path))
		{
			path->is_refused = true;
			return false;
		}
		path->is_started = true;
	}
	fit->penalty.l1 = regression->l1;
	fit->penalty.l2 = regression->l2;
	lg_estimates_clear(regression);
	regression->condition_number = NAN;
	regression->rank = maximum->n_columns;
	regression->effective_df = regression->rank;
	*status = regression->l1 > 0.0 ? find_lasso(path, is_first) :
		find_ridge(path, is_first);
	path->last_l1 = regression->l1;
	path->last_l2 = regression->l2;
	regression->log_lik =
		lg_dd_double(lg_dd_add(maximum->newton.curvature.log_lik,
							   fit->penalty.paid));
	regression->null_log_lik = path->null_log_lik;
	lg_estimates_finish(fit);
	lg_covariance_find(fit);
	(void) lg_estimates_correct(regression);
	if (*status == LG_OK && !lg_regression_is_in_range(regression))
		*status = LG_NOT_CONVERGED;
	return true;
}
