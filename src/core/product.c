/*-------------------------------------------------------------------------
 *
 * product.c
 *		The information times a vector, without the information.
 *
 * Method: X'(W(Xv)) by one pass over the rows, with the row weights w p(1 - p)
 * that the evaluation of the likelihood has left (Lin, Weng & Keerthi 2008,
 * Journal of Machine Learning Research 9, 627-650).  For p columns that is
 * 2p products a row, where the information takes p^2/2.
 *
 * The columns are scaled on the way from where they lie, four at a time, and
 * written nowhere: a block of thousands of columns is larger than the caches.
 *
 * Accuracy: as in objective.c, rows of a block are summed in doubles and
 * blocks in double-double where it shows: in the gradient.
 *
 *-------------------------------------------------------------------------
 */
#include "product.h"

#include <math.h>
#include <string.h>

/* Some raw columns, as the kernels take them. */
typedef struct Columns
{
	int			n;				/* of LG_KERNEL_X; the others have no effect */
	const double *x[LG_KERNEL_X];
	LgScaling	scaling[LG_KERNEL_X];
	double		made[LG_KERNEL_X][LG_BLOCK_ROWS];	/* those that are no numbers */
} Columns;

/* The design's columns from j on, in a block. */
static void
take_columns(const LgDesign *design, const LgBlock *block, int j,
			 Columns *columns)
{
	static const LgScaling nothing = {0.0, 0.0, 0.0};
	int			i;
	int			k;

	columns->n = design->n_columns - j < LG_KERNEL_X ?
		design->n_columns - j : LG_KERNEL_X;
	for (k = 0; k < columns->n; k++)
	{
		const LgTerm *term = &design->terms[design->columns[j + k]];

		columns->scaling[k].unit = term->unit;
		columns->scaling[k].centre = term->centre;
		columns->scaling[k].spread = term->spread;
		columns->x[k] = columns->made[k];
		if (term->kind == LG_TERM_NUMBER)
			columns->x[k] = block->numbers[term->column];
		else
			for (i = 0; i < block->n_rows; i++)
				columns->made[k][i] = lg_term_raw(term, block, i);
	}
	for (; k < LG_KERNEL_X; k++)
	{
		columns->scaling[k] = nothing;
		columns->x[k] = columns->x[0];
	}
}

/* The scores z'b of a block. */
static void
find_scores(const LgDesign *design, const LgBlock *block, const double *b,
			double *score)
{
	const LgKernel *kernel = lg_design_kernel(design);
	Columns		columns;
	int			j;

	memset(score, 0, block->n_rows * sizeof(double));
	for (j = 0; j < design->n_columns; j += LG_KERNEL_X)
	{
		double		slope[LG_KERNEL_X] = {0.0};

		take_columns(design, block, j, &columns);
		memcpy(slope, b + j, columns.n * sizeof(double));
		kernel->add_scores(columns.x, block->n_rows, columns.scaling, slope,
						   score);
	}
}

/* Adds z'r to sums in double-double, or to plain ones. */
static void
add_sums(const LgDesign *design, const LgBlock *block, const double *residual,
		 LgDd *exact, double *plain)
{
	const LgKernel *kernel = lg_design_kernel(design);
	Columns		columns;
	double		sums[LG_KERNEL_X];
	int			j;
	int			k;

	for (j = 0; j < design->n_columns; j += LG_KERNEL_X)
	{
		take_columns(design, block, j, &columns);
		kernel->project(columns.x, block->n_rows, columns.scaling, residual,
						sums);
		for (k = 0; k < columns.n; k++)
			if (exact)
				lg_dd_accumulate_double(&exact[j + k], sums[k]);
			else
				plain[j + k] += sums[k];
	}
}

/*
 * Evaluates at beta, in doubles, all of a curvature but its information, and
 * leaves the weight of each row in it.  "vector" is scratch, [n_columns].
 */
void
lg_product_evaluate(const LgDesign *design, LgDense *dense, const LgDd *beta,
					double *vector, LgCurvature *curvature,
					double *row_weight)
{
	const LgKernel *kernel = lg_design_kernel(design);
	double		residual[LG_BLOCK_STRIDE];
	double		weight[LG_BLOCK_STRIDE];
	LgResponse	response = {0};
	LgBlock		block;
	int			j;

	for (j = 0; j < design->n_columns; j++)
		vector[j] = beta[j].hi;
	curvature->n_rows = 0;
	curvature->log_lik = lg_dd(0.0);
	curvature->smallest_margin = INFINITY;
	memset(curvature->gradient, 0, design->n_columns * sizeof(LgDd));
	response.sign = dense->sign;
	response.score = dense->score;
	response.residual = residual;
	response.curvature = weight;
	lg_design_rewind(design, dense);
	while (design->rows->next(design->rows->host, &block))
	{
		response.n_rows = dense->n_rows = block.n_rows;
		lg_design_fill_rows(design, &block, NULL, dense);
		find_scores(design, &block, vector, dense->score);
		response.weight = dense->has_weights ? dense->weight : NULL;
		response.offset = dense->has_offsets ? dense->offset : NULL;
		kernel->respond(&response);
		add_sums(design, &block, residual, curvature->gradient, NULL);
		memcpy(row_weight + curvature->n_rows, weight,
			   block.n_rows * sizeof(double));
		curvature->n_rows += block.n_rows;
		curvature->smallest_margin = fmin(curvature->smallest_margin,
										  response.smallest_margin);
		lg_dd_accumulate_double(&curvature->log_lik, response.log_lik);
	}
}

/* product = X'W X v, with the row weights of the last evaluation. */
void
lg_product_multiply(const LgDesign *design, LgDense *dense,
					const double *row_weight, const double *v,
					double *product)
{
	LgBlock		block;
	int			i;

	memset(product, 0, design->n_columns * sizeof(double));
	lg_design_rewind(design, dense);
	while (design->rows->next(design->rows->host, &block))
	{
		find_scores(design, &block, v, dense->score);
		for (i = 0; i < block.n_rows; i++)
			dense->score[i] *= row_weight[i];
		row_weight += block.n_rows;
		add_sums(design, &block, dense->score, NULL, product);
	}
}
