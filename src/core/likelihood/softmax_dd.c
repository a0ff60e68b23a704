/*-------------------------------------------------------------------------
 *
 * softmax_dd.c
 *		The likelihood of more than two classes in double-double.
 *
 * The formulas are those of softmax.c.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/softmax.h"

#include <math.h>

#include "core/data/design_scan.h"
#include "core/numeric/doubledouble_math.h"

/*
 * Turns the scores of a row into shares; returns its log-likelihood.  Rows
 * without an open class beside their own count as nothing.
 */
static LgDd
find_shares(LgSoftmax *softmax, LgCurvature *curvature, int row)
{
	const bool *is_open = softmax->is_open + row;
	LgDd	   *score = softmax->score_dd;
	LgDd	   *share = softmax->share_dd;
	LgDd	   *rest = softmax->rest_dd;
	int			n_classes = softmax->classes.n_classes;
	int			y = softmax->classes.class_of[softmax->dense.label[row]];
	int			largest = y;
	LgDd		others = lg_dd(0.0);
	LgDd		inverse;
	int			n_open = 0;
	int			k;

	for (k = 0; k < n_classes; k++)
	{
		if (!is_open[k * LG_BLOCK_ROWS])
			continue;
		n_open++;
		if (lg_dd_subtract(score[k], score[largest]).hi > 0.0)
			largest = k;
		if (k != y)
			curvature->smallest_margin = fmin(curvature->smallest_margin,
											  lg_dd_subtract(score[y], score[k]).hi);
	}
	if (n_open > 1)
		curvature->n_rows++;
	for (k = 0; k < n_classes; k++)
	{
		if (k == largest)
			share[k] = lg_dd(1.0);
		else if (is_open[k * LG_BLOCK_ROWS])
			share[k] = lg_dd_exp(lg_dd_subtract(score[k], score[largest]));
		else
			share[k] = lg_dd(0.0);
		if (k != largest)
			lg_dd_accumulate(&others, share[k]);
	}
	inverse = lg_dd_divide(lg_dd(1.0), lg_dd_add(lg_dd(1.0), others));
	for (k = 0; k < n_classes; k++)
	{
		rest[k] = k == largest ? others :
			lg_dd_add(lg_dd(1.0), lg_dd_subtract(others, share[k]));
		rest[k] = lg_dd_multiply(rest[k], inverse);
		share[k] = lg_dd_multiply(share[k], inverse);
	}
	return lg_dd_subtract(lg_dd_subtract(score[y], score[largest]),
						  lg_dd_log1p(others));
}

/*
 * The shares of the classes in a row of the block at beta; returns its
 * log-likelihood.
 */
LgDd
lg_softmax_probabilities_dd(const LgDesign *design, const LgDd *beta, int row,
							LgCurvature *curvature)
{
	LgSoftmax  *softmax = design->softmax;
	int			c;
	int			k;

	for (k = 0; k < softmax->classes.n_classes; k++)
		softmax->score_dd[k] = lg_dd(0.0);
	for (c = 0; c < design->n_columns; c++)
	{
		int			term = design->columns[c];
		LgDd		z = lg_softmax_value(softmax,
										 lg_softmax_column(softmax, term),
										 row);

		lg_dd_accumulate(&softmax->score_dd[design->terms[term].equation],
						 lg_dd_multiply(z, beta[c]));
	}
	return find_shares(softmax, curvature, row);
}

/* Adds one row's part of the gradient and information. */
static void
add_row(const LgDesign *design, const LgSoftmax *softmax, int row,
		   LgCurvature *curvature)
{
	LgDd	   *element = curvature->information;
	double		w = softmax->dense.weight[row];
	int			y = softmax->classes.class_of[softmax->dense.label[row]];
	int			c;
	int			d;

	for (c = 0; c < design->n_columns; c++)
	{
		int			term = design->columns[c];
		int			k = design->terms[term].equation;
		LgDd		z = lg_dd_scale(lg_softmax_value(softmax, lg_softmax_column(softmax, term),
											 row), w);
		LgDd		product = lg_dd_multiply(z, softmax->share_dd[k]);

		lg_dd_accumulate(&curvature->gradient[c], y == k ?
						 lg_dd_multiply(z, softmax->rest_dd[k]) :
						 lg_dd_negate(product));
		for (d = 0; d <= c; d++)
		{
			int			l;
			LgDd		weight;

			term = design->columns[d];
			l = design->terms[term].equation;
			weight = l == k ? softmax->rest_dd[k] :
				lg_dd_negate(softmax->share_dd[l]);
			lg_dd_accumulate(element++,
							 lg_dd_multiply(lg_dd_multiply(product, weight),
											lg_softmax_value(softmax,
													 lg_softmax_column(softmax, term),
													 row)));
		}
	}
}

/* Evaluates at beta in double-double throughout. */
void
lg_softmax_evaluate_dd(const LgDesign *design, const LgDd *beta,
					   LgCurvature *curvature)
{
	LgSoftmax  *softmax = design->softmax;
	int			i;

	lg_curvature_clear(curvature, design->n_columns);
	lg_design_rewind(&softmax->base, &softmax->dense);
	while (lg_softmax_next(design, softmax, true))
		for (i = 0; i < softmax->dense.n_rows; i++)
		{
			LgDd		log_lik;

			design->rows->check(design->rows->host);
			log_lik = lg_softmax_probabilities_dd(design, beta, i, curvature);
			lg_dd_accumulate(&curvature->log_lik,
							 lg_dd_scale(log_lik, softmax->dense.weight[i]));
			add_row(design, softmax, i, curvature);
		}
}

/*
 * The log-likelihood of the intercepts alone, sum W_k ln (W_k / W), or of
 * nothing, - W ln K.
 */
void
lg_softmax_null(const LgDesign *design, LgDd *log_lik)
{
	LgSoftmax  *softmax = design->softmax;
	LgDd	   *weight = softmax->share_dd;
	LgDd		all = lg_dd(0.0);
	int			i;
	int			k;

	for (k = 0; k < softmax->classes.n_classes; k++)
		weight[k] = lg_dd(0.0);
	lg_design_rewind(&softmax->base, &softmax->dense);
	while (lg_design_next(&softmax->base, &softmax->dense))
		for (i = 0; i < softmax->dense.n_rows; i++)
		{
			lg_dd_accumulate_double(&weight[softmax->classes.class_of[softmax->dense.label[i]]],
									softmax->dense.weight[i]);
			lg_dd_accumulate_double(&all, softmax->dense.weight[i]);
		}
	if (!design->has_intercept)
	{
		*log_lik = lg_dd_scale(all, -log((double) softmax->classes.n_classes));
		return;
	}
	*log_lik = lg_dd(0.0);
	for (k = 0; k < softmax->classes.n_classes; k++)
		if (weight[k].hi > 0.0)
			lg_dd_accumulate(log_lik,
							 lg_dd_scale(weight[k],
										 log(lg_dd_double(lg_dd_divide(weight[k],
																	   all)))));
}
