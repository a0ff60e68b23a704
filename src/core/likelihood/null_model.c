/*-------------------------------------------------------------------------
 *
 * null_model.c
 *		The likelihood of the null model: the intercept and the offsets alone.
 *
 * Its log-likelihood is what a fit is compared with, and its point is where
 * Newton's method starts: started from zero, with offsets of some hundreds on
 * all rows, the information would have no correct digit.
 *
 * Without an offset the maximum is at the logit of the share of successes,
 * where the likelihood is so flat that a rounded logit gives all digits.
 * With one, the slope of the likelihood falls with the intercept, from the
 * successes to minus the failures: its only zero is bracketed, and found by
 * Newton's method with bisection where that leaves the bracket, or where two
 * steps have not halved it.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/null_model.h"

#include <math.h>
#include <string.h>

#include "core/likelihood/objective.h"
#include "core/likelihood/softmax.h"
#include "core/numeric/doubledouble_math.h"

/* The last Newton step, relative to the intercept: its square is left. */
#define TOLERANCE		1e-9

/* Bisection from the range of doubles to the last digit takes fewer. */
#define MAX_PASSES		200

/* ln(1 + e^x), in double-double. */
static LgDd
softplus(double x)
{
	LgDd		log_term = lg_dd_log1p(lg_dd_exp(lg_dd(-fabs(x))));

	if (x > 0.0)
		lg_dd_accumulate_double(&log_term, x);
	return log_term;
}

/* The interval in which the slope changes its sign. */
typedef struct Bracket
{
	double		lower;
	double		upper;
	double		last_width;		/* two passes ago */
	double		width;			/* one pass ago */
} Bracket;

/*
 * The next intercept to try: Newton's proposal "next" if it is safe, else a
 * bounded step or a bisection.
 */
static double
safeguard(Bracket *bracket, double next)
{
	double		width = bracket->upper - bracket->lower;
	bool		is_slow = width > 0.5 * bracket->last_width;

	bracket->last_width = bracket->width;
	bracket->width = width;
	if (isinf(bracket->lower))
		return next < bracket->upper &&
			next > bracket->upper - 2.0 * (1.0 + fabs(bracket->upper)) ?
			next : bracket->upper - 2.0 * (1.0 + fabs(bracket->upper));
	if (isinf(bracket->upper))
		return next > bracket->lower &&
			next < bracket->lower + 2.0 * (1.0 + fabs(bracket->lower)) ?
			next : bracket->lower + 2.0 * (1.0 + fabs(bracket->lower));
	if (next > bracket->lower && next < bracket->upper && !is_slow)
		return next;
	return bracket->lower + width / 2.0;
}

/* Passes over a design of nothing but the intercept, if there is one. */
static void
search(const LgDesign *design, LgDense *dense, LgNullModel *null)
{
	LgDesign	null_design = *design;
	LgTerm		intercept;
	int			column = 0;
	LgDd		beta = lg_dd(null->intercept);
	LgDd		gradient;
	LgDd		information;
	LgCurvature curvature;
	Bracket		bracket = {-INFINITY, INFINITY, INFINITY, INFINITY};
	int			pass;

	memset(&intercept, 0, sizeof(intercept));
	intercept.kind = LG_TERM_INTERCEPT;
	null_design.terms = &intercept;
	null_design.n_terms = 1;
	null_design.n_columns = design->has_intercept ? 1 : 0;
	null_design.columns = &column;
	null_design.direction = NULL;
	null_design.census = NULL;
	curvature.gradient = &gradient;
	curvature.information = &information;
	for (pass = 0; pass < MAX_PASSES; pass++)
	{
		double		next;

		lg_objective_evaluate(&null_design, dense, &beta, &curvature);
		if (!design->has_intercept)
			break;
		next = beta.hi + gradient.hi / information.hi;
		if (fabs(next - beta.hi) <= TOLERANCE * (1.0 + fabs(beta.hi)))
			break;
		if (gradient.hi > 0.0)
			bracket.lower = beta.hi;
		else
			bracket.upper = beta.hi;
		beta.hi = safeguard(&bracket, next);
	}
	null->intercept = beta.hi;
	null->log_lik = curvature.log_lik;
}

/*
 * The null model of a binary response.  With more than two classes the point
 * is zero, where all classes are equally likely.
 */
void
lg_null_model(const LgDesign *design, const LgRowCounts *row_counts, LgDense *dense,
			  LgNullModel *null)
{
	LgDd		failures = lg_dd_subtract(row_counts->sum_weights,
										  row_counts->sum_weights_positive);

	null->intercept = 0.0;
	null->log_lik = lg_dd(0.0);
	null->has_offsets = row_counts->has_offsets;
	if (design->softmax)
	{
		null->log_lik = lg_dd_scale(row_counts->sum_weights,
									-log((double) design->softmax->classes.n_classes));
		return;
	}
	if (design->has_intercept)
	{
		if (row_counts->n_positive == 0 || row_counts->n_positive == row_counts->n_rows)
			return;
		null->intercept = log(row_counts->sum_weights_positive.hi / failures.hi);
	}
	if (row_counts->has_offsets)
		search(design, dense, null);
	else
		null->log_lik = lg_dd_negate(
			lg_dd_add(lg_dd_multiply(row_counts->sum_weights_positive,
									 softplus(-null->intercept)),
					  lg_dd_multiply(failures, softplus(null->intercept))));
}
