/*-------------------------------------------------------------------------
 *
 * design.c
 *		Measures the raw columns, and hands them out centred and scaled.
 *
 *-------------------------------------------------------------------------
 */
#include "design.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Powers of two beyond these leave the range of doubles in products. */
#define LG_UNIT_EXPONENT_LIMIT	1000

/* 2^-e for the binary exponent e of x: brings |x| to [0.5, 1). */
static double
inverse_magnitude(double x)
{
	int			exponent;

	if (x == 0.0)
		return 1.0;
	(void) frexp(x, &exponent);
	if (exponent < -LG_UNIT_EXPONENT_LIMIT)
		exponent = -LG_UNIT_EXPONENT_LIMIT;
	return ldexp(1.0, -exponent);
}

/* The raw value of a term in one row. */
static inline double
raw_value(const LgTerm *term, const LgBlock *block, int row)
{
	switch (term->kind)
	{
		case LG_TERM_NUMBER:
			return block->numbers[term->column][row];
		case LG_TERM_CODE:
			return block->codes[term->column][row] == term->code ? 1.0 : 0.0;
		case LG_TERM_INTERCEPT:
			break;
	}
	return 1.0;
}

/* z = (x unit - centre) spread, all digits. */
static inline LgDd
scaled_value(const LgTerm *term, double raw)
{
	if (term->kind == LG_TERM_INTERCEPT)
		return lg_dd(1.0);
	return lg_dd_shift(lg_dd_difference(raw * term->unit, term->centre),
					   term->spread);
}

/*
 * Adds a block to the moments of a column.
 *
 * Mean and squares of the block come from two passes over it while it is in
 * the cache; blocks are merged as in Chan, Golub & LeVeque (1983), eq. 2.1,
 * with the running values in double-double so that neither the number of
 * blocks nor their order shows in the digits reported.
 */
static void
measure_block(LgTerm *term, LgMoments *moments, const LgBlock *block,
			  double sum_before, double sum_block)
{
	double		value[LG_BLOCK_ROWS];
	double		min = INFINITY;
	double		max = -INFINITY;
	double		largest;
	double		unit;
	double		first;
	double		mean = 0.0;
	double		squares = 0.0;
	double		share;
	LgDd		shift;
	int			i;

	for (i = 0; i < block->n_rows; i++)
	{
		value[i] = raw_value(term, block, i);
		min = fmin(min, value[i]);
		max = fmax(max, value[i]);
	}
	term->min = fmin(term->min, min);
	term->max = fmax(term->max, max);

	/* a unit that suits what was seen; changed by 2^k when much larger comes */
	largest = fmax(fabs(min), fabs(max));
	unit = inverse_magnitude(largest);
	if (moments->unit == 0.0)
		moments->unit = unit;
	else if (largest > 0.0 && unit < moments->unit * 0x1p-100)
	{
		double		ratio = unit / moments->unit;

		moments->mean = lg_dd_shift(moments->mean, ratio);
		moments->squares = lg_dd_shift(lg_dd_shift(moments->squares, ratio),
									   ratio);
		moments->unit = unit;
	}
	unit = moments->unit;

	/* relative to the first value, which is exact for constant columns */
	first = value[0] * unit;
	for (i = 0; i < block->n_rows; i++)
		value[i] = value[i] * unit - first;
	for (i = 0; i < block->n_rows; i++)
		mean += value[i] * (block->weights ? block->weights[i] : 1.0);
	mean /= sum_block;
	for (i = 0; i < block->n_rows; i++)
		squares += (value[i] - mean) * (value[i] - mean) *
			(block->weights ? block->weights[i] : 1.0);

	share = sum_block / (sum_before + sum_block);
	shift = lg_dd_subtract(lg_dd_sum(first, mean), moments->mean);
	lg_dd_accumulate(&moments->mean, lg_dd_scale(shift, share));
	lg_dd_accumulate_double(&moments->squares, squares);
	lg_dd_accumulate_double(&moments->squares,
							shift.hi * shift.hi * sum_before * share);
}

/* Chooses the scale of a column from its moments. */
static void
choose_scale(LgTerm *term, const LgMoments *moments, double sum_weights,
			 bool centred)
{
	double		largest = fmax(fabs(term->min), fabs(term->max));
	double		mean = lg_dd_double(moments->mean);
	double		deviation = sqrt(lg_dd_double(moments->squares) / sum_weights);
	double		size;

	if (term->kind == LG_TERM_INTERCEPT)
	{
		term->mean = term->min = term->max = term->unit = term->spread = 1.0;
		term->std_dev = term->centre = 0.0;
		return;
	}
	term->mean = mean / moments->unit;
	term->std_dev = deviation / moments->unit;
	term->unit = inverse_magnitude(largest);

	/* a mean outside the range, or a deviation of nothing, is rounding */
	term->mean = fmin(fmax(term->mean, term->min), term->max);
	if (term->min == term->max)
		term->std_dev = 0.0;

	if (centred)
	{
		term->centre = term->mean * term->unit;
		size = term->std_dev * term->unit;
	}
	else
	{
		term->centre = 0.0;
		size = hypot(term->mean * term->unit, term->std_dev * term->unit);
	}
	term->spread = size > 0.0 ? inverse_magnitude(size) : 1.0;
}

/*
 * One scan: counts rows, weights and successes, and measures and scales
 * every term.  Weighted moments; "moments" has room for n_terms.
 */
void
lg_design_measure(LgDesign *design, LgTally *tally, LgMoments *moments)
{
	LgRows	   *rows = design->rows;
	LgBlock		block;
	int			i;
	int			j;

	memset(tally, 0, sizeof(*tally));
	for (j = 0; j < design->n_terms; j++)
	{
		memset(&moments[j], 0, sizeof(moments[j]));
		design->terms[j].min = INFINITY;
		design->terms[j].max = -INFINITY;
	}

	rows->rewind(rows->host);
	while (rows->next(rows->host, &block))
	{
		LgDd		sum = lg_dd(0.0);

		for (i = 0; i < block.n_rows; i++)
		{
			double		weight = block.weights ? block.weights[i] : 1.0;

			lg_dd_accumulate_double(&sum, weight);
			if (weight != 1.0)
				tally->has_weights = true;
			if (block.offsets && block.offsets[i] != 0.0)
				tally->has_offsets = true;
			if (block.labels[i] == design->positive)
			{
				tally->n_positive++;
				lg_dd_accumulate_double(&tally->sum_weights_positive, weight);
			}
		}
		for (j = 0; j < design->n_terms; j++)
			if (design->terms[j].kind != LG_TERM_INTERCEPT)
				measure_block(&design->terms[j], &moments[j], &block,
							  tally->sum_weights.hi, sum.hi);
		tally->n_rows += block.n_rows;
		lg_dd_accumulate(&tally->sum_weights, sum);
	}

	for (j = 0; j < design->n_terms; j++)
		choose_scale(&design->terms[j], &moments[j], tally->sum_weights.hi,
					 design->has_intercept);
}

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
	return fmax(fabs(scaled_value(term, term->min).hi),
				fabs(scaled_value(term, term->max).hi));
}

/* Whether the design's direction separates a row. */
static bool
row_is_separated(const LgDesign *design, const LgBlock *block, int row)
{
	LgDd		sum = lg_dd(0.0);
	double		size = 0.0;
	int			j;

	for (j = 0; j < design->n_terms; j++)
	{
		const LgTerm *term = &design->terms[j];
		LgDd		product;

		if (design->direction[j].hi == 0.0)
			continue;
		product = lg_dd_multiply(design->direction[j],
								 scaled_value(term,
											  raw_value(term, block, row)));
		lg_dd_accumulate(&sum, product);
		size += fabs(product.hi);
	}
	return fabs(sum.hi) > LG_ZERO_TOLERANCE * size;
}

/* Fills one dense column for the rows that were kept. */
static void
fill_column(const LgTerm *term, const LgBlock *block, const int *kept,
			int n_kept, double *z, double *z_low)
{
	int			i;

	if (z_low)
	{
		for (i = 0; i < n_kept; i++)
		{
			LgDd		value;

			value = scaled_value(term, raw_value(term, block, kept[i]));
			z[i] = value.hi;
			z_low[i] = value.lo;
		}
		return;
	}
	switch (term->kind)
	{
		case LG_TERM_NUMBER:
			{
				const double *x = block->numbers[term->column];
				double		unit = term->unit;
				double		centre = term->centre;
				double		spread = term->spread;

				if (n_kept == block->n_rows)
					for (i = 0; i < n_kept; i++)
						z[i] = (x[i] * unit - centre) * spread;
				else
					for (i = 0; i < n_kept; i++)
						z[i] = (x[kept[i]] * unit - centre) * spread;
				break;
			}
		case LG_TERM_CODE:
			{
				const uint16_t *code = block->codes[term->column];
				double		zero = scaled_value(term, 0.0).hi;
				double		one = scaled_value(term, 1.0).hi;

				for (i = 0; i < n_kept; i++)
					z[i] = code[kept[i]] == term->code ? one : zero;
				break;
			}
		case LG_TERM_INTERCEPT:
			for (i = 0; i < n_kept; i++)
				z[i] = 1.0;
			break;
	}
}

/*
 * The next block that has rows that take part, dense; false at the end.
 * The caller rewinds the rows before the first call.
 */
bool
lg_design_next(const LgDesign *design, LgDense *dense)
{
	LgBlock		block;
	int			kept[LG_BLOCK_ROWS];
	int			n_kept;
	int			i;
	int			j;

	do
	{
		if (!design->rows->next(design->rows->host, &block))
			return false;
		n_kept = 0;
		for (i = 0; i < block.n_rows; i++)
			if (!design->direction || !row_is_separated(design, &block, i))
				kept[n_kept++] = i;
	} while (n_kept == 0);

	dense->n_rows = n_kept;
	for (i = 0; i < n_kept; i++)
	{
		dense->is_positive[i] = block.labels[kept[i]] == design->positive;
		dense->weight[i] = block.weights ? block.weights[kept[i]] : 1.0;
		dense->offset[i] = block.offsets ? block.offsets[kept[i]] : 0.0;
	}
	for (j = 0; j < design->n_columns; j++)
		fill_column(&design->terms[design->columns[j]], &block, kept, n_kept,
					dense->z + (size_t) j * LG_BLOCK_STRIDE,
					dense->z_low ?
					dense->z_low + (size_t) j * LG_BLOCK_STRIDE : NULL);
	return true;
}
