/*-------------------------------------------------------------------------
 *
 * measure.c
 *		How a regression begins: count, scale, choose columns, start.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/measure.h"

#include "core/data/moments.h"
#include "core/data/standardize.h"
#include "core/data/subsample.h"

/*
 * Passes in double-double cost some 100 times as much as those in doubles.
 * They are always made up to this many rows times elements of the
 * information, about a tenth of a second; its factor counts as rows, too.
 */
#define SMALL_WORK		4e6

/* One in this many rows is sampled for the scales, if rows are many. */
#define MEASURED_SHARE	64

/* Whether all passes may be made in double-double. */
bool
lg_measure_is_small(int64_t n_rows, int n_terms)
{
	double		n = n_terms;

	return ((double) n_rows + n / 3.0) * (n * n + 30.0) <= SMALL_WORK;
}

/* Scans the rows, scales the columns, and settles which take part. */
static void
measure_all(LgFit *fit)
{
	LgRegression *regression = fit->regression;
	LgMaximum  *maximum = &fit->maximum;

	lg_design_measure(&maximum->design, &regression->row_counts, fit->moments);
	if (regression->row_counts.n_rows == 0)
		return;
	lg_penalty_start(&fit->penalty, &maximum->design);
	if (regression->softmax)
		lg_softmax_start(regression->softmax, &maximum->design);
	maximum->newton.ends_exact =
		lg_measure_is_small(regression->row_counts.n_rows,
							regression->n_terms);
	lg_null_model(&maximum->design, &regression->row_counts, &maximum->dense,
				  &maximum->newton.null);
	lg_maximize_columns(maximum, regression->row_counts.n_rows);
}

/*
 * The same without the scan, where rows are many: a sample tells the scales
 * well enough, and the first pass over all rows counts and measures them on
 * its way.  A penalty has to know the deviations before.
 */
static void
measure_by_sample(LgFit *fit)
{
	LgRegression *regression = fit->regression;
	LgMaximum  *maximum = &fit->maximum;
	LgDesign   *design = &maximum->design;
	int64_t		n_rows = design->rows->n_rows;
	LgDesign	sample = lg_subsample(design, n_rows / MEASURED_SHARE);
	LgCensus	census = {0};
	int			j;

	lg_design_measure(&sample, &regression->row_counts, fit->moments);
	if (regression->row_counts.has_offsets)
	{
		/* the null model of all rows is needed for a start */
		measure_all(fit);
		return;
	}
	lg_null_model(design, &regression->row_counts, &maximum->dense,
				  &maximum->newton.null);
	lg_penalty_start(&fit->penalty, design);
	census.moments = fit->moments;
	for (j = 0; j < design->n_terms; j++)
		lg_moments_clear(&census.moments[j]);
	design->census = &census;
	lg_maximize_columns(maximum, n_rows);
	design->census = NULL;
	if (!census.is_taken)
	{
		measure_all(fit);
		return;
	}
	regression->row_counts = census.row_counts;
	lg_null_model(design, &regression->row_counts, &maximum->dense,
				  &maximum->newton.null);
	if (!lg_design_accept(design, &census))
	{
		lg_design_rescale(design);
		lg_maximize_columns(maximum, n_rows);
	}
}

/*
 * Counts the rows, scales the columns and settles which take part; the
 * iteration stands at its start.
 */
void
lg_measure(LgFit *fit)
{
	LgMaximum  *maximum = &fit->maximum;

	if (lg_subsample_is_worthwhile(&maximum->design) &&
		!maximum->design.softmax &&
		!lg_penalty_is_given(maximum->newton.penalty))
		measure_by_sample(fit);
	else
		measure_all(fit);
}
