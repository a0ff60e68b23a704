/*-------------------------------------------------------------------------
 *
 * standardize.c
 *		Centres and scales the columns by powers of two.
 *
 * For few rows, a scan before the fit does this.  For many rows, a sample
 * gives the scales, and the first pass over all rows counts and measures them
 * on its way.
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/standardize.h"

#include <math.h>
#include <string.h>

#include "core/data/moments.h"
#include "core/data/pass.h"

/*
 * How far the deviation of a scaled column may be from 1, its mean from 0, and
 * its values at all, where the scale comes from a sample.
 */
#define LARGEST_MISFIT	16.0
#define LARGEST_EXTENT	0x1p30

/* Copies mean, deviation and range of a column from the moments of all rows. */
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

	/*
	 * a mean outside [min, max] is rounding, and so is a deviation of a
	 * constant
	 */
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
	term->unit = lg_moments_inverse_magnitude(fmax(fabs(term->min),
												   fabs(term->max)));
	term->centre = is_centred ? term->mean * term->unit : 0.0;
	size = size_of(term, is_centred);
	term->spread = size > 0.0 ? lg_moments_inverse_magnitude(size) : 1.0;
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
 * Returns false when a scale is so wrong that the columns must be scaled
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
