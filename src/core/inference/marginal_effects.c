/*-------------------------------------------------------------------------
 *
 * marginal_effects.c
 *		The numerics of average marginal effects, summed row by row.
 *
 * Method: with p = 1 / (1 + e^-x'b), the effect of a number is the mean of
 *
 *		dp/dx_j			= p(1-p) b_j
 *		d/db_k of it	= p(1-p)(1-2p) x_k b_j + [k = j] p(1-p)
 *
 * so that all numbers share two sums.  The effect of a 0/1 term is the mean
 * of p1 - p0, the probabilities with the term at 1 and at 0, with gradient
 * p1(1-p1) x1 - p0(1-p0) x0.  Standard errors follow by the delta method
 * from the covariance of b (Greene, Econometric Analysis, 7th ed., section
 * 17.3; Stata's margins, dydx).
 *
 * Accuracy: the effects are compensated sums; the gradients, which only
 * standard errors need, are plain ones.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/marginal_effects.h"

#include <math.h>

#include "core/numeric/link.h"

/* Adds the change that a 0/1 term makes on the row. */
static void
add_change(LgMarginalEffects *margins, int e, const double *x, double score)
{
	const LgEffect *effect = &margins->effects[e];
	double	   *gradient = margins->gradient + (size_t) e * margins->n_terms;
	double		rest = score;
	double		with;
	double		without;
	double		slope_with;
	double		slope_without;
	int			k;

	for (k = effect->first; k < effect->first + effect->n; k++)
		rest -= margins->coefficient[k] * x[k];
	with = rest + margins->coefficient[effect->term];
	without = rest;
	if (effect->reference >= 0)
		without += margins->coefficient[effect->reference];
	lg_dd_accumulate_double(&margins->change[e],
							lg_link_sigmoid(with) - lg_link_sigmoid(without));

	slope_with = lg_link_sigmoid_derivative(with);
	slope_without = lg_link_sigmoid_derivative(without);
	for (k = 0; k < margins->n_terms; k++)
		if (k < effect->first || k >= effect->first + effect->n)
			gradient[k] += (slope_with - slope_without) * x[k];
	gradient[effect->term] += slope_with;
	if (effect->reference >= 0)
		gradient[effect->reference] -= slope_without;
}

/* Adds a row: its terms, the intercept's 1 included, and its finite score. */
void
lg_marginal_effects_add(LgMarginalEffects *margins, const double *x,
						double score)
{
	double		slope = lg_link_sigmoid_derivative(score);
	double		curve = slope * -tanh(0.5 * score);	/* 1 - 2p */
	int			k;

	margins->n_rows++;
	lg_dd_accumulate_double(&margins->slope, slope);
	for (k = 0; k < margins->n_terms; k++)
		margins->curve[k] += curve * x[k];
	for (k = 0; k < margins->n_effects; k++)
		if (margins->effects[k].n > 0)
			add_change(margins, k, x, score);
}

/* The average effect, and its gradient, [n_terms], by the coefficients. */
double
lg_marginal_effects_find(const LgMarginalEffects *margins, int e,
						 double *gradient)
{
	const LgEffect *effect = &margins->effects[e];
	double		n = (double) margins->n_rows;
	double		slope = lg_dd_double(margins->slope) / n;
	double		b = margins->coefficient[effect->term];
	int			k;

	if (effect->n > 0)
	{
		for (k = 0; k < margins->n_terms; k++)
			gradient[k] =
				margins->gradient[(size_t) e * margins->n_terms + k] / n;
		return lg_dd_double(margins->change[e]) / n;
	}
	for (k = 0; k < margins->n_terms; k++)
		gradient[k] = b * margins->curve[k] / n;
	gradient[effect->term] += slope;
	return slope * b;
}
