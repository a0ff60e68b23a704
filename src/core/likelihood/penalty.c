/*-------------------------------------------------------------------------
 *
 * penalty.c
 *		Ridge and lasso penalties.
 *
 * The fit works on scaled columns z = (x u - c) d, whose coefficients are
 * those of the user's columns divided by u d.  In them the ridge is the
 * quadratic form of a diagonal matrix P, p_j = l2 (s_j u_j d_j)^2, which is
 * added to the likelihood, its gradient and its information: Newton's
 * method needs to know no more (Hoerl & Kennard 1970, Technometrics 12;
 * le Cessie & van Houwelingen 1992, Applied Statistics 41).
 *
 * Of more than two classes P has a block 2 p_j (1 - J / K) per column, J a
 * matrix of ones; the terms of a column follow each other.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/penalty.h"

#include <math.h>

#include "core/likelihood/softmax.h"
#include "core/linalg/cholesky.h"

/*
 * Columns below 1e-130 that are not standardised would be held at zero by
 * more than the range of double-doubles.
 */
#define LARGEST_RIDGE	0x1p900

/* Fills the scales, once the design has been measured. */
void
lg_penalty_start(LgPenalty *penalty, const LgDesign *design)
{
	const LgSoftmax *softmax = design->softmax;
	int			j;

	penalty->paid = lg_dd(0.0);
	penalty->factor = softmax ? 2.0 : 1.0;
	penalty->coupling = softmax &&
		softmax->n_equations < softmax->classes.n_classes ?
		1.0 / softmax->classes.n_classes : 0.0;
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

/* The first of the columns that share a block of P with one of the design. */
int
lg_penalty_first(const LgPenalty *penalty, const LgDesign *design, int column)
{
	const int  *columns = design->columns;
	int			first = column;

	while (penalty->coupling > 0.0 && first > 0 &&
		   lg_softmax_column(design->softmax, columns[first - 1]) ==
		   lg_softmax_column(design->softmax, columns[column]))
		first--;
	return first;
}

/*
 * Element (i, j) of P, for two columns of the design that share a block: what
 * the ridge adds to the information.
 */
double
lg_penalty_ridge(const LgPenalty *penalty, const LgDesign *design, int i,
				 int j)
{
	double		scale = penalty->scale[design->columns[i]];
	double		ridge = fmin(penalty->l2 * scale * scale, LARGEST_RIDGE);

	return penalty->factor * ((i == j) - penalty->coupling) * ridge;
}

/* Computes the penalty at beta; absolute values enter by their slopes. */
void
lg_penalty_pay(LgPenalty *penalty, const LgDesign *design, const LgDd *beta)
{
	int			i;
	int			j;

	penalty->paid = lg_dd(0.0);
	for (i = 0; i < design->n_columns; i++)
	{
		double		slope = penalty->slope[design->columns[i]];

		lg_dd_accumulate(&penalty->paid, lg_dd_scale(beta[i], slope));
		for (j = lg_penalty_first(penalty, design, i); j <= i; j++)
		{
			double		p = lg_penalty_ridge(penalty, design, i, j);

			lg_dd_accumulate(&penalty->paid,
							 lg_dd_multiply(lg_dd_scale(beta[j],
														j < i ? p : 0.5 * p),
											beta[i]));
		}
	}
}

/*
 * Takes the penalty at beta off the log-likelihood of a curvature, and its
 * derivative off the gradient.
 */
void
lg_penalty_add(LgPenalty *penalty, const LgDesign *design, const LgDd *beta,
			   LgCurvature *curvature)
{
	LgDd	   *gradient = curvature->gradient;
	int			i;
	int			j;

	lg_penalty_pay(penalty, design, beta);
	for (i = 0; i < design->n_columns; i++)
	{
		lg_dd_accumulate_double(&gradient[i],
								-penalty->slope[design->columns[i]]);
		for (j = lg_penalty_first(penalty, design, i); j <= i; j++)
		{
			double		p = lg_penalty_ridge(penalty, design, i, j);

			gradient[i] = lg_dd_subtract(gradient[i],
										 lg_dd_scale(beta[j], p));
			if (j < i)
				gradient[j] = lg_dd_subtract(gradient[j],
											 lg_dd_scale(beta[i], p));
		}
	}
	curvature->log_lik = lg_dd_subtract(curvature->log_lik, penalty->paid);
}

/* Adds P to the information of a curvature. */
void
lg_penalty_add_information(const LgPenalty *penalty, const LgDesign *design,
						   LgCurvature *curvature)
{
	int			i;
	int			j;

	for (i = 0; i < design->n_columns; i++)
		for (j = lg_penalty_first(penalty, design, i); j <= i; j++)
			lg_dd_accumulate_double(&curvature->information[LG_PACKED(i, j)],
									lg_penalty_ridge(penalty, design, i, j));
}
