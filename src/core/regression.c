/*-------------------------------------------------------------------------
 *
 * regression.c
 *		A logistic regression from rows to estimates.
 *
 * The order of events: measure and scale the columns (design.c), find the
 * maximum or prove that there is none (maximum.c), and go back from the
 * scaled columns to the user's (unscale.c).
 *
 *-------------------------------------------------------------------------
 */
#include "regression.h"

#include <math.h>
#include <string.h>

#include "maximum.h"
#include "recession.h"
#include "sample.h"
#include "symmetric.h"
#include "unscale.h"

/*
 * Passes in 31 digits cost some 100 times as much as those in doubles.  They
 * are always made up to this many rows times elements of the information,
 * about a tenth of a second.
 */
#define SMALL_WORK		4e6

/* The share of the rows that tells scales, where rows are many. */
#define MEASURED_SHARE	64

/* Bytes of a cache line: a vector that crosses two is loaded twice. */
#define LG_ALIGNMENT	64

/* All that a fit needs beside its question and answer. */
typedef struct Fit
{
	LgRegression *regression;
	LgMaximum	maximum;
	LgPenalty	penalty;
	LgSandwich	sandwich;
	int		   *sign;			/* [n_terms], where a term runs off to */
	LgMoments  *moments;		/* [n_terms] */
} Fit;

/* Cuts an array off the workspace; only counts where there is none. */
static void *
cut(char *base, size_t *used, size_t size)
{
	void	   *result = base ? base + *used : NULL;

	*used += (size + LG_ALIGNMENT - 1) / LG_ALIGNMENT * LG_ALIGNMENT;
	return result;
}

/* Lays the arrays out in the workspace; answers its size. */
static size_t
lay_out(Fit *fit, int n, char *base)
{
	LgRegression *regression = fit->regression;
	LgMaximum  *maximum = &fit->maximum;
	LgNewton   *newton = &maximum->newton;
	size_t		packed = LG_PACKED_SIZE(n);
	size_t		dense = (size_t) n * LG_BLOCK_STRIDE * sizeof(double);
	size_t		used = base ? (LG_ALIGNMENT - (uintptr_t) base % LG_ALIGNMENT) :
		LG_ALIGNMENT;

	regression->estimate = cut(base, &used, n * sizeof(double));
	regression->std_error = cut(base, &used, n * sizeof(double));
	regression->coefficient = cut(base, &used, n * sizeof(double));
	regression->direction = cut(base, &used, n * sizeof(double));
	regression->covariance_row = cut(base, &used, n * sizeof(int));
	regression->covariance = cut(base, &used, packed * sizeof(double));
	fit->sign = cut(base, &used, n * sizeof(int));
	fit->moments = cut(base, &used, n * sizeof(LgMoments));
	fit->penalty.scale = cut(base, &used, n * sizeof(double));
	if (regression->meat != LG_MEAT_NONE)
		fit->sandwich.square = cut(base, &used,
								   (size_t) n * (n + 1) * sizeof(LgDd));
	maximum->dense.z = cut(base, &used, dense);
	maximum->dense.z_low = cut(base, &used, dense);
	maximum->columns = cut(base, &used, n * sizeof(int));
	maximum->fitted = cut(base, &used, n * sizeof(int));
	maximum->is_aliased = cut(base, &used, n * sizeof(bool));
	maximum->direction = cut(base, &used, n * sizeof(LgDd));
	maximum->null_space = cut(base, &used, (size_t) n * n * sizeof(double));
	maximum->proven = cut(base, &used, n * sizeof(LgDd));
	maximum->vector = cut(base, &used, n * sizeof(LgDd));
	maximum->gram = cut(base, &used, packed * sizeof(LgDd));
	newton->beta = cut(base, &used, n * sizeof(LgDd));
	newton->step = cut(base, &used, n * sizeof(LgDd));
	newton->vector = cut(base, &used, n * sizeof(double));
	newton->factor = cut(base, &used, packed * sizeof(double));
	newton->factor_dd = cut(base, &used, packed * sizeof(LgDd));
	newton->curvature.gradient = cut(base, &used, n * sizeof(LgDd));
	newton->curvature.information = cut(base, &used, packed * sizeof(LgDd));
	return used;
}

/* The bytes of workspace that a fit needs, once its question is known. */
size_t
lg_regression_workspace(const LgRegression *question)
{
	LgRegression regression = *question;
	Fit			fit;

	fit.regression = &regression;
	return lay_out(&fit, question->n_terms, NULL);
}

/* Estimates and coefficients on the user's scale. */
static void
report_estimates(Fit *fit)
{
	LgRegression *regression = fit->regression;
	const LgMaximum *maximum = &fit->maximum;
	const LgDesign *design = &maximum->design;
	LgDd	   *values = maximum->vector;
	int			j;

	memset(values, 0, regression->n_terms * sizeof(LgDd));
	for (j = 0; j < design->n_columns; j++)
		values[design->columns[j]] = maximum->newton.beta[j];
	for (j = 0; j < maximum->n_columns; j++)
	{
		int			term = maximum->columns[j];

		regression->coefficient[term] =
			lg_unscale_coefficient(design, values, term);
		regression->estimate[term] = regression->coefficient[term];
	}
}

/*
 * After separation: which terms have a limit, and where the others go.
 *
 * A term's coefficient is a linear form of the scaled ones.  It has a limit
 * if the form vanishes on the null space of the rows that are left.  If not,
 * it runs off: to the one side if every direction that separates says so.
 */
static void
report_limits(Fit *fit)
{
	LgRegression *regression = fit->regression;
	LgMaximum  *maximum = &fit->maximum;
	LgDesign	whole = maximum->design;
	int			j;

	whole.direction = NULL;
	whole.columns = maximum->columns;
	whole.n_columns = maximum->n_columns;
	lg_recession_signs(&whole, &maximum->dense, regression->tally.n_rows,
					   maximum->null_space, maximum->n_null,
					   maximum->direction, maximum->newton.vector, fit->sign);
	for (j = 0; j < maximum->n_columns; j++)
	{
		int			term = maximum->columns[j];

		if (fit->sign[j] == LG_RECESSION_NONE)
			continue;
		regression->direction[term] =
			lg_unscale_coefficient(&whole, maximum->direction, term);
		regression->estimate[term] =
			fit->sign[j] == LG_RECESSION_UP ? INFINITY :
			fit->sign[j] == LG_RECESSION_DOWN ? -INFINITY : NAN;
	}
}

/*
 * Factors the information of the maximum, and turns it into the covariance:
 * its inverse, or the sandwich around it.  With the factor comes the
 * condition number, of the columns at unit length: scale is no defect.
 * Answers false when there is no covariance.
 */
static bool
invert_information(Fit *fit)
{
	LgRegression *regression = fit->regression;
	LgNewton   *newton = &fit->maximum.newton;
	LgDd	   *information = newton->curvature.information;
	LgDd	   *factor = newton->factor_dd;
	int			n = fit->maximum.design.n_columns;
	bool		is_found = true;
	int			i;
	int			j;

	memcpy(factor, information, LG_PACKED_SIZE(n) * sizeof(LgDd));
	for (i = 0; i < n; i++)
		newton->vector[i] = information[LG_PACKED(i, i)].hi;
	if (n == 0 || lg_symmetric_factor_dd(factor, n) <= 0.0)
		return false;
	if (regression->meat == LG_MEAT_NONE)
		lg_symmetric_invert_dd(factor, n, information, fit->maximum.vector);
	else
		is_found = lg_sandwich_covariance(&fit->maximum.design,
										  &fit->maximum.dense, newton->beta,
										  factor, newton->is_precise,
										  &fit->sandwich,
										  information) == LG_OK;
	regression->n_clusters = fit->sandwich.n_clusters;
	for (i = 0; i < n; i++)
		for (j = 0; j <= i; j++)
			factor[LG_PACKED(i, j)] =
				lg_dd_scale(factor[LG_PACKED(i, j)],
							1.0 / sqrt(newton->vector[i]));
	regression->condition_number =
		lg_symmetric_condition(factor, n, newton->vector);
	return is_found;
}

/*
 * The degrees of freedom that a ridge leaves, trace (X'WX + P)^-1 X'WX =
 * k - sum p_j c_jj, from the inverse c of the penalised information.
 */
static double
degrees_of_freedom(const Fit *fit, const LgDd *inverse)
{
	const LgDesign *design = &fit->maximum.design;
	LgDd		df = lg_dd(design->n_columns);
	int			j;

	for (j = 0; j < design->n_columns; j++)
		df = lg_dd_subtract(df, lg_dd_scale(inverse[LG_PACKED(j, j)],
											lg_penalty_ridge(&fit->penalty,
															 design, j)));
	return lg_dd_double(df);
}

/*
 * Covariance and standard errors on the user's scale, of the terms that
 * have a finite estimate.
 */
static void
report_covariance(Fit *fit)
{
	LgRegression *regression = fit->regression;
	const LgDesign *design = &fit->maximum.design;
	LgDd	   *inverse = fit->maximum.newton.curvature.information;
	int			i;
	int			j;

	if (!invert_information(fit))
		return;
	if (lg_penalty_has_ridge(&fit->penalty))
		regression->effective_df = degrees_of_freedom(fit, inverse);
	lg_unscale_intercept(design, inverse, fit->maximum.vector);
	for (i = 0; i < design->n_columns; i++)
	{
		int			term = design->columns[i];
		int			row;

		if (!isfinite(regression->estimate[term]))
			continue;
		row = regression->covariance_rows++;
		regression->covariance_row[term] = row;
		regression->std_error[term] = lg_unscale_std_error(design, inverse, i);
		for (j = 0; j <= i; j++)
		{
			int			column = regression->covariance_row[design->columns[j]];

			if (column >= 0)
				regression->covariance[LG_PACKED(row, column)] =
					lg_unscale_covariance(design, inverse, i, j);
		}
	}
}

/* The answer for labels that are all alike: a statement, not a fit. */
static void
report_one_class(Fit *fit)
{
	LgRegression *regression = fit->regression;
	double		sign = regression->tally.n_positive > 0 ? 1.0 : -1.0;

	regression->estimate[0] = sign * INFINITY;
	regression->direction[0] = sign;
	regression->log_lik = 0.0;
	regression->null_log_lik = 0.0;
}

/* Sets the search up for a question, and the answer to "nothing known". */
static void
start(Fit *fit, LgRegression *regression, void *workspace)
{
	LgDesign   *design = &fit->maximum.design;
	LgNewton   *newton = &fit->maximum.newton;
	int			j;

	memset(fit, 0, sizeof(*fit));
	fit->regression = regression;
	(void) lay_out(fit, regression->n_terms, workspace);
	design->rows = regression->rows;
	design->kernel = regression->kernel;
	design->n_terms = regression->n_terms;
	design->terms = regression->terms;
	design->has_intercept = regression->has_intercept;
	design->positive = regression->positive;
	newton->design = design;
	newton->dense = &fit->maximum.dense;
	newton->tolerance = regression->tolerance;
	fit->penalty.l1 = regression->l1;
	fit->penalty.l2 = regression->l2;
	fit->penalty.is_standardised = regression->is_standardised;
	if (lg_penalty_has_ridge(&fit->penalty))
		newton->penalty = &fit->penalty;
	fit->sandwich.meat = regression->meat;
	fit->sandwich.is_clustered = regression->is_clustered;
	fit->sandwich.table = regression->cluster_table;
	fit->sandwich.table_size = regression->cluster_table_size;

	for (j = 0; j < regression->n_terms; j++)
	{
		regression->estimate[j] = regression->std_error[j] = NAN;
		regression->coefficient[j] = regression->direction[j] = 0.0;
		regression->covariance_row[j] = -1;
	}
	regression->covariance_rows = 0;
	regression->n_clusters = 0;
	regression->condition_number = NAN;
	regression->n_iterations = 0;
	regression->rank = 0;
}

/* Scans the rows, scales the columns, and settles which take part. */
static void
measure(Fit *fit)
{
	LgRegression *regression = fit->regression;
	LgMaximum  *maximum = &fit->maximum;
	double		n = regression->n_terms;

	lg_design_measure(&maximum->design, &regression->tally, fit->moments);
	if (regression->tally.n_rows == 0)
		return;
	lg_penalty_start(&fit->penalty, &maximum->design);
	maximum->newton.is_small =
		(double) regression->tally.n_rows * (n * n + 30.0) <= SMALL_WORK;
	lg_maximum_columns(maximum, regression->tally.n_rows);
}

/*
 * The same without the scan, where rows are many: a sample tells the scales
 * well enough, and the first pass over all rows counts and measures them on
 * its way.  A ridge has to know the deviations before.
 */
static void
measure_by_sample(Fit *fit)
{
	LgRegression *regression = fit->regression;
	LgMaximum  *maximum = &fit->maximum;
	LgDesign   *design = &maximum->design;
	int64_t		n_rows = design->rows->n_rows;
	LgDesign	sample = lg_sample(design, n_rows / MEASURED_SHARE);
	LgCensus	census = {0};
	int			j;

	lg_design_measure(&sample, &regression->tally, fit->moments);
	lg_penalty_start(&fit->penalty, design);
	census.moments = fit->moments;
	for (j = 0; j < design->n_terms; j++)
		lg_moments_clear(&census.moments[j]);
	design->census = &census;
	lg_maximum_columns(maximum, n_rows);
	design->census = NULL;
	if (!census.is_taken)
	{
		measure(fit);
		return;
	}
	regression->tally = census.tally;
	if (!lg_design_accept(design, &census))
	{
		lg_design_rescale(design);
		lg_maximum_columns(maximum, n_rows);
	}
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
	Fit			fit;
	LgMaximum  *maximum = &fit.maximum;
	const LgTally *tally = &regression->tally;
	LgDd		null_log_lik;
	LgStatus	status;

	start(&fit, regression, workspace);
	if (lg_sample_is_worthwhile(&maximum->design) &&
		!lg_penalty_has_ridge(maximum->newton.penalty))
		measure_by_sample(&fit);
	else
		measure(&fit);
	if (tally->n_rows == 0)
		return LG_NO_ROWS;
	regression->rank = maximum->n_columns;
	regression->effective_df = maximum->n_columns;

	if (regression->has_intercept &&
		(tally->n_positive == 0 || tally->n_positive == tally->n_rows))
	{
		report_one_class(&fit);
		return LG_ONE_CLASS;
	}

	status = lg_maximum_find(maximum, regression->max_iterations);
	regression->n_iterations = maximum->newton.n_steps;
	regression->log_lik =
		lg_dd_double(lg_dd_add(maximum->newton.curvature.log_lik,
							   fit.penalty.ridge));
	report_estimates(&fit);
	if (maximum->is_separated)
	{
		report_limits(&fit);
		status = LG_SEPARATED;
	}
	report_covariance(&fit);

	/* last, for it uses the columns' scratch */
	lg_objective_null(&maximum->design, tally, &maximum->dense,
					  &null_log_lik);
	regression->null_log_lik = lg_dd_double(null_log_lik);
	return status;
}
