/*-------------------------------------------------------------------------
 *
 * penalty.c
 *		What a fit pays for large coefficients: ridge and lasso.
 *
 * The fit works on scaled columns z = (x u - c) d, whose coefficients are
 * those of the user's columns divided by u d.  In them the ridge is the
 * quadratic form of a diagonal matrix P, p_j = l2 (s_j u_j d_j)^2, which is
 * added to the likelihood, its gradient and its information: Newton's
 * method needs to know no more (Hoerl & Kennard 1970, Technometrics 12;
 * le Cessie & van Houwelingen 1992, Applied Statistics 41).
 *
 *-------------------------------------------------------------------------
 */
#include "penalty.h"

#include <math.h>

#include "symmetric.h"

/*
 * Columns below 1e-130 that are not standardised would be held at zero by
 * more than the range of double-doubles.
 */
#define LARGEST_RIDGE	0x1p900

/* Fills the scales, once the design has been measured. */
void
lg_penalty_start(LgPenalty *penalty, const LgDesign *design)
{
	int			j;

	penalty->paid = lg_dd(0.0);
	for (j = 0; j < design->n_terms; j++)
	{
		const LgTerm *term = &design->terms[j];
		double		size = penalty->is_standardised ? term->std_dev : 1.0;

		penalty->slope[j] = 0.0;

		/* the deviation first: a product of units alone may overflow */
		penalty->scale[j] = term->kind == LG_TERM_INTERCEPT ? 0.0 :
			size * term->unit * term->spread;
	}
}

/* p_j of a column of the design: what the ridge adds to its information. */
double
lg_penalty_ridge(const LgPenalty *penalty, const LgDesign *design, int column)
{
	double		scale = penalty->scale[design->columns[column]];

	return fmin(penalty->l2 * scale * scale, LARGEST_RIDGE);
}

/*
 * Takes the penalty at beta off the log-likelihood of a curvature, and its
 * derivative off the gradient.  Absolute values are paid by their slopes.
 */
void
lg_penalty_add(LgPenalty *penalty, const LgDesign *design, const LgDd *beta,
			   LgCurvature *curvature)
{
	int			j;

	penalty->paid = lg_dd(0.0);
	for (j = 0; j < design->n_columns; j++)
	{
		double		slope = penalty->slope[design->columns[j]];
		LgDd		ridge = lg_dd_scale(beta[j],
										lg_penalty_ridge(penalty, design, j));

		lg_dd_accumulate(&penalty->paid,
						 lg_dd_shift(lg_dd_multiply(ridge, beta[j]), 0.5));
		lg_dd_accumulate(&penalty->paid, lg_dd_scale(beta[j], slope));
		lg_dd_accumulate_double(&ridge, slope);
		curvature->gradient[j] = lg_dd_subtract(curvature->gradient[j], ridge);
	}
	curvature->log_lik = lg_dd_subtract(curvature->log_lik, penalty->paid);
}

/* Adds P to the information of a curvature. */
void
lg_penalty_add_information(const LgPenalty *penalty, const LgDesign *design,
						   LgCurvature *curvature)
{
	int			j;

	for (j = 0; j < design->n_columns; j++)
		lg_dd_accumulate_double(&curvature->information[LG_PACKED(j, j)],
								lg_penalty_ridge(penalty, design, j));
}
