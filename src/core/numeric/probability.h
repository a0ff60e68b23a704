/*-------------------------------------------------------------------------
 *
 * probability.h
 *		Quantiles and tail probabilities for tests and intervals.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PROBABILITY_H
#define LG_PROBABILITY_H

extern double lg_probability_normal_quantile(double p);
extern double lg_probability_two_sided_p(double z);
extern double lg_probability_chi_square_upper(double x, double df);

#endif							/* LG_PROBABILITY_H */
