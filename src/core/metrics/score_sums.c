/*-------------------------------------------------------------------------
 *
 * score_sums.c
 *		Sums over scored rows, from which metrics follow.
 *
 * Method: every sum is kept in double-double, so that the order of the rows
 * and the split between parallel workers cannot be seen in a result.
 *
 * Special cases: no rows give NaN; an infinite loss is remembered apart, as
 * a double-double cannot hold it.
 *
 * Accuracy: that of the summands, 4 ulp of a loss and 1 of anything else.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/score_sums.h"

#include <math.h>

#include "core/numeric/link.h"

/* Adds w p. */
void
lg_score_sums_add_score(LgScoreSums *sums, double p, double weight)
{
	lg_dd_accumulate(&sums->score, lg_dd_product(p, weight));
}

/* Adds w x; most rows have a weight of 1. */
static void
add_weighted(LgDd *sum, double x, double weight)
{
	if (weight == 1.0)
		lg_dd_accumulate_double(sum, x);
	else
		lg_dd_accumulate(sum, lg_dd_product(x, weight));
}

/*
 * Adds the loss and the squared error of a probability, were the label of
 * the row the given one.
 */
void
lg_score_sums_add_loss(LgScoreSums *sums, int label, double p, double weight)
{
	double		loss = lg_link_bce(label, p);
	double		error = label == 1 ? 1.0 - p : p;

	if (isinf(loss))
		sums->is_infinite[label] = true;
	else
		add_weighted(&sums->loss[label], loss, weight);
	add_weighted(&sums->square[label], error * error, weight);
}

void
lg_score_sums_merge(LgScoreSums *sums, const LgScoreSums *from)
{
	int			label;

	sums->n_rows += from->n_rows;
	lg_dd_accumulate(&sums->weight, from->weight);
	lg_dd_accumulate(&sums->score, from->score);
	for (label = 0; label < 2; label++)
	{
		lg_dd_accumulate(&sums->loss[label], from->loss[label]);
		lg_dd_accumulate(&sums->square[label], from->square[label]);
		sums->is_infinite[label] |= from->is_infinite[label];
	}
}

/* The quotient of the sums over both classes; NaN without rows. */
static double
mean(LgDd negative, LgDd positive, const LgScoreSums *negatives,
	 const LgScoreSums *positives)
{
	LgDd		weight = lg_dd_add(negatives->weight, positives->weight);

	if (!(weight.hi > 0.0))
		return NAN;
	return lg_dd_double(lg_dd_divide(lg_dd_add(negative, positive), weight));
}

/* -sum w (y ln p + (1-y) ln(1-p)) / sum w, not clipped: maybe infinite. */
double
lg_score_sums_log_loss(const LgScoreSums *negative, const LgScoreSums *positive)
{
	if (negative->is_infinite[0] || positive->is_infinite[1])
		return INFINITY;
	return mean(negative->loss[0], positive->loss[1], negative, positive);
}

/* sum w (y - p)^2 / sum w */
double
lg_score_sums_brier(const LgScoreSums *negative, const LgScoreSums *positive)
{
	return mean(negative->square[0], positive->square[1], negative, positive);
}

/*
 * The bin k of a probability among n of equal width, [k/n, (k+1)/n) with the
 * last one closed.  The comparison is with the exact fraction: 0.3 as a
 * double lies below 3/10, though its rounded product with 10 does not.
 */
int
lg_score_sums_bin(double p, int n_bins)
{
	LgDd		place;
	int			bin;

	if (p < 1e-290)
		return 0;				/* the product could not be split */
	place = lg_dd_product(p, n_bins);
	bin = (int) place.hi;
	if (bin == place.hi && place.lo < 0.0)
		bin--;
	return bin < n_bins ? bin : n_bins - 1;
}

/* Mean probability and share of positives of a bin; false if it is empty. */
bool
lg_score_sums_calibration(const LgScoreSums *negative,
						  const LgScoreSums *positive,
						  double *mean_predicted, double *observed)
{
	*mean_predicted = mean(negative->score, positive->score, negative,
						   positive);
	*observed = mean(lg_dd(0.0), positive->weight, negative, positive);
	return negative->n_rows + positive->n_rows > 0;
}

/*
 * sum_b W_b/W |mean p - mean y|, where sums[2 b + code] are those of bin b.
 * Rewritten as sum_b |sum w p - sum w y| / W, which divides once.
 */
double
lg_score_sums_calibration_error(const LgScoreSums *sums, int n_bins,
								int positive)
{
	LgDd		error = lg_dd(0.0);
	LgDd		weight = lg_dd(0.0);
	int			bin;

	for (bin = 0; bin < n_bins; bin++)
	{
		const LgScoreSums *pair = &sums[2 * bin];
		LgDd		gap = lg_dd_subtract(lg_dd_add(pair[0].score,
												   pair[1].score),
										 pair[positive].weight);

		lg_dd_accumulate(&error, gap.hi < 0.0 ? lg_dd_negate(gap) : gap);
		lg_dd_accumulate(&weight, lg_dd_add(pair[0].weight,
											pair[1].weight));
	}
	if (!(weight.hi > 0.0))
		return NAN;
	return lg_dd_double(lg_dd_divide(error, weight));
}
