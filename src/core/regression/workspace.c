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
#include "core/regression/measure.h"

/* Bytes of a cache line: a vector that crosses two is loaded twice. */
#define LG_ALIGNMENT	64

/* Cuts an array off the workspace; only counts where there is none. */
static void *
cut(char *base, size_t *used, size_t size)
{
	void	   *result = base ? base + *used : NULL;

	*used += (size + LG_ALIGNMENT - 1) / LG_ALIGNMENT * LG_ALIGNMENT;
	return result;
}

/* Lays the arrays of more than two classes out. */
static void
lay_out_softmax(LgSoftmax *softmax, int n_terms, char *base, size_t *used)
{
	size_t		n_classes = softmax->classes.n_classes;
	size_t		n_equations = softmax->n_equations;
	size_t		n = n_terms / n_equations;
	size_t		dense = n * LG_BLOCK_STRIDE * sizeof(double);
	size_t		by_row = n_classes * LG_BLOCK_ROWS * sizeof(double);

	softmax->terms = cut(base, used, n * sizeof(LgTerm));
	softmax->columns = cut(base, used, n * sizeof(int));
	softmax->places = cut(base, used, n * sizeof(int));
	softmax->dense.z = cut(base, used, dense);
	softmax->dense.z_low = cut(base, used, dense);
	softmax->dense.columns = cut(base, used, n * sizeof(double *));
	softmax->dense.sums = cut(base, used, lg_cross_size(n) * sizeof(double));
	softmax->is_open = cut(base, used,
						   n_classes * LG_BLOCK_ROWS * sizeof(bool));
	softmax->share = cut(base, used, by_row);
	softmax->rest = cut(base, used, by_row);
	softmax->weighted = cut(base, used, by_row);
	softmax->gradients = cut(base, used, n_terms * sizeof(LgDd));
	softmax->blocks = cut(base, used, LG_PACKED_SIZE(n_equations) *
						  LG_PACKED_SIZE(n) * sizeof(LgDd));
	softmax->share_dd = cut(base, used, n_classes * sizeof(LgDd));
	softmax->rest_dd = cut(base, used, n_classes * sizeof(LgDd));
	softmax->score_dd = cut(base, used, n_classes * sizeof(LgDd));
	softmax->products = cut(base, used, by_row);
	softmax->square = cut(base, used,
						  2 * n_classes * n_classes * sizeof(double));
}

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

/* Lays the arrays of conjugate gradients out, but those that are shared. */
static void
lay_out_truncated(LgTruncated *truncated, int n, int64_t n_rows, char *base,
				  size_t *used)
{
	size_t		vector = n * sizeof(double);

	truncated->row_weight = cut(base, used, n_rows * sizeof(double));
	truncated->solution = cut(base, used, vector);
	truncated->residual = cut(base, used, vector);
	truncated->preconditioned = cut(base, used, vector);
	truncated->direction = cut(base, used, vector);
	truncated->product = cut(base, used, vector);
	truncated->diagonal = cut(base, used, vector);
}

/* Lays the arrays out in the workspace; answers its size. */
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

	regression->estimate = cut(base, &used, n * sizeof(double));
	regression->std_error = cut(base, &used, n * sizeof(double));
	regression->coefficient = cut(base, &used, n * sizeof(double));
	regression->direction = cut(base, &used, n * sizeof(double));
	regression->statistic = cut(base, &used, n * sizeof(double));
	regression->covariance_row = cut(base, &used, n * sizeof(int));
	fit->sign = cut(base, &used, n * sizeof(int));
	fit->moments = cut(base, &used, n * sizeof(LgMoments));
	fit->penalty.scale = cut(base, &used, n * sizeof(double));
	fit->penalty.slope = cut(base, &used, n * sizeof(double));
	if (regression->l1 > 0.0)
	{
		fit->lasso.support = cut(base, &used, n * sizeof(int));
		fit->lasso.beta = cut(base, &used, n * sizeof(LgDd));
		fit->lasso.last = cut(base, &used, n * sizeof(double));
		fit->lasso.residual = cut(base, &used, n * sizeof(double));
		fit->lasso.active_residual = cut(base, &used, n * sizeof(double));
		fit->lasso.active_step = cut(base, &used, n * sizeof(double));
	}
	if (regression->has_jeffreys || regression->wants_profile)
	{
		fit->profile.form = cut(base, &used, n * sizeof(LgDd));
		fit->profile.beta = cut(base, &used, n * sizeof(LgDd));
		fit->profile.start = cut(base, &used, n * sizeof(LgDd));
		fit->profile.search.toward = cut(base, &used, n * sizeof(LgDd));
		fit->profile.search.sums = cut(base, &used, n * sizeof(LgDd));
		fit->profile.search.hessian = cut(base, &used,
										  packed * sizeof(LgDd));
		if (n <= LG_TENSOR_COLUMNS)
			fit->profile.search.tensor =
				cut(base, &used, LG_TENSOR_SIZE(n) * sizeof(double));
		regression->series = cut(base, &used, (size_t) n * LG_PROFILE_LENGTH *
								 sizeof(double));
	}
	if (regression->meat != LG_MEAT_NONE)
		fit->sandwich.square = cut(base, &used,
								   (size_t) n * (n + 1) * sizeof(LgDd));
	if (lg_workspace_is_truncated(regression))
		lay_out_truncated(&fit->truncated, n, regression->rows->n_rows, base,
						  &used);
	maximum->columns = cut(base, &used, n * sizeof(int));
	maximum->fitted = cut(base, &used, n * sizeof(int));
	maximum->is_aliased = cut(base, &used, n * sizeof(bool));
	maximum->direction = cut(base, &used, n * sizeof(LgDd));
	maximum->proven = cut(base, &used, n * sizeof(LgDd));
	maximum->vector = cut(base, &used, n * sizeof(LgDd));
	newton->beta = cut(base, &used, n * sizeof(LgDd));
	newton->best = cut(base, &used, n * sizeof(LgDd));
	newton->step = cut(base, &used, n * sizeof(LgDd));
	newton->vector = cut(base, &used, n * sizeof(double));
	newton->curvature.gradient = cut(base, &used, n * sizeof(LgDd));
	if (!is_ridge)
	{
		maximum->null_space = cut(base, &used,
								  (size_t) n * n * sizeof(double));
		maximum->gram = cut(base, &used, packed * sizeof(LgDd));
	}
	if (!has_matrices)
		maximum->dense.z = cut(base, &used, LG_BLOCK_STRIDE * sizeof(double));
	else
	{
		maximum->dense.z = cut(base, &used, dense);
		maximum->dense.z_low = cut(base, &used, dense);
		maximum->dense.columns = cut(base, &used, n * sizeof(double *));
		maximum->dense.factor = cut(base, &used, n * sizeof(double));
		maximum->dense.shift = cut(base, &used, n * sizeof(double));
		maximum->dense.slope = cut(base, &used, n * sizeof(double));
		maximum->dense.sums = cut(base, &used,
								  lg_cross_size(n) * sizeof(double));
		newton->factor = cut(base, &used, packed * sizeof(double));
		newton->factor_dd = cut(base, &used, packed * sizeof(LgDd));
		newton->curvature.information = cut(base, &used,
											packed * sizeof(LgDd));
		regression->covariance = cut(base, &used, packed * sizeof(double));
	}
	if (regression->softmax)
		lay_out_softmax(regression->softmax, n, base, &used);
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
