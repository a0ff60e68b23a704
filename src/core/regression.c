/*-------------------------------------------------------------------------
 *
 * regression.c
 *		A logistic regression from rows to estimates.
 *
 * The order of events: measure and scale the columns; Newton's method, with
 * a look at the rank when the first information asks for it; a proof of
 * separation when coefficients run off; after a proof, the same again on
 * the rows that are left, whose maximum is the limit of the likelihood; and
 * the way back from the scaled columns to the user's.
 *
 *-------------------------------------------------------------------------
 */
#include "regression.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "newton.h"
#include "rank.h"
#include "recession.h"
#include "separation.h"
#include "symmetric.h"

/*
 * Passes in 31 digits cost some 100 times as much as those in doubles.  They
 * are always made up to this many rows times elements of the information,
 * about a tenth of a second.
 */
#define SMALL_WORK		4e6

/* Steps before separation is first suspected; rare events need 9 or so. */
#define FIRST_SUSPICION 7

/* Components of a null vector below this share of the largest are zero. */
#define NULL_TOLERANCE	1e-14

/* All that a fit needs beside its question and answer. */
typedef struct Fit
{
	LgRegression *regression;
	LgDesign	design;			/* the rows and columns being fitted */
	LgDense		dense;
	LgNewton	newton;
	int			n_columns;		/* columns that are not aliased on all rows */
	int		   *columns;		/* [n_terms] */
	int		   *fitted;			/* [n_terms], those that the rows left need */
	bool	   *is_aliased;		/* [n_terms] */
	bool		is_separated;
	LgDd	   *direction;		/* [n_terms], sum of those proven */
	LgDd	   *proven;			/* [n_terms] */
	LgDd	   *vector;			/* [n_terms] */
	LgDd	   *gram;			/* packed */
	double	   *null_space;		/* [n_terms * n_terms], see find_limits */
	int			n_null;			/* its vectors */
	int		   *sign;			/* [n_terms], where a term runs off to */
	LgMoments  *moments;		/* [n_terms] */
} Fit;

/* Cuts an array off the workspace; only counts where there is none. */
static void *
cut(char *base, size_t *used, size_t size)
{
	void	   *result = base ? base + *used : NULL;

	*used += (size + 15) / 16 * 16;
	return result;
}

/* Lays the arrays out in the workspace; answers its size. */
static size_t
lay_out(Fit *fit, int n, char *base)
{
	LgRegression *regression = fit->regression;
	size_t		packed = LG_PACKED_SIZE(n);
	size_t		dense = (size_t) n * LG_BLOCK_STRIDE * sizeof(double);
	size_t		used = 0;

	regression->estimate = cut(base, &used, n * sizeof(double));
	regression->std_error = cut(base, &used, n * sizeof(double));
	regression->coefficient = cut(base, &used, n * sizeof(double));
	regression->direction = cut(base, &used, n * sizeof(double));
	regression->covariance_row = cut(base, &used, n * sizeof(int));
	regression->covariance = cut(base, &used, packed * sizeof(double));
	fit->dense.z = cut(base, &used, dense);
	fit->dense.z_low = cut(base, &used, dense);
	fit->columns = cut(base, &used, n * sizeof(int));
	fit->fitted = cut(base, &used, n * sizeof(int));
	fit->is_aliased = cut(base, &used, n * sizeof(bool));
	fit->direction = cut(base, &used, n * sizeof(LgDd));
	fit->proven = cut(base, &used, n * sizeof(LgDd));
	fit->vector = cut(base, &used, n * sizeof(LgDd));
	fit->gram = cut(base, &used, packed * sizeof(LgDd));
	fit->null_space = cut(base, &used, (size_t) n * n * sizeof(double));
	fit->sign = cut(base, &used, n * sizeof(int));
	fit->moments = cut(base, &used, n * sizeof(LgMoments));
	fit->newton.beta = cut(base, &used, n * sizeof(LgDd));
	fit->newton.step = cut(base, &used, n * sizeof(LgDd));
	fit->newton.vector = cut(base, &used, n * sizeof(double));
	fit->newton.factor = cut(base, &used, packed * sizeof(double));
	fit->newton.factor_dd = cut(base, &used, packed * sizeof(LgDd));
	fit->newton.curvature.gradient = cut(base, &used, n * sizeof(LgDd));
	fit->newton.curvature.information = cut(base, &used,
											packed * sizeof(LgDd));
	return used;
}

/* The bytes of workspace that a fit of n_terms terms needs. */
size_t
lg_regression_workspace(int n_terms)
{
	LgRegression regression;
	Fit			fit;

	fit.regression = &regression;
	return lay_out(&fit, n_terms, NULL);
}

/* Keeps the columns of "from" that are not marked as aliased. */
static int
keep_independent(const int *from, int n, const bool *is_aliased, int *to)
{
	int			n_kept = 0;
	int			j;

	for (j = 0; j < n; j++)
		if (!is_aliased[j])
			to[n_kept++] = from[j];
	return n_kept;
}

/*
 * Starts with all columns that are not constant, and looks at the rank of
 * the rest only if the first information cannot vouch for it.
 */
static void
find_columns(Fit *fit)
{
	LgRegression *regression = fit->regression;
	LgDesign   *design = &fit->design;
	double		pivot = 0.0;
	int			j;

	fit->n_columns = 0;
	for (j = 0; j < regression->n_terms; j++)
		if (!(regression->has_intercept && j > 0 &&
			  lg_design_is_constant(&regression->terms[j])))
			fit->columns[fit->n_columns++] = j;

	design->columns = fit->columns;
	design->n_columns = fit->n_columns;
	lg_newton_start(&fit->newton);
	if (fit->n_columns <= regression->tally.n_rows)
	{
		(void) lg_newton_run(&fit->newton, 0);
		pivot = fit->newton.smallest_pivot;
	}
	if (pivot > LG_CLEAR_PIVOT)
		return;

	lg_rank_gram(design, &fit->dense, fit->gram);
	lg_rank_factor(design, fit->gram, fit->is_aliased);
	fit->n_columns = keep_independent(fit->columns, fit->n_columns,
									  fit->is_aliased, fit->columns);
	design->n_columns = fit->n_columns;
	fit->newton.n_steps = 0;
	lg_newton_start(&fit->newton);
}

/*
 * Tries to prove separation, from the point itself if all rows are on the
 * right side of it and else from the last step.
 */
static bool
prove_separation(Fit *fit)
{
	const LgDesign *design = &fit->design;
	double		margin = fit->newton.curvature.smallest_margin;
	int			j;

	for (j = 0; j < design->n_columns; j++)
		fit->vector[j] = margin > 0.0 ?
			lg_dd_scale(fit->newton.beta[j], 1.0 / margin) :
			fit->newton.step[j];
	return lg_separation_prove(design, &fit->dense, fit->vector, fit->gram,
							   fit->is_aliased, fit->newton.factor_dd,
							   fit->proven);
}

/*
 * Adds the proven direction, found on the columns and rows being fitted, to
 * the direction of the whole, which covers all terms.
 */
static void
add_direction(Fit *fit)
{
	LgDesign   *design = &fit->design;
	LgDesign	whole = *design;
	double		largest = 0.0;
	double		factor;
	int			j;

	for (j = 0; j < design->n_columns; j++)
		largest = fmax(largest, fabs(fit->proven[j].hi));
	for (j = 0; j < design->n_columns; j++)
		fit->vector[j] = lg_dd_scale(fit->proven[j], 1.0 / largest);

	if (!fit->is_separated)
	{
		memset(fit->direction, 0, design->n_terms * sizeof(LgDd));
		for (j = 0; j < design->n_columns; j++)
			fit->direction[design->columns[j]] = fit->vector[j];
		fit->is_separated = true;
		return;
	}

	/* both over all terms, so that one design serves to compare them */
	for (j = 0; j < design->n_terms; j++)
		fit->proven[j] = lg_dd(0.0);
	for (j = 0; j < design->n_columns; j++)
		fit->proven[design->columns[j]] = fit->vector[j];
	whole.direction = NULL;
	whole.columns = fit->columns;
	whole.n_columns = fit->n_columns;
	for (j = 0; j < whole.n_columns; j++)
	{
		fit->vector[j] = fit->direction[whole.columns[j]];
		fit->newton.step[j] = fit->proven[whole.columns[j]];
	}
	factor = lg_separation_join(&whole, &fit->dense, fit->vector,
								fit->newton.step);
	for (j = 0; j < design->n_terms; j++)
		lg_dd_accumulate(&fit->direction[j],
						 lg_dd_scale(fit->proven[j], factor));
}

/*
 * Turns to the rows that the direction leaves, and to the columns that are
 * independent on them; keeps the null space of the rest.
 *
 * For each column a that is aliased there, the null vector has 1 at a and
 * minus the coefficients of a's regression on the kept columns: row k of
 * null_space, over the columns of the whole.
 */
static void
turn_to_overlap(Fit *fit)
{
	LgDesign   *design = &fit->design;
	LgDd	   *cross = fit->newton.curvature.information;
	int			n = fit->n_columns;
	int			a;
	int			j;

	design->direction = fit->direction;
	design->columns = fit->columns;
	design->n_columns = n;
	lg_rank_gram(design, &fit->dense, fit->gram);
	memcpy(cross, fit->gram, LG_PACKED_SIZE(n) * sizeof(LgDd));
	lg_rank_factor(design, fit->gram, fit->is_aliased);

	fit->n_null = 0;
	for (a = 0; a < n; a++)
	{
		double	   *null_vector = fit->null_space + (size_t) fit->n_null * n;

		if (!fit->is_aliased[a])
			continue;
		for (j = 0; j < n; j++)
			fit->vector[j] = fit->is_aliased[j] ? lg_dd(0.0) :
				cross[j < a ? LG_PACKED(a, j) : LG_PACKED(j, a)];
		lg_symmetric_solve_dd(fit->gram, n, fit->vector);
		for (j = 0; j < n; j++)
		{
			double		value = -fit->vector[j].hi;

			null_vector[j] = fabs(value) > NULL_TOLERANCE ? value : 0.0;
		}
		null_vector[a] = 1.0;
		fit->n_null++;
	}

	design->n_columns = keep_independent(fit->columns, n, fit->is_aliased,
										 fit->fitted);
	design->columns = fit->fitted;
	lg_newton_start(&fit->newton);
}

/*
 * Newton's method to the maximum, or through proofs of separation to the
 * maximum of the rows that are left.  Answers LG_OK or LG_NOT_CONVERGED.
 */
static LgStatus
maximise(Fit *fit)
{
	LgNewton   *newton = &fit->newton;
	int			limit = fit->regression->max_iterations;
	int			suspicion = FIRST_SUSPICION;

	for (;;)
	{
		LgStatus	status;
		bool		is_last;

		if (fit->design.n_columns == 0)
		{
			lg_objective_evaluate(&fit->design, &fit->dense, newton->beta,
								  &newton->curvature);
			return LG_OK;
		}
		status = lg_newton_run(newton, newton->n_steps + 1);
		if (status == LG_OK)
			return LG_OK;
		is_last = status == LG_NOT_POSITIVE_DEFINITE ||
			newton->n_steps >= limit;
		if (!is_last && newton->n_steps < suspicion &&
			!(newton->curvature.smallest_margin > 0.0))
			continue;
		if (newton->n_steps >= suspicion)
			suspicion += suspicion / 2;

		if (prove_separation(fit))
		{
			add_direction(fit);
			turn_to_overlap(fit);
			limit = newton->n_steps + fit->regression->max_iterations;
			suspicion = newton->n_steps + FIRST_SUSPICION;
		}
		else if (is_last)
			return LG_NOT_CONVERGED;
	}
}

/*
 * Maps a covector of the scaled columns to the user's: the intercept takes
 * what centring moved.  "values" and the result are over all terms.
 *
 *		score = b0 + sum b_j (x_j u_j - c_j) s_j
 */
static LgDd
unscaled(const LgDesign *design, const LgDd *values, int term)
{
	LgDd		result = values[term];
	int			j;

	if (design->terms[term].kind != LG_TERM_INTERCEPT)
		return lg_dd_shift(lg_dd_shift(result, design->terms[term].spread),
						   design->terms[term].unit);
	for (j = 0; j < design->n_terms; j++)
		if (design->terms[j].kind != LG_TERM_INTERCEPT)
			result = lg_dd_subtract(result,
									lg_dd_shift(lg_dd_scale(values[j],
															design->terms[j].centre),
												design->terms[j].spread));
	return result;
}

/* Numbers of extreme columns may leave the range: stay finite. */
static double
finite(double x)
{
	return fmin(fmax(x, -DBL_MAX), DBL_MAX);
}

/* Estimates and coefficients on the user's scale. */
static void
report_estimates(Fit *fit)
{
	LgRegression *regression = fit->regression;
	const LgDesign *design = &fit->design;
	int			j;

	memset(fit->vector, 0, regression->n_terms * sizeof(LgDd));
	for (j = 0; j < regression->n_terms; j++)
		regression->estimate[j] = NAN;
	for (j = 0; j < design->n_columns; j++)
		fit->vector[design->columns[j]] = fit->newton.beta[j];
	for (j = 0; j < regression->n_terms; j++)
		regression->coefficient[j] =
			finite(lg_dd_double(unscaled(design, fit->vector, j)));
	for (j = 0; j < fit->n_columns; j++)
		regression->estimate[fit->columns[j]] =
			regression->coefficient[fit->columns[j]];
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
	LgDesign	whole = fit->design;
	int			j;

	whole.direction = NULL;
	whole.columns = fit->columns;
	whole.n_columns = fit->n_columns;
	lg_recession_signs(&whole, &fit->dense, fit->null_space, fit->n_null,
					   fit->direction, fit->newton.factor, fit->sign);
	for (j = 0; j < fit->n_columns; j++)
	{
		int			term = fit->columns[j];

		if (fit->sign[j] == LG_RECESSION_NONE)
			continue;
		regression->direction[term] =
			finite(lg_dd_double(unscaled(&whole, fit->direction, term)));
		regression->estimate[term] =
			fit->sign[j] == LG_RECESSION_UP ? INFINITY :
			fit->sign[j] == LG_RECESSION_DOWN ? -INFINITY : NAN;
	}
}

/*
 * Covariance and standard errors on the user's scale, of the terms that
 * have a finite estimate: A (X'WX)^-1 A', A the map of unscaled().
 */
static void
report_covariance(Fit *fit)
{
	LgRegression *regression = fit->regression;
	const LgDesign *design = &fit->design;
	int			n = design->n_columns;
	LgDd	   *factor = fit->newton.factor_dd;
	LgDd	   *inverse = fit->newton.curvature.information;
	bool		has_intercept = n > 0 && design->columns[0] == 0 &&
		regression->has_intercept;
	int			i;
	int			j;

	memcpy(factor, inverse, LG_PACKED_SIZE(n) * sizeof(LgDd));
	for (i = 0; i < n; i++)
		fit->newton.vector[i] = inverse[LG_PACKED(i, i)].hi;
	if (n == 0 || lg_symmetric_factor_dd(factor, n) <= 0.0)
		return;

	lg_symmetric_invert_dd(factor, n, inverse, fit->vector);

	/* unit diagonal before the condition number: scale is not a defect */
	for (i = 0; i < n; i++)
		for (j = 0; j <= i; j++)
			factor[LG_PACKED(i, j)] = lg_dd_scale(factor[LG_PACKED(i, j)],
												  1.0 / sqrt(fit->newton.vector[i]));
	regression->condition_number =
		lg_symmetric_condition(factor, n, fit->newton.vector);

	/* the intercept's row first while the others are still unscaled */
	if (has_intercept)
	{
		LgDd		variance = inverse[0];

		for (i = 1; i < n; i++)
		{
			const LgTerm *term = &design->terms[design->columns[i]];
			LgDd		sum = lg_dd(0.0);

			/* sum over j of V_ij c_j s_j */
			for (j = 1; j < n; j++)
			{
				const LgTerm *other = &design->terms[design->columns[j]];

				lg_dd_accumulate(&sum,
								 lg_dd_shift(lg_dd_scale(inverse[j < i ? LG_PACKED(i, j) : LG_PACKED(j, i)],
														 other->centre),
											 other->spread));
			}
			fit->vector[i] = sum;
			variance = lg_dd_subtract(variance,
									  lg_dd_shift(lg_dd_scale(inverse[LG_PACKED(i, 0)], 2.0 * term->centre),
												  term->spread));
			lg_dd_accumulate(&variance,
							 lg_dd_shift(lg_dd_scale(sum, term->centre),
										 term->spread));
		}
		inverse[0] = variance;
		for (i = 1; i < n; i++)
			inverse[LG_PACKED(i, 0)] =
				lg_dd_subtract(inverse[LG_PACKED(i, 0)], fit->vector[i]);
	}

	for (i = 0; i < n; i++)
	{
		const LgTerm *term = &design->terms[design->columns[i]];
		int			row;

		if (!isfinite(regression->estimate[design->columns[i]]))
			continue;
		row = regression->covariance_rows++;
		regression->covariance_row[design->columns[i]] = row;
		for (j = 0; j <= i; j++)
		{
			const LgTerm *other = &design->terms[design->columns[j]];
			int			column = regression->covariance_row[design->columns[j]];
			LgDd		value = inverse[LG_PACKED(i, j)];

			if (column < 0)
				continue;
			value = lg_dd_shift(lg_dd_shift(value, term->spread),
								other->spread);
			value = lg_dd_shift(lg_dd_shift(value, term->unit), other->unit);
			regression->covariance[LG_PACKED(row, column)] =
				finite(lg_dd_double(value));
			if (i == j)
			{
				/* the root before the units, whose squares may overflow */
				value = lg_dd_sqrt(lg_dd_shift(lg_dd_shift(inverse[LG_PACKED(i, i)], term->spread), term->spread));
				regression->std_error[design->columns[i]] =
					finite(lg_dd_double(lg_dd_shift(value, term->unit)));
			}
		}
	}
}

/* The answer for labels that are all alike: a statement, not a fit. */
static void
report_one_class(Fit *fit)
{
	LgRegression *regression = fit->regression;
	double		sign = regression->tally.n_positive > 0 ? 1.0 : -1.0;

	lg_rank_gram(&fit->design, &fit->dense, fit->gram);
	lg_rank_factor(&fit->design, fit->gram, fit->is_aliased);
	regression->rank = keep_independent(fit->columns, fit->n_columns,
										fit->is_aliased, fit->columns);
	regression->estimate[0] = sign * INFINITY;
	regression->direction[0] = sign;
	regression->log_lik = 0.0;
	regression->null_log_lik = 0.0;
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
	int			n = regression->n_terms;
	LgDd		null_log_lik;
	LgStatus	status;
	int			j;

	memset(&fit, 0, sizeof(fit));
	fit.regression = regression;
	(void) lay_out(&fit, n, workspace);
	fit.design.rows = regression->rows;
	fit.design.n_terms = n;
	fit.design.terms = regression->terms;
	fit.design.has_intercept = regression->has_intercept;
	fit.design.positive = regression->positive;
	fit.newton.design = &fit.design;
	fit.newton.dense = &fit.dense;
	fit.newton.tolerance = regression->tolerance;

	for (j = 0; j < n; j++)
	{
		regression->estimate[j] = regression->std_error[j] = NAN;
		regression->coefficient[j] = regression->direction[j] = 0.0;
		regression->covariance_row[j] = -1;
	}
	regression->covariance_rows = 0;
	regression->condition_number = NAN;
	regression->n_iterations = 0;
	regression->rank = 0;

	lg_design_measure(&fit.design, &regression->tally, fit.moments);
	if (regression->tally.n_rows == 0)
		return LG_NO_ROWS;
	fit.newton.is_small = (double) regression->tally.n_rows *
		((double) n * n + 30.0) <= SMALL_WORK;

	if (regression->has_intercept &&
		(regression->tally.n_positive == 0 ||
		 regression->tally.n_positive == regression->tally.n_rows))
	{
		for (j = 0; j < n; j++)
			fit.columns[j] = j;
		fit.n_columns = n;
		fit.design.columns = fit.columns;
		fit.design.n_columns = n;
		report_one_class(&fit);
		return LG_ONE_CLASS;
	}

	lg_objective_null(&fit.design, &regression->tally, &fit.dense,
					  &null_log_lik);
	find_columns(&fit);
	status = maximise(&fit);

	regression->n_iterations = fit.newton.n_steps;
	regression->rank = fit.n_columns;
	regression->log_lik = lg_dd_double(fit.newton.curvature.log_lik);
	regression->null_log_lik = lg_dd_double(null_log_lik);
	report_estimates(&fit);
	if (fit.is_separated)
		report_limits(&fit);
	report_covariance(&fit);
	return fit.is_separated ? LG_SEPARATED : status;
}
