/*-------------------------------------------------------------------------
 *
 * estimates.c
 *		Estimates, and their limits under separation, on the user's scale.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/estimates.h"

#include <math.h>
#include <string.h>

#include "core/inference/unscale.h"
#include "core/likelihood/class_weights.h"
#include "core/solver/separation_limits.h"

/* Sets the results of all terms to "unknown". */
void
lg_estimates_clear(LgRegression *regression)
{
	int			j;

	for (j = 0; j < regression->n_terms; j++)
	{
		regression->estimate[j] = regression->std_error[j] = NAN;
		regression->coefficient[j] = regression->direction[j] = 0.0;
		regression->statistic[j] = NAN;
		regression->covariance_row[j] = -1;
	}
	regression->covariance_rows = 0;
}

/* Estimates and coefficients on the user's scale. */
void
lg_estimates_finish(LgFit *fit)
{
	LgRegression *regression = fit->regression;
	const LgMaximum *maximum = &fit->maximum;
	const LgDesign *design = &maximum->design;
	LgDd	   *values = maximum->vector;
	int			j;

	memset(values, 0, regression->n_terms * sizeof(LgDd));
	for (j = 0; j < design->n_columns; j++)
		values[design->columns[j]] = maximum->newton.beta[j];
	if (design->softmax)
		lg_softmax_contrast(design, values);
	for (j = 0; j < maximum->n_columns; j++)
	{
		int			term = maximum->columns[j];

		if (design->softmax && design->terms[term].equation == 0)
			continue;
		regression->coefficient[term] =
			lg_unscale_coefficient(design, values, term);
		regression->estimate[term] = regression->coefficient[term];
	}
}

/* On the user's scale no coefficient of a direction has a larger exponent. */
#define LARGEST_EXPONENT	1000

/*
 * Shortens the direction where a coefficient would leave the range on the
 * user's scale, as that of a subnormal column does: its length is arbitrary.
 */
static void
bring_in_range(LgMaximum *maximum)
{
	const LgDesign *design = &maximum->design;
	int			largest = 0;
	int			j;

	for (j = 0; j < design->n_terms; j++)
	{
		const LgTerm *term = &design->terms[j];
		double		value = maximum->direction[j].hi;

		if (term->kind != LG_TERM_INTERCEPT && value != 0.0)
		{
			int			of_value;
			int			of_spread;
			int			of_unit;

			(void) frexp(value, &of_value);
			(void) frexp(term->spread, &of_spread);
			(void) frexp(term->unit, &of_unit);
			if (of_value + of_spread + of_unit > largest)
				largest = of_value + of_spread + of_unit;
		}
	}
	for (j = 0; j < design->n_terms && largest > LARGEST_EXPONENT; j++)
		maximum->direction[j] = lg_dd_shift(maximum->direction[j],
											ldexp(1.0, LARGEST_EXPONENT -
												  largest));
}

/*
 * After separation: which terms have a limit, and where the others go.
 *
 * A term's coefficient is a linear form of the scaled ones.  It has a limit if
 * the form vanishes on the null space of the rows that are left.  If not, it
 * diverges; its sign is known if all separating directions agree on it.
 */
void
lg_estimates_limits(LgFit *fit)
{
	LgRegression *regression = fit->regression;
	LgMaximum  *maximum = &fit->maximum;
	LgDesign	whole = maximum->design;
	int			j;

	whole.direction = NULL;
	whole.columns = maximum->columns;
	whole.n_columns = maximum->n_columns;
	lg_separation_limits_signs(&whole, &maximum->dense,
							   regression->row_counts.n_rows,
							   maximum->null_space, maximum->n_null,
							   maximum->direction, maximum->vector,
							   fit->sign);
	bring_in_range(maximum);
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
 * Moves the intercept from the share of successes in the rows to another;
 * returns by how much.
 */
double
lg_estimates_correct(LgRegression *regression)
{
	double		share =
		lg_dd_double(regression->row_counts.sum_weights_positive) /
		lg_dd_double(regression->row_counts.sum_weights);
	double		correction;

	if (!regression->has_intercept || !(regression->prevalence > 0.0))
		return 0.0;
	correction = lg_class_weights_correction(regression->prevalence, share);
	regression->estimate[0] += correction;
	regression->coefficient[0] += correction;
	return correction;
}

/* Fills the result for labels of one class only; nothing is fitted. */
void
lg_estimates_one_class(LgFit *fit)
{
	LgRegression *regression = fit->regression;
	double		sign = regression->row_counts.n_positive > 0 ? 1.0 : -1.0;

	regression->estimate[0] = sign * INFINITY;
	regression->direction[0] = sign;
	regression->log_lik = 0.0;
	regression->null_log_lik = 0.0;
}
