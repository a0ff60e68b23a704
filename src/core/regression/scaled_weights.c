/*-------------------------------------------------------------------------
 *
 * scaled_weights.c
 *		Fits of rows whose weights are near the ends of the range of doubles.
 *
 * The information is a sum of weights: of weights near 1e-308 it has hardly a
 * digit, and of those near 1e301 products leave the range.  So such weights
 * are multiplied by a power of two u, as columns are, without rounding.  The
 * likelihood and a penalty are multiplied with them, the maximum stays where
 * it is, and the covariance of the model is that of the scaled weights times
 * u.  A sandwich does not notice u.
 *
 * Jeffreys' prior and a profile compare the likelihood with numbers that have
 * no weight; their fits are left as they are.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/scaled_weights.h"

#include <float.h>
#include <math.h>

#include "core/linalg/cholesky.h"

/* Weights within these powers of two are not scaled. */
#define ORDINARY_EXPONENT	200

/* The largest power of two by which weights are multiplied. */
#define LARGEST_EXPONENT	1000

/* 2^-k, k even, that brings a weight to about 1; 1 if it is ordinary. */
static double
unit_of(double weight)
{
	int			exponent;

	if (!(weight > 0.0))
		return 1.0;
	(void) frexp(fmin(weight, DBL_MAX), &exponent);
	if (exponent < -LARGEST_EXPONENT)
		exponent = -LARGEST_EXPONENT;
	if (exponent > LARGEST_EXPONENT)
		exponent = LARGEST_EXPONENT;
	if (exponent >= -ORDINARY_EXPONENT && exponent <= ORDINARY_EXPONENT)
		return 1.0;
	return ldexp(1.0, -(exponent / 2 * 2));
}

/* Whether weights can be scaled in this fit. */
static bool
may_scale(const LgRegression *regression)
{
	return regression->rows->pass == NULL && !regression->has_jeffreys &&
		!regression->wants_profile;
}

/* The unit by the first block, which is cheap to look at; 1: none needed. */
double
lg_scaled_weights_probe(const LgRegression *regression)
{
	LgRows	   *rows = regression->rows;
	LgBlock		block = {0};
	double		largest = 0.0;
	int			i;

	if (!may_scale(regression))
		return 1.0;
	rows->rewind(rows->host);
	if (!rows->next(rows->host, &block))
		return 1.0;
	for (i = 0; block.weights && i < block.n_rows; i++)
		largest = fmax(largest, block.weights[i]);
	return unit_of(largest);
}

/* The unit by all rows, once they have been counted. */
double
lg_scaled_weights_unit(const LgRegression *regression)
{
	double		sum = regression->row_counts.sum_weights.hi;
	double		n = (double) regression->row_counts.n_rows;

	if (!may_scale(regression) || !regression->row_counts.has_weights)
		return 1.0;
	return unit_of(isfinite(sum) ? sum / n : DBL_MAX);
}

static void
rewind_scaled(void *host)
{
	LgScaledWeights *scaled = host;

	scaled->source->rewind(scaled->source->host);
}

static bool
next_scaled(void *host, LgBlock *block)
{
	LgScaledWeights *scaled = host;
	int			i;

	if (!scaled->source->next(scaled->source->host, block))
		return false;
	for (i = 0; i < block->n_rows; i++)
		scaled->weights[i] = (block->weights ? block->weights[i] : 1.0) *
			scaled->unit;
	block->weights = scaled->weights;
	return true;
}

static int64_t
skip_scaled(void *host, int64_t n_rows)
{
	LgScaledWeights *scaled = host;

	return scaled->source->skip(scaled->source->host, n_rows);
}

static void
check_scaled(void *host)
{
	LgScaledWeights *scaled = host;

	scaled->source->check(scaled->source->host);
}

static void
step_scaled(void *host, int n_steps, double length)
{
	LgScaledWeights *scaled = host;

	scaled->source->step(scaled->source->host, n_steps, length);
}

/* Puts scaled rows, and penalties to match, into the question. */
void
lg_scaled_weights_start(LgScaledWeights *scaled, LgRegression *regression,
						double unit)
{
	scaled->source = regression->rows;
	scaled->rows = *regression->rows;
	scaled->rows.host = scaled;
	scaled->rows.rewind = rewind_scaled;
	scaled->rows.next = next_scaled;
	scaled->rows.skip = skip_scaled;
	scaled->rows.check = check_scaled;
	scaled->rows.step = regression->rows->step ? step_scaled : NULL;
	scaled->unit = unit;
	scaled->l1 = regression->l1;
	scaled->l2 = regression->l2;
	regression->rows = &scaled->rows;

	/* a positive penalty stays positive, however small */
	regression->l1 = fmin(regression->l1 * unit, DBL_MAX);
	regression->l2 = fmin(regression->l2 * unit, DBL_MAX);
	if (scaled->l1 > 0.0)
		regression->l1 = fmax(regression->l1, DBL_MIN);
	if (scaled->l2 > 0.0)
		regression->l2 = fmax(regression->l2, DBL_MIN);
}

/* Restores the question, and brings the answer to the weights' own scale. */
void
lg_scaled_weights_finish(const LgScaledWeights *scaled,
						 LgRegression *regression)
{
	LgRowCounts *counts = &regression->row_counts;
	double		unit = scaled->unit;
	size_t		i;
	int			j;

	regression->rows = scaled->source;
	regression->l1 = scaled->l1;
	regression->l2 = scaled->l2;
	regression->log_lik /= unit;
	regression->null_log_lik /= unit;
	counts->sum_weights = lg_dd_shift(counts->sum_weights, 1.0 / unit);
	counts->sum_weights_positive = lg_dd_shift(counts->sum_weights_positive,
											   1.0 / unit);
	if (regression->meat != LG_MEAT_NONE)
		return;
	for (j = 0; j < regression->n_terms; j++)
		regression->std_error[j] *= sqrt(unit);
	for (i = 0; i < LG_PACKED_SIZE(regression->covariance_rows); i++)
		regression->covariance[i] *= unit;
}

/*
 * Whether doubles can represent the answer of a fit: a column of subnormal
 * numbers has a coefficient beyond them.
 */
bool
lg_regression_is_in_range(const LgRegression *regression)
{
	int			j;

	if (!isfinite(regression->log_lik) || !isfinite(regression->null_log_lik))
		return false;
	for (j = 0; j < regression->n_terms; j++)
	{
		int			row = regression->covariance_row[j];

		if (fabs(regression->coefficient[j]) >= DBL_MAX)
			return false;
		if (row >= 0 && !(regression->std_error[j] > 0.0 &&
						  regression->std_error[j] < DBL_MAX))
			return false;
	}
	return true;
}
