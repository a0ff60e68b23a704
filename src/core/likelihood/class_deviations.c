/*-------------------------------------------------------------------------
 *
 * class_deviations.c
 *		The likelihood's rows of more than two classes as deviations of classes.
 *
 * Over the terms of all equations a row has a vector x_k for each class k: z
 * in the places of equation k, and 0 elsewhere; of the baseline, 0 alone.
 * The row expects m = sum p_k x_k, from which its classes deviate by
 * u_k = x_k - m.  The derivatives of its log-likelihood w ln p_y are w times
 * the cumulants of x (McCullagh & Nelder, Generalized Linear Models, 5.3):
 *
 *		score				w u_y
 *		information			w sum p_k u_k u_k'
 *		its derivative		w sum p_k u_k u_k u_k
 *
 * Elements of u are products of z with 1 - p or -p, never differences of two
 * numbers that nearly cancel.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/softmax.h"

/* Does a row have an open class other than its own? */
static bool
takes_part(const LgSoftmax *softmax, int row)
{
	int			n_open = 0;
	int			k;

	for (k = 0; k < softmax->classes.n_classes; k++)
		n_open += softmax->is_open[k * LG_BLOCK_ROWS + row];
	return n_open > 1;
}

/* Writes u_k of a row, whose shares are known, to a place of the block. */
static void
put_deviation(const LgDesign *design, int row, int k, LgDense *dense,
			  int place)
{
	const LgSoftmax *softmax = design->softmax;
	int			c;

	for (c = 0; c < design->n_columns; c++)
	{
		int			term = design->columns[c];
		int			l = design->terms[term].equation;
		int			column = lg_softmax_column(softmax, term);
		size_t		to = (size_t) c * LG_BLOCK_STRIDE + place;

		if (dense->z_low)
		{
			LgDd		value = lg_dd_multiply(lg_softmax_value(softmax, column,
																row),
											   l == k ? softmax->rest_dd[k] :
											   lg_dd_negate(softmax->share_dd[l]));

			dense->z[to] = value.hi;
			dense->z_low[to] = value.lo;
		}
		else
			dense->z[to] = softmax->dense.z[(size_t) column *
											LG_BLOCK_STRIDE + row] *
				(l == k ? softmax->rest[k * LG_BLOCK_ROWS + row] :
				 -softmax->share[l * LG_BLOCK_ROWS + row]);
	}
}

/* Clears the padding of the columns, which kernels read. */
static void
pad(int n_columns, LgDense *dense)
{
	int			c;
	int			i;

	for (c = 0; c < n_columns; c++)
		for (i = dense->n_rows; i % LG_KERNEL_PAD != 0; i++)
			dense->z[(size_t) c * LG_BLOCK_STRIDE + i] = 0.0;
}

/*
 * The next rows at beta as deviations, in double-double if the block has low
 * parts: of each row that of its own class, or all of them, n_classes places
 * in a row.  "residual" is w at the class of the row and 0 at others, and
 * "curvature" w p_k.  False at the end; the caller has rewound the design.
 */
bool
lg_softmax_next_deviations(const LgDesign *design, const LgDd *beta,
						   bool wants_all, LgDense *dense, double *residual,
						   double *curvature)
{
	LgSoftmax  *softmax = design->softmax;
	const LgDense *base = &softmax->dense;
	LgDd		gradient;
	LgDd		information;
	LgCurvature ignored = {.gradient = &gradient, .information = &information};
	int			n_classes = softmax->classes.n_classes;
	int			n_places = wants_all ? n_classes : 1;
	int			k;

	dense->n_rows = 0;
	dense->has_frequencies = false;
	while (dense->n_rows == 0)
	{
		int			i = dense->n_alternatives;

		if (i == 0)
		{
			if (!lg_softmax_next(design, softmax, dense->z_low != NULL))
				return false;
			if (dense->z_low == NULL)
				(void) lg_softmax_probabilities(design, beta, &ignored);
		}
		design->rows->check(design->rows->host);
		for (; i < base->n_rows &&
			 dense->n_rows + n_places <= LG_BLOCK_ROWS; i++)
		{
			int			y = softmax->classes.class_of[base->label[i]];

			if (!takes_part(softmax, i))
				continue;
			if (dense->z_low)
				(void) lg_softmax_probabilities_dd(design, beta, i, &ignored);
			for (k = 0; k < n_classes; k++)
			{
				int			place = dense->n_rows;

				if (!wants_all && k != y)
					continue;
				put_deviation(design, i, k, dense, place);
				dense->weight[place] = base->weight[i];
				dense->cluster[place] = base->cluster[i];
				dense->has_frequencies |= base->has_frequencies;
				dense->frequency[place] = base->has_frequencies ?
					base->frequency[i] : 1.0;
				residual[place] = k == y ? base->weight[i] : 0.0;
				curvature[place] = base->weight[i] *
					(dense->z_low ? softmax->share_dd[k].hi :
					 softmax->share[k * LG_BLOCK_ROWS + i]);
				dense->n_rows++;
			}
		}
		dense->n_alternatives = i < base->n_rows ? i : 0;
	}
	pad(design->n_columns, dense);
	return true;
}
