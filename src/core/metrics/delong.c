/*-------------------------------------------------------------------------
 *
 * delong.c
 *		DeLong's variance of one or two areas under ROC curves.
 *
 * Method: DeLong, DeLong & Clarke-Pearson (1988), by midranks: with V the
 * placements of the rows, as shares of the other class, of which the area is
 * the mean,
 *
 *		var(A) = S+(V) / n+  +  S-(V) / n-
 *
 * where S is the sample variance over the rows of a class (divisor n - 1).
 * For the difference of two areas V is the difference of the placements.
 * Placements are kept as whole numbers, twice the counts, and their sums of
 * products in double-double: nothing is lost before the final subtraction.
 *
 * Special cases: fewer than two rows of a class have no variance: NaN.  No
 * row of a class: all NaN.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/delong.h"

#include <math.h>

/* Adds a row with its placements under both scores. */
void
lg_delong_add(LgPlacements *placements, double a, double b)
{
	placements->n_rows++;
	lg_dd_accumulate_double(&placements->sum[0], a);
	lg_dd_accumulate_double(&placements->sum[1], b);
	lg_dd_accumulate(&placements->product[0], lg_dd_product(a, a));
	lg_dd_accumulate(&placements->product[1], lg_dd_product(a, b));
	lg_dd_accumulate(&placements->product[2], lg_dd_product(b, b));
}

/* The same for many rows of one placement under one score. */
static void
add_rows(LgPlacements *placements, double a, int64_t n_rows)
{
	LgDd		sum = lg_dd_product(a, (double) n_rows);

	placements->n_rows += n_rows;
	lg_dd_accumulate(&placements->sum[0], sum);
	lg_dd_accumulate(&placements->product[0], lg_dd_scale(sum, a));
}

/*
 * n times the sum of products about the means: of scores i and j, or of
 * their difference with itself.
 */
static LgDd
scatter(const LgPlacements *placements, int i, int j)
{
	return lg_dd_subtract(lg_dd_scale(placements->product[i + j],
									  (double) placements->n_rows),
						  lg_dd_multiply(placements->sum[i],
										 placements->sum[j]));
}

static LgDd
scatter_of_difference(const LgPlacements *placements)
{
	return lg_dd_subtract(lg_dd_add(scatter(placements, 0, 0),
									scatter(placements, 1, 1)),
						  lg_dd_shift(scatter(placements, 0, 1), 2.0));
}

/* The part of one class in the variance of the areas. */
static double
share_of_variance(LgDd scatter_sum, double n, double n_others)
{
	/* S = scatter / n / (n - 1); S / n; (2 n_others)^2 for the shares */
	return fmax(lg_dd_double(scatter_sum), 0.0) / (n * n * (n - 1.0)) /
		(4.0 * n_others * n_others);
}

/* Areas and variances from the placements of both classes. */
void
lg_delong(const LgPlacements *negatives, const LgPlacements *positives,
		  LgDelong *answer)
{
	double		n0 = (double) negatives->n_rows;
	double		n1 = (double) positives->n_rows;
	bool		has_area = n0 > 0.0 && n1 > 0.0;
	bool		has_variance = n0 > 1.0 && n1 > 1.0;
	int			i;

	for (i = 0; i < 2; i++)
	{
		answer->auc[i] = has_area ?
			lg_dd_double(positives->sum[i]) / 2.0 / (n0 * n1) : NAN;
		answer->variance[i] = has_variance ?
			share_of_variance(scatter(positives, i, i), n1, n0) +
			share_of_variance(scatter(negatives, i, i), n0, n1) : NAN;
	}
	answer->variance_of_difference = has_variance ?
		share_of_variance(scatter_of_difference(positives), n1, n0) +
		share_of_variance(scatter_of_difference(negatives), n0, n1) : NAN;
}

/*
 * The same for one score, from its steps; the rows count, not their weights.
 * The fields of the second score are meaningless then.
 */
void
lg_delong_of_thresholds(const LgThresholdSteps *steps, LgDelong *answer)
{
	LgPlacements placements[2] = {{0}, {0}};
	int64_t		above[2] = {0, 0};
	LgThresholdStep step;

	steps->rewind(steps->host);
	while (steps->next(steps->host, &step))
	{
		/* a negative is right below positives, a positive above negatives */
		add_rows(&placements[0], 2.0 * above[1] + step.n_rows[1],
				 step.n_rows[0]);
		add_rows(&placements[1], 2.0 * (steps->n_rows[0] - above[0]) -
				 step.n_rows[0], step.n_rows[1]);
		above[0] += step.n_rows[0];
		above[1] += step.n_rows[1];
	}
	lg_delong(&placements[0], &placements[1], answer);
}
