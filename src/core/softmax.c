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

/* The column of the base that term "term" of the design is. */
static inline int
base_of(const LgSoftmax *softmax, int term)
{
	return term / (softmax->n_classes - 1);
}

/* z of a row of the base, all digits. */
static inline LgDd
value_of(const LgSoftmax *softmax, int column, int row)
{
	size_t		place = (size_t) column * LG_BLOCK_STRIDE + row;
	LgDd		value = {softmax->dense.z[place], softmax->dense.z_low[place]};

	return value;
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
									 value_of(softmax, base_of(softmax, j),
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
static bool
next_block(const LgDesign *design, LgSoftmax *softmax, bool with_low)
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

/* Notes the margin of one pair. */
static inline void
note_margin(LgCurvature *curvature, double margin)
{
	curvature->smallest_margin = fmin(curvature->smallest_margin, margin);
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
			note_margin(curvature, score[y] - score[place]);
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
		const double *z = dense->z + (size_t) base_of(softmax, term) *
			LG_BLOCK_STRIDE;
		const double *share = softmax->share + k * LG_BLOCK_ROWS;
		const double *rest = softmax->rest + k * LG_BLOCK_ROWS;

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
										(size_t) base_of(softmax, term) *
										LG_BLOCK_STRIDE,
										softmax->weighted +
										design->terms[term].equation *
										LG_BLOCK_ROWS, n));
		}
	}
}

/* Evaluates at beta, in doubles. */
void
lg_softmax_evaluate(const LgDesign *design, const LgDd *beta,
					LgCurvature *curvature)
{
	LgSoftmax  *softmax = design->softmax;
	const LgDense *dense = &softmax->dense;
	int			c;
	int			i;

	lg_curvature_clear(curvature, design->n_columns);
	lg_design_rewind(&softmax->base, &softmax->dense);
	while (next_block(design, softmax, false))
	{
		double		log_lik = 0.0;

		memset(softmax->weighted, 0, (size_t) softmax->n_classes *
			   LG_BLOCK_ROWS * sizeof(double));
		for (c = 0; c < design->n_columns; c++)
		{
			int			term = design->columns[c];
			const double *z = dense->z + (size_t) base_of(softmax, term) *
				LG_BLOCK_STRIDE;
			double	   *score = softmax->weighted +
				design->terms[term].equation * LG_BLOCK_ROWS;

			for (i = 0; i < dense->n_rows; i++)
				score[i] += z[i] * beta[c].hi;
		}
		for (i = 0; i < dense->n_rows; i++)
			log_lik += dense->weight[i] * find_shares(softmax, curvature, i);
		lg_dd_accumulate_double(&curvature->log_lik, log_lik);
		add_block(design, softmax, curvature);
		if (design->skip > 0)
			(void) design->rows->skip(design->rows->host, design->skip);
	}
}

/* find_shares() of one row with 31 digits, of the scores in score_dd. */
static LgDd
find_shares_dd(LgSoftmax *softmax, LgCurvature *curvature, int row)
{
	const bool *is_open = softmax->is_open + row;
	LgDd	   *score = softmax->score_dd;
	LgDd	   *share = softmax->share_dd;
	LgDd	   *rest = softmax->rest_dd;
	int			n_classes = softmax->n_classes;
	int			y = softmax->class_of[softmax->dense.label[row]];
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
			note_margin(curvature, lg_dd_subtract(score[y], score[k]).hi);
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

/* Adds one row's part of the gradient and information, with 31 digits. */
static void
add_row_dd(const LgDesign *design, const LgSoftmax *softmax, int row,
		   LgCurvature *curvature)
{
	LgDd	   *element = curvature->information;
	double		w = softmax->dense.weight[row];
	int			y = softmax->class_of[softmax->dense.label[row]];
	int			c;
	int			d;

	for (c = 0; c < design->n_columns; c++)
	{
		int			term = design->columns[c];
		int			k = design->terms[term].equation;
		LgDd		z = lg_dd_scale(value_of(softmax, base_of(softmax, term),
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
											value_of(softmax,
													 base_of(softmax, term),
													 row)));
		}
	}
}

/* Evaluates at beta with 31 digits throughout. */
void
lg_softmax_evaluate_dd(const LgDesign *design, const LgDd *beta,
					   LgCurvature *curvature)
{
	LgSoftmax  *softmax = design->softmax;
	int			c;
	int			i;
	int			k;

	lg_curvature_clear(curvature, design->n_columns);
	lg_design_rewind(&softmax->base, &softmax->dense);
	while (next_block(design, softmax, true))
		for (i = 0; i < softmax->dense.n_rows; i++)
		{
			LgDd		log_lik;

			for (k = 0; k < softmax->n_classes; k++)
				softmax->score_dd[k] = lg_dd(0.0);
			for (c = 0; c < design->n_columns; c++)
			{
				int			term = design->columns[c];

				lg_dd_accumulate(&softmax->score_dd[design->terms[term].equation],
								 lg_dd_multiply(value_of(softmax,
														 base_of(softmax,
																 term), i),
												beta[c]));
			}
			log_lik = find_shares_dd(softmax, curvature, i);
			lg_dd_accumulate(&curvature->log_lik,
							 lg_dd_scale(log_lik, softmax->dense.weight[i]));
			add_row_dd(design, softmax, i, curvature);
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

	for (k = 0; k < softmax->n_classes; k++)
		weight[k] = lg_dd(0.0);
	lg_design_rewind(&softmax->base, &softmax->dense);
	while (lg_design_next(&softmax->base, &softmax->dense))
		for (i = 0; i < softmax->dense.n_rows; i++)
		{
			lg_dd_accumulate_double(&weight[softmax->class_of[softmax->dense.label[i]]],
									softmax->dense.weight[i]);
			lg_dd_accumulate_double(&all, softmax->dense.weight[i]);
		}
	if (!design->has_intercept)
	{
		*log_lik = lg_dd_scale(all, -log((double) softmax->n_classes));
		return;
	}
	*log_lik = lg_dd(0.0);
	for (k = 0; k < softmax->n_classes; k++)
		if (weight[k].hi > 0.0)
			lg_dd_accumulate(log_lik,
							 lg_dd_scale(weight[k],
										 log(lg_dd_double(lg_dd_divide(weight[k],
																	   all)))));
}
