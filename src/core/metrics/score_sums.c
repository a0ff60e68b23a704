/*-------------------------------------------------------------------------
 *
 * score_sums.c
 *		Sums over scored rows, from which metrics follow.
 *
 * Method: every sum is kept in double-double, so that the order of the rows
 * and the split between parallel workers cannot be seen in a result.
 *
 * A logarithm for each row would cost more than all the rest.  The
 * probabilities of the labels that came are multiplied instead, in
 * double-double too, and the logarithm of the product is taken before it could
 * underflow: a relative error of 1e-32 for each factor is an absolute one of
 * the sum.
 *
 * Special cases: no rows give NaN; an infinite loss is kept as a flag, as a
 * double-double cannot hold it.  A loss below 1e-15, which that absolute error
 * would show in, is added by itself.
 *
 * Accuracy: that of the summands, 4 ulp of a loss and 1 of anything else.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/score_sums.h"

#include <math.h>

#include "core/numeric/doubledouble_math.h"
#include "core/numeric/link.h"

/* Factors are at least so large, and so is the product before the next one. */
#define LEAST_FACTOR	1e-40
#define LEAST_PRODUCT	1e-240
#define LEAST_LOSS		1e-15

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

/* -ln x, for 0 < x <= 1: the exponent by itself, as ln2 times it. */
static LgDd
minus_log(LgDd x)
{
	static const LgDd ln2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
	int			exponent;
	LgDd		part;

	(void) frexp(x.hi, &exponent);
	exponent--;
	part.hi = ldexp(x.hi, -exponent);
	part.lo = ldexp(x.lo, -exponent);
	if (part.hi == 1.0 && part.lo < 0.0)
	{
		exponent--;				/* just below a power of two */
		part = lg_dd_shift(part, 2.0);
	}
	return lg_dd_subtract(lg_dd_scale(ln2, -exponent),
						  lg_dd_log1p(lg_dd_add(part, lg_dd(-1.0))));
}

LgDd
lg_score_sums_loss(const LgScoreSums *sums, int label)
{
	if (sums->chance[label].hi == 0.0)
		return sums->loss[label];
	return lg_dd_add(sums->loss[label], minus_log(sums->chance[label]));
}

/* Multiplies the probabilities of a label by that of a row. */
static void
add_chance(LgScoreSums *sums, int label, double p)
{
	LgDd	   *chance = &sums->chance[label];
	LgDd		factor = label == 1 ? lg_dd(p) : lg_dd_difference(1.0, p);

	if (chance->hi == 0.0)
		*chance = factor;
	else
	{
		if (chance->hi < LEAST_PRODUCT)
		{
			sums->loss[label] = lg_score_sums_loss(sums, label);
			*chance = factor;
			return;
		}
		*chance = lg_dd_multiply(*chance, factor);
	}
}

/*
 * Adds the loss and the squared error of a probability, were the label of
 * the row the given one.
 */
void
lg_score_sums_add_loss(LgScoreSums *sums, int label, double p, double weight)
{
	double		error = label == 1 ? 1.0 - p : p;
	double		loss;

	if (weight == 1.0 && error > LEAST_LOSS && error < 1.0 &&
		(label == 0 || p > LEAST_FACTOR))
		add_chance(sums, label, p);
	else
	{
		loss = lg_link_bce(label, p);
		if (isinf(loss))
			sums->is_infinite[label] = true;
		else
			add_weighted(&sums->loss[label], loss, weight);
	}
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
		lg_dd_accumulate(&sums->loss[label], lg_score_sums_loss(from, label));
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
	return mean(lg_score_sums_loss(negative, 0),
				lg_score_sums_loss(positive, 1), negative, positive);
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
