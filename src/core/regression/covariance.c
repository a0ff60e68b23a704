/*-------------------------------------------------------------------------
 *
 * covariance.c
 *		The step of a regression that makes covariance and standard errors.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/covariance.h"

#include <math.h>
#include <string.h>

#include "core/inference/refine_factor.h"
#include "core/inference/unscale.h"
#include "core/linalg/cholesky.h"

/*
 * From so many columns on, the covariance comes from doubles: double-double
 * would take a minute for a thousand columns, and no reported digit needs it.
 */
#define MANY_COLUMNS		128

/*
 * Below this smallest pivot the inverse in doubles keeps fewer than 12 digits,
 * below the second one an information that was summed in doubles does.
 */
#define PIVOT_FOR_DOUBLES	1e-3
#define PIVOT_FOR_SUMS		1e-6

/* A pivot below this is mostly rounding. */
#define PIVOT_FOR_NOTHING	1e-13

/*
 * Whether a pass can restore digits of the information: the ridge of many
 * classes is not diagonal.
 */
static bool
may_refine(const LgFit *fit)
{
	return !fit->regression->has_jeffreys &&
		fit->maximum.design.strata == NULL &&
		!(fit->regression->softmax && lg_penalty_is_given(&fit->penalty)) &&
		fit->maximum.design.rows->pass == NULL;
}

/*
 * Factors the information in doubles, where they do: for many columns, or
 * where the sums were worse.  LG_OK: the factor is there in both forms;
 * LG_NOT_CONVERGED: double-double is needed; LG_NOT_POSITIVE_DEFINITE: there is
 * none.
 */
static LgStatus
factor_in_doubles(LgFit *fit)
{
	const LgDesign *design = &fit->maximum.design;
	LgNewton   *newton = &fit->maximum.newton;
	int			n = design->n_columns;
	size_t		size = LG_PACKED_SIZE(n);
	LgRefinement scratch = {
		.factor = newton->factor_dd, .sums = newton->curvature.information,
		.inverse = fit->regression->covariance,	/* not needed yet */
		.gradient = fit->maximum.vector
	};
	double		pivot;
	size_t		i;

	for (i = 0; i < size; i++)
		newton->factor[i] = lg_dd_double(newton->curvature.information[i]);
	pivot = lg_symmetric_factor(lg_design_kernel(design), newton->factor, n,
								design->rows);
	if (!(pivot > PIVOT_FOR_NOTHING) ||
		(n < MANY_COLUMNS && pivot > PIVOT_FOR_SUMS) ||
		(pivot <= PIVOT_FOR_DOUBLES && !may_refine(fit)))
		return LG_NOT_CONVERGED;
	if (pivot <= PIVOT_FOR_DOUBLES &&
		!lg_refine_factor(design, &fit->maximum.dense, newton->penalty,
						  newton->beta, newton->factor, &scratch))
		return LG_NOT_POSITIVE_DEFINITE;
	for (i = 0; i < size; i++)
		newton->factor_dd[i] = lg_dd(newton->factor[i]);
	return LG_OK;
}

/* Inverts the information in doubles; the factor in doubles is overwritten. */
static void
invert_in_doubles(LgFit *fit)
{
	LgNewton   *newton = &fit->maximum.newton;
	LgDd	   *information = newton->curvature.information;
	double	   *inverse = fit->regression->covariance;
	int			n = fit->maximum.design.n_columns;
	size_t		i;

	lg_symmetric_invert(lg_design_kernel(&fit->maximum.design),
						newton->factor, n, inverse,
						fit->maximum.design.rows);
	for (i = 0; i < LG_PACKED_SIZE(n); i++)
		information[i] = lg_dd(inverse[i]);
}

/*
 * Factors the information of the maximum, and turns it into the covariance:
 * its inverse, or the sandwich around it.  With the factor comes the
 * condition number, of the columns at unit length: scale is no defect.
 * Returns false when there is no covariance.
 */
static bool
invert_information(LgFit *fit)
{
	LgRegression *regression = fit->regression;
	LgNewton   *newton = &fit->maximum.newton;
	LgDd	   *information = newton->curvature.information;
	LgDd	   *factor = newton->factor_dd;
	const LgRows *rows = fit->maximum.design.rows;
	int			n = fit->maximum.design.n_columns;
	LgStatus	status;
	bool		is_found = true;
	int			i;
	int			j;

	if (n == 0)
		return false;
	for (i = 0; i < n; i++)
		newton->vector[i] = information[LG_PACKED(i, i)].hi;
	status = newton->phase == LG_PHASE_EXACT ? LG_NOT_CONVERGED :
		factor_in_doubles(fit);
	if (status == LG_NOT_POSITIVE_DEFINITE)
		return false;
	if (status != LG_OK)
	{
		memcpy(factor, information, LG_PACKED_SIZE(n) * sizeof(LgDd));
		if (lg_symmetric_factor_dd(factor, n, rows) <= 0.0)
			return false;
	}
	if (regression->meat == LG_MEAT_NONE && status == LG_OK && n >= MANY_COLUMNS)
		invert_in_doubles(fit);
	else if (regression->meat == LG_MEAT_NONE)
		lg_symmetric_invert_dd(factor, n, information, fit->maximum.vector,
							   rows);
	else
		is_found = lg_sandwich_covariance(&fit->maximum.design,
										  &fit->maximum.dense, newton->beta,
										  factor,
										  newton->phase == LG_PHASE_EXACT,
										  &fit->sandwich,
										  information) == LG_OK;
	regression->n_clusters = fit->sandwich.n_clusters;
	for (i = 0; i < n; i++)
		for (j = 0; j <= i; j++)
			newton->factor[LG_PACKED(i, j)] =
				factor[LG_PACKED(i, j)].hi / sqrt(newton->vector[i]);
	regression->condition_number =
		lg_symmetric_condition(lg_design_kernel(&fit->maximum.design),
							   newton->factor, n, newton->vector, rows);
	return is_found;
}

/*
 * The degrees of freedom that a ridge leaves, trace (X'WX + P)^-1 X'WX =
 * k - sum p_ij c_ij, from the inverse c of the penalised information.
 */
static double
degrees_of_freedom(const LgFit *fit, const LgDd *inverse)
{
	const LgDesign *design = &fit->maximum.design;
	const LgPenalty *penalty = &fit->penalty;
	LgDd		df = lg_dd(design->n_columns);
	int			i;
	int			j;

	for (i = 0; i < design->n_columns; i++)
		for (j = lg_penalty_first(penalty, design, i); j <= i; j++)
			df = lg_dd_subtract(df, lg_dd_scale(inverse[LG_PACKED(i, j)],
												(i == j ? 1.0 : 2.0) *
												lg_penalty_ridge(penalty,
																 design, i,
																 j)));
	return lg_dd_double(df);
}

/*
 * Covariance and standard errors on the user's scale, of the terms that
 * have a finite estimate.
 */
void
lg_covariance_find(LgFit *fit)
{
	LgRegression *regression = fit->regression;
	const LgDesign *design = &fit->maximum.design;
	LgDd	   *inverse = fit->maximum.newton.curvature.information;
	int			i;
	int			j;

	if (regression->skips_covariance ||
		fit->maximum.newton.phase == LG_PHASE_CONJUGATE)
	{
		if (lg_penalty_is_given(&fit->penalty))
			regression->effective_df = NAN;
		return;
	}
	if (fit->penalty.l1 > 0.0 || !invert_information(fit))
		return;
	if (lg_penalty_is_given(&fit->penalty))
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
