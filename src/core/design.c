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

#include "pass.h"

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

static const LgKernel *
kernel_of(const LgDesign *design)
{
	return design->kernel ? design->kernel : lg_kernel_find(LG_KERNEL_AUTO);
}

/* The moments of no rows. */
void
lg_moments_clear(LgMoments *moments)
{
	memset(moments, 0, sizeof(*moments));
	moments->min = INFINITY;
	moments->max = -INFINITY;
	moments->unit = 1.0;
}

/* The largest magnitude that moments have seen. */
static double
largest_of(const LgMoments *moments)
{
	return fmax(fabs(moments->min), fabs(moments->max));
}

/* Brings moments to another unit, without rounding. */
static void
change_unit(LgMoments *moments, double unit)
{
	double		ratio = unit / moments->unit;

	moments->mean = lg_dd_shift(moments->mean, ratio);
	moments->squares = lg_dd_shift(lg_dd_shift(moments->squares, ratio),
								   ratio);
	moments->unit = unit;
}

/*
 * Adds the moments of other rows, as in Chan, Golub & LeVeque (1983), eq.
 * 2.1, in double-double, so that neither the number of parts nor their order
 * shows in the digits reported.  The unit becomes that of the rows of larger
 * magnitude, which is the smaller one.
 */
void
lg_moments_merge(LgMoments *moments, LgDd sum_weights,
				 const LgMoments *other, LgDd other_weights)
{
	LgMoments	added = *other;
	double		share;
	LgDd		shift;

	if (!(other_weights.hi > 0.0))
		return;
	if (!(sum_weights.hi > 0.0))
	{
		*moments = added;
		return;
	}
	if (largest_of(&added) > largest_of(moments))
		change_unit(moments, added.unit);
	else
		change_unit(&added, moments->unit);
	moments->min = fmin(moments->min, added.min);
	moments->max = fmax(moments->max, added.max);

	share = other_weights.hi / (sum_weights.hi + other_weights.hi);
	shift = lg_dd_subtract(added.mean, moments->mean);
	lg_dd_accumulate(&moments->mean, lg_dd_scale(shift, share));
	lg_dd_accumulate(&moments->squares, added.squares);
	lg_dd_accumulate_double(&moments->squares,
							shift.hi * shift.hi * sum_weights.hi * share);
}

/*
 * The moments of a block: sums about the mean of the rows before, in their
 * unit, or where those tell nothing about the mean of the block itself.
 * Where all values are the same both means are exact, and the sums zero.
 */
static void
measure_block(const LgKernel *kernel, const LgTerm *term, const LgBlock *block,
			  double sum_weights, const LgMoments *before,
			  LgMoments *moments)
{
	double		indicator[LG_BLOCK_ROWS];
	const double *x = indicator;
	bool		is_blank = before->min > before->max ||
		largest_of(before) == 0.0;
	double		origin = before->mean.hi;
	double		unit = before->unit;
	double		mean;
	LgMeasure	measure;
	int			i;

	if (term->kind == LG_TERM_NUMBER)
		x = block->numbers[term->column];
	else
		for (i = 0; i < block->n_rows; i++)
			indicator[i] = raw_value(term, block, i);

	kernel->measure(x, block->weights, block->n_rows, unit, origin, &measure);
	moments->min = measure.min;
	moments->max = measure.max;
	moments->unit = inverse_magnitude(largest_of(moments));
	if (is_blank || moments->unit < unit * 0x1p-100)
	{
		unit = moments->unit;
		origin = x[0] * unit;
		kernel->measure(x, block->weights, block->n_rows, unit, origin,
						&measure);
		origin += measure.sum / sum_weights;
		kernel->measure(x, block->weights, block->n_rows, unit, origin,
						&measure);
	}
	mean = measure.sum / sum_weights;
	moments->unit = unit;
	moments->mean = lg_dd_sum(origin, mean);
	moments->squares = lg_dd(measure.squares - measure.sum * mean);
}

/* Chooses the scale of a column from its moments. */
static void
choose_scale(LgTerm *term, LgMoments *moments, double sum_weights,
			 bool centred)
{
	double		mean;
	double		deviation;
	double		size;

	if (term->kind == LG_TERM_INTERCEPT)
	{
		term->mean = term->min = term->max = term->unit = term->spread = 1.0;
		term->std_dev = term->centre = 0.0;
		return;
	}
	change_unit(moments, inverse_magnitude(largest_of(moments)));
	mean = lg_dd_double(moments->mean);
	deviation = sqrt(lg_dd_double(moments->squares) / sum_weights);
	term->min = moments->min;
	term->max = moments->max;
	term->mean = mean / moments->unit;
	term->std_dev = deviation / moments->unit;
	term->unit = moments->unit;

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

/* Counts the rows of a block, and adds them to the moments of the terms. */
void
lg_design_add_block(const LgDesign *design, const LgBlock *block,
					LgTally *tally, LgMoments *moments)
{
	const LgKernel *kernel = kernel_of(design);
	LgDd		sum = lg_dd(0.0);
	int			i;
	int			j;

	for (i = 0; i < block->n_rows; i++)
	{
		double		weight = block->weights ? block->weights[i] : 1.0;

		lg_dd_accumulate_double(&sum, weight);
		if (weight != 1.0)
			tally->has_weights = true;
		if (block->offsets && block->offsets[i] != 0.0)
			tally->has_offsets = true;
		if (block->labels[i] == design->positive)
		{
			tally->n_positive++;
			lg_dd_accumulate_double(&tally->sum_weights_positive, weight);
		}
	}
	for (j = 0; j < design->n_terms; j++)
	{
		LgMoments	added;

		if (design->terms[j].kind == LG_TERM_INTERCEPT)
			continue;
		measure_block(kernel, &design->terms[j], block, sum.hi, &moments[j],
					  &added);
		lg_moments_merge(&moments[j], tally->sum_weights, &added, sum);
	}
	tally->n_rows += block->n_rows;
	lg_dd_accumulate(&tally->sum_weights, sum);
}

/*
 * One scan: counts rows, weights and successes, and measures and scales
 * every term.  Weighted moments; "moments" has room for n_terms.
 */
void
lg_design_measure(LgDesign *design, LgTally *tally, LgMoments *moments)
{
	LgRows	   *rows = design->rows;
	LgPass		pass = {LG_PASS_MEASURE, design, NULL, NULL, 0, NULL, NULL};
	const LgTotals *totals = lg_pass_elsewhere(&pass);
	LgBlock		block;
	int			j;

	memset(tally, 0, sizeof(*tally));
	for (j = 0; j < design->n_terms; j++)
		lg_moments_clear(&moments[j]);
	if (totals)
	{
		*tally = totals->tally;
		memcpy(moments, totals->moments,
			   design->n_terms * sizeof(LgMoments));
	}
	else
	{
		rows->rewind(rows->host);
		while (rows->next(rows->host, &block))
			lg_design_add_block(design, &block, tally, moments);
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

/* Fills one dense column, and its low parts, for the rows that were kept. */
static void
fill_precise(const LgTerm *term, const LgBlock *block, const int *kept,
			 int n_kept, double *z, double *z_low)
{
	int			i;

	for (i = 0; i < n_kept; i++)
	{
		LgDd		value;

		value = scaled_value(term, raw_value(term, block, kept[i]));
		z[i] = value.hi;
		z_low[i] = value.lo;
	}
}

/* Fills a column of ones, and adds slope times it to the scores. */
static void
fill_ones(int n, double slope, double *z, double *score)
{
	int			i;

	for (i = 0; i < n; i++)
	{
		z[i] = 1.0;
		score[i] += slope;
	}
	for (; i % LG_KERNEL_PAD != 0; i++)
		z[i] = 0.0;
}

/*
 * Fills one dense column for the rows that were kept, NULL standing for all,
 * and adds slope times the column to the scores.
 */
static void
fill_column(const LgKernel *kernel, const LgTerm *term, const LgBlock *block,
			const int *kept, int n_kept, double slope, double *z,
			double *score)
{
	LgScaling	scaling = {term->unit, term->centre, term->spread};
	double		x[LG_BLOCK_ROWS];
	uint16_t	code[LG_BLOCK_ROWS];
	int			i;

	switch (term->kind)
	{
		case LG_TERM_NUMBER:
			for (i = 0; kept && i < n_kept; i++)
				x[i] = block->numbers[term->column][kept[i]];
			kernel->scale(kept ? x : block->numbers[term->column], n_kept,
						  &scaling, slope, z, score);
			break;
		case LG_TERM_CODE:
			for (i = 0; kept && i < n_kept; i++)
				code[i] = block->codes[term->column][kept[i]];
			kernel->indicate(kept ? code : block->codes[term->column], n_kept,
							 term->code, scaled_value(term, 0.0).hi,
							 scaled_value(term, 1.0).hi, slope, z, score);
			break;
		case LG_TERM_INTERCEPT:
			fill_ones(n_kept, slope, z, score);
			break;
	}
}

/* Takes over what belongs to the rows that were kept, NULL meaning all. */
static void
fill_rows(const LgDesign *design, const LgBlock *block, const int *kept,
		  LgDense *dense)
{
	static const double signs[] = {-1.0, 1.0};
	int			i;

	dense->has_weights = block->weights != NULL;
	dense->has_offsets = block->offsets != NULL;
	for (i = 0; i < dense->n_rows; i++)
	{
		int			row = kept ? kept[i] : i;

		dense->sign[i] = signs[block->labels[row] == design->positive];
		dense->weight[i] = block->weights ? block->weights[row] : 1.0;
		dense->offset[i] = block->offsets ? block->offsets[row] : 0.0;
	}
	for (i = 0; block->clusters && i < dense->n_rows; i++)
		dense->cluster[i] = block->clusters[kept ? kept[i] : i];
}

/*
 * The next block that has rows that take part, dense; false at the end.
 * The caller rewinds the rows before the first call.
 */
bool
lg_design_next(const LgDesign *design, LgDense *dense)
{
	return lg_design_next_scored(design, dense, NULL);
}

/*
 * The same with scores z'b in doubles, unless beta is NULL or low parts are
 * wanted.
 */
bool
lg_design_next_scored(const LgDesign *design, LgDense *dense,
					  const LgDd *beta)
{
	const LgKernel *kernel = kernel_of(design);
	LgBlock		block;
	int			some[LG_BLOCK_ROWS];
	const int  *kept = NULL;
	int			i;
	int			j;

	do
	{
		if (!design->rows->next(design->rows->host, &block))
			return false;
		dense->n_rows = block.n_rows;
		if (design->direction || dense->z_low)
		{
			dense->n_rows = 0;
			for (i = 0; i < block.n_rows; i++)
				if (!design->direction || !row_is_separated(design, &block, i))
					some[dense->n_rows++] = i;
			kept = some;
		}
	} while (dense->n_rows == 0);

	fill_rows(design, &block, kept, dense);
	memset(dense->score, 0, dense->n_rows * sizeof(double));
	for (j = 0; j < design->n_columns; j++)
	{
		const LgTerm *term = &design->terms[design->columns[j]];
		size_t		column = (size_t) j * LG_BLOCK_STRIDE;

		if (dense->z_low)
			fill_precise(term, &block, kept, dense->n_rows,
						 dense->z + column, dense->z_low + column);
		else
			fill_column(kernel, term, &block, kept, dense->n_rows,
						beta ? beta[j].hi : 0.0,
						dense->z + column, dense->score);
	}
	return true;
}
