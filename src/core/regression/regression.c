/*-------------------------------------------------------------------------
 *
 * regression.c
 *		A logistic regression from rows to estimates.
 *
 * The order of events: measure and scale the columns (design.c), find the
 * maximum or prove that there is none (maximize.c), and go back from the
 * scaled columns to the user's (estimates.c).
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/regression.h"

#include <math.h>
#include <string.h>

#include "core/data/moments.h"
#include "core/data/standardize.h"
#include "core/likelihood/conditional.h"
#include "core/linalg/cholesky.h"
#include "core/regression/bounded.h"
#include "core/regression/covariance.h"
#include "core/regression/estimates.h"
#include "core/regression/measure.h"
#include "core/regression/profile_tests.h"
#include "core/regression/scaled_weights.h"
#include "core/regression/without_levels.h"
#include "core/regression/workspace.h"

/*
 * The bytes of workspace of a fit without bounds: where a category may have
 * levels of one class the rest is another fit.
 */
static size_t
plain_workspace(const LgRegression *question)
{
	size_t		size = lg_workspace_size(question);

	if (lg_without_levels_applies(question))
		size += size + lg_without_levels_workspace(question);
	return size;
}

/* The question with a solver whose workspace grows with the terms. */
static LgRegression
with_dense_solver(const LgRegression *question)
{
	LgRegression dense = *question;

	dense.solver = LG_SOLVER_DENSE;
	return dense;
}

/* The bytes of workspace that a fit needs, once its question is known. */
size_t
lg_regression_workspace(const LgRegression *question)
{
	LgRegression dense;

	if (question->lower == NULL)
		return plain_workspace(question);
	dense = with_dense_solver(question);
	return lg_bounded_workspace(question) + 2 * plain_workspace(&dense);
}

/* The maximum with Jeffreys' prior. */
static LgStatus
find_firth(LgFit *fit)
{
	LgConstrainedNewton *search = &fit->profile.search;
	LgStatus	status;

	lg_profile_tests_start(fit);
	status = lg_constrained_newton_run(search);
	if (!search->prior.is_precise &&
		!(search->smallest_pivot > LG_PIVOT_FOR_LEVERAGES))
	{
		search->prior.is_precise = true;
		status = lg_constrained_newton_run(search);
	}
	fit->maximum.newton.n_steps = search->n_steps;
	return status;
}

/* The maximum with an l1 penalty. */
static LgStatus
find_lasso(LgFit *fit)
{
	LgLasso    *lasso = &fit->lasso;
	LgMaximum  *maximum = &fit->maximum;
	LgStatus	status;

	lasso->design = &maximum->design;
	lasso->newton = &maximum->newton;
	lasso->columns = maximum->columns;
	lasso->n_columns = maximum->n_columns;
	lasso->square = (double *) maximum->null_space;
	lasso->active_square = (double *) maximum->gram;
	status = lg_lasso_find(lasso, fit->regression->max_iterations);
	maximum->newton.n_steps = lasso->n_steps;
	fit->regression->effective_df = maximum->design.n_columns;
	return status;
}

/* Sets the search up for a question, and the answer to "nothing known". */
static void
start(LgFit *fit, LgRegression *regression, void *workspace)
{
	LgDesign   *design = &fit->maximum.design;
	LgNewton   *newton = &fit->maximum.newton;

	memset(fit, 0, sizeof(*fit));
	fit->regression = regression;
	(void) lg_workspace_lay_out(fit, regression->n_terms, workspace);
	design->rows = regression->rows;
	design->kernel = regression->kernel;
	design->n_terms = regression->n_terms;
	design->terms = regression->terms;
	design->has_intercept = regression->has_intercept;
	design->positive = regression->positive;
	design->softmax = regression->softmax;
	design->strata = regression->strata;
	design->classes = regression->softmax ? &regression->softmax->classes :
		NULL;
	newton->design = design;
	newton->dense = &fit->maximum.dense;
	newton->tolerance = regression->tolerance;
	fit->penalty.l1 = regression->l1;
	fit->penalty.l2 = regression->l2;
	fit->penalty.is_standardised = regression->is_standardised;
	if (lg_penalty_is_given(&fit->penalty))
		newton->penalty = &fit->penalty;
	newton->skips_information = regression->skips_covariance;
	if (lg_workspace_is_truncated(regression))
	{
		newton->truncated = &fit->truncated;
		fit->truncated.factor = newton->factor;
		fit->truncated.information = newton->curvature.information;
		fit->truncated.gradient = newton->step;
		lg_truncated_start(&fit->truncated);
	}
	fit->sandwich.meat = regression->meat;
	fit->sandwich.is_clustered = regression->is_clustered;
	fit->sandwich.table = regression->cluster_table;
	fit->sandwich.table_size = regression->cluster_table_size;

	lg_estimates_clear(regression);
	regression->n_clusters = 0;
	regression->series_length = 0;
	regression->condition_number = NAN;
	regression->n_iterations = 0;
	regression->rank = 0;
}

/* The columns that take part, the baseline's own apart. */
static int
count_rank(const LgMaximum *maximum)
{
	int			rank = maximum->n_columns;
	int			j;

	for (j = 0; maximum->design.softmax && j < maximum->n_columns; j++)
		rank -= maximum->design.terms[maximum->columns[j]].equation == 0;
	return rank;
}

/* Finds the maximum, or the limit if there is none, and fills the results. */
static LgStatus
answer(LgFit *fit)
{
	LgRegression *regression = fit->regression;
	LgMaximum  *maximum = &fit->maximum;
	LgStatus	status;
	double		correction;

	status = regression->l1 > 0.0 ? find_lasso(fit) :
		regression->has_jeffreys && maximum->n_columns > 0 ? find_firth(fit) :
		lg_maximize_find(maximum, regression->max_iterations);
	regression->n_iterations = maximum->newton.n_steps;
	regression->log_lik =
		lg_dd_double(lg_dd_add(maximum->newton.curvature.log_lik,
							   fit->penalty.paid));
	lg_estimates_finish(fit);
	if (maximum->is_separated)
	{
		lg_estimates_limits(fit);
		status = LG_SEPARATED;
	}
	lg_covariance_find(fit);
	correction = lg_estimates_correct(regression);
	if ((status == LG_OK || status == LG_SEPARATED) &&
		maximum->design.n_columns > 0 &&
		(regression->has_jeffreys || regression->wants_profile))
		lg_profile_tests_run(fit, correction);
	return status;
}

static LgStatus fit_rows(LgRegression *regression, void *workspace,
						 bool may_leave_out);

/* A fit of rows without levels of one class. */
static LgStatus
fit_kept(LgRegression *regression, void *workspace)
{
	return fit_rows(regression, workspace, false);
}

/* Fits, after levels of one class were left out if there may be any. */
static LgStatus
fit_rows(LgRegression *regression, void *workspace, bool may_leave_out)
{
	LgFit		fit;
	LgMaximum  *maximum = &fit.maximum;
	const LgRowCounts *row_counts = &regression->row_counts;
	LgDd		null_log_lik;
	LgStatus	status;

	start(&fit, regression, workspace);
	lg_measure(&fit);
	if (row_counts->n_rows == 0)
		return LG_NO_ROWS;
	regression->rank = count_rank(maximum);
	regression->effective_df = regression->rank;

	if (regression->has_intercept && !regression->softmax &&
		(row_counts->n_positive == 0 || row_counts->n_positive == row_counts->n_rows))
	{
		lg_estimates_one_class(&fit);
		return LG_ONE_CLASS;
	}

	if (may_leave_out &&
		lg_without_levels_fit(&fit, fit_kept, (char *) workspace +
							  lg_workspace_size(regression), &status))
		(void) lg_estimates_correct(regression);
	else
		status = answer(&fit);

	/* last, for it uses the columns' scratch */
	if (regression->strata)
		null_log_lik = lg_conditional_null(&maximum->design);
	else if (regression->softmax)
		lg_softmax_null(&maximum->design, &null_log_lik);
	else
		null_log_lik = maximum->newton.null.log_lik;
	regression->null_log_lik = lg_dd_double(null_log_lik);
	return status;
}

/* Fits without bounds. */
static LgStatus
fit_plain(LgRegression *regression, void *workspace)
{
	bool		without_levels = lg_without_levels_applies(regression);
	double		unit = lg_scaled_weights_probe(regression);
	LgScaledWeights scaled;
	LgStatus	status = LG_OK;

	if (unit == 1.0)
	{
		status = fit_rows(regression, workspace, without_levels);
		unit = lg_scaled_weights_unit(regression);
	}
	if (unit != 1.0)
	{
		lg_scaled_weights_start(&scaled, regression, unit);
		status = fit_rows(regression, workspace, without_levels);
		lg_scaled_weights_finish(&scaled, regression);
	}
	if (status == LG_OK && !lg_regression_is_in_range(regression))
		status = LG_NOT_CONVERGED;
	return status;
}

/*
 * Fits the regression.
 *
 * LG_OK: the maximum, to the last digits.  LG_SEPARATED: proven to have
 * none; estimates are limits.  LG_ONE_CLASS: all labels alike, with an
 * intercept.  LG_NOT_CONVERGED: the last point.  LG_NO_ROWS: no answer.
 *
 * Without an intercept labels that are all alike are no special case: the
 * differences of matched pairs are such data, and have a maximum.
 */
LgStatus
lg_regression_fit(LgRegression *regression, void *workspace)
{
	LgRegression dense;
	LgStatus	status;

	if (regression->lower == NULL)
		return fit_plain(regression, workspace);
	dense = with_dense_solver(regression);
	status = lg_bounded_fit(&dense, fit_plain, workspace,
							(char *) workspace +
							lg_bounded_workspace(regression),
							plain_workspace(&dense));
	dense.solver = regression->solver;
	*regression = dense;
	return status;
}
