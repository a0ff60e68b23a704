/*-------------------------------------------------------------------------
 *
 * design.c
 *		Design columns: rows of data centred and scaled.
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/design.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Whether every row has the same value: nothing is left after centring. */
bool
lg_design_is_constant(const LgTerm *term)
{
	return term->min == term->max;
}

/* The largest |z| of a column. */
double
lg_design_extent(const LgTerm *term)
{
	return fmax(fabs(lg_term_scaled(term, term->min).hi),
				fabs(lg_term_scaled(term, term->max).hi));
}

/*
 * The rounding that the values of a column carry, in units of z: half a
 * unit in the last place of the largest.  0/1 columns carry none.
 */
double
lg_design_rounding(const LgTerm *term)
{
	if (term->kind != LG_TERM_NUMBER)
		return 0.0;
	return 0.5 * DBL_EPSILON * fmax(fabs(term->min), fabs(term->max)) *
		term->unit * term->spread;
}

/* Whether the design's direction separates a row, or a pair of its classes. */
bool
lg_design_separates(const LgDesign *design, const LgBlock *block, int row,
					int y, int a)
{
	LgDd		sum = lg_dd(0.0);
	double		size = 0.0;
	int			j;

	for (j = 0; j < design->n_terms; j++)
	{
		const LgTerm *term = &design->terms[j];
		double		sign = lg_design_pair_sign(term, y, a);
		LgDd		product;

		if (design->direction[j].hi == 0.0 || sign == 0.0)
			continue;
		product = lg_dd_multiply(design->direction[j],
								 lg_term_scaled(term,
											  lg_term_raw(term, block, row)));
		product = lg_dd_shift(product, sign);
		lg_dd_accumulate(&sum, product);
		size += fabs(product.hi);
	}
	return fabs(sum.hi) > LG_ZERO_TOLERANCE * size;
}

/*
 * Fills one dense column, and its low parts, for the rows that were kept, NULL
 * standing for all.
 */
static void
fill_precise(const LgTerm *term, const LgBlock *block, const int *kept,
			 int n_kept, double *z, double *z_low)
{
	const double *x = term->kind == LG_TERM_NUMBER && !kept ?
		block->numbers[term->column] : NULL;
	int			i;

	/* the same for most columns, without a choice in the loop */
	for (i = 0; x && i < n_kept; i++)
	{
		LgDd		value = lg_dd_difference(x[i] * term->unit, term->centre);

		z[i] = value.hi * term->spread;
		z_low[i] = value.lo * term->spread;
	}
	for (; i < n_kept; i++)
	{
		LgDd		value = lg_term_scaled(term,
										   lg_term_raw(term, block,
													   kept ? kept[i] : i));

		z[i] = value.hi;
		z_low[i] = value.lo;
	}
	for (; i % LG_KERNEL_PAD != 0; i++)
		z[i] = z_low[i] = 0.0;
}

/* Fills a column of ones. */
static void
fill_ones(int n, double *z)
{
	int			i;

	for (i = 0; i < n; i++)
		z[i] = 1.0;
	for (; i % LG_KERNEL_PAD != 0; i++)
		z[i] = 0.0;
}

/*
 * Fills one dense column for the rows that were kept, NULL standing for all,
 * by a scaling.
 */
void
lg_design_fill_column(const LgKernel *kernel, const LgTerm *term,
					  const LgBlock *block, const int *kept, int n_kept,
					  const LgScaling *scaling, double *z)
{
	double		x[LG_BLOCK_ROWS];
	uint16_t	code[LG_BLOCK_ROWS];
	int			i;

	switch (term->kind)
	{
		case LG_TERM_NUMBER:
			for (i = 0; kept && i < n_kept; i++)
				x[i] = block->numbers[term->column][kept[i]];
			kernel->scale(kept ? x : block->numbers[term->column], n_kept,
						  scaling, z);
			break;
		case LG_TERM_CODE:
			for (i = 0; kept && i < n_kept; i++)
				code[i] = block->codes[term->column][kept[i]];
			kernel->indicate(kept ? code : block->codes[term->column], n_kept,
							 term->code, -scaling->centre * scaling->spread,
							 (scaling->unit - scaling->centre) *
							 scaling->spread, z);
			break;
		case LG_TERM_INTERCEPT:
			fill_ones(n_kept, z);
			break;
	}
}

/* Takes over a column of the rows that were kept, NULL meaning all. */
static void
keep_values(const double *column, const int *kept, int n_kept, double *to)
{
	int			i;

	if (!kept)
		memcpy(to, column, n_kept * sizeof(double));
	for (i = 0; kept && i < n_kept; i++)
		to[i] = column[kept[i]];
}

/*
 * Takes over what belongs to dense->n_rows rows, those that were kept, NULL
 * meaning the first ones: their labels, signs and clusters, and if there are
 * any their weights and offsets.
 */
void
lg_design_fill_rows(const LgDesign *design, const LgBlock *block,
					const int *kept, LgDense *dense)
{
	int			n = dense->n_rows;
	int			i;

	dense->has_weights = block->weights != NULL;
	dense->has_offsets = block->offsets != NULL;
	dense->has_frequencies = block->frequencies != NULL;
	if (block->weights)
		keep_values(block->weights, kept, n, dense->weight);
	if (block->offsets)
		keep_values(block->offsets, kept, n, dense->offset);
	if (block->frequencies)
		keep_values(block->frequencies, kept, n, dense->frequency);
	if (!kept)
		memcpy(dense->label, block->labels, n);
	for (i = 0; kept && i < n; i++)
		dense->label[i] = block->labels[kept[i]];
	lg_design_kernel(design)->sign(dense->label, n, design->positive,
								   dense->sign);
	for (i = 0; block->clusters && i < n; i++)
		dense->cluster[i] = block->clusters[kept ? kept[i] : i];
}

/*
 * Makes dense->n_rows rows of a block dense: those that were kept, NULL
 * standing for the first ones.
 */
void
lg_design_fill(const LgDesign *design, const LgBlock *block, const int *kept,
			   LgDense *dense)
{
	const LgKernel *kernel = lg_design_kernel(design);
	int			i;
	int			j;

	lg_design_fill_rows(design, block, kept, dense);
	for (i = 0; !dense->has_weights && i < dense->n_rows; i++)
		dense->weight[i] = 1.0;
	for (i = 0; !dense->has_offsets && i < dense->n_rows; i++)
		dense->offset[i] = 0.0;
	for (j = 0; j < design->n_columns; j++)
	{
		const LgTerm *term = &design->terms[design->columns[j]];
		size_t		column = (size_t) j * LG_BLOCK_STRIDE;
		LgScaling	scaling = {term->unit, term->centre, term->spread};

		if (dense->z_low)
			fill_precise(term, block, kept, dense->n_rows,
						 dense->z + column, dense->z_low + column);
		else
			lg_design_fill_column(kernel, term, block, kept, dense->n_rows,
								  &scaling, dense->z + column);
	}
}
