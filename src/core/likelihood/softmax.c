/*-------------------------------------------------------------------------
 *
 * softmax.c
 *		The likelihood of more than two classes, in one pass.
 *
 * With scores s_k = z'b_k, s_0 = 0 for the baseline, p_k = e^s_k / sum e^s
 * and the class y of a row (Agresti, Categorical Data Analysis, 8.1):
 *
 *		log-likelihood		= sum w ln p_y
 *		gradient of b_k		= sum w ([y = k] - p_k) z
 *		information (k, l)	= sum w p_k ([k = l] - p_l) z z'
 *
 * Scores are taken against the largest of a row, so no exponential
 * overflows.  1 - p is a sum of the other shares and never a difference:
 * for the largest class, where it could cancel, they are added up.
 *
 * After a proof of separation the likelihood is that of its limit: a class
 * that the direction separates from a row's own has probability 0 in that row:
 * it is not "open" to it.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/softmax.h"

#include <math.h>
#include <string.h>

#include "core/data/design_scan.h"
#include "core/linalg/cholesky.h"

/*
 * Takes the columns of one equation out of the design, whose terms are
 * measured: those of a column follow each other, by equation.
 */
void
lg_softmax_start(LgSoftmax *softmax, const LgDesign *design)
{
	int			n = design->n_terms / softmax->n_equations;
	int			j;

	for (j = 0; j < n; j++)
	{
		softmax->terms[j] = design->terms[j * softmax->n_equations];
		softmax->columns[j] = softmax->places[j] = j;
	}
	softmax->base = *design;
	softmax->base.classes = NULL;
	softmax->base.softmax = NULL;
	softmax->base.direction = NULL;
	softmax->base.n_terms = softmax->base.n_columns = n;
	softmax->base.terms = softmax->terms;
	softmax->base.columns = softmax->columns;
}

/* Tells which classes are open to the rows of the block. */
static void
find_open(const LgDesign *design, LgSoftmax *softmax)
{
	LgDd	   *along = softmax->score_dd;
	double		size[LG_CLASSES_LIMIT];
	int			n_classes = softmax->classes.n_classes;
	int			i;
	int			j;
	int			k;

	if (design->direction == NULL)
	{
		memset(softmax->is_open, true, (size_t) n_classes * LG_BLOCK_ROWS *
			   sizeof(bool));
		return;
	}
	for (i = 0; i < softmax->dense.n_rows; i++)
	{
		int			y = softmax->classes.class_of[softmax->dense.label[i]];

		for (k = 0; k < n_classes; k++)
		{
			along[k] = lg_dd(0.0);
			size[k] = 0.0;
		}
		for (j = 0; j < design->n_terms; j++)
		{
			LgDd		product;

			if (design->direction[j].hi == 0.0)
				continue;
			product = lg_dd_multiply(design->direction[j],
									 lg_softmax_value(softmax, lg_softmax_column(softmax, j),
											  i));
			k = design->terms[j].equation;
			lg_dd_accumulate(&along[k], product);
			size[k] += fabs(product.hi);
		}
		for (k = 0; k < n_classes; k++)
			softmax->is_open[k * LG_BLOCK_ROWS + i] =
				fabs(lg_dd_subtract(along[k], along[y]).hi) <=
				LG_ZERO_TOLERANCE * (size[k] + size[y]);
	}
}

/*
 * The next block of the base, with the classes open to its rows; low parts
 * of z only where they are wanted.  The caller has rewound the rows.
 */
bool
lg_softmax_next(const LgDesign *design, LgSoftmax *softmax, bool with_low)
{
	double	   *low = softmax->dense.z_low;
	bool		is_there;

	if (!with_low && design->direction == NULL)
		softmax->dense.z_low = NULL;
	is_there = lg_design_next(&softmax->base, &softmax->dense);
	softmax->dense.z_low = low;
	if (is_there)
		find_open(design, softmax);
	return is_there;
}

/*
 * Turns the scores of a row, in "weighted", into shares; returns its
 * log-likelihood.  Rows without an open class beside their own count as
 * nothing.
 */
static double
find_shares(LgSoftmax *softmax, LgCurvature *curvature, int row)
{
	const bool *is_open = softmax->is_open + row;
	const double *score = softmax->weighted + row;
	double	   *share = softmax->share + row;
	double	   *rest = softmax->rest + row;
	int			n_classes = softmax->classes.n_classes;
	int			y = softmax->classes.class_of[softmax->dense.label[row]] *
		LG_BLOCK_ROWS;
	int			largest = y;
	double		others = 0.0;
	double		sum;
	int			n_open = 0;
	int			place;
	int			k;

	for (k = 0; k < n_classes; k++)
	{
		place = k * LG_BLOCK_ROWS;
		if (!is_open[place])
			continue;
		n_open++;
		if (score[place] > score[largest])
			largest = place;
		if (place != y)
			curvature->smallest_margin = fmin(curvature->smallest_margin,
											  score[y] - score[place]);
	}
	if (n_open > 1)
		curvature->n_rows++;
	for (k = 0; k < n_classes; k++)
	{
		place = k * LG_BLOCK_ROWS;
		share[place] = is_open[place] ? exp(score[place] - score[largest]) :
			0.0;
		if (place != largest)
			others += share[place];
	}
	sum = 1.0 + others;
	for (k = 0; k < n_classes; k++)
	{
		place = k * LG_BLOCK_ROWS;
		rest[place] = (place == largest ? others : sum - share[place]) / sum;
		share[place] /= sum;
	}
	return (score[y] - score[largest]) - log1p(others);
}

/*
 * Leaves the base the columns that some equation uses: all of them unless
 * a lasso takes some away.
 */
static void
take_columns(const LgDesign *design, LgSoftmax *softmax)
{
	int			n = 0;
	int			c;

	for (c = 0; c < design->n_columns; c++)
	{
		int			column = lg_softmax_column(softmax, design->columns[c]);

		if (n > 0 && softmax->columns[n - 1] == column)
			continue;
		softmax->places[column] = n;
		softmax->columns[n++] = column;
	}
	softmax->base.n_columns = n;
}

/* Lets the base have all its columns again. */
static void
take_all_columns(LgSoftmax *softmax)
{
	int			j;

	softmax->base.n_columns = softmax->base.n_terms;
	for (j = 0; j < softmax->base.n_terms; j++)
		softmax->columns[j] = softmax->places[j] = j;
}

/*
 * Adds the block's part of the gradient and information.  That of two
 * equations is a weighted cross product of the same columns, for each pair of
 * equations another one.
 */
static void
add_block(LgSoftmax *softmax)
{
	int			first = softmax->classes.n_classes - softmax->n_equations;
	const LgKernel *kernel = lg_design_kernel(&softmax->base);
	const LgDense *dense = &softmax->dense;
	int			n_columns = softmax->base.n_columns;
	int			n = dense->n_rows;
	double		residual[LG_BLOCK_STRIDE];
	double		curvature[LG_BLOCK_STRIDE];
	LgResponse	response = {0};
	LgDd	   *block = softmax->blocks;
	int			i;
	int			k;
	int			l;

	response.n_rows = n;
	response.residual = residual;
	response.curvature = curvature;
	memset(residual, 0, sizeof(residual));
	memset(curvature, 0, sizeof(curvature));
	for (i = 0; i < n_columns; i++)
		dense->columns[i] = dense->z + (size_t) i * LG_BLOCK_STRIDE;
	for (k = first; k < softmax->classes.n_classes; k++)
	{
		const double *share = softmax->share + k * LG_BLOCK_ROWS;
		const double *rest = softmax->rest + k * LG_BLOCK_ROWS;
		LgDd	   *gradient = softmax->gradients + (k - first) * n_columns;

		softmax->base.rows->check(softmax->base.rows->host);
		for (l = first; l <= k; l++)
		{
			const double *other = softmax->share + l * LG_BLOCK_ROWS;

			for (i = 0; i < n; i++)
			{
				curvature[i] = dense->weight[i] * share[i] *
					(l == k ? rest[i] : -other[i]);
				residual[i] = l < k ? 0.0 : dense->weight[i] *
					(softmax->classes.class_of[dense->label[i]] == k ? rest[i] :
					 -share[i]);
			}
			lg_cross_sums_clear(dense->sums, n_columns);
			kernel->cross(&response, dense->columns, n_columns, dense->sums);
			lg_cross_sums_collect(dense->sums, n_columns, false, gradient,
								  block);
			block += LG_PACKED_SIZE(n_columns);
		}
	}
}

/* Puts what has been summed where the solver looks for it. */
static void
gather_blocks(const LgDesign *design, LgCurvature *curvature)
{
	const LgSoftmax *softmax = design->softmax;
	int			first = softmax->classes.n_classes - softmax->n_equations;
	int			n_columns = softmax->base.n_columns;
	LgDd	   *element = curvature->information;
	int			c;
	int			d;

	for (c = 0; c < design->n_columns; c++)
	{
		int			term = design->columns[c];
		int			k = design->terms[term].equation - first;
		int			j = softmax->places[lg_softmax_column(softmax, term)];

		curvature->gradient[c] = softmax->gradients[k * n_columns + j];
		for (d = 0; d <= c; d++)
		{
			int			l;
			int			i;

			term = design->columns[d];
			l = design->terms[term].equation - first;
			i = softmax->places[lg_softmax_column(softmax, term)];
			*element++ = softmax->blocks[(k > l ? LG_PACKED(k, l) :
										  LG_PACKED(l, k)) *
										 LG_PACKED_SIZE(n_columns) +
										 LG_PACKED(j, i)];
		}
	}
}

/* The scores of the block, into "weighted". */
static void
find_scores(const LgDesign *design, LgSoftmax *softmax, const LgDd *beta)
{
	const LgDense *dense = &softmax->dense;
	int			c;
	int			i;

	memset(softmax->weighted, 0, (size_t) softmax->classes.n_classes *
		   LG_BLOCK_ROWS * sizeof(double));
	for (c = 0; c < design->n_columns; c++)
	{
		int			term = design->columns[c];
		int			place = softmax->places[lg_softmax_column(softmax, term)];
		const double *z = dense->z + (size_t) place * LG_BLOCK_STRIDE;
		double	   *score = softmax->weighted +
			design->terms[term].equation * LG_BLOCK_ROWS;

		for (i = 0; i < dense->n_rows; i++)
			score[i] += z[i] * beta[c].hi;
	}
}

/*
 * The shares of the classes in the rows of the block at beta, in doubles;
 * returns its log-likelihood.
 */
double
lg_softmax_probabilities(const LgDesign *design, const LgDd *beta,
						 LgCurvature *curvature)
{
	LgSoftmax  *softmax = design->softmax;
	double		log_lik = 0.0;
	int			i;

	find_scores(design, softmax, beta);
	for (i = 0; i < softmax->dense.n_rows; i++)
		log_lik += softmax->dense.weight[i] *
			find_shares(softmax, curvature, i);
	return log_lik;
}

/* Evaluates at beta, in doubles. */
void
lg_softmax_evaluate(const LgDesign *design, const LgDd *beta,
					LgCurvature *curvature)
{
	LgSoftmax  *softmax = design->softmax;
	int			n_equations = softmax->n_equations;
	int			n_columns;

	if (!design->direction)
		take_columns(design, softmax);
	n_columns = softmax->base.n_columns;
	memset(softmax->gradients, 0,
		   (size_t) n_equations * n_columns * sizeof(LgDd));
	memset(softmax->blocks, 0, LG_PACKED_SIZE(n_equations) *
		   LG_PACKED_SIZE(n_columns) * sizeof(LgDd));
	lg_curvature_clear(curvature, design->n_columns);
	lg_design_rewind(&softmax->base, &softmax->dense);
	while (lg_softmax_next(design, softmax, false))
	{
		lg_dd_accumulate_double(&curvature->log_lik,
								lg_softmax_probabilities(design, beta,
														 curvature));
		add_block(softmax);
		if (design->skip > 0)
			(void) design->rows->skip(design->rows->host, design->skip);
	}
	gather_blocks(design, curvature);
	take_all_columns(softmax);
}

/*
 * Where the baseline has coefficients of its own: takes them off those of the
 * other classes.  "values" are by term, those that are not fitted 0.
 */
void
lg_softmax_contrast(const LgDesign *design, LgDd *values)
{
	const LgSoftmax *softmax = design->softmax;
	int			n = softmax->n_equations;
	int			j;
	int			k;

	for (j = 0; n == softmax->classes.n_classes && j < design->n_terms; j += n)
		for (k = 1; k < n; k++)
			values[j + k] = lg_dd_subtract(values[j + k], values[j]);
}
