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
 * that the direction sets apart from a row's own has no share in that row,
 * it is not "open" to it.
 *
 *-------------------------------------------------------------------------
 */
#include "softmax.h"

#include <math.h>
#include <string.h>

#include "symmetric.h"

/*
 * Takes the columns of one equation out of the design, whose terms are
 * measured: term j of equation k stands at place j (K - 1) + k - 1.
 */
void
lg_softmax_start(LgSoftmax *softmax, const LgDesign *design)
{
	int			n_equations = softmax->n_classes - 1;
	int			n = design->n_terms / n_equations;
	int			j;

	for (j = 0; j < n; j++)
	{
		softmax->terms[j] = design->terms[j * n_equations];
		softmax->columns[j] = j;
	}
	softmax->base = *design;
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
	int			n_classes = softmax->n_classes;
	int			i;
	int			j;
	int			k;

	for (i = 0; i < softmax->dense.n_rows; i++)
	{
		int			y = softmax->class_of[softmax->dense.label[i]];

		for (k = 0; k < n_classes; k++)
		{
			along[k] = lg_dd(0.0);
			size[k] = 0.0;
		}
		for (j = 0; design->direction && j < design->n_terms; j++)
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
 * Turns the scores of a row, in "weighted", into shares; answers its
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
	int			n_classes = softmax->n_classes;
	int			y = softmax->class_of[softmax->dense.label[row]] *
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

/* Sums of products of two columns of the block. */
static double
dot(const double *x, const double *y, int n)
{
	double		sum = 0.0;
	int			i;

	for (i = 0; i < n; i++)
		sum += x[i] * y[i];
	return sum;
}

/* Adds the block's part of the gradient and information. */
static void
add_block(const LgDesign *design, LgSoftmax *softmax, LgCurvature *curvature)
{
	const LgDense *dense = &softmax->dense;
	LgDd	   *element = curvature->information;
	int			n = dense->n_rows;
	double		residual[LG_BLOCK_ROWS];
	int			c;
	int			d;
	int			i;
	int			l;

	for (c = 0; c < design->n_columns; c++)
	{
		int			term = design->columns[c];
		int			k = design->terms[term].equation;
		const double *z = dense->z + (size_t) lg_softmax_column(softmax, term) *
			LG_BLOCK_STRIDE;
		const double *share = softmax->share + k * LG_BLOCK_ROWS;
		const double *rest = softmax->rest + k * LG_BLOCK_ROWS;

		design->rows->check(design->rows->host);
		for (i = 0; i < n; i++)
			residual[i] = dense->weight[i] *
				(softmax->class_of[dense->label[i]] == k ? rest[i] :
				 -share[i]);
		lg_dd_accumulate_double(&curvature->gradient[c], dot(z, residual, n));

		for (l = 1; l < softmax->n_classes; l++)
		{
			const double *other = softmax->share + l * LG_BLOCK_ROWS;
			double	   *weighted = softmax->weighted + l * LG_BLOCK_ROWS;

			for (i = 0; i < n; i++)
				weighted[i] = z[i] * dense->weight[i] * share[i] *
					(l == k ? rest[i] : -other[i]);
		}
		for (d = 0; d <= c; d++)
		{
			term = design->columns[d];
			lg_dd_accumulate_double(element++,
									dot(dense->z +
										(size_t) lg_softmax_column(softmax, term) *
										LG_BLOCK_STRIDE,
										softmax->weighted +
										design->terms[term].equation *
										LG_BLOCK_ROWS, n));
		}
	}
}

/*
 * Whether every equation has the same columns, and then the base's columns
 * are these alone: so it is unless separation takes some away.
 */
static bool
is_regular(const LgDesign *design, LgSoftmax *softmax)
{
	int			n_equations = softmax->n_classes - 1;
	int			c;

	if (design->direction || design->n_columns % n_equations != 0)
		return false;
	for (c = 0; c < design->n_columns; c++)
	{
		int			term = design->columns[c];
		int			j = c / n_equations;

		if (c % n_equations == 0)
			softmax->columns[j] = lg_softmax_column(softmax, term);
		if (softmax->columns[j] != lg_softmax_column(softmax, term) ||
			design->terms[term].equation != c % n_equations + 1)
			return false;
	}
	softmax->base.n_columns = design->n_columns / n_equations;
	return true;
}

/* Lets the base have all its columns again. */
static void
take_all_columns(LgSoftmax *softmax)
{
	int			j;

	softmax->base.n_columns = softmax->base.n_terms;
	for (j = 0; j < softmax->base.n_terms; j++)
		softmax->columns[j] = j;
}

/*
 * add_block() by a kernel: the information of two equations is a weighted
 * cross product of the same columns, for each pair of equations another one.
 */
static void
add_block_by_kernel(LgSoftmax *softmax)
{
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
	for (k = 1; k < softmax->n_classes; k++)
	{
		const double *share = softmax->share + k * LG_BLOCK_ROWS;
		const double *rest = softmax->rest + k * LG_BLOCK_ROWS;
		LgDd	   *gradient = softmax->gradients + (k - 1) * n_columns;

		softmax->base.rows->check(softmax->base.rows->host);
		for (l = 1; l <= k; l++)
		{
			const double *other = softmax->share + l * LG_BLOCK_ROWS;

			for (i = 0; i < n; i++)
			{
				curvature[i] = dense->weight[i] * share[i] *
					(l == k ? rest[i] : -other[i]);
				residual[i] = l < k ? 0.0 : dense->weight[i] *
					(softmax->class_of[dense->label[i]] == k ? rest[i] :
					 -share[i]);
			}
			lg_cross_clear(dense->sums, n_columns);
			kernel->cross(&response, dense->columns, n_columns, dense->sums);
			lg_cross_collect(dense->sums, n_columns, false, gradient, block);
			block += LG_PACKED_SIZE(n_columns);
		}
	}
}

/* Puts what the kernel has summed where the solver looks for it. */
static void
gather_blocks(const LgSoftmax *softmax, LgCurvature *curvature)
{
	int			n_equations = softmax->n_classes - 1;
	int			n_columns = softmax->base.n_columns;
	const LgDd *block = softmax->blocks;
	int			i;
	int			j;
	int			k;
	int			l;

	for (k = 0; k < n_equations; k++)
		for (l = 0; l <= k; l++, block += LG_PACKED_SIZE(n_columns))
			for (j = 0; j < n_columns; j++)
				for (i = 0; i <= j; i++)
				{
					LgDd		sum = block[LG_PACKED(j, i)];

					curvature->information[LG_PACKED(j * n_equations + k,
													 i * n_equations + l)] = sum;
					if (i < j)
						curvature->information[LG_PACKED(j * n_equations + l,
														 i * n_equations + k)] = sum;
				}
	for (k = 0; k < n_equations; k++)
		for (j = 0; j < n_columns; j++)
			curvature->gradient[j * n_equations + k] =
				softmax->gradients[k * n_columns + j];
}

/* The scores of the block, into "weighted". */
static void
find_scores(const LgDesign *design, LgSoftmax *softmax, const LgDd *beta,
			bool by_kernel)
{
	const LgDense *dense = &softmax->dense;
	int			n_equations = softmax->n_classes - 1;
	int			c;
	int			i;

	memset(softmax->weighted, 0, (size_t) softmax->n_classes *
		   LG_BLOCK_ROWS * sizeof(double));
	for (c = 0; c < design->n_columns; c++)
	{
		int			term = design->columns[c];
		int			column = by_kernel ? c / n_equations :
			lg_softmax_column(softmax, term);
		const double *z = dense->z + (size_t) column * LG_BLOCK_STRIDE;
		double	   *score = softmax->weighted +
			design->terms[term].equation * LG_BLOCK_ROWS;

		for (i = 0; i < dense->n_rows; i++)
			score[i] += z[i] * beta[c].hi;
	}
}

/* Evaluates at beta, in doubles. */
void
lg_softmax_evaluate(const LgDesign *design, const LgDd *beta,
					LgCurvature *curvature)
{
	LgSoftmax  *softmax = design->softmax;
	const LgDense *dense = &softmax->dense;
	int			n_equations = softmax->n_classes - 1;
	bool		by_kernel = is_regular(design, softmax);
	int			n_columns = softmax->base.n_columns;
	int			i;

	if (!by_kernel)
		take_all_columns(softmax);
	else
	{
		memset(softmax->gradients, 0,
			   (size_t) n_equations * n_columns * sizeof(LgDd));
		memset(softmax->blocks, 0,
			   (size_t) n_equations * (n_equations + 1) / 2 *
			   LG_PACKED_SIZE(n_columns) * sizeof(LgDd));
	}
	lg_curvature_clear(curvature, design->n_columns);
	lg_design_rewind(&softmax->base, &softmax->dense);
	while (lg_softmax_next(design, softmax, false))
	{
		double		log_lik = 0.0;

		find_scores(design, softmax, beta, by_kernel);
		for (i = 0; i < dense->n_rows; i++)
			log_lik += dense->weight[i] * find_shares(softmax, curvature, i);
		lg_dd_accumulate_double(&curvature->log_lik, log_lik);
		if (by_kernel)
			add_block_by_kernel(softmax);
		else
			add_block(design, softmax, curvature);
		if (design->skip > 0)
			(void) design->rows->skip(design->rows->host, design->skip);
	}
	if (by_kernel)
		gather_blocks(softmax, curvature);
	take_all_columns(softmax);
}
