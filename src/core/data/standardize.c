/*-------------------------------------------------------------------------
 *
 * standardize.c
 *		Counts the rows, measures the raw columns, and chooses their scales.
 *
 * Where rows are few one scan does that before any fit.  Where they are many
 * a sample tells the scales, and the first pass over all rows counts and
 * measures them while they are at hand.
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/design.h"

#include <math.h>
#include <string.h>

#include "core/data/pass.h"

/* Powers of two beyond these leave the range of doubles in products. */
#define LG_UNIT_EXPONENT_LIMIT	1000

/*
 * How far the deviation of a scaled column may be from 1, its mean from 0, and
 * its values at all, where the scale comes from a sample.
 */
#define LARGEST_MISFIT	16.0
#define LARGEST_EXTENT	0x1p30

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
			indicator[i] = lg_term_raw(term, block, i);

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

/* Takes over what the moments of all rows say of a column. */
static void
take_moments(LgTerm *term, const LgMoments *moments, double sum_weights)
{
	if (term->kind == LG_TERM_INTERCEPT)
	{
		term->mean = term->min = term->max = 1.0;
		term->std_dev = 0.0;
		return;
	}
	term->min = moments->min;
	term->max = moments->max;

	/* a mean outside the range, or a deviation of nothing, is rounding */
	term->mean = fmin(fmax(lg_dd_double(moments->mean) / moments->unit,
						   term->min), term->max);
	term->std_dev = term->min == term->max ? 0.0 :
		sqrt(lg_dd_double(moments->squares) / sum_weights) / moments->unit;
}

/* The size of a column in its units, which scaling brings to about 1. */
static double
size_of(const LgTerm *term, bool is_centred)
{
	return is_centred ? term->std_dev * term->unit :
		hypot(term->mean * term->unit, term->std_dev * term->unit);
}

/* Chooses the scale of a column by its mean, deviation and range. */
static void
choose_scale(LgTerm *term, bool is_centred)
{
	double		size;

	if (term->kind == LG_TERM_INTERCEPT)
	{
		term->unit = term->spread = 1.0;
		term->centre = 0.0;
		return;
	}
	term->unit = inverse_magnitude(fmax(fabs(term->min), fabs(term->max)));
	term->centre = is_centred ? term->mean * term->unit : 0.0;
	size = size_of(term, is_centred);
	term->spread = size > 0.0 ? inverse_magnitude(size) : 1.0;
}

/* Counts the rows of a block, and adds them to the moments of the terms. */
void
lg_design_add_block(const LgDesign *design, const LgBlock *block,
					LgRowCounts *row_counts, LgMoments *moments)
{
	const LgKernel *kernel = lg_design_kernel(design);
	LgDd		sum = lg_dd(0.0);
	LgDd		positive = lg_dd(0.0);
	int			n_positive = 0;
	int			i;
	int			j;

	for (i = 0; i < block->n_rows; i++)
		n_positive += block->labels[i] == design->positive;
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
		positive = lg_dd(n_positive);
	}
	for (i = 0; block->offsets && i < block->n_rows; i++)
		if (block->offsets[i] != 0.0)
			row_counts->has_offsets = true;
	for (j = 0; j < design->n_terms; j++)
	{
		LgMoments	added;

		if (design->terms[j].kind == LG_TERM_INTERCEPT)
			continue;
		measure_block(kernel, &design->terms[j], block, sum.hi, &moments[j],
					  &added);
		lg_moments_merge(&moments[j], row_counts->sum_weights, &added, sum);
	}
	row_counts->n_rows += block->n_rows;
	row_counts->n_positive += n_positive;
	lg_dd_accumulate(&row_counts->sum_weights, sum);
	lg_dd_accumulate(&row_counts->sum_weights_positive, positive);
}

/*
 * One scan: counts rows, weights and successes, and measures and scales
 * every term.  Weighted moments; "moments" has room for n_terms.
 */
void
lg_design_measure(LgDesign *design, LgRowCounts *row_counts, LgMoments *moments)
{
	LgRows	   *rows = design->rows;
	LgPass		pass = {.kind = LG_PASS_MEASURE, .design = design};
	const LgTotals *totals = lg_pass_elsewhere(&pass);
	LgBlock		block;
	int			j;

	memset(row_counts, 0, sizeof(*row_counts));
	for (j = 0; j < design->n_terms; j++)
		lg_moments_clear(&moments[j]);
	if (totals)
	{
		*row_counts = totals->row_counts;
		memcpy(moments, totals->moments,
			   design->n_terms * sizeof(LgMoments));
	}
	else
	{
		rows->rewind(rows->host);
		while (rows->next(rows->host, &block))
		{
			lg_design_add_block(design, &block, row_counts, moments);
			if (design->skip > 0)
				(void) rows->skip(rows->host, design->skip);
		}
	}

	for (j = 0; j < design->n_terms; j++)
	{
		take_moments(&design->terms[j], &moments[j],
					 row_counts->sum_weights.hi);
		choose_scale(&design->terms[j], design->has_intercept);
	}
}

/*
 * Takes over the census of all rows where a sample has chosen the scales.
 * Answers false when a scale is so wrong that the columns must be scaled
 * anew.
 */
bool
lg_design_accept(LgDesign *design, const LgCensus *census)
{
	bool		is_fine = true;
	int			j;

	for (j = 0; j < design->n_terms; j++)
	{
		LgTerm	   *term = &design->terms[j];
		bool		was_constant = lg_design_is_constant(term);
		double		size;

		take_moments(term, &census->moments[j],
					 census->row_counts.sum_weights.hi);
		if (term->kind == LG_TERM_INTERCEPT ||
			(was_constant && lg_design_is_constant(term)))
			continue;
		size = size_of(term, design->has_intercept) * term->spread;
		if (was_constant || !(size > 1.0 / LARGEST_MISFIT) ||
			!(size < LARGEST_MISFIT) ||
			!(fabs(term->mean * term->unit - term->centre) * term->spread <
			  LARGEST_MISFIT) ||
			!(lg_design_extent(term) < LARGEST_EXTENT))
			is_fine = false;
	}
	return is_fine;
}

/* Scales the columns anew, by a census that was not accepted. */
void
lg_design_rescale(LgDesign *design)
{
	int			j;

	for (j = 0; j < design->n_terms; j++)
		choose_scale(&design->terms[j], design->has_intercept);
}
