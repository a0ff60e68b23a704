/*-------------------------------------------------------------------------
 *
 * prediction_contrast.c
 *		Standard errors of average predictions of two versions of the rows.
 *
 * Method: with p = 1 / (1 + e^-x'b) of each row, W the sum of the weights,
 * and
 *
 *		m = sum of w p / W,		g = dm/db = sum of w p(1-p) x / W
 *
 * of either version, a and b, the comparisons and their gradients are
 *
 *		m_a - m_b				g_a - g_b
 *		ln(m_a / m_b)			g_a / m_a - g_b / m_b
 *		ln(odds_a / odds_b)		g_a / (m_a (1-m_a)) - g_b / (m_b (1-m_b))
 *
 * Standard errors follow by the delta method from the covariance of b: those
 * of the estimates, given the rows and their weights (what R's
 * marginaleffects calls avg_comparisons()).
 *
 * Special cases: a row of infinite score has the probability 0 or 1 and adds
 * nothing to the gradient.  A ratio of averages that are 0, and a gradient
 * by them, is NaN or infinite.
 *
 * Accuracy: the averages and their difference are compensated sums, and
 * 1 - m is summed by itself; the gradients, which only standard errors need,
 * are plain sums.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/prediction_contrast.h"

#include <math.h>

#include "core/numeric/link.h"

/* Adds one version of a row, with its probabilities of both labels. */
static void
add_version(LgPredictionSums *sums, const LgPredictionRow *row, double p,
			double q, double weight, int n_terms)
{
	double		slope = weight * p * q;
	int			k;

	lg_dd_accumulate(&sums->p, lg_dd_product(weight, p));
	lg_dd_accumulate(&sums->q, lg_dd_product(weight, q));
	if (slope == 0.0)
		return;					/* x may be infinite */
	for (k = 0; k < n_terms; k++)
		sums->gradient[k] += slope * row->x[k];
}

/* Adds both versions of a row; its weight is above zero and finite. */
void
lg_prediction_contrast_add(LgPredictionContrast *contrast,
						   const LgPredictionRow *a, const LgPredictionRow *b,
						   double weight)
{
	double		p_a = lg_link_sigmoid(a->score);
	double		q_a = lg_link_sigmoid(-a->score);
	double		p_b = lg_link_sigmoid(b->score);
	double		q_b = lg_link_sigmoid(-b->score);

	/* of probabilities near 1 the other label's have the digits */
	double		difference = p_a > 0.5 && p_b > 0.5 ? q_b - q_a : p_a - p_b;

	contrast->n_rows++;
	lg_dd_accumulate_double(&contrast->weight, weight);
	lg_dd_accumulate(&contrast->difference, lg_dd_product(weight, difference));
	add_version(&contrast->a, a, p_a, q_a, weight, contrast->n_terms);
	add_version(&contrast->b, b, p_b, q_b, weight, contrast->n_terms);
}

/* The derivative of a scale by the sums of one version, times W. */
static double
derivative(const LgPredictionSums *sums, double weight,
		   LgPredictionScale scale)
{
	double		p = lg_dd_double(sums->p);
	double		q = lg_dd_double(sums->q);

	switch (scale)
	{
		case LG_PREDICTION_DIFFERENCE:
			return 1.0 / weight;
		case LG_PREDICTION_LOG_RATIO:
			return 1.0 / p;
		case LG_PREDICTION_LOG_ODDS_RATIO:
			return weight / p / q;
	}
	return 0.0;
}

/*
 * The comparison of the averages on a scale, and its gradient, [n_terms], by
 * the coefficients.  There must be a row.
 */
double
lg_prediction_contrast_find(const LgPredictionContrast *contrast,
							LgPredictionScale scale, double *gradient)
{
	const LgPredictionSums *a = &contrast->a;
	const LgPredictionSums *b = &contrast->b;
	double		weight = lg_dd_double(contrast->weight);
	double		by_a = derivative(a, weight, scale);
	double		by_b = derivative(b, weight, scale);
	double		ratio;
	int			k;

	for (k = 0; k < contrast->n_terms; k++)
		gradient[k] = by_a * a->gradient[k] - by_b * b->gradient[k];
	if (scale == LG_PREDICTION_DIFFERENCE)
		return lg_dd_double(contrast->difference) / weight;

	/* ln(1 + difference / b) where the two are alike */
	ratio = lg_dd_double(contrast->difference) / lg_dd_double(b->p);
	ratio = fabs(ratio) < 0.5 ? log1p(ratio) :
		log(lg_dd_double(a->p) / lg_dd_double(b->p));
	if (scale == LG_PREDICTION_LOG_RATIO)
		return ratio;
	if (lg_dd_double(a->q) == 0.0 || lg_dd_double(b->q) == 0.0)
		return ratio - log(lg_dd_double(a->q) / lg_dd_double(b->q));
	by_b = lg_dd_double(contrast->difference) / lg_dd_double(b->q);
	return ratio - (fabs(by_b) < 0.5 ? log1p(-by_b) :
					log(lg_dd_double(a->q) / lg_dd_double(b->q)));
}
