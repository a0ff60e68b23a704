/*-------------------------------------------------------------------------
 *
 * hessian_vector.c
 *		The solver's products of the Hessian with a vector, without the matrix.
 *
 * Method: X'(W(Xv)) by one pass over the rows, with the row weights w p(1 - p)
 * that the evaluation of the likelihood has left (Lin, Weng & Keerthi 2008,
 * Journal of Machine Learning Research 9, 627-650).  For p columns that is
 * 2p products a row, where the information takes p^2/2.
 *
 * The columns are scaled on the way from where they lie, four at a time, and
 * written nowhere: a block of thousands of columns is larger than the caches.
 * The levels of a category are one column of codes, however many they are.
 *
 * Accuracy: as in objective.c, rows of a block are summed in doubles and
 * blocks in double-double where it shows: in the gradient.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/hessian_vector.h"

#include <math.h>
#include <string.h>

#include "core/data/design_scan.h"

/* A category whose codes are smaller is taken as one column, by a table. */
#define TABLE_SIZE		1024

/* Some raw columns, as the kernels take them. */
typedef struct Columns
{
	int			n;				/* of LG_KERNEL_X; the others have no effect */
	const double *x[LG_KERNEL_X];
	LgScaling	scaling[LG_KERNEL_X];
	double		made[LG_KERNEL_X][LG_BLOCK_ROWS];	/* those that are no numbers */
} Columns;

static const LgTerm *
term_at(const LgDesign *design, int j)
{
	return &design->terms[design->columns[j]];
}

/* How many columns from j on are levels of one category, for a table. */
static int
count_levels(const LgDesign *design, int j)
{
	const LgTerm *first = term_at(design, j);
	int			n = 0;

	while (j + n < design->n_columns)
	{
		const LgTerm *term = term_at(design, j + n);

		if (term->kind != LG_TERM_CODE || term->column != first->column ||
			term->code >= TABLE_SIZE)
			break;
		n++;
	}
	return n;
}

/* Takes the columns from j on that are no levels. */
static void
take_columns(const LgDesign *design, const LgBlock *block, int j,
			 Columns *columns)
{
	static const LgScaling nothing = {0.0, 0.0, 0.0};
	int			i;
	int			k;

	for (k = 0; k < LG_KERNEL_X && j + k < design->n_columns &&
		 count_levels(design, j + k) == 0; k++)
	{
		const LgTerm *term = term_at(design, j + k);

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
	columns->n = k;
	for (; k < LG_KERNEL_X; k++)
	{
		columns->scaling[k] = nothing;
		columns->x[k] = columns->x[0];
	}
}

/*
 * Adds the scores of the levels from column j on, but what they have in common
 * where z of a code is not 0; returns that.
 */
static double
add_level_scores(const LgDesign *design, const LgBlock *block, int j,
				 int n_levels, const double *b, double *score)
{
	const uint16_t *codes = block->codes[term_at(design, j)->column];
	double		table[TABLE_SIZE] = {0.0};
	double		common = 0.0;
	int			i;
	int			k;

	for (k = 0; k < n_levels; k++)
	{
		const LgTerm *term = term_at(design, j + k);
		double		slope = b[j + k] * term->spread;

		table[term->code] = slope * term->unit;
		common -= slope * term->centre;
	}
	for (i = 0; i < block->n_rows; i++)
		if (codes[i] < TABLE_SIZE)
			score[i] += table[codes[i]];
	return common;
}

/* The scores z'b of a block. */
static void
find_scores(const LgDesign *design, const LgBlock *block, const double *b,
			double *score)
{
	const LgKernel *kernel = lg_design_kernel(design);
	Columns		columns;
	double		common = 0.0;
	int			n_taken;
	int			i;
	int			j;

	memset(score, 0, block->n_rows * sizeof(double));
	for (j = 0; j < design->n_columns; j += n_taken)
	{
		double		slope[LG_KERNEL_X] = {0.0};

		n_taken = count_levels(design, j);
		if (n_taken > 0)
		{
			common += add_level_scores(design, block, j, n_taken, b, score);
			continue;
		}
		take_columns(design, block, j, &columns);
		n_taken = columns.n;
		memcpy(slope, b + j, n_taken * sizeof(double));
		kernel->add_scores(columns.x, block->n_rows, columns.scaling, slope,
						   score);
	}
	for (i = 0; common != 0.0 && i < block->n_rows; i++)
		score[i] += common;
}

/* Adds a sum of column j in double-double, or to a plain one. */
static inline void
add_sum(double sum, int j, LgDd *exact, double *plain)
{
	if (exact)
		lg_dd_accumulate_double(&exact[j], sum);
	else
		plain[j] += sum;
}

/* Adds the sums of the levels from column j on. */
static void
add_level_sums(const LgDesign *design, const LgBlock *block, int j,
			   int n_levels, const double *residual, LgDd *exact,
			   double *plain)
{
	const uint16_t *codes = block->codes[term_at(design, j)->column];
	double		table[TABLE_SIZE] = {0.0};
	double		total = 0.0;
	int			i;
	int			k;

	for (i = 0; i < block->n_rows; i++)
	{
		total += residual[i];
		if (codes[i] < TABLE_SIZE)
			table[codes[i]] += residual[i];
	}
	for (k = 0; k < n_levels; k++)
	{
		const LgTerm *term = term_at(design, j + k);

		add_sum((table[term->code] * term->unit - total * term->centre) *
				term->spread, j + k, exact, plain);
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
	int			n_taken;
	int			j;
	int			k;

	for (j = 0; j < design->n_columns; j += n_taken)
	{
		n_taken = count_levels(design, j);
		if (n_taken > 0)
		{
			add_level_sums(design, block, j, n_taken, residual, exact, plain);
			continue;
		}
		take_columns(design, block, j, &columns);
		n_taken = columns.n;
		kernel->project(columns.x, block->n_rows, columns.scaling, residual,
						sums);
		for (k = 0; k < n_taken; k++)
			add_sum(sums[k], j + k, exact, plain);
	}
}

/*
 * Evaluates at beta, in doubles, all of a curvature but its information, and
 * leaves the weight of each row in it.  "vector" is scratch, [n_columns].
 */
void
lg_hessian_vector_evaluate(const LgDesign *design, LgDense *dense,
						   const LgDd *beta,
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
lg_hessian_vector_multiply(const LgDesign *design, LgDense *dense,
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
