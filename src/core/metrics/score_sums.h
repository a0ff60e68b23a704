/*-------------------------------------------------------------------------
 *
 * score_sums.h
 *		Sums over scored rows, from which metrics follow; they can be merged.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_SCORE_SUMS_H
#define LG_SCORE_SUMS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/numeric/doubledouble.h"

/*
 * Sums over the rows of one label code within one bin of scores.  As the
 * positive code may not be known yet, losses are summed for both cases.
 */
typedef struct LgScoreSums
{
	int64_t		n_rows;
	LgDd		weight;			/* sum of w */
	LgDd		score;			/* sum of w p */
	LgDd		loss[2];		/* sum of w bce(c, p), were the label c, but for
								 * the rows in ... */
	LgDd		chance[2];		/* ... the product of the probabilities of c; 0:
								 * of none */
	LgDd		square[2];		/* sum of w (c - p)^2, were the label c */
	bool		is_infinite[2]; /* a loss was; it is not in the sum */
} LgScoreSums;

/* Counts equal rows, of that weight together. */
static inline void
lg_scoresums_count(LgScoreSums *sums, int64_t n_rows, double weight)
{
	sums->n_rows += n_rows;
	lg_dd_accumulate_double(&sums->weight, weight);
}

extern void lg_score_sums_add_score(LgScoreSums *sums, double p,
									double weight);
extern void lg_score_sums_add_loss(LgScoreSums *sums, int label, double p,
								   double weight);
extern void lg_score_sums_merge(LgScoreSums *sums, const LgScoreSums *from);

/* The sum of the losses of all rows, were the label c. */
extern LgDd lg_score_sums_loss(const LgScoreSums *sums, int label);

extern double lg_score_sums_log_loss(const LgScoreSums *negative,
									 const LgScoreSums *positive);
extern double lg_score_sums_brier(const LgScoreSums *negative,
								  const LgScoreSums *positive);
extern int	lg_score_sums_bin(double p, int n_bins);
extern bool lg_score_sums_calibration(const LgScoreSums *negative,
									  const LgScoreSums *positive,
									  double *mean_predicted,
									  double *observed);
extern double lg_score_sums_calibration_error(const LgScoreSums *sums,
											  int n_bins, int positive);

#endif							/* LG_SCORE_SUMS_H */
