/*-------------------------------------------------------------------------
 *
 * moments.c
 *		Counts of rows, and running moments of the raw columns.
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/moments.h"

#include <math.h>
#include <string.h>

/* The rows of a block by code, of one column of codes at a time. */
#define TALLIED_CODES	1024

typedef struct LevelTally
{
	int			column;			/* -1: of none yet */
	int			n[TALLIED_CODES + 1];	/* [code] rows, those of others last */
	double		weight[TALLIED_CODES];	/* [code] their weight; unset without
										 * weights */
} LevelTally;

/* Powers of two beyond these leave the range of doubles in products. */
#define LG_UNIT_EXPONENT_LIMIT	1000

/* 2^-e for the binary exponent e of x: brings |x| to [0.5, 1). */
double
lg_moments_inverse_magnitude(double x)
{
	int			exponent;

	if (x == 0.0)
		return 1.0;
	(void) frexp(x, &exponent);
	if (exponent < -LG_UNIT_EXPONENT_LIMIT)
		exponent = -LG_UNIT_EXPONENT_LIMIT;
	return ldexp(1.0, -exponent);
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

/* Counts the rows of a block by their codes in a column. */
static void
tally_levels(const LgBlock *block, int column, LevelTally *tally)
{
	const uint16_t *codes = block->codes[column];
	int			i;

	tally->column = column;
	memset(tally->n, 0, sizeof(tally->n));
	for (i = 0; i < block->n_rows; i++)
		tally->n[codes[i] < TALLIED_CODES ? codes[i] : TALLIED_CODES]++;
	if (!block->weights)
		return;
	memset(tally->weight, 0, sizeof(tally->weight));
	for (i = 0; i < block->n_rows; i++)
		if (codes[i] < TALLIED_CODES)
			tally->weight[codes[i]] += block->weights[i];
}

/* Rows of a level in a block, and their weight. */
static int
count_level(const LgTerm *term, const LgBlock *block, LevelTally *tally,
			double *weight)
{
	const uint16_t *codes = block->codes[term->column];
	int			n = 0;
	int			i;

	if (term->code < TALLIED_CODES)
	{
		if (tally->column != term->column)
			tally_levels(block, term->column, tally);
		n = tally->n[term->code];
		*weight = block->weights ? tally->weight[term->code] : n;
		return n;
	}
	*weight = 0.0;
	for (i = 0; i < block->n_rows; i++)
	{
		n += codes[i] == term->code;
		if (codes[i] == term->code)
			*weight += block->weights ? block->weights[i] : 1.0;
	}
	return n;
}

/*
 * The moments of a level in a block, from the weight of its rows: those of a
 * column of 0 and 1.  A loop over all rows for each level would be slow: there
 * may be a thousand levels, each in few rows.
 */
static void
measure_level(const LgTerm *term, const LgBlock *block, double sum_weights,
			  LevelTally *tally, LgMoments *moments)
{
	double		weight;
	int			n = count_level(term, block, tally, &weight);
	LgDd		mean;

	moments->min = n < block->n_rows ? 0.0 : 1.0;
	moments->max = n > 0 ? 1.0 : 0.0;
	moments->unit = lg_moments_inverse_magnitude(moments->max);
	if (moments->min == moments->max)
	{
		moments->mean = lg_dd(moments->max * moments->unit);
		moments->squares = lg_dd(0.0);
		return;
	}
	mean = lg_dd_divide(lg_dd(weight), lg_dd(sum_weights));
	moments->mean = lg_dd_scale(mean, moments->unit);
	moments->squares =
		lg_dd_scale(lg_dd_subtract(lg_dd(weight), lg_dd_scale(mean, weight)),
					moments->unit * moments->unit);
}

/*
 * The moments of a block: sums about the mean of the rows before, in their
 * unit, or where those tell nothing about the mean of the block itself.
 * Where all values are the same both means are exact, and the sums zero.
 */
static void
measure_block(const LgKernel *kernel, const LgTerm *term, const LgBlock *block,
			  double sum_weights, LevelTally *tally, const LgMoments *before,
			  LgMoments *moments)
{
	const double *x;
	bool		is_blank = before->min > before->max ||
		largest_of(before) == 0.0;
	double		origin = before->mean.hi;
	double		unit = before->unit;
	double		mean;
	LgMeasure	measure;

	if (term->kind == LG_TERM_CODE)
	{
		measure_level(term, block, sum_weights, tally, moments);
		return;
	}
	x = block->numbers[term->column];
	kernel->measure(x, block->weights, block->n_rows, unit, origin, &measure);
	moments->min = measure.min;
	moments->max = measure.max;
	moments->unit = lg_moments_inverse_magnitude(largest_of(moments));
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

/*
 * Counts the rows of a block, each as often as its frequency says, and adds
 * them to the moments of the terms.
 */
void
lg_design_add_block(const LgDesign *design, const LgBlock *block,
					LgRowCounts *row_counts, LgMoments *moments)
{
	const LgKernel *kernel = lg_design_kernel(design);
	LgDd		sum = lg_dd(0.0);
	LgDd		positive = lg_dd(0.0);
	int64_t		n_rows = block->n_rows;
	int64_t		n_positive = 0;
	LevelTally	tally;
	int			i;
	int			j;

	tally.column = -1;
	for (i = 0; i < block->n_rows; i++)
		n_positive += block->labels[i] == design->positive;
	for (i = 0; block->frequencies && i < block->n_rows; i++)
	{
		int64_t		more = (int64_t) block->frequencies[i] - 1;

		n_rows += more;
		n_positive += block->labels[i] == design->positive ? more : 0;
	}
	for (i = 0; block->weights && i < block->n_rows; i++)
	{
		lg_dd_accumulate_double(&sum, block->weights[i]);
		if (block->weights[i] != 1.0)
			row_counts->has_weights = true;
		if (block->labels[i] == design->positive)
			lg_dd_accumulate_double(&positive, block->weights[i]);
	}
	if (block->weights == NULL)
	{
		sum = lg_dd(block->n_rows);
		positive = lg_dd((double) n_positive);
	}
	for (i = 0; block->offsets && i < block->n_rows; i++)
		if (block->offsets[i] != 0.0)
			row_counts->has_offsets = true;
	for (j = 0; j < design->n_terms; j++)
	{
		LgMoments	added;

		if (design->terms[j].kind == LG_TERM_INTERCEPT)
			continue;
		measure_block(kernel, &design->terms[j], block, sum.hi, &tally,
					  &moments[j], &added);
		lg_moments_merge(&moments[j], row_counts->sum_weights, &added, sum);
	}
	row_counts->n_rows += n_rows;
	row_counts->n_positive += n_positive;
	lg_dd_accumulate(&row_counts->sum_weights, sum);
	lg_dd_accumulate(&row_counts->sum_weights_positive, positive);
}
