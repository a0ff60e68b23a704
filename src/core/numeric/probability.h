/*-------------------------------------------------------------------------
 *
 * probability.h
 *		Quantiles and tail probabilities for tests and intervals.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_INFER_H
#define LG_INFER_H

extern double lg_infer_normal_quantile(double p);
extern double lg_infer_two_sided_p(double z);
extern double lg_infer_chi_square_upper(double x, double df);

#endif							/* LG_INFER_H */
